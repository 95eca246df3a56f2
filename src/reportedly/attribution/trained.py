"""Attributions by the trained tagger, and by rule those that it was never shown: inside the words of another."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from reportedly.attribution.found import Found, trim
from reportedly.attribution.nesting import enclosing
from reportedly.attribution.tagger import Tagged, Tagger
from reportedly.model import Parsed, Span

_CLAUSES = ("ccomp", "quote", "according-to", "hearsay")  # the rules that hold inside another's words
_DEEPEST = 8  # attributions in attributions


def find_by_tagger(parsed: Parsed, by_rule: Sequence[Found]) -> tuple[Found, ...]:
    """The tagger's attributions, with those that the rules found inside their contents.

    PolNeAR, from which the tagger learnt, marks none inside another ('The Telegraph noted that residents say ...').
    """
    outer = tuple(_found(parsed, tagged) for tagged in _tagger().tag(parsed.text) if tagged.content)
    outer = tuple(_with_sources(outer, by_rule))
    return tuple(sorted((*outer, *_inner(outer, by_rule)), key=_place))


def _with_sources(outer: Sequence[Found], by_rule: Sequence[Found]) -> Iterator[Found]:
    """The rows, those without a source with that of the rule that has the same cue in an active clause."""
    known = {
        span.start: row.source
        for row in by_rule
        if row.source and not row.rule.startswith("passive")
        for span in row.cue
    }
    for row in outer:
        source = next((known[span.start] for span in row.cue if span.start in known), ())
        clash = any(part.touches(span) for part in source for span in row.content)
        yield row if row.source or clash else replace(row, source=source)


@functools.cache
def _tagger() -> Tagger:
    """The model that the package ships, loaded once."""
    folder = resources.files(__package__).joinpath("data/tagger")
    tokenizer = folder.joinpath("tokenizer.json")
    with resources.as_file(folder.joinpath("tagger.onnx")) as model, resources.as_file(tokenizer) as words:
        return Tagger(Path(model), Path(words))


def _found(parsed: Parsed, tagged: Tagged) -> Found:
    return Found(
        tuple(_spans(parsed, tagged.source)),
        tuple(_spans(parsed, tagged.cue)),
        tuple(_spans(parsed, tagged.content)),
        tagged.score,
        "tagger",
    )


def _spans(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans without space and quotation marks at their ends; those with nothing else in them go."""
    for start, end in spans:
        span = trim(parsed.text, Span(start, end))
        if span.start < span.end:
            yield span


def _inner(outer: Sequence[Found], by_rule: Sequence[Found]) -> Iterator[Found]:
    """The rules' rows that stand in the content of an outer row, and whose cue the tagger left alone."""
    cues = sorted(span for row in outer for span in row.cue)
    free = [row for row in by_rule if _holds_inside(row) and not _touches_any(row.cue, cues)]
    holders = enclosing((*outer, *free))
    for k, row in enumerate(free, len(outer)):
        if _stands_in_outer(holders, k, len(outer)):
            yield row


def _stands_in_outer(holders: Sequence[int | None], k: int, outer: int) -> bool:
    """Whether a row stands, itself or through rows that hold it, in one of the first `outer` rows."""
    for _ in range(_DEEPEST):
        holder = holders[k]
        if holder is None or holder < outer:
            return holder is not None
        k = holder
    return False


def _holds_inside(row: Found) -> bool:
    return bool(row.cue) and (row.rule in _CLAUSES or row.rule.startswith("passive"))


def _touches_any(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether a span touches one of the others, which are sorted and do not overlap."""
    for span in spans:
        k = bisect_left(others, Span(span.start, span.start))
        if any(other.touches(span) for other in others[max(k - 1, 0) : k + 2]):
            return True
    return False


def _place(row: Found) -> Span:
    return row.cue[0] if row.cue else row.content[0]
