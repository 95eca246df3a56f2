"""Blacking out: words found whatever their case and number, and covered by as many block characters as they have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reportedly.export.tables import rows_in
from reportedly.model import Span

BLOCK = "█"
_WORD = re.compile(r"[^\W_]+")
_NOT_A_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True)
class Hidden:
    """Words to hide, in the form that `content_words` gives them."""

    words: frozenset[str]

    def out_of(self, text: str) -> str:
        """The text with each such word blacked out; what was blacked out stays so."""
        return _WORD.sub(lambda match: BLOCK * len(match[0]) if _key(match[0]) in self.words else match[0], text)

    def out_of_any(self, text: str | None) -> str | None:
        """The same, of a text that may not be there."""
        return text if text is None else self.out_of(text)

    def out_of_text(self, text: str, spans: Iterable[Span]) -> str:
        """The text with each such word blacked out, and some spans whole, line ends excepted."""
        pieces, done = [], 0
        for start, end in sorted(spans):
            if max(start, done) >= end:
                continue
            pieces += [text[done : max(start, done)], _NOT_A_LINE_END.sub(BLOCK, text[max(start, done) : end])]
            done = end
        return self.out_of("".join([*pieces, text[done:]]))

    def is_in(self, text: str) -> bool:
        """Whether any of the words stands in a text, an address for instance."""
        return any(_key(word) in self.words for word in _WORD.findall(text))


def content_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words of some phrases that could identify somebody: no articles, pronouns, numbers and the like."""
    return frozenset(_key(word) for phrase in phrases for word in _WORD.findall(phrase)) - _plain()


def proper_words(names: Iterable[str]) -> frozenset[str]:
    """The words in some names that are written with a capital."""
    return frozenset(_key(word) for name in names for word in _WORD.findall(name) if word[:1].isupper())


def _key(word: str) -> str:
    """A word as words are compared here: without case, and without any s at its end."""
    small = word.casefold()
    bare = small.rstrip("s")
    return bare if len(bare) >= 3 else small


@cache
def _plain() -> frozenset[str]:
    return frozenset({"", "s", "t", *(_key(row["word"]) for row in rows_in("plain_words.tsv"))})
