"""Polarity, certainty and time of the deed that a span asserts."""

from __future__ import annotations

from reportedly.model import Assessment, Attribution, Parsed, Span


def assess(parsed: Parsed, span: Span, attribution: Attribution | None = None) -> Assessment:
    """How surely the voice that speaks holds what the span says, FactBank's scales.

    `attribution` is the innermost one around it, None in the author's own voice; words outside its content are no
    hedge of the voice.
    """
    return Assessment()
