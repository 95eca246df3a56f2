"""Where and when a deed was done: by its own words, its parties', then those of the clauses that it shares."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.geography import is_capital, is_country, is_settlement
from reportedly.claims.lexicon import in_class
from reportedly.claims.parties import is_place
from reportedly.claims.phrases import name_words
from reportedly.claims.tree import is_verb, objects_of, prepositional
from reportedly.model import Parsed, Span, Token

_AT = frozenset(["in", "at", "near", "outside", "inside", "around", "across", "into", "throughout", "within", "off"])
_ALONG = frozenset(["on", "along", "over", "to", "from", "toward", "towards", "of", "between", "through"])
_WHEN = frozenset(["on", "in", "at", "during", "late", "early", "over", "from", "of", "around"])
_REACH = 30  # tokens behind a deed within which a place may be its own
_SHARED = frozenset(["conj", "xcomp", "advcl", "ccomp", "acl", "pcomp", "dobj", "pobj"])


def places(
    parsed: Parsed, anchors: tuple[Token, ...], objects: tuple[Token, ...], doers: tuple[Token, ...]
) -> tuple[Span, ...]:
    """The places of a deed, nearest first: on its own phrases, what was seized or visited, then of shared clauses.

    `anchors` are the deed and what it meets, the deed first; `objects` may be places themselves; where its `doers`
    are ('troops in Iraq') counts only where nothing else does.
    """
    found: list[Span] = []
    for anchor in anchors:
        found.extend(_on_phrases(parsed, anchor, _AT))
    found.extend(place_span(parsed, head) for head in objects if _is_taken(parsed, head))
    for anchor in anchors:
        found.extend(_on_phrases(parsed, anchor, _ALONG))
    for shared in _clauses_above(parsed, anchors[0]):
        if not found:
            found.extend(_on_phrases(parsed, shared, _AT))
    found = found or _following(parsed, anchors[0])
    for doer in doers:
        if not found:
            found.extend(_on_phrases(parsed, doer, _AT))
    return tuple(dict.fromkeys(found))


def _following(parsed: Parsed, deed: Token) -> list[Span]:
    """The next 'in X' behind the deed in its sentence, whatever the parser hung it on."""
    last = parsed.sentences[deed.sentence].last
    for prep in parsed.tokens[deed.i + 1 : min(last, deed.i + _REACH)]:
        of_a_name = parsed.tokens[prep.head].pos == "PROPN"
        if prep.dep == "prep" and prep.lower in _AT and not of_a_name:
            found = [place_span(parsed, noun) for noun in objects_of(parsed, prep) if is_located(parsed, noun)]
            if found:
                return found
    return []


def _on_phrases(parsed: Parsed, anchor: Token, prepositions: frozenset[str]) -> Iterator[Span]:
    """The places in the prepositional phrases of a token, and in those of the nouns there."""
    for prep in (*parsed.children(anchor.i, "prep"), *_deeper(parsed, anchor)):
        if prep.lower in prepositions:
            for noun in objects_of(parsed, prep):
                if is_located(parsed, noun):
                    yield place_span(parsed, noun)
                elif in_class(noun.lemma, "localities"):
                    yield from _named_in_clause(parsed, noun)
                yield from _wider(parsed, noun)


def _named_in_clause(parsed: Parsed, noun: Token) -> Iterator[Span]:
    """The places that a clause on a road or border names: 'the road linking X to Y'."""
    for verb in parsed.children(noun.i, "acl"):
        for one in (*parsed.children(verb.i, "dobj"), *(head for _, head in prepositional(parsed, verb))):
            if is_located(parsed, one):
                yield place_span(parsed, one)


def _deeper(parsed: Parsed, anchor: Token) -> Iterator[Token]:
    """Prepositions inside others ('off the coast', 'north of'), and on adverbs ('deep inside Syria')."""
    for child in parsed.children(anchor.i, "prep", "advmod"):
        yield from parsed.children(child.i, "prep")


def _wider(parsed: Parsed, noun: Token, depth: int = 3) -> Iterator[Span]:
    """Where a place or a party is: 'Shabwa, southern Yemen', 'a village in North Cotabato', 'militants in Iraq'."""
    for child in parsed.children(noun.i, "prep", "appos", "npadvmod"):
        inner = objects_of(parsed, child) if child.dep == "prep" and child.lower in _AT | {"of"} else iter((child,))
        for one in inner:
            if one.dep != "prep" and is_located(parsed, one):
                yield place_span(parsed, one)
            if depth:
                yield from _wider(parsed, one, depth - 1)


def _clauses_above(parsed: Parsed, deed: Token) -> Iterator[Token]:
    """The clauses whose place and time a deed shares: 'went to X and were captured', 'launched it to seize'."""
    node = deed
    while node.dep in _SHARED or node.dep == "relcl" or node.dep in ("prep", "agent"):
        head = parsed.tokens[node.head]
        if head.i == node.i or in_class(head.lemma, "telling"):
            return
        yield head
        node = head


def _is_taken(parsed: Parsed, head: Token) -> bool:
    """Whether what a deed meets is itself a place, also where the tagger took a town for a person."""
    return is_located(parsed, head) or (head.pos == "PROPN" and is_settlement(name_words(parsed, head)))


def is_located(parsed: Parsed, noun: Token) -> bool:
    """Whether a noun names a place on the map: a name, or a common noun with one ('Nadir Shah Kot district')."""
    if noun.pos not in ("PROPN", "NOUN") or noun.entity in ("PERSON", "DATE", "ORG"):
        return False
    if noun.pos == "NOUN":
        named = (one.text[0].isupper() for one in parsed.children(noun.i, "compound", "nmod", "poss", "amod"))
        return in_class(noun.lemma, "localities") and any(named)
    if in_class(noun.lemma, "localities") and noun.text[0].isupper():
        return True
    name = name_words(parsed, noun)
    return noun.entity in ("GPE", "LOC", "FAC") or is_place(parsed, noun) or is_country(name) or is_capital(name)


def place_span(parsed: Parsed, noun: Token) -> Span:
    """The words that name the place, without an article."""
    first = noun.i
    while first > 0 and _belongs(parsed, first - 1, noun):
        first -= 1
    while parsed.tokens[first].pos in ("DET", "PART", "PUNCT") and first < noun.i:
        first += 1
    return parsed.cover(parsed.tokens[first], noun)


def _belongs(parsed: Parsed, i: int, noun: Token) -> bool:
    token = parsed.tokens[i]
    if token.sentence != noun.sentence or (token.pos == "PUNCT" and token.text != "-"):
        return False
    if token.dep in ("compound", "nmod", "amod") and (token.text[0].isupper() or token.text == "-"):
        return noun.i >= token.head > i
    return token.entity == noun.entity != "" and token.pos != "ADP"


def time(parsed: Parsed, anchors: tuple[Token, ...]) -> Span | None:
    """The words that date a deed, on its own phrases, its parties' or those of shared clauses; None for durations."""
    above = () if _is_relative(parsed, anchors[0]) else tuple(_clauses_above(parsed, anchors[0]))
    for anchor in (*anchors, *above):
        for span in _dates(parsed, anchor):
            return span
    return None


def _is_relative(parsed: Parsed, deed: Token) -> bool:
    """Whether a deed is dated by another one ('a year later'), so that the other's date is not its own."""
    return any(child.lower in ("later", "earlier", "afterwards", "then") for child in parsed.children(deed.i, "advmod"))


def _dates(parsed: Parsed, anchor: Token) -> Iterator[Span]:
    if anchor.entity == "DATE" and _is_calendar(parsed, _run(parsed, anchor)):
        yield _run(parsed, anchor)
    for child in parsed.children(anchor.i):
        nouns = objects_of(parsed, child) if child.dep == "prep" and child.lower in _WHEN else iter((child,))
        for noun in nouns:
            for token in (noun, *parsed.children(noun.i, "compound", "nummod", "npadvmod", "amod", "prep")):
                if token.entity in ("DATE", "TIME") and not is_verb(token):
                    span = _run(parsed, token)
                    if _is_calendar(parsed, span):
                        yield span


def _is_calendar(parsed: Parsed, span: Span) -> bool:
    """Whether words date ('Saturday', 'last year', 'May 2023') rather than measure time ('five hours')."""
    words = parsed.tokens_in(span)
    return any(in_class(word.lower, "calendar") or (word.text.isdigit() and len(word.text) == 4) for word in words)


def _run(parsed: Parsed, token: Token) -> Span:
    first = last = token.i
    while first > 0 and _is_dated(parsed, first - 1, token):
        first -= 1
    while last + 1 < len(parsed.tokens) and _is_dated(parsed, last + 1, token):
        last += 1
    return parsed.cover(parsed.tokens[first], parsed.tokens[last])


def _is_dated(parsed: Parsed, i: int, token: Token) -> bool:
    other = parsed.tokens[i]
    return other.entity in ("DATE", "TIME") and other.sentence == token.sentence
