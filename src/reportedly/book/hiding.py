"""Puts claims that are to be drawn under the names that redacted readings leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reportedly.model import Actor, Claim, Reading, Source
from reportedly.model.desk import Found, Party, Speaker
from reportedly.model.pictures import Said

_WITHHELD, _BLOCK = "withheld-", "█"


def hidden(rows: Iterable[Said], redacted: Callable[[str, str], Reading | None]) -> tuple[Said, ...]:
    """The claims as a redacted reading of their report has them; those that it has no more are left out."""
    readings: dict[str, _Report | None] = {}
    found = []
    for row in rows:
        if row.found.report not in readings:
            reading = redacted(row.found.report, row.found.reading)
            readings[row.found.report] = _Report(reading) if reading else None
        report = readings[row.found.report]
        if report and (claim := report.claims.get(row.found.local)):
            found.append(_hidden(row, claim, report))
    return tuple(found)


class _Report:
    """A redacted reading, looked up by its ids; its text is let go."""

    __slots__ = ("actors", "claims", "sources")

    def __init__(self, reading: Reading) -> None:
        self.claims: dict[str, Claim] = {row.id: row for row in reading.claims}
        self.actors: dict[str, Actor] = {row.id: row for row in reading.actors}
        self.sources: dict[str, Source] = {row.id: row for row in reading.sources}


def _hidden(row: Said, claim: Claim, report: _Report) -> Said:
    found = row.found
    told = replace(
        found,
        document="",
        title=None,
        actors=_parties(found.actors, claim.actors, report, found),
        recipients=_parties(found.recipients, claim.recipients, report, found),
        chain=_chain(found.chain, claim.chain, report),
    )
    is_withheld = claim.place is None or claim.place.startswith(_WITHHELD)
    return replace(row, found=told, site=None if is_withheld else row.site)


def _parties(parties: Sequence[Party], keys: Sequence[str], report: _Report, found: Found) -> tuple[Party, ...]:
    """Under the casebook's names where the reading names them as before; a claim that was corrected names nobody."""
    if len(parties) != len(keys):
        return ()
    return tuple(_party(party, key, report.actors.get(key), found) for party, key in zip(parties, keys, strict=True))


def _party(party: Party, key: str, row: Actor | None, found: Found) -> Party:
    if row is None or key.startswith(_WITHHELD) or _BLOCK in row.name:
        # A redacted reading numbers those that it withholds: over reports a number would make one of many.
        name = row.name if row and not key.startswith(_WITHHELD) else "a withheld actor"
        return Party(name, f"{found.report[:16]} {key}", "")
    return party


def _chain(chain: Sequence[Speaker], keys: Sequence[str], report: _Report) -> tuple[Speaker, ...]:
    sources = [report.sources.get(key) for key in keys]
    if len(sources) != len(chain):
        sources = [None] * len(chain)
    return tuple(_speaker(speaker, row) for speaker, row in zip(chain, sources, strict=True))


def _speaker(speaker: Speaker, row: Source | None) -> Speaker:
    """An unnamed voice goes without its words, a named one by what the redacted reading calls it, if it is blacked."""
    if not speaker.named and speaker.kind not in ("author", "unspecified"):
        return replace(speaker, name="unnamed sources")
    is_as_it_was = row is not None and _BLOCK not in row.name
    return speaker if is_as_it_was else replace(speaker, name=row.name if row else "a withheld voice")
