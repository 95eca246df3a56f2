"""From a parsed text to its voices and attributions."""

from __future__ import annotations

from reportedly.model import Attributed, Parsed, Source

AUTHOR = Source("s0", "author", "author", named=False)


def attribute(parsed: Parsed) -> Attributed:
    """The sources and attributions of a text; the report's own voice always stands first."""
    return Attributed((AUTHOR,), ())
