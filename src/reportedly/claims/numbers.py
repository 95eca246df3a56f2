"""How many: counts of deeds and numbers of people, as ranges that promise no more than the text."""

from __future__ import annotations

import functools
import re

from reportedly.claims.lexicon import table
from reportedly.model import Parsed, Quantity, Span, Token

_DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "upwards of", "minimum of")
_AT_MOST = ("up to", "as many as", "fewer than", "less than", "at most", "under")


def quantity(parsed: Parsed, phrase: Span) -> Quantity | None:
    """The number of people that a phrase counts ('at least 14 people', 'dozens of fighters'), or None."""
    words = parsed.words(phrase).casefold()
    tokens = parsed.tokens_in(phrase)
    exact = next((number for number in map(number_of, tokens) if number is not None), None)
    if exact is not None:
        return _bounded(words, exact, parsed.words(phrase))
    vague = next((_vague()[token.lower] for token in tokens if token.lower in _vague()), None)
    if vague is not None:
        return Quantity(vague[0], vague[1], parsed.words(phrase))
    return _article(tokens, parsed.words(phrase))


def _bounded(words: str, number: int, text: str) -> Quantity:
    if any(phrase in words for phrase in _AT_LEAST):
        return Quantity(number + ("more than" in words or "over " in words), None, text)
    if any(phrase in words for phrase in _AT_MOST):
        return Quantity(0, number, text)
    return Quantity(number, number, text)


def _article(tokens: tuple[Token, ...], text: str) -> Quantity | None:
    if tokens and tokens[0].lower in ("a", "an") and tokens[-1].tag in ("NN", "NNP"):
        return Quantity(1, 1, text)
    return None


def count_of(parsed: Parsed, noun: Token) -> int | None:
    """How many deeds a noun counts ('seven drone attacks': 7), or None."""
    on_words = (one for word in parsed.children(noun.i, "compound") for one in parsed.children(word.i, "nummod"))
    counting = (child for child in (*parsed.children(noun.i, "nummod"), *on_words) if not _is_a_year(child, noun))
    numbers = (number_of(child) for child in counting)
    return next((number for number in numbers if number is not None), None)


def _is_a_year(number: Token, noun: Token) -> bool:
    """Whether a number dates a deed and counts none: 'the 2019 airstrike', 'the 2014 attacks'."""
    return number.entity == "DATE" or (_YEAR.match(number.text) is not None and noun.tag in ("NN", "NNP"))


def number_of(token: Token) -> int | None:
    """The whole number that a token writes, in digits or as one word."""
    if _DIGITS.match(token.text):
        return int(re.sub(r"\D", "", token.text))
    return _exact().get(token.lower)


@functools.cache
def _exact() -> dict[str, int]:
    return {cells["word"]: int(cells["low"]) for cells in table("numbers.tsv") if cells["low"] == cells["high"]}


@functools.cache
def _vague() -> dict[str, tuple[int, int | None]]:
    rows = (cells for cells in table("numbers.tsv") if cells["low"] != cells["high"])
    return {cells["word"]: (int(cells["low"]), int(cells["high"]) if cells["high"] else None) for cells in rows}
