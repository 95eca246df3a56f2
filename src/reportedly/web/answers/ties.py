"""Ties: who is said to do what with whom, and for two actors what is affirmed beside what is denied."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model.described import is_a_description
from reportedly.model.desk import Bond, Party
from reportedly.web.desk import Sight
from reportedly.web.ids import actor_id
from reportedly.web.values import Link, TieLine, Ties

_ALL = 200  # claims between two that one page shows


def ties(sight: Sight, *, limit: int = 50, offset: int = 0) -> Ties:
    """The ties of all, most claims first."""
    found = sight.look.bonds(limit=limit + 1, offset=offset)
    return Ties(lines(sight, found[:limit]), str(offset + limit) if len(found) > limit else None)


def lines(sight: Sight, bonds: Iterable[Bond]) -> tuple[TieLine, ...]:
    """Ties in a list; one of an actor that is hidden is left out."""
    known: dict[Party, bool] = {}
    return tuple(_line(row) for row in bonds if _is_shown(sight, row.one, known) and _is_shown(sight, row.other, known))


def _line(row: Bond) -> TieLine:
    one, other = (
        Link(end.name, actor_id(end.folded, end.country), named=not is_a_description(end.name))
        for end in (row.one, row.other)
    )
    return TieLine(one, other, row.kind, row.mutual, row.claims, row.denied, row.hedged, row.reports)


def _is_shown(sight: Sight, party: Party, known: dict[Party, bool]) -> bool:
    """Whether an actor may be named."""
    if not sight.redact:
        return True
    if party not in known:
        from reportedly.web.answers.actors import line_of

        found = sight.look.actor(party.folded, party.country)
        known[party] = found is not None and line_of(sight, found) is not None
    return known[party]
