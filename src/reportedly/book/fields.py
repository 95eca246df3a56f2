"""The fields of a claim that people correct: what each holds, in the words that a correction takes, and its choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.casebook.wanted import CERTAINTIES, EVENTS, POLARITIES, RELATIONS, WHENS
from reportedly.model import Attribution, Claim, Quantity, Reading, Span, Time

NOTHING = ""  # an empty field


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected: its `choices` where it has a vocabulary, '' among them where it may be empty."""

    name: str
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("event", (NOTHING, *EVENTS)),
    Field("mode"),
    Field("relation", (NOTHING, *RELATIONS)),
    *(Field(name) for name in ("actors", "recipients", "things", "contexts", "count", "dead", "injured")),
    *(Field(name) for name in ("place", "time")),
    Field("polarity", POLARITIES),
    Field("certainty", CERTAINTIES),
    Field("when", WHENS),
)
OWN_SPANS = ("spans", "marker_spans")
OF_ATTRIBUTION = ("source_spans", "cue_spans", "content_spans")


def written(reading: Reading, claim: Claim) -> tuple[tuple[str, str], ...]:
    """A claim's fields as a correction would say them, in the order of `FIELDS`, then its spans: '12-40, 55-60'.

    Those of an attribution are left out where the claim is the report's own.
    """
    called = {actor.id: actor.name for actor in reading.actors}
    values = {
        "event": claim.event or NOTHING,
        "mode": claim.mode or NOTHING,
        "relation": claim.relation or NOTHING,
        "actors": _listed(called.get(key, key) for key in claim.actors),
        "recipients": _listed(called.get(key, key) for key in claim.recipients),
        "things": _listed(claim.things),
        "contexts": _listed(claim.contexts),
        "count": NOTHING if claim.count is None else str(claim.count),
        "dead": _quantity(claim.dead),
        "injured": _quantity(claim.injured),
        "place": next((place.name for place in reading.places if place.id == claim.place), NOTHING),
        "time": _time(claim.time),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "when": claim.when,
    }
    return tuple((field.name, values[field.name]) for field in FIELDS) + _spans(reading, claim)


def written_spans(spans: Iterable[Span]) -> str:
    """'12-40, 55-60': code points, the end excluded."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def _spans(reading: Reading, claim: Claim) -> tuple[tuple[str, str], ...]:
    own = tuple((name, written_spans(getattr(claim, name))) for name in OWN_SPANS)
    found: Attribution | None = next((row for row in reading.attributions if row.id == claim.attribution), None)
    return own + tuple((name, written_spans(getattr(found, name))) for name in OF_ATTRIBUTION if found)


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def _quantity(value: Quantity | None) -> str:
    """'7', '7-9', or '7-' for at least seven."""
    if value is None:
        return NOTHING
    if value.high is None:
        return f"{value.low}-"
    return str(value.low) if value.low == value.high else f"{value.low}-{value.high}"


def _time(value: Time | None) -> str:
    if value is None:
        return NOTHING
    return value.start if value.start == value.end else f"{value.start}/{value.end}"
