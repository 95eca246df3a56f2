"""Redaction: what identifies unnamed voices is hidden, one character for one, so that every span stays exact.

An unnamed voice ('a resident of Maro who fled last week') goes out as 'an unnamed source 1'. In the text each of its
mentions is blacked out whole, and the words that identify it wherever they stand, in the headline, in other people's
quotations and in claims too. A word that identifies it but stands in the name of somebody else who is spoken of apart
from it ('Afghan' of 'an Afghan official' in a report of the Afghan army) is hidden only in its mentions. Actors and
places that are spoken of nowhere but in its mentions are withheld. What cannot be seen to: how long a hidden word is,
what a quotation tells of him who speaks it, and the original, which the document's id still names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.export.masking import Hidden, content_words, proper_words
from reportedly.model import Actor, Attribution, Claim, Document, Place, Quantity, Reading, Source, Span
from reportedly.model.export import Case, Judged, Received, Supported

_VOICES_OF_NOBODY = ("author", "unspecified")


def redacted(reading: Reading) -> Reading:
    """The reading with nothing left in it that identifies an unnamed voice; its spans are the same."""
    return _redacted(reading, _found(reading))


def redacted_case(case: Case) -> Case:
    """A case of redacted readings; what it says of them is hidden too, by the words of all of them together."""
    found = [_found(reading) for reading in case.readings]
    hidden = Hidden(frozenset().union(*(one.hidden.words for one in found)))
    decided = None if case.decided is None else _all_redacted(case.decided, map(_found, case.decided), hidden)
    return replace(
        case,
        readings=_all_redacted(case.readings, found, hidden),
        decided=decided,
        judgements=tuple(_judged(row, hidden) for row in case.judgements),
        propositions=tuple(_supported(row, hidden) for row in case.propositions),
        descents=tuple(
            replace(
                row,
                report=hidden.out_of(row.report),
                origin=hidden.out_of(row.origin),
                derived_from=hidden.out_of_any(row.derived_from),
            )
            for row in case.descents
        ),
        receipts=tuple(_received(row, hidden) for row in case.receipts),
    )


def _all_redacted(readings: Iterable[Reading], found: Iterable[_Found], hidden: Hidden) -> tuple[Reading, ...]:
    redacted_ones = (_redacted(reading, one) for reading, one in zip(readings, found, strict=True))
    return tuple(replace(row, document=_renamed(row.document, hidden)) for row in redacted_ones)


def unnamed_voices(reading: Reading) -> tuple[Source, ...]:
    """The voices that redaction hides: those without a name, but for the report's own and 'are said to'."""
    return tuple(row for row in reading.sources if not row.named and row.kind not in _VOICES_OF_NOBODY)


def hidden_words(reading: Reading) -> frozenset[str]:
    """The words that identify unnamed voices, folded, and that redaction hides wherever they stand."""
    return _found(reading).hidden.words


@dataclass(frozen=True)
class _Found:
    """What must be hidden in one reading: words, stretches of the text, and who takes which new id."""

    hidden: Hidden
    spans: tuple[Span, ...]
    voices: dict[str, str]
    actors: dict[str, str]
    places: dict[str, str]


def _found(reading: Reading) -> _Found:
    unnamed = unnamed_voices(reading)
    spans = tuple(sorted(_spans_of(reading, {row.id for row in unnamed})))
    own = {row.actor for row in unnamed if row.actor}
    actors = [row for row in reading.actors if _is_inside(row, spans) or (row.id in own and not row.wikidata)]
    places = [row for row in reading.places if _is_inside(row, spans)]
    withheld = [*(row.name for row in actors), *(row.name for row in places)]
    words = content_words([*_phrases(reading, unnamed, spans), *withheld])
    return _Found(
        Hidden(words - _seen_elsewhere(reading, actors, places)),
        spans,
        {row.id: f"unnamed-{i}" for i, row in enumerate(unnamed, 1)},
        {row.id: f"withheld-actor-{i}" for i, row in enumerate(actors, 1)},
        {row.id: f"withheld-place-{i}" for i, row in enumerate(places, 1)},
    )


def _spans_of(reading: Reading, voices: set[str]) -> set[Span]:
    """Where unnamed voices are spoken of: their mentions, and the sources of their attributions."""
    mentions = {span for row in reading.sources if row.id in voices for span in row.mentions}
    return mentions | {span for row in reading.attributions if row.source in voices for span in row.source_spans}


def _phrases(reading: Reading, unnamed: Iterable[Source], spans: Iterable[Span]) -> Iterable[str]:
    for row in unnamed:
        yield from (row.name, *row.aliases, row.role or "", row.affiliation or "")
    yield from (reading.document.text[start:end] for start, end in spans)


def _is_inside(row: Actor | Place, spans: tuple[Span, ...]) -> bool:
    """Whether it is spoken of nowhere but in what names an unnamed voice."""
    return bool(row.mentions) and all(any(span.holds(mention) for span in spans) for mention in row.mentions)


def _seen_elsewhere(reading: Reading, actors: list[Actor], places: list[Place]) -> frozenset[str]:
    """The proper words in the names of all others that the report speaks of."""
    taken, gone = {row.id for row in actors}, {row.id for row in places}
    where = [row for row in reading.places if row.id not in gone]
    names = [name for row in reading.actors if row.id not in taken for name in (row.name, *row.aliases)]
    names += [name for row in reading.sources if row.named for name in (row.name, *row.aliases)]
    names += [name or "" for row in where for name in (row.name, row.admin1, row.country_name)]
    return proper_words((*names, reading.document.publisher or ""))


def _redacted(reading: Reading, found: _Found) -> Reading:
    labels = {row.id: f"an unnamed source {i}" for i, row in enumerate(unnamed_voices(reading), 1)}
    by_actor = {row.actor: labels[row.id] for row in reading.sources if row.id in labels and row.actor}
    return replace(
        reading,
        document=_document(reading.document, found),
        actors=tuple(_actor(row, found, by_actor) for row in reading.actors),
        places=tuple(_place(row, found) for row in reading.places),
        sources=tuple(_source(row, found, labels) for row in reading.sources),
        attributions=tuple(_attribution(row, found) for row in reading.attributions),
        claims=tuple(_claim(row, found) for row in reading.claims),
        problems=tuple(replace(row, message=found.hidden.out_of(row.message)) for row in reading.problems),
    )


def _document(document: Document, found: _Found) -> Document:
    text = found.hidden.out_of_text(document.text, found.spans)
    return _renamed(replace(document, text=text, title=found.hidden.out_of_any(document.title)), found.hidden)


def _renamed(document: Document, hidden: Hidden) -> Document:
    url = None if document.url and hidden.is_in(document.url) else document.url
    return replace(document, name=hidden.out_of(document.name), url=url)


def _actor(row: Actor, found: _Found, by_actor: dict[str, str]) -> Actor:
    key = found.actors.get(row.id)
    if key is None:
        return replace(row, name=found.hidden.out_of(row.name), aliases=tuple(map(found.hidden.out_of, row.aliases)))
    name = by_actor.get(row.id, f"a withheld actor {key.rpartition('-')[2]}")
    return replace(row, id=key, name=name, aliases=(), country=None, wikidata=None)


def _place(row: Place, found: _Found) -> Place:
    key = found.places.get(row.id)
    return row if key is None else Place(key, f"a withheld place {key.rpartition('-')[2]}", mentions=row.mentions)


def _source(row: Source, found: _Found, labels: dict[str, str]) -> Source:
    if row.id in labels:
        actor = row.actor if row.actor is None else found.actors.get(row.actor)
        return Source(found.voices[row.id], labels[row.id], row.kind, named=False, mentions=row.mentions, actor=actor)
    hide = found.hidden
    return replace(
        row,
        name=hide.out_of(row.name),
        aliases=tuple(map(hide.out_of, row.aliases)),
        role=hide.out_of_any(row.role),
        affiliation=hide.out_of_any(row.affiliation),
        actor=row.actor and found.actors.get(row.actor, row.actor),
    )


def _attribution(row: Attribution, found: _Found) -> Attribution:
    return replace(row, source=found.voices.get(row.source, row.source))


def _claim(row: Claim, found: _Found) -> Claim:
    hide = found.hidden
    return replace(
        row,
        actors=tuple(found.actors.get(key, key) for key in row.actors),
        recipients=tuple(found.actors.get(key, key) for key in row.recipients),
        place=row.place and found.places.get(row.place, row.place),
        places_all=tuple(found.places.get(key, key) for key in row.places_all),
        chain=tuple(found.voices.get(key, key) for key in row.chain),
        things=tuple(map(hide.out_of, row.things)),
        time=row.time and replace(row.time, text=hide.out_of(row.time.text)),
        dead=_quantity(row.dead, hide),
        injured=_quantity(row.injured, hide),
        reasons=tuple(map(hide.out_of, row.reasons)),
    )


def _quantity(row: Quantity | None, hide: Hidden) -> Quantity | None:
    return row and replace(row, text=hide.out_of(row.text))


def _judged(row: Judged, hide: Hidden) -> Judged:
    return replace(
        row,
        says=hide.out_of(row.says),
        why=hide.out_of_any(row.why),
        document=hide.out_of_any(row.document),
        name=hide.out_of_any(row.name),
    )


def _supported(row: Supported, hide: Hidden) -> Supported:
    return replace(
        row,
        actors=tuple(map(hide.out_of, row.actors)),
        recipients=tuple(map(hide.out_of, row.recipients)),
        things=tuple(map(hide.out_of, row.things)),
        place=hide.out_of_any(row.place),
        time=row.time and replace(row.time, text=hide.out_of(row.time.text)),
        members=tuple((hide.out_of(document), claim) for document, claim in row.members),
        why=hide.out_of(row.why),
    )


def _received(row: Received, hide: Hidden) -> Received:
    return replace(
        row,
        document=hide.out_of(row.document),
        place=hide.out_of(row.place),
        final_url=hide.out_of_any(row.final_url),
        member=hide.out_of_any(row.member),
    )
