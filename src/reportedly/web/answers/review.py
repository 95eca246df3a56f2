"""What waits for a decision, in the order of what a decision would change most."""

from __future__ import annotations

from reportedly.web.answers.claims import shown
from reportedly.web.desk import Sight
from reportedly.web.values import ClaimShown

_MOST = 20


def queue(sight: Sight) -> tuple[ClaimShown, ...]:
    """Claims that nobody judged: what is contested, what words hang on, denials, low scores."""
    return shown(sight, sight.look.to_review(limit=_MOST))
