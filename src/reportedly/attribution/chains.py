"""The chain of voices from the author down to the one who says it."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Attributed, Attribution, Span


def innermost(attributions: Sequence[Attribution], span: Span) -> Attribution | None:
    """The attribution with the shortest content that holds the span, or None where the author speaks."""
    holding = [row for row in attributions if any(part.holds(span) for part in row.content_spans)]
    return min(holding, key=_extent, default=None)


def chain(attributed: Attributed, attribution: Attribution | None) -> tuple[str, ...]:
    """The sources' ids from the author along `parent` down to the attribution's own."""
    walked: list[Attribution] = []
    while attribution is not None and attribution not in walked:  # a broken row must not circle
        walked.append(attribution)
        attribution = attributed.by_id.get(attribution.parent or "")
    author = attributed.sources[0].id
    return tuple(dict.fromkeys([author, *(row.source for row in reversed(walked))]))


def _extent(attribution: Attribution) -> int:
    return sum(part.end - part.start for part in attribution.content_spans)
