"""The spreadsheet: one row a claim, all in words, as CSV that opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.cells import Cell, cell
from reportedly.export.dates import interval
from reportedly.export.positions import Positions, words_at
from reportedly.export.words import Names, chain_in_words, names_of, place_in_words, plain, problem_in_words, sentence
from reportedly.model import Claim, Document, Place, Quantity, Reading, Source, Span


def render(readings: Iterable[Reading]) -> str:
    """CSV (RFC 4180, lines ending CR LF) of some readings: a heading, then a row for each claim and each problem.

    A reading without either has a row of its own, so no document is lost. The text begins with a byte-order mark
    (U+FEFF), because Excel takes UTF-8 without it for the machine's old code page and spoils every Arabic name; pandas,
    R and LibreOffice pass over it. A cell that a spreadsheet would take for a formula is preceded by an apostrophe
    (OWASP, 'CSV injection'); white space in a cell, line ends too, is one blank, and control characters are left out.
    Counts, coordinates and scores are numbers and stay bare. Several values in a cell are joined by '; '.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns())
    for reading in readings:
        writer.writerows(map(cell, row) for row in _rows(reading))
    return "\ufeff" + out.getvalue()


def columns() -> tuple[str, ...]:
    """The headings, in their order."""
    return (*_DOCUMENT, "line", "column", *_CLAIM, "problem")


@dataclass(frozen=True)
class _Said:
    """A claim with what its ids mean."""

    claim: Claim
    names: Names
    text: str

    @property
    def place(self) -> Place:
        return self.names.places.get(self.claim.place or "", Place("", self.claim.place or ""))

    @property
    def voice(self) -> Source | None:
        return self.names.sources.get(self.claim.chain[-1]) if self.claim.chain else None

    def actors(self, keys: tuple[str, ...]) -> str:
        return _joined(map(self.names.actor, keys))


_DOCUMENT: dict[str, Callable[[Document], Cell]] = {
    "document": lambda document: document.name,
    "title": lambda document: document.title,
    "publisher": lambda document: document.publisher,
    "published": lambda document: document.published,
    "url": lambda document: document.url,
}

_CLAIM: dict[str, Callable[[_Said], Cell]] = {
    "claim": lambda said: said.claim.id,
    "evidence": lambda said: _joined(words_at(said.text, said.claim.spans), " ... "),
    "in_words": lambda said: plain(sentence(said.claim, said.names)),
    "event": lambda said: said.claim.event,
    "relation": lambda said: said.claim.relation,
    "mode": lambda said: said.claim.mode,
    "contexts": lambda said: _joined(said.claim.contexts),
    "actors": lambda said: said.actors(said.claim.actors),
    "recipients": lambda said: said.actors(said.claim.recipients),
    "things": lambda said: _joined(said.claim.things),
    "count": lambda said: said.claim.count,
    "place": lambda said: said.place.name,
    "admin1": lambda said: said.place.admin1,
    "country": lambda said: said.place.country_name or said.place.country,
    "latitude": lambda said: said.place.latitude,
    "longitude": lambda said: said.place.longitude,
    "places_all": lambda said: _joined(
        place_in_words(place) for key in said.claim.places_all if (place := said.names.places.get(key))
    ),
    "time": lambda said: interval(said.claim.time) if said.claim.time else None,
    "time_in_text": lambda said: said.claim.time.text if said.claim.time else None,
    "polarity": lambda said: said.claim.polarity,
    "certainty": lambda said: said.claim.certainty,
    "when": lambda said: said.claim.when,
    "markers": lambda said: _joined(words_at(said.text, said.claim.marker_spans)),
    "voice": lambda said: chain_in_words(said.claim, said.names)[-1],
    "voice_kind": lambda said: said.voice.kind if said.voice else None,
    "voice_named": lambda said: ("yes" if said.voice.named else "no") if said.voice else None,
    "chain": lambda said: " > ".join(chain_in_words(said.claim, said.names)),
    "dead_low": lambda said: _low(said.claim.dead),
    "dead_high": lambda said: _high(said.claim.dead),
    "injured_low": lambda said: _low(said.claim.injured),
    "injured_high": lambda said: _high(said.claim.injured),
    "score": lambda said: said.claim.score,
}


def _rows(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    """A document's claims, then its problems; else the document alone."""
    document, names = reading.document, names_of(reading)
    positions = Positions(document.text)
    known = tuple(value(document) for value in _DOCUMENT.values())
    nothing_said = (None,) * len(_CLAIM)
    for claim in reading.claims:
        said = _Said(claim, names, document.text)
        yield (*known, *_place(claim.spans, positions), *(value(said) for value in _CLAIM.values()), None)
    for problem in reading.problems:
        yield (*known, *_place(problem.spans, positions), *nothing_said, problem_in_words(problem))
    if not reading.claims and not reading.problems:
        yield (*known, None, None, *nothing_said, None)


def _place(spans: Iterable[Span], positions: Positions) -> tuple[int | None, int | None]:
    return positions.first(spans) or (None, None)


def _low(quantity: Quantity | None) -> int | None:
    return quantity.low if quantity else None


def _high(quantity: Quantity | None) -> int | None:
    return quantity.high if quantity else None


def _joined(values: Iterable[str], joint: str = "; ") -> str:
    return joint.join(values)
