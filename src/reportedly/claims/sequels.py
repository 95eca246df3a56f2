"""Where and when a deed was that is told again: 'Gunmen raided Kaya on Tuesday. Three people died in the raid.'"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.claims.lexicon import in_class
from reportedly.claims.nominals import is_attack
from reportedly.claims.tree import is_verb, prepositional
from reportedly.model import Draft, Parsed, Span, Token

_BY_FORCE = ("ASSAULT", "COERCE")
_REACH = 8  # deeds before one that may tell its place
_SENTENCES = 4  # how far back the deed may lie that 'the attack' points to
_NEXT = 1  # how far back the deed may lie whose victim or doer is spoken of again
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
    for draft in drafts:
        whole = _placed(parsed, draft, told) if draft.event in _BY_FORCE else draft
        if whole.event in _BY_FORCE and (whole.places or whole.time):
            told = [*told[1 - _REACH :], whole]
        yield whole


def _placed(parsed: Parsed, draft: Draft, told: Sequence[Draft]) -> Draft:
    if draft.places and draft.time:
        return draft
    reach = _reach_of(parsed, parsed.tokens[draft.trigger])
    here = parsed.tokens[draft.trigger].sentence
    for other in reversed(told):
        away = here - parsed.tokens[other.trigger].sentence
        if away > max(reach, _NEXT):
            break
        if away <= reach or (away == _NEXT and _speaks_of_the_same(parsed, draft, other)):
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


def _heads(parsed: Parsed, spans: Iterable[Span]) -> Iterator[Token]:
    for span in spans:
        words = parsed.tokens_in(span)
        if words:
            yield words[-1]


def _is_pointed_to(parsed: Parsed, head: Token) -> bool:
    return any(one.lower in ("the", "these", "those") for one in parsed.children(head.i, "det"))


def _is_common(head: Token) -> bool:
    return head.pos == "NOUN" and not in_class(head.lemma, "officials")
