"""Where a stretch stands for a person: line and column, from offsets in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from reportedly.model import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """A place in the text as editors count it: line and column from 1, columns in Unicode code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Positions:
    """The lines of one text, found once; a line ends with LF, CR LF or a lone CR."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def at(self, offset: int) -> Position:
        """The position of a code point; an offset outside the text is taken as its nearest end."""
        offset = min(max(offset, 0), self.length)
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def first(self, spans: Iterable[Span]) -> Position | None:
        """The position of the earliest of some spans, or None where there is none."""
        start = min((span.start for span in spans), default=None)
        return None if start is None else self.at(start)


def words_at(text: str, spans: Iterable[Span]) -> list[str]:
    """What stands in some spans, in text order, each stretch of space as one blank, repeats and blanks left out.

    Spans with nothing but space between them are one: the markers 'no' and 'longer' are 'no longer'.
    """
    found = (" ".join(text[start:end].split()) for start, end in _joined(text, spans))
    return list(dict.fromkeys(words for words in found if words))


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans inside the text, those that meet or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(Span(max(start, 0), min(end, len(text))) for start, end in spans):
        if joined and (start <= joined[-1].end or text[joined[-1].end : start].isspace()):
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        elif start < end:
            joined.append(Span(start, end))
    return joined


def word_count(text: str) -> int:
    """How long a text is, in words between white space."""
    return len(text.split())
