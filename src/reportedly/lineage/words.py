"""A text as words for comparing: folded so that commas, apostrophes, accents and letter variants make no difference."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from reportedly.model import Span

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # accents and Arabic vowel signs, which \w leaves out
# Initials and thousands lose their marks, since some archives strip them; a sign of a script without spaces is a word.
_WORD = re.compile(
    rf"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\d{{1,3}}(?:,\d{{3}})+(?!\d)|(?:[A-Za-z]\.){{2,}}"
    rf"|[\w{_MARKS}]+(?:['’ʼ][\w{_MARKS}]+)*"
)
# What Unicode does not fold: tatweel, the dotless and Persian ya, ta marbuta, Persian kaf, marks inside words.
_LETTERS = str.maketrans({"ـ": "", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "'": "", "’": "", "ʼ": "", ",": "", ".": ""})
_OPENING = {"“": "”", "«": "»", "„": "“", '"': '"'}
_MARK = re.compile(r"[“”«»„\"\n]")
_SHORT = 20_000  # code points
_LONGEST_QUOTE = 3_000  # code points: a mark that was never closed must not swallow the report


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text, each with its place, and whether it stands within quotation marks."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.folded)

    def cover(self, first: int, last: int) -> Span:
        """The stretch of text from word `first` to word `last`, the latter excluded."""
        return Span(self.spans[first].start, self.spans[last - 1].end)


def words_of(text: str) -> Words:
    """The words of a text, folded, in text order; what folds to nothing is left out."""
    return _remembered(text) if len(text) <= _SHORT else _read(text)


def folded_words(text: str) -> tuple[str, ...]:
    """The same words without their places: a third of the work, and all that a sketch asks for."""
    return tuple(filter(None, map(fold, _WORD.findall(text))))


@functools.lru_cache(maxsize=1024)
def _remembered(text: str) -> Words:
    """A report is compared with several others; long texts would fill the memory."""
    return _read(text)


def _read(text: str) -> Words:
    found = [(fold(match[0]), Span(*match.span())) for match in _WORD.finditer(text)]
    found = [(word, span) for word, span in found if word]
    quotes = quotations(text)
    return Words(tuple(word for word, _ in found), tuple(span for _, span in found), _inside(quotes, found))


@functools.lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in lower case, without accents, vowel signs, tatweel and marks; digits of any script as 0 to 9."""
    if word.isascii():
        return word.lower().replace("'", "").replace(",", "").replace(".", "").strip("_")
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    return "".join(_digit(char) for char in plain.translate(_LETTERS)).strip("_")


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches in double quotation marks; a straight mark opens where a word follows and none stands before."""
    found: list[Span] = []
    start, closing = -1, ""
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        is_inside = start >= 0 and at - start < _LONGEST_QUOTE
        if is_inside and (mark in (closing, "\n")):
            found.append(Span(start, at))
            start = -1
        elif mark in _OPENING and not is_inside and _may_open(text, at):
            start, closing = at, _OPENING[mark]
    return tuple(found)


def _may_open(text: str, at: int) -> bool:
    return text[at] != '"' or (not text[at - 1 : at].isalnum() and not text[at + 1 : at + 2].isspace())


def _inside(quotes: tuple[Span, ...], found: list[tuple[str, Span]]) -> tuple[bool, ...]:
    marks, k = [], 0
    for _, span in found:
        while k < len(quotes) and quotes[k].end <= span.start:
            k += 1
        marks.append(k < len(quotes) and quotes[k].start <= span.start)
    return tuple(marks)


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else char
