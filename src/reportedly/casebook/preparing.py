"""A reading as rows: what the casebook will hold of it, worked out without a database, so that workers can do it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportedly.casebook.corrected import corrected
from reportedly.casebook.decisions import Decisions, Split
from reportedly.casebook.digests import canonical, sha256
from reportedly.casebook.names import ActorKey, actor_key, bounded, claim_anchor, fold, place_key, storable, voice_keys
from reportedly.model import Actor, Claim, Document, Place, Reader, Reading, Source
from reportedly.model.serial import decode, encode

_LONGEST_ALIAS = 200  # code points; what is longer is no name, and stands in the reading all the same


class ActorEntry(NamedTuple):
    """An actor by its key, the JSON of how this reading describes it, and (folded, name) of all it goes by."""

    key: ActorKey
    words: str
    names: tuple[tuple[str, str], ...]


class Described(NamedTuple):
    """A voice or a place by its key, and the JSON of how this reading describes it."""

    key: str
    words: str


class ClaimEntry(NamedTuple):
    """A claim with the keys of its actors, place and voices in place of the reading's ids; `chain` from the author."""

    local: str
    anchor: str
    event: str | None
    relation: str | None
    mode: str | None
    polarity: str
    certainty: str
    tense: str
    score: float
    place: str | None
    time_start: str | None
    time_end: str | None
    start: int
    end: int
    actors: tuple[ActorKey, ...]
    recipients: tuple[ActorKey, ...]
    chain: tuple[str, ...]
    standing: str = "unjudged"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading as rows: packed, and by keys that hold over all reports."""

    report: str
    reader: str
    sha256: str
    body: bytes
    actors: tuple[ActorEntry, ...]
    places: tuple[Described, ...]
    voices: tuple[Described, ...]
    claims: tuple[ClaimEntry, ...]


def prepare(report: str, reading: Reading) -> Prepared:
    """The rows of a reading of the report with this key, as if nobody had judged it; pure, quick to send between
    processes."""
    rows = encode(reading)
    del rows["document"]
    packed = canonical({"format": "reportedly/reading", "version": 1, **rows})
    return _prepared(report, reading, Decisions(), sha256(packed), zlib.compress(packed, 5))


def prepare_again(report: str, document: Document, body: bytes, decisions: Decisions) -> Prepared:
    """The rows of a kept reading as people's judgements leave them. Raises ValueError where it was damaged."""
    return _prepared(report, unpack(body, document), decisions, sha256(zlib.decompress(body)), body)


def unpack(body: bytes, document: Document) -> Reading:
    """A kept reading of the document. Raises ValueError where it was damaged."""
    try:
        row: dict[str, Any] = json.loads(zlib.decompress(body))
        reading: Reading = decode(Reading, {**row, "document": encode(document)})
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error) as error:
        raise ValueError(f"can't be unpacked: {error}") from error
    return reading


def reader_line(reader: Reader) -> str:
    """A reader in one line: name, version, model."""
    return storable(f"{reader.name} {reader.version}; {reader.model}")


def _prepared(report: str, read: Reading, decisions: Decisions, digest: str, body: bytes) -> Prepared:
    """The rows by keys, each once: two of a reading's actors may be one over all reports.

    What was corrected stands in them; by their ids and anchors claims are found as they were read.
    """
    names = {actor.id: actor.name for actor in read.actors}
    anchors = {claim.id: claim_anchor(report, claim, names) for claim in read.claims}
    reading = corrected(read, decisions)
    keys = _Keys(report, reading, decisions, anchors)
    return Prepared(
        report=report,
        reader=reader_line(reading.reader),
        sha256=digest,
        body=body,
        actors=keys.actor_rows(),
        places=_once((keys.places[place.id], _place_words(place)) for place in reading.places),
        voices=keys.voice_rows(),
        claims=tuple(keys.claim_row(claim) for claim in reading.claims),
    )


class _Keys:
    """What a reading's ids mean over all reports."""

    def __init__(self, report: str, reading: Reading, decisions: Decisions, anchors: dict[str, str]) -> None:
        self.report, self.reading, self.anchors = report, reading, anchors
        self.verdicts = decisions.verdicts.get(report, {})
        self.named = {actor.id: actor for actor in reading.actors}
        self.actors = {actor.id: actor_key(actor.name, actor.country) for actor in reading.actors}
        self.places = {place.id: place_key(place) for place in reading.places}
        self.voices = voice_keys(report, reading.document.publisher, reading.sources)
        self.splits: dict[ActorKey | str, list[Split]] = {}
        for split in decisions.splits:
            if split.report in (None, report):
                self.splits.setdefault(split.key, []).append(split)
        for source, key in self.voices.items():
            if key in self.splits:
                self.voices[source] = f"report:{report}:{key.partition(':')[2]}"
        authors = (self.voices[row.id] for row in reading.sources if row.kind == "author")
        self.author = next(authors, f"report:{report}:author")

    def actor_rows(self) -> tuple[ActorEntry, ...]:
        """The actors of claims by key, those split off too, with all names that the reading gives each."""
        acting = {key for claim in self.reading.claims for key in (*claim.actors, *claim.recipients)}
        names: dict[ActorKey, dict[tuple[str, str], None]] = {}
        words: dict[ActorKey, str] = {}
        for actor in (row for row in self.reading.actors if row.id in acting):
            for called in (actor.name, *actor.aliases):
                split = self._split(self.actors[actor.id], {fold(called)})
                key = split.becomes if split else self.actors[actor.id]
                words.setdefault(key, _json(split.called, None, None) if split else _actor_words(actor))
                if len(called) <= _LONGEST_ALIAS:
                    names.setdefault(key, {})[fold(called), storable(called)] = None
        return tuple(ActorEntry(key, words[key], tuple(names.get(key, ()))) for key in words)

    def voice_rows(self) -> tuple[Described, ...]:
        """The voices by key, the report's own always among them."""
        rows = [(self.voices[source.id], _voice_words(source, self.reading)) for source in self.reading.sources]
        return _once([*rows, (self.author, _json("author", "author", False, None, None))])  # noqa: FBT003 - a column

    def claim_row(self, claim: Claim) -> ClaimEntry:
        chain = tuple(self.voices[source] for source in claim.chain if source in self.voices)
        anchor = self.anchors[claim.id]
        return ClaimEntry(
            local=claim.id,
            anchor=anchor,
            event=claim.event,
            relation=claim.relation,
            mode=claim.mode,
            polarity=claim.polarity,
            certainty=claim.certainty,
            tense=claim.when,
            score=claim.score,
            place=self.places.get(claim.place or ""),
            time_start=bounded(storable(claim.time.start)) if claim.time else None,
            time_end=bounded(storable(claim.time.end)) if claim.time else None,
            start=min((span.start for span in claim.spans), default=0),
            end=max((span.end for span in claim.spans), default=0),
            actors=self._side(claim, claim.actors),
            recipients=self._side(claim, claim.recipients),
            chain=chain or (self.author,),
            standing=self.verdicts[anchor].standing if anchor in self.verdicts else "unjudged",
        )

    def _side(self, claim: Claim, ids: Iterable[str]) -> tuple[ActorKey, ...]:
        return tuple(dict.fromkeys(self._acting(claim, actor) for actor in ids if actor in self.actors))

    def _acting(self, claim: Claim, actor: str) -> ActorKey:
        """The actor's key, or that of the actor split off it, where the claim's own words call it by that name only."""
        key = self.actors[actor]
        split = self._split(key, self._called(claim, self.named[actor])) if key in self.splits else None
        return split.becomes if split else key

    def _called(self, claim: Claim, actor: Actor) -> set[str]:
        text = self.reading.document.text
        within = (span for span in actor.mentions if any(whole.holds(span) for whole in claim.spans))
        return {fold(text[span.start : span.end]) for span in within}

    def _split(self, key: ActorKey, called: set[str]) -> Split | None:
        """The judgement that splits the actor here: one of this report before one of the name."""
        found = self.splits.get(key, ())
        of_report = (split for split in found if split.report is not None)
        return next(of_report, next((split for split in found if called == {split.name}), None))


def _once(rows: Iterable[tuple[str, str]]) -> tuple[Described, ...]:
    found: dict[str, str] = {}
    for key, words in rows:
        found.setdefault(key, words)
    return tuple(Described(key, words) for key, words in found.items())


def _actor_words(actor: Actor) -> str:
    return _json(actor.name, actor.type, actor.wikidata)


def _place_words(place: Place) -> str:
    return _json(place.name, place.admin1, place.country, place.latitude, place.longitude, place.geonames)


def _voice_words(source: Source, reading: Reading) -> str:
    publisher = reading.document.publisher
    if source.kind == "author" and publisher:
        return _json(publisher, "outlet", True, source.role, source.affiliation)  # noqa: FBT003 - a column's value
    return _json(source.name, source.kind, source.named, source.role, source.affiliation)


def _json(*values: str | float | bool | None) -> str:
    return json.dumps([storable(value) if isinstance(value, str) else value for value in values], ensure_ascii=False)
