"""Which words name a place, which point back to one, and how far its name goes."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.geography import is_capital, is_country, is_settlement
from reportedly.claims.lexicon import in_class
from reportedly.claims.parties import is_place
from reportedly.claims.phrases import name_words
from reportedly.model import Parsed, Span, Token

_WITHIN = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "into", "across", "along", "from", "to", "between"]
)
_AGAIN = frozenset(["city", "town", "village", "country", "capital", "area", "region", "province", "territory"])
_MEASURES = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"])
_SOMEBODY = frozenset(["PERSON", "ORG", ""])  # what taggers take unknown towns for
_PARTS = frozenset(["outskirts", "outskirt", "edge", "center", "centre", "heart", "vicinity", "side", "part", "tip"])


def is_located(parsed: Parsed, noun: Token) -> bool:
    """Whether a noun names a place on the map: a name, or a common noun with one ('Nadir Shah Kot district')."""
    if noun.pos not in ("PROPN", "NOUN") or noun.entity in ("PERSON", "DATE", "ORG"):
        return False
    if noun.pos == "NOUN":
        return in_class(noun.lemma, "localities") and _is_named_before(parsed, noun)
    if in_class(noun.lemma, "localities") and noun.text[0].isupper():
        return True
    name = name_words(parsed, noun)
    return noun.entity in ("GPE", "LOC", "FAC") or is_place(parsed, noun) or is_country(name) or is_capital(name)


def is_named(parsed: Parsed, noun: Token, prep: Token) -> bool:
    """Whether a noun behind a preposition names a place, also where the tagger took a town for a person or a body:
    'in Taji', 'the village of al-Maibdi'."""
    if is_located(parsed, noun):
        return True
    if not _is_a_name(parsed, noun) or _measures(noun) or parsed.child(noun.i, "det") is not None:
        return False
    if any(in_class(one.lemma, "localities") for one in parsed.children(noun.i, "appos")):
        return True  # 'on Matemo, an island in'
    above = parsed.tokens[prep.head]
    if prep.dep == "appos":
        return in_class(above.lemma, "localities") or above.lower in _AGAIN
    if prep.lower == "of":
        kinds = ("localities", "sites", "named places")
        return any(in_class(above.lemma, kind) for kind in kinds) or above.lower in _AGAIN or is_part(above)
    return prep.lower in _WITHIN


def _is_a_name(parsed: Parsed, noun: Token) -> bool:
    """Whether a noun is a name, also where the tagger did not know it: 'in Tibú'."""
    begins = noun.i == parsed.sentences[noun.sentence].first
    return noun.pos == "PROPN" or (noun.pos in ("NOUN", "ADJ", "X") and noun.text.istitle() and not begins)


def _measures(noun: Token) -> bool:
    """Whether a name is a date or a number; taggers call unknown villages cardinals, too."""
    return noun.entity in _MEASURES and not (noun.entity == "CARDINAL" and noun.text.istitle())


def is_taken(parsed: Parsed, head: Token) -> bool:
    """Whether what a deed meets may be a place, also where the tagger took a town for a person or a body."""
    return is_located(parsed, head) or (head.pos == "PROPN" and head.entity in _SOMEBODY)


def is_meant_again(parsed: Parsed, noun: Token) -> bool:
    """Whether a noun means a place that was named before: 'the city', 'that country'."""
    pointing = any(word.lower in ("the", "this", "that") for word in parsed.children(noun.i, "det"))
    named = any(one.lower == "of" for one in parsed.children(noun.i, "prep"))  # 'the town of Kobo'
    return noun.lower in _AGAIN and pointing and not named and not parsed.children(noun.i, "poss", "compound", "nmod")


def is_part(noun: Token) -> bool:
    """'The north', 'the outskirts'."""
    return in_class(noun.lemma, "directions") or noun.lower in _PARTS


def is_wide(parsed: Parsed, span: Span) -> bool:
    """Whether a place is a state or called a region, in which another may lie ('the Amhara region', 'the province of
    Idlib'), or is only near it."""
    words = parsed.tokens_in(span)
    behind = parsed.tokens[words[-1].i : words[-1].i + 2]
    before = parsed.tokens[max(0, words[0].i - 2) : words[0].i]
    called = before[:1] if before and before[-1].lower == "of" else ()
    beside = any(one.lower == "near" for one in before)
    wide = any(in_class(one.lemma, "wide localities") for one in (*behind, *called))
    return beside or wide or is_country(parsed.words(span))


def says_where(parsed: Parsed, span: Span) -> bool:
    """Whether a place is named ('Taji') rather than pointed to ('the city'), by no person's name nor part of one."""
    words = parsed.tokens_in(span)
    named = any(word.text[0].isupper() for word in words)
    doubtful = words[-1].entity in _SOMEBODY and not is_settlement(parsed.words(span))
    return named and not doubtful and not _is_in_a_name(parsed, words[0])


def place_span(parsed: Parsed, noun: Token) -> Span:
    """The words that name the place, without an article: 'Nadir Shah Kot district', 'Sea of Japan'."""
    first = noun.i
    while first > 0 and _belongs(parsed, first - 1, noun):
        first -= 1
    while (parsed.tokens[first].pos in ("DET", "PART", "PUNCT") or parsed.tokens[first].text == "-") and first < noun.i:
        first += 1
    if parsed.tokens[first].text[0].islower():
        return next((place_span(parsed, one) for one in _names_before(parsed, noun)), noun.span)
    return parsed.cover(parsed.tokens[first], _last_of_name(parsed, noun))


def _is_in_a_name(parsed: Parsed, word: Token) -> bool:
    """Whether a preposition ties a word to the name before it: 'Al-Qaeda in the Arabian Peninsula'."""
    prep = next((one for one in parsed.ancestors(word.i) if one.pos == "ADP"), None)
    return prep is not None and prep.i > 0 and prep.head == prep.i - 1 and parsed.tokens[prep.head].pos == "PROPN"


def _is_named_before(parsed: Parsed, noun: Token) -> bool:
    """'Taji district', 'the Turkish border', but not 'the Syrian province of Hassakeh', which is named behind."""
    before = parsed.children(noun.i, "compound", "nmod", "poss", "amod")
    if any(one.pos == "PROPN" and one.entity != "NORP" and one.dep != "poss" for one in before):
        return noun.dep != "appos" or parsed.tokens[noun.head].pos != "PROPN"
    named_behind = any(prep.lower == "of" for prep in parsed.children(noun.i, "prep")) or noun.dep == "appos"
    return not named_behind and any(one.text[0].isupper() for one in before)


def _names_before(parsed: Parsed, noun: Token) -> Iterator[Token]:
    """'Haditha' of 'the Haditha dam region'."""
    return (one for one in parsed.children(noun.i, "compound", "nmod", "poss") if one.pos == "PROPN")


def _last_of_name(parsed: Parsed, noun: Token) -> Token:
    """'Japan' of 'Sea of Japan'."""
    for prep in parsed.children(noun.i, "prep"):
        if prep.i == noun.i + 1 and prep.lower == "of" and prep.entity == noun.entity != "":
            return next(iter(parsed.children(prep.i, "pobj")), noun)
    return noun


def _belongs(parsed: Parsed, i: int, noun: Token) -> bool:
    token = parsed.tokens[i]
    if token.sentence != noun.sentence or (token.pos == "PUNCT" and token.text != "-"):
        return False
    if token.entity == "NORP" and is_country(noun.text):
        return False
    if token.dep in ("compound", "nmod", "amod") and (token.text[0].isupper() or token.text == "-"):
        return noun.i >= token.head > i
    return token.entity == noun.entity != "" and token.pos != "ADP"
