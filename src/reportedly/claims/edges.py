"""Where a noun phrase really begins: behind the date, the tags, the byline or the bracket that run into it."""

from __future__ import annotations

import re

from reportedly.claims.lexicon import in_class
from reportedly.model import Parsed, Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERIC_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_MARKS = ("-", "/", ".")
_ARTICLES = ("A", "An", "The")
_APPROXIMATE = frozenset(["advmod", "quantmod"])


def first_of_phrase(parsed: Parsed, first: Token, head: Token) -> Token:
    """The first word between `first` and `head` that belongs to the phrase, as in a text that ran its heading into
    the first sentence: 'Wednesday 7 Aug 2013 sixty-two rebel fighters', 'Tags Syria Aleppo Three bombers'."""
    begun = first.i
    for token in parsed.tokens[first.i : head.i]:
        if _ends_a_heading(parsed, token, begun):
            begun = token.i + 1
        elif token.i > begun and _opens_a_phrase(parsed, token, head):
            begun = token.i
    if begun and parsed.tokens[begun - 1].text == "Tags":
        begun = _last_in_small_letters(parsed, begun, head)
    return parsed.tokens[begun]


def _ends_a_heading(parsed: Parsed, token: Token, begun: int) -> bool:
    """Whether a word ends a date ('8 July 2015', '04-04-2016', 'May 9') or a bracket that opened before the phrase."""
    if token.text == ")":
        return all(one.text != "(" for one in parsed.tokens[begun : token.i])
    if _NUMERIC_DATE.fullmatch(token.text) or token.tag == "WRB":
        return True
    if token.text[0].isupper() and in_class(token.lower, "furniture"):
        return parsed.tokens[token.i - 1].text != "The"
    behind = parsed.tokens[token.i + 1]
    if token.entity in ("DATE", "TIME") and _names_a_day(token, parsed) and behind.entity not in ("DATE", "TIME"):
        return behind.text not in ("'s", "’s")  # 'On Saturday evening militants'
    before = parsed.tokens[max(0, token.i - 2) : token.i]
    months = [one for one in before if _is_month(one)]
    if _YEAR.fullmatch(token.text):
        return bool(months) or any(one.text in _MARKS for one in before[-1:])
    return _is_month(token) and bool(before) and _DAY.fullmatch(before[-1].text) is not None


def _names_a_day(token: Token, parsed: Parsed) -> bool:
    """Whether a word is a weekday, or the time of day behind one."""
    if in_class(token.lower, "weekdays"):
        return True
    return token.i > 0 and in_class(token.lower, "hours") and in_class(parsed.tokens[token.i - 1].lower, "weekdays")


def _is_month(token: Token) -> bool:
    return token.text[:1].isupper() and in_class(token.lower.rstrip("."), "months")


def _opens_a_phrase(parsed: Parsed, token: Token, head: Token) -> bool:
    """Whether an article, or a number of the head, begins a phrase anew behind names: 'police Three bombers'."""
    before = parsed.tokens[token.i - 1]
    if token.text in _ARTICLES and token.head == head.i:
        return True
    if token.tag == "CD" and token.text.isalpha() and token.text[0].isupper():
        return before.pos in ("PROPN", "NOUN")
    if token.dep == "nummod" and token.head == head.i and not parsed.children(token.i, *_APPROXIMATE, "compound"):
        return before.pos in ("PROPN", "NOUN") and before.head != token.i and token.text[0].isupper()
    return False


def _last_in_small_letters(parsed: Parsed, begun: int, head: Token) -> int:
    """The words in small letters right before the head, and a people's name before them: the 'regime forces' of 'Tags
    Syria Aleppo regime forces', the 'Russian forces' of 'Tags UK Russia Aleppo Russian forces'."""
    first = head.i
    while first - 1 > begun and parsed.tokens[first - 1].text.islower():
        first -= 1
    kind = parsed.tokens[first - 1]
    return first - 1 if first - 1 > begun and kind.entity == "NORP" else first
