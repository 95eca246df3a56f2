"""Why a claim stands in a reading: gathers the rows of knowledge behind it from the rooms that used them."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly import claims, resolution
from reportedly.model import Attribution, Claim, Explanation, Link, Reading


def explain(reading: Reading, claim: str) -> Explanation:
    """What led to the claim with this id ('c3').

    Raises KeyError where the reading has no such claim.
    """
    for row in reading.claims:
        if row.id == claim:
            return Explanation(
                row, claims.row_behind(row.rule), tuple(_links(reading, row)), tuple(_steps(reading, row))
            )
    raise KeyError(claim)


def _links(reading: Reading, claim: Claim) -> Iterator[Link]:
    known = {actor.id: actor for actor in reading.actors}
    for role, ids in (("actor", claim.actors), ("recipient", claim.recipients)):
        for key in ids:
            yield Link(known[key], role, resolution.row_behind(known[key].name))


def _steps(reading: Reading, claim: Claim) -> list[Attribution]:
    """The attributions from the outermost down to the claim's own."""
    by_id = {row.id: row for row in reading.attributions}
    found: list[Attribution] = []
    row = by_id.get(claim.attribution or "")
    while row is not None and row not in found:
        found.insert(0, row)
        row = by_id.get(row.parent or "")
    return found
