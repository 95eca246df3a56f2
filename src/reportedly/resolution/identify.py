"""From drafts and voices to actors, places and times with identities."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Attributed, Draft, Identified, Parsed


def identify(parsed: Parsed, attributed: Attributed, drafts: Sequence[Draft]) -> Identified:
    """The actors, places and times that the drafts' spans and the voices mean."""
    return Identified()
