"""Where and when a deed was that is told again: 'Gunmen raided Kaya on Tuesday. Three people died in the raid.'"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportedly.claims.lexicon import in_class
from reportedly.claims.nominals import is_attack
from reportedly.claims.tree import is_verb, prepositional
from reportedly.model import Draft, Parsed, Span, Token

_BY_FORCE = ("ASSAULT", "COERCE")
_REACH = 8  # deeds before one that may tell its place
_SENTENCES = 4  # how far back the deed may lie that 'the attack' points to
_DEEPEST = 6  # clauses joined to clauses
_NEXT = 1  # how far back the deed may lie whose victim or doer is spoken of again
_MEANWHILE = frozenset(["as", "while", "when"])
_APART = frozenset(["after", "before", "since", "until", "later", "earlier", "previously", "then", "once"])
_JOINED = frozenset(["conj", "advcl", "xcomp"])
_POINTING = frozenset(["the", "this", "that"])
_ANOTHER = frozenset(
    [
        "earlier",
        "previous",
        "first",
        "second",
        "third",
        "last",
        "other",
        "latest",
        "similar",
        "new",
        "separate",
        "deadly",
    ]
)
_SAME = frozenset(["by", "for", "which"])  # what may follow 'the attack' that points back


def with_scenes(parsed: Parsed, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts in order; a deed of force without place or time takes those of the one that it tells again."""
    told: list[Draft] = []
    for _, group in groupby(drafts, key=lambda draft: parsed.tokens[draft.trigger].sentence):
        for draft in _within_sentence(parsed, list(group)):
            whole = _placed(parsed, draft, told) if draft.event in _BY_FORCE else draft
            if whole.event in _BY_FORCE and (whole.places or whole.time):
                told = [*told[1 - _REACH :], whole]
            yield whole


def _within_sentence(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """With the place and day of what is told in one breath: 'two were killed and three hurt when gunmen attacked a
    post at dawn on Friday'."""
    beside: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.event in _BY_FORCE and (draft.places or draft.time):
            beside.setdefault(_top(parsed, draft), []).append(draft)
    for draft in drafts:
        whole = draft
        lacks = draft.event in _BY_FORCE and not (draft.places and draft.time)
        for other in beside.get(_top(parsed, draft), ())[:_REACH] if lacks else ():
            whole = _with_scene(parsed, whole, other)
        yield whole


def _top(parsed: Parsed, draft: Draft) -> int:
    """The verb on which all that is told with a deed hangs, by clauses joined to it or that say when."""
    token = parsed.tokens[draft.trigger]
    for _ in range(_DEEPEST):
        if token.head == token.i or not _is_joined(parsed, token):
            break
        token = parsed.tokens[token.head]
    return token.i


def _is_joined(parsed: Parsed, verb: Token) -> bool:
    """Whether a verb's clause tells of the same time: no 'after', 'before', 'since' nor 'later' sets it apart."""
    marks = parsed.children(verb.i, "mark", "advmod")
    if any(one.lower in _APART for one in marks):
        return False
    return verb.dep in _JOINED and not any(one.dep == "mark" and one.lower not in _MEANWHILE for one in marks)


def _placed(parsed: Parsed, draft: Draft, told: Sequence[Draft]) -> Draft:
    if draft.places and draft.time:
        return draft
    reach = _reach_of(parsed, parsed.tokens[draft.trigger])
    here = parsed.tokens[draft.trigger].sentence
    for other in reversed(told):
        away = here - parsed.tokens[other.trigger].sentence
        if away > max(reach, _NEXT):
            break
        same = away == _NEXT and (_speaks_of_the_same(parsed, draft, other) or _is_there_too(parsed, draft, other))
        if away <= reach or same:
            return _with_scene(parsed, draft, other)
    return draft


def _with_scene(parsed: Parsed, draft: Draft, other: Draft) -> Draft:
    """With the other's place and time, as far as its own do not tell of another."""
    places = draft.places or (other.places if _agree(parsed, draft.time, other.time) else ())
    alike = not draft.places or not other.places or _agree(parsed, draft.places[0], other.places[0])
    time = draft.time or (other.time if alike else None)
    return replace(draft, places=places, time=time)


def _agree(parsed: Parsed, one: Span | None, other: Span | None) -> bool:
    return one is None or other is None or parsed.words(one).casefold() == parsed.words(other).casefold()


def _reach_of(parsed: Parsed, trigger: Token) -> int:
    """How many sentences back the deed may lie that this one is, by 'the attack' in it; -1 for none."""
    return _SENTENCES if any(_points(parsed, noun) for noun in _nouns_of(parsed, trigger)) else -1


def _nouns_of(parsed: Parsed, trigger: Token) -> Iterator[Token]:
    """The nouns that may name a deed's deed: itself, its subject, object, and what follows their prepositions."""
    if not is_verb(trigger):
        yield trigger
        return
    near = parsed.children(trigger.i, "nsubj", "nsubjpass", "dobj")
    yield from near
    for word in (trigger, *near):
        yield from (head for _, head in prepositional(parsed, word))


def _points(parsed: Parsed, noun: Token) -> bool:
    """Whether 'the attack' points back, with nothing behind or before it that tells of another."""
    if not is_attack(noun) or not any(one.lower in _POINTING for one in parsed.children(noun.i, "det")):
        return False
    if any(one.lower in _ANOTHER for one in parsed.children(noun.i, "amod", "compound", "nummod")):
        return False
    return all(one.lower in _SAME for one in parsed.children(noun.i, "prep"))


def _speaks_of_the_same(parsed: Parsed, draft: Draft, other: Draft) -> bool:
    """Whether those who did or suffered it stand in the other deed too, and are pointed to here: 'soldiers', 'the
    soldiers'."""
    before = {head.lemma for head in _heads(parsed, (*other.actors, *other.recipients))}
    sides = (*draft.actors, *draft.recipients)
    heads = (head for head in _heads(parsed, sides) if _is_common(head) and _is_pointed_to(parsed, head))
    return any(head.lemma in before for head in heads)


def _is_there_too(parsed: Parsed, draft: Draft, other: Draft) -> bool:
    """Whether the next sentence tells of a deed of the same kind at the same place."""
    if not draft.places or not other.places or draft.event != other.event:
        return False
    return parsed.words(draft.places[0]).casefold() == parsed.words(other.places[0]).casefold()


def _heads(parsed: Parsed, spans: Iterable[Span]) -> Iterator[Token]:
    for span in spans:
        words = parsed.tokens_in(span)
        if words:
            yield words[-1]


def _is_pointed_to(parsed: Parsed, head: Token) -> bool:
    return any(one.lower in ("the", "these", "those") for one in parsed.children(head.i, "det"))


def _is_common(head: Token) -> bool:
    return head.pos == "NOUN" and not in_class(head.lemma, "officials")
