"""Lineage: what a report was copied from and what from it, and two texts side by side."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.book import AskError
from reportedly.export.marking import Mark, marked_lines
from reportedly.export.positions import Positions
from reportedly.model import Span
from reportedly.web.answers.reports import key_of, line_of, reading_of
from reportedly.web.desk import Sight
from reportedly.web.values import CitedShown, LineageShown, SideBySide


def lineage(sight: Sight, id_: str) -> LineageShown | None:
    """Where a report comes from; None where it was not worked out yet. Raises AskError."""
    found = sight.desk.origins.ancestry(key_of(sight, id_))
    if found is None:
        return None
    row = found.descent
    outside = row.origin if row.is_outside and (row.is_named or not sight.redact) else None
    return LineageShown(
        parent=line_of(sight, found.parent) if found.parent else None,
        origin=line_of(sight, found.origin) if found.origin else None,
        outside="an unnamed source" if row.is_outside and outside is None else outside,
        why=row.why,
        score=row.score,
        cited=tuple(
            CitedShown(cited.name, line_of(sight, report) if report else None, cited.share, cited.retracts)
            for cited, report in found.cited
            if not sight.redact or report
        ),
        copies=tuple(line_of(sight, report) for report in found.copies),
    )


def side_by_side(sight: Sight, one: str, other: str) -> SideBySide:
    """Two reports with the passages that they share. Raises AskError."""
    keys = key_of(sight, one), key_of(sight, other)
    if keys[0] == keys[1]:
        raise AskError("a report is compared with another one")
    _, _, found = sight.book.compare(*keys)
    rows = [line_of(sight, sight.book.show(key).report) for key in keys]
    left = _marked(sight, one, [pair[0] for pair in found.passages], "a")
    right = _marked(sight, other, [pair[1] for pair in found.passages], "b")
    return SideBySide(
        rows[0], rows[1], left, right, found.a_in_b, found.b_in_a, len(found.passages), found.is_reuse, found.because
    )


def _marked(sight: Sight, id_: str, spans: Iterable[Span], side: str) -> tuple[str, ...]:
    """A report's lines with the shared passages marked; a redacted text has the same offsets."""
    text = reading_of(sight, id_).document.text
    marks = [Mark(span, ("passage",), id=f"{side}{n}") for n, span in enumerate(spans, 1)]
    return tuple(str(line) for line in marked_lines(text, Positions(text).line_starts, marks))
