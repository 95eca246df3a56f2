"""A claim's draft from a row and what it fits: sides, things, number, place, time and casualties."""

from __future__ import annotations

from reportedly.claims.clauses import Clause
from reportedly.claims.lexicon import Row, in_class, lemma_of, modes
from reportedly.claims.nominals import Deed, counted, is_attack
from reportedly.claims.numbers import count_of, quantity
from reportedly.claims.roles import Frame, means_of, struck, things, used, weapons, who_acts, who_suffers
from reportedly.claims.settings import Scene, places
from reportedly.claims.targets import aimed_at, is_possessive
from reportedly.claims.times import time
from reportedly.claims.unmarked import tells
from reportedly.model import Draft, Parsed, Quantity, Span, Token

_BY_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")
_BY_WORD = ("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
_PAIR = 2  # a tie is between two
_LONGEST = 200  # code points that a claim's span has at most


def draft_of(parsed: Parsed, row: Row, frame: Frame, trigger: Token) -> Draft | None:
    """The claim that a row makes of a clause or a noun's deed, or None where nobody stands in it."""
    sides = _sides(parsed, row, frame)
    if sides is None:
        return None
    actors, recipients = sides
    anchors = _anchors(frame)
    dead, injured = _casualties(parsed, row, trigger, recipients)
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
        things=things(parsed, row.things, frame) or (weapons(parsed, frame) if row.event == "ASSAULT" else ()),
        count=_count(parsed, frame),
        places=places(parsed, _scene(parsed, row, frame, (*actors, *recipients))),
        time=time(parsed, (*anchors, *_doers(frame))),
        dead=dead,
        injured=injured,
    )


def _sides(parsed: Parsed, row: Row, frame: Frame) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Those who act and those who suffer, or None where the row wants more than there is."""
    if _is_natural(row, frame):
        return None
    actors = who_acts(parsed, row.actors, frame)
    found = who_suffers(parsed, row.recipients, frame)
    if row.event == "ASSAULT" and not found:
        found = struck(parsed, row.recipients, frame)
    if not found or is_possessive(parsed, found):
        found = aimed_at(parsed, row.label, frame, actors) or found
    recipients = tuple(span for span in found if span not in actors and not tells(parsed, span, _word(frame)))
    lacking = (row.actors.required and not actors) or (row.recipients.required and not recipients)
    lacking = lacking or (row.relation is not None and len(actors) + len(recipients) < _PAIR)
    nobody = not (actors or recipients or row.actors.idle or row.recipients.idle)
    return None if lacking or nobody or _denies_itself(parsed, actors) else (actors, recipients)


def _word(frame: Frame) -> Token:
    return frame.noun if isinstance(frame, Deed) else frame.verb


def _is_natural(row: Row, frame: Frame) -> bool:
    """Whether nobody did it: 'the storm killed six people', 'died of cholera'."""
    if isinstance(frame, Deed):
        return False
    causes = (*frame.subjects, *frame.after("of"), *frame.after("from"), *frame.after("in"), *frame.after("by"))
    meant = {word for need in row.needs for word in need.words}  # 'took the town by storm'
    return any(in_class(head.lemma, "nature") and head.lemma not in meant for head in causes)


def _denies_itself(parsed: Parsed, actors: tuple[Span, ...]) -> bool:
    """Whether the text says that no such actor is there: 'No group claimed responsibility'."""
    return any(
        child.lower == "no"
        for span in actors
        for token in parsed.tokens_in(span)
        for child in parsed.children(token.i, "det")
    )


def _scene(parsed: Parsed, row: Row, frame: Frame, sides: tuple[Span, ...]) -> Scene:
    """Where to look for the place; whom something is done to by force may be the place too ('rockets into Israel')."""
    parties = () if row.event in _BY_FORCE else sides
    by_word = row.event in _BY_WORD or row.relation is not None
    taken = used(parsed, row.things, frame) if row.event == "COERCE" else ()  # 'the town fell to the rebels'
    return Scene(_anchors(frame), (*_objects(frame), *taken), _doers(frame), parties, by_word)


def _anchors(frame: Frame) -> tuple[Token, ...]:
    """The deed and what it meets, on whose phrases its place and time may hang."""
    if isinstance(frame, Deed):
        carrier = () if frame.carrier is None else (frame.carrier.verb,)
        return (frame.noun, *carrier, *frame.after("on", "against", "with", "of"))
    return (frame.verb, *_deeds(frame), *frame.objects)


def _doers(frame: Frame) -> tuple[Token, ...]:
    if isinstance(frame, Clause):
        return frame.subjects
    return () if frame.carrier is None else frame.carrier.subjects


def _deeds(clause: Clause) -> tuple[Token, ...]:
    return tuple(head for head in (*means_of(clause), *clause.subjects) if is_attack(head))


def _objects(frame: Frame) -> tuple[Token, ...]:
    """The heads that may be places themselves: what was taken, attacked or visited."""
    return frame.objects if isinstance(frame, Clause) else frame.after("on", "to", "of", "against")


def _count(parsed: Parsed, frame: Frame) -> int | None:
    """How many deeds: counted on the noun or its 'rounds', or on the deeds by which the verb's own was done."""
    nouns = (frame.noun, counted(parsed, frame.noun)) if isinstance(frame, Deed) else _deeds(frame)
    return next((number for number in (count_of(parsed, noun) for noun in nouns) if number is not None), None)


def _mode(parsed: Parsed, trigger: Token) -> str | None:
    words = (trigger, *parsed.children(trigger.i, "compound", "amod"))
    return next((modes()[word.lemma.lower()] for word in words if word.lemma.lower() in modes()), None)


def _casualties(
    parsed: Parsed, row: Row, trigger: Token, recipients: tuple[Span, ...]
) -> tuple[Quantity | None, Quantity | None]:
    lemma = lemma_of(trigger.lemma)
    injures = in_class(lemma, "injuring") or _speaks_of(row, "injuring")
    kills = not injures and (in_class(lemma, "killing") or _speaks_of(row, "dying"))
    kills = kills or _shoots_dead(parsed, trigger)
    if not recipients or not (kills or injures):
        return None, None
    number = quantity(parsed, recipients[0])
    return (number, None) if kills else (None, number)


def _speaks_of(row: Row, name: str) -> bool:
    """Whether a row's particle or needs speak of death or wounds: 'lost their lives', 'left ten wounded'."""
    words = (row.particle, *(word for need in row.needs if not need.absent for word in (*need.slots, *need.words)))
    return any(in_class(word, name) for word in words)


def _shoots_dead(parsed: Parsed, trigger: Token) -> bool:
    """Whether those who were shot died of it: 'shot dead nine farmers', 'was gunned down'."""
    behind = parsed.tokens[min(trigger.i + 1, len(parsed.tokens) - 1)].lower
    return (lemma_of(trigger.lemma), behind) in (("shoot", "dead"), ("gun", "down"), ("mow", "down"))


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
