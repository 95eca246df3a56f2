"""Quotation marks of every kind, paired where they pair; broken ones are analysed and never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import Quote, Span

OPENING, CLOSING = "“„«‹‟", "”»›"
_MARK = re.compile("``|''|[“”„‟«»‹›\"‘’‚‛']")
_SINGLE = "‘’‚‛'"
_BEFORE_OPENING = " \t\u00a0\n\r([{—–-:;,/…\u200e\u200f\u202a\u202b\ufeff"
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark and what its neighbours allow it to be."""

    span: Span
    can_open: bool
    can_close: bool
    single: bool


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """The quotations of a text in order, each within its paragraph; nested ones of another kind are left to the outer.

    A mark without a partner still counts: an opening one that is never closed holds to the end of its paragraph, a
    closing one that was never opened begins where the last quotation ended, or at its sentence's paragraph.
    """
    return tuple(quote for paragraph in paragraphs for quote in _in_paragraph(text, paragraph))


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quote]:
    marks = list(_marks(text, paragraph))
    doubles = list(_pair(text, paragraph, [mark for mark in marks if not mark.single]))
    singles = _pair_singles([mark for mark in marks if mark.single])
    yield from sorted([*doubles, *_outside(singles, doubles)], key=lambda quote: quote.span)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        mark = match[0]
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        yield _Mark(
            Span(*match.span()),
            *_roles(mark, before, after),
            mark in _SINGLE,
        )


def _roles(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """(can open, can close). The shape decides for directed marks, the neighbours for straight ones."""
    free_before = before in _BEFORE_OPENING or before in OPENING + "\"'‘"
    joined_before, joined_after = not before.isspace(), not after.isspace()
    if mark in ("‘", "‚", "‛", "``"):
        return True, False
    if mark in OPENING:  # „so“ closes with the mark that opens elsewhere, »so« too
        return True, mark in "“«" and joined_before and not after.isalnum()
    if mark in CLOSING:
        return mark == "»" and free_before and joined_after, True
    if free_before and joined_after:
        return True, False
    return (False, True) if joined_before and not joined_after else (mark not in _SINGLE and free_before, True)


def _pair(text: str, paragraph: Span, marks: list[_Mark]) -> Iterator[Quote]:
    opened: _Mark | None = None
    depth = 0
    last: Quote | None = None
    closers = _closers_after(marks)
    for k, mark in enumerate(marks):
        if opened is None:
            if mark.can_open:
                opened, depth = mark, 0
            elif last is None or mark.span.start > last.span.end:
                last = _reopened(paragraph, last, mark)
                yield last
        elif _closes(text, opened, mark):
            if depth and closers[k] > 0:
                depth -= 1
                continue
            last, opened = _quote(opened.span, mark.span), None
            yield last
        elif closers[k] > depth + 1 and not _follows_sentence(text, opened.span.end, mark.span.start):
            depth += 1
        else:
            last, opened, depth = _unclosed(opened, _sentence_end(text, opened.span.end, mark.span.start)), mark, 0
            yield last
    if opened is not None:
        yield _unclosed(opened, paragraph.end)


def _closes(text: str, opened: _Mark, mark: _Mark) -> bool:
    """Whether the mark may end what `opened` began: « ends only what » began, “ what „ began."""
    partner = {"«": "»", "“": "„"}.get(text[mark.span.start])
    return mark.can_close and (partner is None or text[opened.span.start] == partner)


def _closers_after(marks: list[_Mark]) -> list[int]:
    """For each mark, how many marks behind it close before the next that can only open: O(n)."""
    counts = [0] * len(marks)
    for k in range(len(marks) - 2, -1, -1):
        after = marks[k + 1]
        counts[k] = 0 if after.can_open and not after.can_close else counts[k + 1] + 1
    return counts


def _reopened(paragraph: Span, last: Quote | None, mark: _Mark) -> Quote:
    """The quotation that a lone closing mark ends."""
    start = last.span.end if last else paragraph.start
    return Quote(Span(start, mark.span.end), Span(start, mark.span.start), opened=False)


def _unclosed(opening: _Mark, end: int) -> Quote:
    end = max(end, opening.span.end)
    return Quote(Span(opening.span.start, end), Span(opening.span.end, end), closed=False)


def _quote(opening: Span, closing: Span) -> Quote:
    return Quote(Span(opening.start, closing.end), Span(opening.end, closing.start))


def _follows_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends, or a colon stands, right before `end`: then a new quotation begins there."""
    before = text[start:end].rstrip()
    return before.endswith((".", "!", "?", ":", "…"))


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the last whole sentence before `end` ends; `end` itself where there is none."""
    found = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    return found[-1] if found else end


def _pair_singles(marks: list[_Mark]) -> Iterator[Quote]:
    """Single marks count only in whole pairs: a lone one is an apostrophe."""
    opened: _Mark | None = None
    for mark in marks:
        if mark.can_open and not mark.can_close:
            opened = mark
        elif opened is not None and mark.can_close:
            yield _quote(opened.span, mark.span)
            opened = None


def _outside(singles: Iterator[Quote], doubles: list[Quote]) -> Iterator[Quote]:
    covered = iter(sorted(doubles, key=lambda quote: quote.span))
    double = next(covered, None)
    for single in singles:
        while double is not None and double.span.end <= single.span.start:
            double = next(covered, None)
        if double is None or not double.span.touches(single.span):
            yield single
