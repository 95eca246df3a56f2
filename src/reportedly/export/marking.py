"""A text with overlapping marks becomes lines of HTML: marks split where they cross, nothing of the text is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from reportedly.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked: its element's classes, what is said of it on hover, and the id that links lead to.

    `entries` are the ids of the list entries that describe it; a mark with entries takes the keyboard's focus.
    """

    span: Span
    classes: tuple[str, ...]
    said: str = ""
    id: str = ""
    entries: tuple[str, ...] = ()


def marked_lines(text: str, line_starts: Sequence[int], marks: Iterable[Mark]) -> tuple[Markup, ...]:
    """The text's lines as HTML, each with its marks opened and closed inside it.

    Without its tags the whole is `escaped(text)`. A mark that crosses another's edge, or a line's, goes on in a second
    element of the same classes; only the first has the id and takes the focus. Marks are cut to the text, empty ones
    left out.
    """
    opening = defaultdict(list)
    for mark in sorted(_cut_to(marks, len(text)), key=lambda mark: (mark.span.start, -mark.span.end)):
        opening[mark.span.start].append(mark)
    closing = {mark.span.end for found in opening.values() for mark in found}
    edges = sorted({*opening, *closing, *line_starts, len(text)})
    lines: list[list[Markup]] = []
    stack: list[Mark] = []
    starts = set(line_starts)
    for here, after in zip(edges, [*edges[1:], len(text)], strict=True):
        if here in starts:
            if lines:
                lines[-1] += [_END] * len(stack)
            lines.append([])
            stack = [mark for mark in stack if mark.span.end > here]
            lines[-1] += [_again(mark) for mark in stack]
        lines[-1] += _turned(stack, here, opening[here])
        lines[-1].append(escaped(text[here:after]))
    return tuple(Markup("").join(line) for line in lines)


def escaped(text: str) -> Markup:
    """Text as HTML shows it: the five signs escaped, and what no page may hold (controls, surrogates) as U+FFFD."""
    return escape(text if text.isprintable() else "".join(map(_allowed, text)))


def is_in_text(span: Span, length: int) -> bool:
    """Whether at least one character of a text so long lies in the span."""
    return max(span.start, 0) < min(span.end, length)


def _turned(stack: list[Mark], here: int, opening: list[Mark]) -> Iterator[Markup]:
    """The tags at one edge: what ends is closed, with what lies above it, and what goes on is opened again."""
    ending = next((i for i, mark in enumerate(stack) if mark.span.end <= here), len(stack))
    above = stack[ending:]
    del stack[ending:]
    yield from [_END] * len(above)
    again = [mark for mark in above if mark.span.end > here]
    yield from map(_again, again)
    yield from map(_first, opening)
    stack += again + opening


def _cut_to(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    for mark in marks:
        if is_in_text(mark.span, length):
            span = Span(max(mark.span.start, 0), min(mark.span.end, length))
            yield Mark(span, mark.classes, mark.said, mark.id, mark.entries)


_END = Markup("</span>")


def _first(mark: Mark) -> Markup:
    """The opening tag of a mark's first element."""
    parts = [Markup('<span class="{}"').format(" ".join(mark.classes))]
    if mark.id:
        parts.append(Markup(' id="{}"').format(mark.id))
    if mark.said:
        parts.append(Markup(' data-said="{}"').format(escaped(mark.said)))
    if mark.entries:
        parts.append(Markup(' tabindex="0" role="mark" aria-describedby="{}"').format(" ".join(mark.entries)))
    return Markup("").join(parts) + Markup(">")


def _again(mark: Mark) -> Markup:
    """The opening tag of an element that goes on with a mark."""
    said = Markup(' data-said="{}"').format(escaped(mark.said)) if mark.said else ""
    return Markup('<span class="{}"{}>').format(" ".join(mark.classes), said)


def _allowed(char: str) -> str:
    code = ord(char)
    forbidden = (code < 0x20 and char not in "\t\n\r") or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
    return "\ufffd" if forbidden else char
