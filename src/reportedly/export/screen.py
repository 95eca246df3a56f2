"""The terminal's surface: text made harmless, measured in columns, wrapped with a hanging margin, and coloured."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Marks that only steer the direction of text near them, or nothing at all: left out on a screen.
_INVISIBLE = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff")
# Joiners that Persian, Indic scripts and emoji need: kept.
_JOINERS = frozenset("\u200c\u200d")
_STYLES = {"bold": "1", "dim": "2", "red": "1;31", "yellow": "33", "cyan": "36"}


class Run(NamedTuple):
    """Some words in one style: '' (plain), bold, dim, red, yellow or cyan."""

    words: str
    style: str = ""


def harmless(text: str) -> str:
    """The text without power over a terminal: control characters, lone surrogates and the marks that turn the
    direction of what follows (Unicode's bidirectional embeddings, overrides and isolates) are spelled out (\\x1b),
    each stretch of white space is one blank."""
    return "".join(map(_spelled, " ".join(text.split())))


def columns(text: str) -> int:
    """How many columns a harmless text takes (UAX #11): East Asian wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def wrapped(runs: Iterable[Run], width: int, margin: int = 0, first: Run | None = None) -> Iterator[list[Run]]:
    """The lines of some runs, at most `width` columns each, behind a margin of so many blanks.

    `first` stands in the first line's margin. Lines break at blanks; a word that is longer than a line is cut.
    """
    room = max(width - margin, 10)
    line = [first, Run(" " * (margin - columns(first.words)))] if first else [Run(" " * margin)]
    used = 0
    for word in _words(runs, room):
        size = sum(columns(run.words) for run in word)
        if used and used + 1 + size > room:
            yield line
            line, used = [Run(" " * margin)], 0
        line += [Run(" "), *word] if used else word
        used += size + (1 if used else 0)
    yield line


def in_plain(runs: Iterable[Run]) -> str:
    """A line without styles."""
    return "".join(run.words for run in runs).rstrip()


def in_colour(runs: Iterable[Run]) -> str:
    """A line with its styles as a terminal takes them (ECMA-48 SGR)."""
    return "".join(f"\x1b[{_STYLES[run.style]}m{run.words}\x1b[0m" if run.style else run.words for run in runs)


def _words(runs: Iterable[Run], room: int) -> Iterator[list[Run]]:
    """Words between blanks, each a list of runs since its parts may differ in style, none wider than the room."""
    word: list[Run] = []
    for text, style in runs:
        for i, part in enumerate(_harmless_inside(text).split(" ")):
            if i and word:
                yield from _cut(word, room)
                word = []
            if part:
                word.append(Run(part, style))
    if word:
        yield from _cut(word, room)


def _harmless_inside(text: str) -> str:
    """A run made harmless with the blanks at its ends kept, since they part it from its neighbours."""
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if lead else ''}{harmless(text)}{' ' if tail else ''}"


def _cut(word: list[Run], room: int) -> Iterator[list[Run]]:
    """A word as it is, or in pieces that fit."""
    if sum(columns(run.words) for run in word) <= room:
        yield word
        return
    piece: list[Run] = []
    used = 0
    for text, style in word:
        start = 0
        for i, char in enumerate(text):
            size = _columns_of(char)
            if used + size > room:
                yield [*piece, Run(text[start:i], style)]
                piece, used, start = [], 0, i
            used += size
        piece.append(Run(text[start:], style))
    yield piece


def _spelled(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _JOINERS:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
