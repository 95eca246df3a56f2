"""Quotations joined to the cues that introduce them: before, behind, around, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from reportedly.attribution.found import Found, trim
from reportedly.model import Parsed, Quote, Span

_SCARE = 3  # a quotation of at most so many words without a cue of its own is a scare quote, nobody's speech


def join_quotes(parsed: Parsed, found: Sequence[Found]) -> tuple[Found, ...]:
    """Each attribution with the whole of the quotations that its content touches; those left without content go.

    A quotation in its own sentence belongs to the speaker whose quotation stands before it in the paragraph, or, where
    that was never closed, in the paragraph before.
    """
    quotes = Quotations(parsed)
    joined = [_joined(quotes, row) for row in sorted(found, key=_place)]
    kept = _once([row for row in joined if row.content])
    return tuple(_with_continuations(parsed, quotes, kept))


class Quotations:
    """The quotations of a text, looked up by place."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.all = parsed.quotes

    @cached_property
    def _ends(self) -> list[int]:
        return [quote.span.end for quote in self.all]

    def touching(self, span: Span) -> Iterable[Quote]:
        for quote in self.all[bisect_left(self._ends, span.start + 1) :]:
            if quote.span.start >= span.end:
                return
            yield quote

    def around(self, span: Span) -> Quote | None:
        """The quotation in which the span stands."""
        return next((quote for quote in self.touching(span) if quote.inner.holds(span)), None)

    def before(self, place: int) -> Quote | None:
        """The quotation that ends right before a place, nothing but space between."""
        k = bisect_left(self._ends, place + 1) - 1
        return self.all[k] if k >= 0 and not self.parsed.text[self.all[k].span.end : place].strip(" \t,") else None

    def after(self, place: int) -> Quote | None:
        """The quotation that begins right behind a place."""
        k = bisect_left(self._ends, place + 1)
        gap = self.parsed.text[place : self.all[k].span.start] if k < len(self.all) else "none"
        space = " \t\r\n" if self.parsed.text[place - 1 : place] == ":" else " \t"
        return self.all[k] if not gap.strip(space) else None


def _place(row: Found) -> Span:
    return row.cue[0] if row.cue else row.content[0]


def _joined(quotes: Quotations, row: Found) -> Found:
    cue = _place(row)
    outer = quotes.around(cue)
    spans = list(row.content) if row.content else _spoken(quotes, row, cue, outer)
    if outer is not None:  # the cue itself stands in a quotation: what it introduces ends with it
        clipped = (Span(max(span.start, outer.inner.start), min(span.end, outer.inner.end)) for span in spans)
        return replace(row, content=tuple(span for span in clipped if span.start < span.end))
    return replace(row, content=_whole(quotes, row, spans))


def _whole(quotes: Quotations, row: Found, spans: list[Span]) -> tuple[Span, ...]:
    """The spans and the quotations that they touch, as stretches that leave out source and cue."""
    touched = [quote.inner for span in spans for quote in quotes.touching(span)]
    touched = [inner for inner in touched if not any(inner.touches(part) for part in (*row.cue, *row.source))]
    return _merged(quotes.parsed.text, [*spans, *touched])


def _spoken(quotes: Quotations, row: Found, cue: Span, outer: Quote | None) -> list[Span]:
    """The quotations that a bare cue speaks: in its sentence, right before it, or behind its colon."""
    if outer is not None:
        return []
    parsed = quotes.parsed
    sentence = parsed.sentence_span(parsed.sentences[parsed.tokens_in(cue)[0].sentence])
    start = min([cue.start, *(part.start for part in row.source)])
    near = [quotes.before(start), quotes.after(sentence.end)]
    inside = [quote for quote in quotes.touching(sentence) if not any(quote.span.touches(part) for part in row.source)]
    chosen = inside or [quote for quote in near if quote is not None and _long_enough(parsed, quote)][:1]
    return [quote.inner for quote in chosen]


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans as stretches in order, joined where only space and marks lie between."""
    stretches: list[Span] = []
    for span in sorted(spans):
        if stretches and not any(char.isalnum() for char in text[stretches[-1].end : span.start]):
            stretches[-1] = Span(stretches[-1].start, max(stretches[-1].end, span.end))
        else:
            stretches.append(span)
    trimmed = (trim(text, span) for span in stretches)
    return tuple(span for span in trimmed if span.start < span.end)


def _once(found: list[Found]) -> list[Found]:
    """Without a second row on the same cue or the same content and source."""
    seen: set[tuple[tuple[Span, ...], ...]] = set()
    kept = []
    for row in found:
        keys = {(row.cue,), (row.source, row.content)}
        if not keys & seen:
            kept.append(row)
        seen |= keys
    return kept


def _with_continuations(parsed: Parsed, quotes: Quotations, found: list[Found]) -> list[Found]:
    """Quotations that no cue introduces go to the voice that speaks before them in their paragraph."""
    rows = list(found)
    owners = _owners(quotes, rows)
    places = [_place(row).start for row in rows]
    last: tuple[int, int] | None = None  # the paragraph and the row of the last quotation that somebody spoke
    was_open = False
    for k, quote in enumerate(quotes.all):
        owner, paragraph = owners.get(k), _paragraph(parsed, quote)
        if owner is None and (_long_enough(parsed, quote) or not quote.opened):
            owner = _speaker_before(parsed, places, quote, paragraph)
            if owner is None and last is not None and last[0] + 1 == paragraph:
                owner = last[1] if was_open or _fills(parsed, quote, paragraph) else None
            if owner is not None:
                rows[owner] = replace(rows[owner], content=_merged(parsed.text, [*rows[owner].content, quote.inner]))
        if owner is not None:
            last, was_open = (paragraph, owner), not quote.closed
    return rows


def _speaker_before(parsed: Parsed, places: list[int], quote: Quote, paragraph: int) -> int | None:
    """The last row whose cue stands before the quotation in its paragraph."""
    k = bisect_left(places, quote.span.start) - 1
    return k if k >= 0 and places[k] >= parsed.paragraphs[paragraph].start else None


def _owners(quotes: Quotations, rows: list[Found]) -> dict[int, int]:
    """Which row speaks each quotation, by their indices."""
    index = {quote.span: k for k, quote in enumerate(quotes.all)}
    return {
        index[quote.span]: i
        for i, row in enumerate(rows)
        for span in row.content
        for quote in quotes.touching(span)
        if not quote.inner.holds(_place(row))
    }


def _fills(parsed: Parsed, quote: Quote, paragraph: int) -> bool:
    """Whether a paragraph is nothing but the quotation: then the speaker of the one before goes on."""
    span = parsed.paragraphs[paragraph]
    return quote.span.start - span.start <= 1 and span.end - quote.span.end <= 2


def _paragraph(parsed: Parsed, quote: Quote) -> int:
    return parsed.sentences[parsed.tokens_in(quote.span)[0].sentence].paragraph


def _long_enough(parsed: Parsed, quote: Quote) -> bool:
    return sum(token.pos != "PUNCT" for token in parsed.tokens_in(quote.inner)) > _SCARE
