"""Which attribution stands in whose content."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.attribution.found import Found
from reportedly.model import Span


def enclosing(rows: Sequence[Found]) -> tuple[int | None, ...]:
    """For each row the index of the row with the shortest content that holds its cue (or content), or None."""
    intervals = sorted((span, i) for i, row in enumerate(rows) for span in row.content)
    order = sorted(range(len(rows)), key=lambda i: _anchor(rows[i]))
    found: list[int | None] = [None] * len(rows)
    active: list[tuple[Span, int]] = []
    k = 0
    for i in order:
        anchor = _anchor(rows[i])
        while k < len(intervals) and intervals[k][0].start <= anchor.start:
            active.append(intervals[k])
            k += 1
        active = [one for one in active if one[0].end > anchor.start]
        holding = [(span.end - span.start, j) for span, j in active if j != i and span.holds(anchor)]
        holding = [(length, j) for length, j in holding if _is_outer(rows[j], rows[i])]
        found[i] = min(holding)[1] if holding else None
    return tuple(found)


def _anchor(row: Found) -> Span:
    return row.cue[0] if row.cue else row.content[0]


def _is_outer(outer: Found, inner: Found) -> bool:
    """Whether the outer content holds a content of the inner row too: two rows are never each other's parent."""
    return any(span.holds(part) and span != part for span in outer.content for part in inner.content)
