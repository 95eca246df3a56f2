"""Parts: cuts a text where a line or a sentence ends, so that a model gets no more at once than it reads with care."""

from __future__ import annotations

from reportedly.model import Span

_LONGEST = 6_000  # code points: what small models still read to the end
_ENDS = ("\n\n", "\n", ". ", " ")


def parts(text: str) -> tuple[Span, ...]:
    """Spans that lie one after the other and leave out nothing but blank ends."""
    found, start = [], 0
    while start < len(text):
        end = _end(text, start)
        if text[start:end].strip():
            found.append(Span(start, end))
        start = end
    return tuple(found)


def _end(text: str, start: int) -> int:
    """Where the part ends: at the last paragraph's end that fits in, else at a line's, a sentence's or a word's."""
    last = start + _LONGEST
    if last >= len(text):
        return len(text)
    for mark in _ENDS:
        at = text.rfind(mark, start + _LONGEST // 2, last)
        if at >= 0:
            return at + len(mark)
    return last
