"""The walk of a report through the house, room by room: parse, attribute, extract, identify, assess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribution import RULES, TAGGER, attribute, chain, innermost
from reportedly.claims import extract, heading_end, without_echoes
from reportedly.factuality import assess
from reportedly.model import Attributed, Claim, Document, Draft, Identified, Parsed, Problem, Reader, Reading, Span
from reportedly.parsing import MODEL, parse
from reportedly.resolution import identify
from reportedly.version import __version__

if TYPE_CHECKING:
    from spacy.tokens import Doc


ATTRIBUTION = TAGGER  # what finds who says what, where nobody chose


def read_document(
    document: Document,
    doc: Doc | None = None,
    problems: tuple[Problem, ...] = (),
    attribution: str | None = None,
) -> Reading:
    """All that is read in a document; a spaCy `doc` of its text that is already parsed spares the parse.

    `attribution` is what finds who says what: 'tagger' or 'rules'.

    Of a document in another language than English nothing is read: a claim would be an invention.
    """
    if document.language and document.language.lower().split("-")[0] != "en":
        message = f"language: {document.language}; only English is read, so no claims were looked for"
        return unread(document, (*problems, Problem("language", message)))
    parsed = parse(document, doc)
    method = attribution or ATTRIBUTION
    attributed = attribute(parsed, method)
    drafts = extract(parsed, attributed)
    identified = identify(parsed, attributed, drafts)
    found = tuple(claim for _, claim in told(parsed, attributed, identified, drafts))
    claims = without_echoes(found, heading_end(parsed))
    reading = _reading(parsed, attributed, identified, claims)
    return replace(reading, reader=reader_of(method), problems=(*problems, *reading.problems))


def unread(document: Document, problems: tuple[Problem, ...]) -> Reading:
    """The reading of a document in which nothing was read: its own voice, and why."""
    nothing = Parsed(replace(document, text=""), (), (), ())
    return Reading(reader_of(), document, sources=attribute(nothing, RULES).sources[:1], problems=problems)


def reader_of(method: str = "none") -> Reader:
    """Who reads here by which method; 'none' is where nothing was read, since no reader was needed."""
    return Reader("reportedly", __version__, f"{MODEL}; attribution by {method}")


def told(
    parsed: Parsed, attributed: Attributed, identified: Identified, drafts: Sequence[Draft]
) -> tuple[tuple[Draft, Claim], ...]:
    """The drafts on which anybody stands, with their claims, without those that tell the same of the same twice in one
    sentence: 'was captured and held'."""
    found: dict[tuple[object, ...], tuple[Draft, Claim]] = {}
    for draft in drafts:
        if _is_anybodys(identified, draft):
            claim = _claim(parsed, attributed, identified, draft)
            sides = (claim.event, claim.relation, claim.actors, claim.recipients, claim.polarity)
            details = (claim.things, claim.when, claim.place)
            found.setdefault((parsed.tokens[draft.trigger].sentence, *sides, *details), (draft, claim))
    return tuple(found.values())


def _claim(parsed: Parsed, attributed: Attributed, identified: Identified, draft: Draft) -> Claim:
    """A draft with its actors, its place, its voice and how sure that voice is."""
    trigger = parsed.tokens[draft.trigger].span
    cued = attributed.by_id.get(draft.cue_of or "")
    attribution = cued or innermost(attributed.near(trigger), trigger)
    assessment = assess(parsed, trigger, attribution)
    places = tuple(dict.fromkeys(identified.place_ids[span] for span in draft.places if span in identified.place_ids))
    actors = _ids(identified, draft.actors)
    return Claim(
        id="",
        spans=draft.spans,
        event=draft.event,
        mode=draft.mode,
        contexts=draft.contexts,
        relation=draft.relation,
        actors=actors,
        recipients=tuple(one for one in _ids(identified, draft.recipients) if one not in actors),
        things=draft.things,
        count=draft.count,
        place=places[0] if places else None,
        places_all=places,
        time=identified.times.get(draft.time) if draft.time else None,
        polarity=assessment.polarity,
        certainty=assessment.certainty,
        dead=draft.dead,
        injured=draft.injured,
        marker_spans=assessment.markers,
        score=draft.score,
        when=assessment.when,
        attribution=attribution.id if attribution else None,
        chain=chain(attributed, attribution),
        rule=draft.rule,
        reasons=draft.reasons,
    )


def _is_anybodys(identified: Identified, draft: Draft) -> bool:
    """Whether a draft that names sides has one that anybody is known to stand on, a tie both: 'we met our goals' has
    none."""
    sides = (*draft.actors, *draft.recipients)
    return not sides or len(_ids(identified, sides)) > (draft.relation is not None)


def _ids(identified: Identified, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The actors that the spans mean, each once."""
    return tuple(dict.fromkeys(actor for span in spans for actor in identified.actor_ids.get(span, ())))


def _reading(parsed: Parsed, attributed: Attributed, identified: Identified, claims: tuple[Claim, ...]) -> Reading:
    """The reading, with its claims in text order, each once, and only the actors and places that a row names."""
    kept = _numbered(claims)
    actors = {actor for claim in kept for actor in (*claim.actors, *claim.recipients)} | set(
        identified.source_actors.values()
    )
    places = {place for claim in kept for place in claim.places_all}
    return Reading(
        reader=reader_of(),
        document=parsed.document,
        actors=tuple(actor for actor in identified.actors if actor.id in actors),
        places=tuple(place for place in identified.places if place.id in places),
        sources=tuple(replace(source, actor=identified.source_actors.get(source.id)) for source in attributed.sources),
        attributions=attributed.attributions,
        claims=kept,
        problems=(*parsed.problems, *attributed.problems),
    )


def _numbered(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    ordered = sorted(dict.fromkeys(claims), key=lambda claim: claim.spans)
    return tuple(replace(claim, id=f"c{i}") for i, claim in enumerate(ordered, 1))
