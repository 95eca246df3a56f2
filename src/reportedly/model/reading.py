"""What a reader found in one document: the values behind the JSON of the reading contract, and drafts on the way."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reportedly.model.text import Document, Problem, Span

STRETCH = 1000  # code points: about what a paragraph holds, so few attributions touch one


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon; one row for one actor of the world.

    `type` is a PLOVER-style sector in words (government, military, police, armed group, political group, country,
    organization, person, civilian) or None; `country` ISO 3166-1 alpha-3; `wikidata` a Q-number.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    type: str | None = None
    country: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed was done, in degrees WGS 84 where known."""

    id: str
    name: str
    admin1: str | None = None
    country: str | None = None
    country_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A voice: whoever something is attributed to; pronouns and 'the newspaper' resolved to it.

    `kind` is author, outlet, person, organization, group, document or unspecified.
    """

    id: str
    name: str
    kind: str
    named: bool
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, its cue and the content attributed to it, as in PARC and PolNeAR (Pareti 2015, Newell et al. 2018).

    `parent` is the attribution that this one reached the author through, or None. A carrier ('told the newspaper')
    has source spans only.
    """

    id: str
    source: str
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    form: str  # direct, indirect, mixed
    score: float
    parent: str | None = None


@dataclass(frozen=True)
class Attributed:
    """What the attribution room hands on."""

    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Attribution]:
        return {row.id: row for row in self.attributions}

    def near(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions that may hold the span in their content, found without a look at all of them."""
        return tuple(self._by_stretch.get(span.start // STRETCH, ()))

    @cached_property
    def _by_stretch(self) -> dict[int, list[Attribution]]:
        found: dict[int, list[Attribution]] = {}
        for row in self.attributions:
            for number in sorted({n for a, b in row.content_spans for n in range(a // STRETCH, b // STRETCH + 1)}):
                found.setdefault(number, []).append(row)
        return found


@dataclass(frozen=True, slots=True)
class Time:
    """When: ISO 8601 to the precision that the text gives ('2023-05'), with the text's words."""

    start: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people, as a range, with the text's words."""

    low: int
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its actors, places and voice are known: it points at tokens and spans of the text.

    `trigger` is the token index of the predicate, `rule` the lexicon row that matched, `actors` and `recipients`
    the spans of the noun phrases (one a conjunct), `places` and `time` spans of the deed's own modifiers.
    `cue_of` is the id of the attribution whose cue asserts it ('denied the reports'), else None.
    """

    spans: tuple[Span, ...]
    trigger: int
    rule: str
    event: str | None = None
    relation: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    things: tuple[str, ...] = ()
    count: int | None = None
    places: tuple[Span, ...] = ()
    time: Span | None = None
    dead: Quantity | None = None
    injured: Quantity | None = None
    cue_of: str | None = None
    score: float = 0.5
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """How surely, for the voice that speaks: FactBank's polarity and certainty (Sauri and Pustejovsky 2009), and when.

    `certainty`: certain, probable, possible, unspecified; `polarity`: affirmed, denied; `when`: past, ongoing, future,
    intended, hypothetical; `markers` are the words that show it.
    """

    polarity: str = "affirmed"
    certainty: str = "certain"
    when: str = "past"
    markers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """What resolution hands on: the actors and places, and which of them each span of a draft means.

    `actor_ids[span]` has several ids for 'the two groups', none where the span is nobody; `times[span]` is absent
    where the words name no date that can be told.
    """

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    actor_ids: dict[Span, tuple[str, ...]] = field(default_factory=dict)
    place_ids: dict[Span, str] = field(default_factory=dict)
    times: dict[Span, Time] = field(default_factory=dict)
    source_actors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is said to do what to whom, on whose word, how surely: a PLOVER event or a standing tie.

    `score` is how likely annotators would have it too, `reasons` what moves that most ('+0.61 type REQUEST').
    """

    id: str
    spans: tuple[Span, ...]
    event: str | None
    mode: str | None
    contexts: tuple[str, ...]
    relation: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    things: tuple[str, ...]
    count: int | None
    place: str | None
    places_all: tuple[str, ...]
    time: Time | None
    polarity: str
    certainty: str
    dead: Quantity | None
    injured: Quantity | None
    marker_spans: tuple[Span, ...]
    score: float
    when: str
    attribution: str | None
    chain: tuple[str, ...]
    rule: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Which reader made a reading."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document; `to_json` prints the reading contract, `from_json` reads it back."""

    reader: Reader
    document: Document
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The reading as JSON-ready values, in the contract's order of fields."""
        from reportedly.model.serial import encode

        return {"format": "reportedly/reading", "version": 1, **encode(self)}

    def to_json(self, indent: int | None = None) -> str:
        """The reading as one JSON object; the same reading gives the same bytes."""
        from reportedly.model.serial import printed

        return printed(self.to_dict(), indent)

    @classmethod
    def from_json(cls, printed: str) -> Reading:
        """A reading from its JSON. Raises ValueError where it is no reading of version 1."""
        from reportedly.model.serial import decode_reading

        return decode_reading(cls, printed)

    def _repr_html_(self) -> str:
        """The notebook view; `export` hangs its page in, since the model knows no other room."""
        return _notebook_views[-1](self)


def _plain_view(reading: Reading) -> str:
    return f"<pre>{html.escape(reading.to_json(indent=1))}</pre>"


_notebook_views: list[Callable[[Reading], str]] = [_plain_view]


def show_in_notebooks_as(view: Callable[[Reading], str]) -> None:
    """From now on a notebook shows a reading by this function from a reading to an HTML fragment."""
    _notebook_views[:] = [_plain_view, view]
