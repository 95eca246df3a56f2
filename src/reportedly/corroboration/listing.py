"""Lists what is asked of all propositions: what falls without a voice, who holds up most, what is contested or new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportedly.corroboration.support import CONTESTED, PARTIALLY, UNCORROBORATED, WELL
from reportedly.model.corroboration import Change, Proposition

STRENGTH = {UNCORROBORATED: 0, PARTIALLY: 1, WELL: 2}


def without(propositions: Iterable[Proposition], name: str) -> tuple[tuple[Proposition, str | None], ...]:
    """What would change its word if a voice or report fell, with the word left, None where nobody would claim it."""
    found = ((row, stone.left) for row in propositions for stone in row.keystones if stone.name == name)
    return tuple(sorted(found, key=lambda pair: pair[0].id))


def keystones(propositions: Iterable[Proposition]) -> tuple[tuple[str, int], ...]:
    """The voices and reports, with the number of propositions whose word hangs on them; the most first."""
    counts = Counter(stone.name for row in propositions for stone in row.keystones)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def contradictions(propositions: Iterable[Proposition]) -> tuple[Proposition, ...]:
    """The propositions that some affirm and some deny; who is right is not told."""
    return tuple(row for row in propositions if row.affirmed.high and row.denied.high)


def news(before: Iterable[Proposition], after: Iterable[Proposition]) -> tuple[Change, ...]:
    """What became of the propositions between two states: newly claimed, newly corroborated, newly contested.

    A proposition is the one of the earlier state that it shares most claims with. What rose is 'corroborated'.
    """
    known: dict[tuple[str, str | None], Proposition] = {}
    for row in before:
        known.update({(one.document, one.claim): row for one in row.members})
    found = (_change(_earlier(row, known), row) for row in after)
    return tuple(sorted(filter(None, found), key=lambda change: (change.what, change.proposition.id)))


def _earlier(row: Proposition, known: dict[tuple[str, str | None], Proposition]) -> Proposition | None:
    met = [known[key] for one in row.members if (key := (one.document, one.claim)) in known]
    shared = Counter(other.id for other in met)
    return min(met, key=lambda other: (-shared[other.id], other.id)) if met else None


def _change(earlier: Proposition | None, row: Proposition) -> Change | None:
    was = earlier.support if earlier else None
    if row.support == CONTESTED:
        return None if was == CONTESTED else Change("contested", was, row)
    if was is None and row.support == UNCORROBORATED:
        return Change("claimed", None, row)
    if was == CONTESTED or STRENGTH[row.support] <= STRENGTH.get(was or UNCORROBORATED, 0):
        return None
    return Change("corroborated", was, row)
