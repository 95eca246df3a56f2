"""Counts a report that an outlet took back once for and once against, where no claim denies it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.corroboration.descending import Lineage
from reportedly.corroboration.origins import Voiced
from reportedly.corroboration.tables import outlet_key


@dataclass(frozen=True, slots=True)
class Retraction:
    """`report` tells that the outlet took back its report `of`."""

    report: str
    of: str
    outlet: str


def retractions(lineage: Lineage) -> dict[str, list[Retraction]]:
    """What was taken back, by the report that was taken back."""
    found: dict[str, list[Retraction]] = {}
    for report, descent in sorted(lineage.descents.items()):
        for cited in descent.cited:
            if cited.retracts and cited.report:
                found.setdefault(cited.report, []).append(Retraction(report, cited.report, cited.name))
    return found


def taken_back(
    affirmed: Sequence[Voiced], denials: Sequence[Voiced], back: dict[str, list[Retraction]]
) -> list[Voiced]:
    """Denials by the outlets that took back a report of their own word, where none of them stands among the denials."""
    if not back:
        return []
    denying = {key for one in denials for key in one.speaker.keys}
    found: dict[str, Voiced] = {}
    for one in affirmed:
        for row in back.get(one.statement.report, ()):
            key = f"outlet:{outlet_key(row.outlet)}"
            if one.speaker.is_own_word and key in one.speaker.keys and key not in denying:
                found.setdefault(key, _denial(one, row))
    return [found[key] for key in sorted(found)]


def _denial(one: Voiced, row: Retraction) -> Voiced:
    """The outlet's own word against, standing in the report that tells of it; it claims nothing anew."""
    statement = replace(
        one.statement,
        report=row.report,
        claim=f"takes back {row.of}",
        polarity="denied",
        publisher=row.outlet,
        chain=(replace(one.statement.chain[0], name=row.outlet),),
    )
    speaker = replace(one.speaker, name=row.outlet, is_own_word=False, outlets=(), is_hearsay=False)
    return Voiced(statement, speaker)
