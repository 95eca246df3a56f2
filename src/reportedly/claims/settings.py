"""Where and when a deed was done, by its own modifiers."""

from __future__ import annotations

from reportedly.claims.clauses import conjuncts
from reportedly.claims.geography import is_country
from reportedly.claims.parties import is_place, name_words
from reportedly.model import Parsed, Span, Token

_AT = frozenset(
    "in at near outside inside around across into on along throughout over within off towards toward to from "
    "of".split()
)
_SOFT = frozenset({"of", "from", "to", "on", "over", "towards", "toward"})


def places(parsed: Parsed, anchors: tuple[Token, ...]) -> tuple[Span, ...]:
    """The places on the anchors' own phrases, nearest first, then those inside them ('the city of X in Y')."""
    found: list[Span] = []
    for anchor in anchors:
        for prep in parsed.children(anchor.i, "prep"):
            found.extend(_in_phrase(parsed, prep, 0))
    return tuple(dict.fromkeys(found))


def _in_phrase(parsed: Parsed, prep: Token, depth: int) -> list[Span]:
    if prep.lower not in _AT or depth > 3:
        return []
    found: list[Span] = []
    for noun in (head for one in parsed.children(prep.i, "pobj") for head in conjuncts(parsed, one)):
        if is_located(parsed, noun, prep.lower):
            found.append(place_span(parsed, noun))
        for inner in (*parsed.children(noun.i, "prep"), *parsed.children(noun.i, "appos")):
            if inner.dep == "appos" and is_located(parsed, inner, "in"):
                found.append(place_span(parsed, inner))
            elif inner.dep == "prep":
                found.extend(_in_phrase(parsed, inner, depth + 1))
    for inner in parsed.children(prep.i, "prep"):
        found.extend(_in_phrase(parsed, inner, depth + 1))
    return found


def is_located(parsed: Parsed, noun: Token, prep: str) -> bool:
    """Whether a noun names a place on the map."""
    if noun.pos not in ("PROPN", "NOUN") or noun.entity in ("PERSON", "DATE"):
        return False
    if is_place(parsed, noun) and noun.entity:
        return True
    return prep not in _SOFT and (noun.entity == "GPE" or is_country(name_words(parsed, noun)))


def place_span(parsed: Parsed, noun: Token) -> Span:
    """The name of a place: the run of its entity, or the noun with its modifiers."""
    first = noun.i
    while first > 0 and noun.entity and parsed.tokens[first - 1].entity == noun.entity:
        if parsed.tokens[first - 1].sentence != noun.sentence or parsed.tokens[first - 1].pos == "PUNCT":
            break
        first -= 1
    while parsed.tokens[first].pos == "DET" and first < noun.i:
        first += 1
    return parsed.cover(parsed.tokens[first], noun)


def time(parsed: Parsed, anchors: tuple[Token, ...]) -> Span | None:
    """The words that say when, on the anchors' own phrases."""
    for anchor in anchors:
        for child in parsed.children(anchor.i):
            found = _time_in(parsed, child)
            if found is not None:
                return found
    return None


def _time_in(parsed: Parsed, child: Token) -> Span | None:
    if child.dep in ("npadvmod", "advmod", "nmod") and child.entity == "DATE":
        return _run(parsed, child)
    if child.dep != "prep":
        return None
    return next((_run(parsed, one) for one in parsed.children(child.i, "pobj") if one.entity == "DATE"), None)


def _run(parsed: Parsed, token: Token) -> Span:
    first = last = token.i
    while first > 0 and _same_date(parsed, first - 1, token):
        first -= 1
    while last + 1 < len(parsed.tokens) and _same_date(parsed, last + 1, token):
        last += 1
    return parsed.cover(parsed.tokens[first], parsed.tokens[last])


def _same_date(parsed: Parsed, i: int, token: Token) -> bool:
    return parsed.tokens[i].entity == token.entity and parsed.tokens[i].sentence == token.sentence
