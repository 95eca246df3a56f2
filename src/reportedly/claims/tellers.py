"""Who only tells a deed and takes no part in it: the monitor of 'killed ten people and wounded more a monitor said'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.model import Attributed, Draft, Parsed, Span

_FINITE = ("VBD", "VBZ", "VBP")


def without_tellers(parsed: Parsed, attributed: Attributed, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts without the very words that name who tells them; those that had nobody else are left out."""
    for draft in drafts:
        trigger = parsed.tokens[draft.trigger]
        tellers = _tellers(attributed, trigger.span)
        recipients = _others(draft.recipients, tellers)
        actors = _others(draft.actors, tellers) if trigger.tag in _FINITE else draft.actors
        if recipients or actors or not (draft.recipients or draft.actors):
            yield replace(draft, actors=actors, recipients=recipients)


def _tellers(attributed: Attributed, trigger: Span) -> tuple[Span, ...]:
    """The words that name, right beside a cue, the sources in whose contents a deed stands."""
    rows = (row for row in attributed.near(trigger) if any(span.holds(trigger) for span in row.content_spans))
    return tuple(
        span
        for row in rows
        for span in row.source_spans
        if any(abs(span.end - cue.start) == 1 or abs(cue.end - span.start) == 1 for cue in row.cue_spans)
    )


def _others(side: tuple[Span, ...], tellers: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in side if not any(span.touches(one) for one in tellers))
