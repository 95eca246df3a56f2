"""From a parsed text to drafts of its claims: each predicate of the lexicon with those who stand in its roles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reportedly.claims.clauses import Clause, is_verb, read_clause
from reportedly.claims.lexicon import Row, in_class, lemma_of, modes, rows
from reportedly.claims.matching import Frame, fill, fits, is_deed, means, means_of, slot_heads, struck, things
from reportedly.claims.nominals import Deed, counted, read_deed
from reportedly.claims.numbers import count_of, quantity
from reportedly.claims.parties import phrase
from reportedly.claims.settings import places, time
from reportedly.claims.shared import with_shared_sides
from reportedly.claims.ties import ties
from reportedly.model import Attributed, Draft, Parsed, Quantity, Span, Token

_LONGEST = 200  # code points that a claim's span has at most


def extract(parsed: Parsed, attributed: Attributed) -> tuple[Draft, ...]:
    """The deeds and ties that the text asserts, in text order, one for each predicate."""
    drafts: list[Draft] = []
    absorbed: set[int] = set()
    for token in parsed.tokens:
        found = _read_verb(parsed, token) if is_verb(token) else None
        if found is not None:
            draft, within = found
            drafts.append(draft)
            absorbed |= within
    for token in parsed.tokens:
        if token.i not in absorbed and token.pos in ("NOUN", "PROPN"):
            drafts.extend(_read_noun(parsed, token))
    taken = {draft.trigger for draft in drafts}
    drafts.extend(draft for draft in ties(parsed) if draft.trigger not in taken)
    return tuple(with_shared_sides(parsed, sorted(drafts, key=lambda draft: draft.trigger)))


def _read_verb(parsed: Parsed, verb: Token) -> tuple[Draft, set[int]] | None:
    """The claim of a verb, and the nouns whose deeds it has taken up."""
    known = rows("verbs").get(lemma_of(verb.lemma))
    if not known or verb.dep in ("aux", "auxpass", "amod", "compound"):
        return None
    clause = read_clause(parsed, verb, transitive=in_class(lemma_of(verb.lemma), "transitive"))
    for row in known:
        draft = _draft(parsed, row, clause, verb) if fits(parsed, row, clause) else None
        if draft is not None:
            return draft, _absorbed(parsed, row, clause)
    return None


def _absorbed(parsed: Parsed, row: Row, clause: Clause) -> set[int]:
    """The nouns that only say by what the deed was done, or that the row itself speaks of."""
    within = {head.i for head in (*clause.subjects, *means_of(clause)) if is_deed(head)}
    for need in row.needs:
        if need.words and not need.absent:
            within |= {head.i for slot in need.slots for head in slot_heads(parsed, slot, clause)}
    return within


def _read_noun(parsed: Parsed, noun: Token) -> Iterator[Draft]:
    known = rows("nouns").get(lemma_of(noun.lemma))
    if not known or noun.dep in ("compound", "nmod", "npadvmod"):
        return
    deed = read_deed(parsed, noun)
    drafts = (_draft(parsed, row, deed, noun) for row in known if fits(parsed, row, deed))
    yield from itertools.islice((draft for draft in drafts if draft is not None), 1)


def _draft(parsed: Parsed, row: Row, frame: Frame, trigger: Token) -> Draft | None:
    """The claim that a row makes of a frame, or None where nobody stands in it."""
    actors = fill(parsed, row.actors, frame, as_recipient=False)
    recipients = tuple(
        span for span in fill(parsed, row.recipients, frame, as_recipient=True) if span not in actors
    )
    if row.event == "ASSAULT" and not recipients:
        recipients = struck(parsed, row.recipients, frame)
    if isinstance(frame, Deed) and frame.suffered and frame.carrier and not recipients:
        recipients = fill(parsed, row.actors.__class__(("subj",)), frame.carrier, True)
    lacking = (row.actors.required and not actors) or (row.recipients.required and not recipients)
    idle = row.actors.idle or row.recipients.idle
    if lacking or not (actors or recipients or idle) or _is_nobody(parsed, actors):
        return None
    anchors = _anchors(frame)
    dead, injured = _casualties(parsed, trigger, recipients)
    return Draft(
        spans=(_span(parsed, frame, trigger, (*actors, *recipients)),),
        trigger=trigger.i,
        rule=row.id,
        event=row.event,
        relation=row.relation,
        mode=row.mode or _mode(parsed, trigger),
        contexts=row.contexts,
        actors=actors,
        recipients=recipients,
        things=things(parsed, row.things, frame) or (means(parsed, frame) if row.event == "ASSAULT" else ()),
        count=_count(parsed, frame),
        places=places(parsed, anchors, _objects(frame)),
        time=time(parsed, anchors),
        dead=dead,
        injured=injured,
        score=0.6 if actors and recipients else 0.5,
    )


def _is_nobody(parsed: Parsed, actors: tuple[Span, ...]) -> bool:
    """Whether the text says that no such actor is there: 'No group claimed responsibility'."""
    return any(parsed.words(span).casefold().startswith("no ") for span in actors)


def _anchors(frame: Frame) -> tuple[Token, ...]:
    if isinstance(frame, Deed):
        carrier = () if frame.carrier is None else (frame.carrier.verb, *frame.carrier.subjects)
        return (frame.noun, *carrier, *frame.after("on", "against", "with", "of"))
    return (frame.verb, *_deeds(frame), *frame.objects, *frame.subjects)


def _objects(frame: Frame) -> tuple[Token, ...]:
    """The heads that may be places themselves: what was taken, attacked or visited."""
    return frame.objects if isinstance(frame, Clause) else frame.after("on", "to", "of", "against")


def _count(parsed: Parsed, frame: Frame) -> int | None:
    """How many deeds: counted on the noun or its 'rounds', or on the deeds by which the verb's own was done."""
    nouns = (frame.noun, counted(parsed, frame.noun)) if isinstance(frame, Deed) else _deeds(frame)
    return next((number for number in (count_of(parsed, noun) for noun in nouns) if number is not None), None)


def _deeds(clause: Clause) -> tuple[Token, ...]:
    return tuple(head for head in (*means_of(clause), *clause.subjects) if is_deed(head))


def _mode(parsed: Parsed, trigger: Token) -> str | None:
    words = (trigger, *parsed.children(trigger.i, "compound", "amod"))
    return next((modes()[word.lemma.lower()] for word in words if word.lemma.lower() in modes()), None)


def _casualties(
    parsed: Parsed, trigger: Token, recipients: tuple[Span, ...]
) -> tuple[Quantity | None, Quantity | None]:
    lemma = lemma_of(trigger.lemma)
    if not recipients or not (in_class(lemma, "killing") or in_class(lemma, "injuring")):
        return None, None
    number = quantity(parsed, recipients[0])
    return (number, None) if in_class(lemma, "killing") else (None, number)


def _span(parsed: Parsed, frame: Frame, trigger: Token, arguments: tuple[Span, ...]) -> Span:
    """The predicate and its arguments in its own sentence, no longer than need be."""
    start, end = trigger.start, trigger.end
    if isinstance(frame, Deed) and frame.carrier is not None:
        start, end = min(start, frame.carrier.verb.start), max(end, frame.carrier.verb.end)
    sentence = parsed.sentence_span(parsed.sentences[trigger.sentence])
    for span in sorted(arguments, key=lambda span: abs(span.start - trigger.start)):
        low, high = min(start, span.start), max(end, span.end)
        if sentence.holds(span) and high - low <= _LONGEST:
            start, end = low, high
    return Span(start, end)
