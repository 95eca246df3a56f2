"""What waits for a decision, in the order of what a decision would change most."""

from __future__ import annotations

from reportedly.web.answers.claims import shown
from reportedly.web.desk import Sight
from reportedly.web.values import ClaimShown

_MOST = 20


def queue(sight: Sight) -> tuple[ClaimShown, ...]:
    """Claims that nobody judged: denied ones and low scores first."""
    return shown(sight, sight.look.doubtful(limit=_MOST))
