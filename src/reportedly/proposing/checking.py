"""Checks: what of a proposal stands in the text exactly, and in the mouth of whom it is said to, becomes a claim."""

from __future__ import annotations

from reportedly.model import Claim, Reading, Span
from reportedly.proposing.parties import Parties
from reportedly.proposing.proposals import Proposal
from reportedly.proposing.voices import chain_of, spoken_by

MOST_SURE = 0.5  # of a score: whatever a model says of itself, it was not measured


def checked(reading: Reading, parties: Parties, part: Span, one: Proposal, rule: str) -> Claim | str:
    """The claim that a proposal of a part comes to, or a few words that say why there is none."""
    words = _words(reading.document.text, part, one)
    if isinstance(words, str):
        return words
    who, whom = parties.spans(part, words, one.actors), parties.spans(part, words, one.recipients)
    if who is None or whom is None:
        return "name somebody who is not in the text there"
    if not (who or whom):
        return "name nobody"
    attribution, is_agreed = spoken_by(reading, words, one.voice)
    if not is_agreed:
        return "are put in another's mouth than the text has it"
    if _is_read(reading, words, one):
        return "were read already"
    actors, recipients = (tuple(dict.fromkeys(parties.actor(span).id for span in side)) for side in (who, whom))
    place = parties.place(part, words, one.place)
    return Claim(
        id="",
        spans=(words,),
        event=one.event,
        mode=None,
        contexts=(),
        relation=one.relation,
        actors=actors,
        recipients=tuple(key for key in recipients if key not in actors),
        things=(),
        count=None,
        place=place.id if place else None,
        places_all=(place.id,) if place else (),
        time=None,
        polarity=one.polarity,
        certainty=one.certainty,
        dead=None,
        injured=None,
        marker_spans=(),
        score=min(round(one.confidence, 2), MOST_SURE),
        when=one.when,
        attribution=attribution.id if attribution else None,
        chain=chain_of(reading, attribution),
        rule=rule,
    )


def _words(text: str, part: Span, one: Proposal) -> Span | str:
    """Where the quotation stands in the part, to the letter."""
    if one.start is not None:
        at = part.start + one.start
        is_there = part.start <= at < part.end and text.startswith(one.quotation, at, part.end)
        return Span(at, at + len(one.quotation)) if is_there else "have words that do not stand there"
    at = text.find(one.quotation, part.start, part.end)
    if at < 0:
        return "have words that do not stand in the text"
    if text.find(one.quotation, at + 1, part.end) >= 0:
        return "have words that stand there more than once"
    return Span(at, at + len(one.quotation))


def _is_read(reading: Reading, words: Span, one: Proposal) -> bool:
    kind = (one.event, one.relation)
    near = (row for row in reading.claims if (row.event, row.relation) == kind)
    return any(span.touches(words) for row in near for span in row.spans)
