"""Correcting: a claim's fields and stretches as they were read and as they stand, and what a form changes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.book import AskError
from reportedly.book.fields import FIELDS, OF_ATTRIBUTION, OWN_SPANS, written, written_spans
from reportedly.model import Reading
from reportedly.web.answers.claims import claim_found, shown
from reportedly.web.answers.stretches import as_typed, quoted, stretches
from reportedly.web.desk import Sight
from reportedly.web.values import ClaimShown, FieldShown, StretchShown

_LABELS = {
    "event": "Event",
    "mode": "How it was done",
    "relation": "Standing tie",
    "actors": "Who acts",
    "recipients": "To whom",
    "things": "Things",
    "contexts": "Contexts",
    "count": "How many things",
    "dead": "Dead",
    "injured": "Injured",
    "place": "Where",
    "time": "When, as a date",
    "polarity": "Affirmed or denied",
    "certainty": "How surely",
    "when": "Past, ongoing or to come",
    "spans": "The claim’s own words",
    "marker_spans": "Words that hedge or deny",
    "source_spans": "The source’s name",
    "cue_spans": "Its cue",
    "content_spans": "What the source says",
}
_HINTS = {
    **dict.fromkeys(("actors", "recipients", "things", "contexts"), "several apart by ;"),
    **dict.fromkeys(("dead", "injured"), "7, 7-9, or 7- for at least seven"),
    "time": "2024-03-12, 2024-03, or 2024-03-01/2024-03-12",
}


@dataclass(frozen=True, slots=True)
class Correcting:
    """A claim to be corrected: its report's whole text, its fields and its stretches.

    `is_exact` tells that a browser's text box holds the very text, so that places in it are places in the report.
    """

    claim: ClaimShown
    text: str
    is_exact: bool
    fields: tuple[FieldShown, ...]
    stretches: tuple[StretchShown, ...]


def correcting(sight: Sight, id_: str) -> Correcting:
    """A claim as a form shows it. Raises AskError."""
    found = claim_found(sight, id_)
    told = shown(sight, [found])
    pair = _readings(sight, found.report, found.reading)
    if pair is None or not told:
        raise AskError("that claim is not found any more; its report was read again")
    read, stands = pair
    was, now = (_written(reading, found.local) for reading in (read, stands))
    text = read.document.text
    return Correcting(told[0], text, "\r" not in text, tuple(_fields(was, now)), tuple(_stretches(text, was, now)))


def changed(form: Correcting, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields, and their values, that a form says otherwise than they stand. Raises StretchError."""
    said = ((field, given.get(field.name, field.now).strip()) for field in form.fields)
    found = [(field.name, value) for field, value in said if as_typed(value) != as_typed(field.now)]
    for one in form.stretches:
        words, at = given.get(f"{one.name}_words", one.words), given.get(f"{one.name}_at", one.now)
        value = written_spans(stretches(form.text, words, at, one.words, one.now))
        found += [(one.name, value)] if value != one.now else []
    return tuple(found)


def _readings(sight: Sight, report: str, sha256: str) -> tuple[Reading, Reading] | None:
    """A report as it was read and as people's corrections leave it."""
    read, stands = sight.reading(report, sha256), sight.corrected(report, sha256)
    return (read, stands) if read and stands else None


def _written(reading: Reading, local: str) -> Mapping[str, str]:
    return dict(written(reading, next(row for row in reading.claims if row.id == local)))


def _fields(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[FieldShown]:
    for field in FIELDS:
        yield FieldShown(
            field.name, _LABELS[field.name], was[field.name], now[field.name], field.choices, _HINTS.get(field.name, "")
        )


def _stretches(text: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[StretchShown]:
    for name in (*OWN_SPANS, *OF_ATTRIBUTION):
        if name in now:
            yield StretchShown(name, _LABELS[name], was[name], now[name], quoted(text, now[name]))
