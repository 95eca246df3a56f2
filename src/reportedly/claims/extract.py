"""From a parsed text to drafts of its claims, by the lexicon's rows."""

from __future__ import annotations

from reportedly.model import Attributed, Draft, Parsed


def extract(parsed: Parsed, attributed: Attributed) -> tuple[Draft, ...]:
    """The deeds and ties that the text asserts, in text order."""
    return ()
