"""Where a line ends and where it is only wrapped: mail, wires and pasted reports break their lines at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from reportedly.model import Span

WIDEST = 120  # code points: no text is wrapped wider, and a paragraph on one line is mostly longer
_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?:;][\"'”’»)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-–—*•▪■>]|\(?\w{1,2}[.)])\s")


def unwrapped(text: str) -> str:
    """The text with a blank for each line end that only wraps a line; no offset changes.

    A line end wraps where the sentence runs on in small letters. In a text that is wrapped as a whole it also wraps
    where the next word would not have fitted: no line is wide, and most lines are full or run on.
    """
    lines = tuple(_LINE.finditer(text))
    pairs = [(one, other) for one, other in pairwise(lines) if other.start() - one.end() == 1]
    running = [one.end() for one, other in pairs if _runs_on(one[0], other[0])]
    width = max((len(line[0].rstrip()) for line in lines), default=0)
    if not running or width > WIDEST:
        return _joined(text, running)
    full = [one.end() for one, other in pairs if _is_full(one[0], other[0], width)]
    wraps = {*running, *full}
    return _joined(text, wraps if 3 * len(wraps) >= 2 * len(pairs) else running)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of an unwrapped text that hold more than space."""
    return tuple(Span(*match.span()) for match in _LINE.finditer(text) if match[0].strip())


def _runs_on(line: str, following: str) -> bool:
    """Whether the next line goes on in the middle of this one's sentence."""
    return (
        bool(line.strip()) and following.lstrip()[:1].islower() and not (_CLOSED.search(line) or _ITEM.match(following))
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have stood over the margin."""
    words = following.split(maxsplit=1)
    return (
        bool(words and line.strip()) and len(line.rstrip()) + 1 + len(words[0]) > width and not _ITEM.match(following)
    )


def _joined(text: str, ends: Collection[int]) -> str:
    if not ends:
        return text
    letters = list(text)
    for end in ends:
        letters[end] = " "
    return "".join(letters)
