"""Who is meant where a deed leaves a side out that its sentence, or the one before, has named: 'stormed it, and two
were killed'; 'The rebels shelled the town. Two people died in the attack.'"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportedly.claims.nominals import is_attack
from reportedly.claims.tree import is_verb, prepositional
from reportedly.model import Draft, Parsed, Span, Token

_REACH = 8  # deeds before one that may name its sides
_SENTENCES = 3  # how far back the attack may lie that 'the attack' points to
_BY_FORCE = ("ASSAULT", "COERCE")
_WHEN = frozenset(["when", "as", "after", "while"])
_POINTING = frozenset(["the", "this", "that", "these", "those", "its", "their"])


def with_shared_sides(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts in order; a deed of force without agent gets that of the nearest one before it in its sentence, and
    a destruction of what belongs to nobody gets the victims of the same attackers. 'The attack' that names nobody
    takes up the attack told just before."""
    told: list[Draft] = []
    for _, group in groupby(drafts, key=lambda draft: parsed.tokens[draft.trigger].sentence):
        sentence = list(group)
        for i, draft in enumerate(sentence):
            before = sentence[max(0, i - _REACH) : i]
            whole = _completed(parsed, draft, [other for other in reversed(before) if other.event in _BY_FORCE])
            whole = _occasioned(parsed, whole, sentence[i + 1 : i + 1 + _REACH])
            whole = _judged(parsed, _taken_up(parsed, whole, told), told)
            if whole.event == "ASSAULT" and whole.actors:
                told = [*told[1 - _REACH :], whole]
            yield whole


def _occasioned(parsed: Parsed, draft: Draft, after: Sequence[Draft]) -> Draft:
    """With those whose attack a clause of time behind it tells, or who did what is joined to it: 'Ten people were
    killed when army shells hit a bus', 'Two people were killed and ten wounded by rebel fire'."""
    if draft.event != "ASSAULT" or draft.actors or not draft.recipients or draft.cue_of is not None:
        return draft
    joined = {one.i for one in parsed.children(draft.trigger, "conj") if one.tag == "VBN"}
    verbs = (draft.trigger, *sorted(joined))
    clauses = (one for verb in verbs for one in parsed.children(verb, "advcl") if _is_occasion(parsed, one))
    occasions = joined | {one.i for one in clauses}
    victims = _words(parsed, draft.recipients)
    for other in after:
        if other.trigger in occasions and other.event in _BY_FORCE and other.actors:
            return draft if _words(parsed, other.actors) & victims else replace(draft, actors=other.actors)
    return draft


def _is_occasion(parsed: Parsed, verb: Token) -> bool:
    return any(one.lower in _WHEN for one in parsed.children(verb.i, "advmod", "mark"))


def _taken_up(parsed: Parsed, draft: Draft, told: Sequence[Draft]) -> Draft:
    if draft.event != "ASSAULT" or draft.actors or not draft.recipients or draft.cue_of is not None:
        return draft
    reach = _reach_of(parsed, parsed.tokens[draft.trigger])
    here = parsed.tokens[draft.trigger].sentence
    victims = _words(parsed, draft.recipients)
    for other in reversed(told):
        if here - parsed.tokens[other.trigger].sentence > reach:
            break
        if not _words(parsed, other.actors) & victims:
            return replace(draft, actors=other.actors)
    return draft


def _judged(parsed: Parsed, draft: Draft, told: Sequence[Draft]) -> Draft:
    """With those whose attack it is, where a verb judges no more than 'the strike': 'France backed the action'."""
    trigger = parsed.tokens[draft.trigger]
    if draft.event not in ("ACCUSE", "SUPPORT") or draft.recipients or not draft.actors or not is_verb(trigger):
        return draft
    attacks = [noun for noun in parsed.children(trigger.i, "dobj") if is_attack(noun) or noun.lemma == "action"]
    if not any(_points(parsed, noun) for noun in attacks):
        return draft
    actors = _words(parsed, draft.actors)
    near = (one for one in reversed(told) if trigger.sentence - parsed.tokens[one.trigger].sentence <= _SENTENCES)
    other = next((one for one in near if not _words(parsed, one.actors) & actors), None)
    return draft if other is None else replace(draft, recipients=other.actors)


def _reach_of(parsed: Parsed, trigger: Token) -> int:
    """How many sentences back the attack may lie that a deed takes up; -1 for none."""
    deeds = (trigger,) if not is_verb(trigger) else _deeds_of(parsed, trigger)
    attacks = [deed for deed in deeds if is_attack(deed)]
    if any(_points(parsed, deed) for deed in attacks):
        return _SENTENCES
    return -1


def _deeds_of(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The nouns that may be the attack that did it; of 'the attack left ten people killed' what left them so."""
    above = parsed.tokens[verb.head]
    leaving = above if is_verb(above) else parsed.tokens[above.head]
    if verb.tag in ("VBN", "VBD") and leaving.lemma == "leave" and parsed.child(verb.i, "auxpass") is None:
        verb = leaving
    return (*parsed.children(verb.i, "nsubj"), *(head for _, head in prepositional(parsed, verb)))


def _points(parsed: Parsed, noun: Token) -> bool:
    return any(child.lower in _POINTING for child in parsed.children(noun.i, "det"))


def _completed(parsed: Parsed, draft: Draft, others: Sequence[Draft]) -> Draft:
    if draft.event not in _BY_FORCE or draft.cue_of is not None:
        return draft
    if not draft.actors and draft.recipients and not _tells_of_another(parsed, draft):
        victims = _words(parsed, draft.recipients)
        one_sided = (other for other in others if other.recipients or len(other.actors) == 1 or _is_told(parsed, other))
        found = (one.actors for one in one_sided if one.actors and not _words(parsed, one.actors) & victims)
        return replace(draft, actors=next(found, ()))
    if draft.actors and not draft.recipients and "destroy" in (draft.mode or ""):
        same = (other.recipients for other in others if _words(parsed, other.actors) == _words(parsed, draft.actors))
        return replace(draft, recipients=next((found for found in same if found), ()))
    return draft


def _is_told(parsed: Parsed, draft: Draft) -> bool:
    """Whether a verb tells it, so that several who did it stand on one side: not 'clashes between the two'."""
    return is_verb(parsed.tokens[draft.trigger])


def _tells_of_another(parsed: Parsed, draft: Draft) -> bool:
    """Whether an attack that is told anew did it: 'captured him after a bomb had killed two soldiers'."""
    subject = parsed.child(draft.trigger, "nsubj")
    return (
        subject is not None
        and is_attack(subject)
        and any(child.lower in ("a", "an", "another") for child in parsed.children(subject.i, "det"))
    )


def _words(parsed: Parsed, spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(parsed.words(span).casefold() for span in spans)
