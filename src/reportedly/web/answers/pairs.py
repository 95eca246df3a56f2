"""Two actors: every tie between them and every claim that names both, the denied beside the affirmed."""

from __future__ import annotations

from reportedly.book import AskError
from reportedly.web.answers.actors import actor_found, called, line_of
from reportedly.web.answers.claims import shown
from reportedly.web.answers.propositions import between
from reportedly.web.answers.ties import lines
from reportedly.web.desk import Sight
from reportedly.web.values import TieShown

_MOST = 50


def tie(sight: Sight, one: str, other: str) -> TieShown:
    """What is said between two actors, by their ids. Raises AskError."""
    first, second = actor_found(sight, one), actor_found(sight, other)
    ends = line_of(sight, first), line_of(sight, second)
    if ends[0] is None or ends[1] is None:
        raise AskError("one of the two is hidden, since it stands only in the words for an unnamed voice")
    found = sight.look.claims_between(first.ids, second.ids, limit=_MOST + 1)
    told = shown(sight, found[:_MOST])
    held = [row for row in told if row.standing != "rejected"]
    return TieShown(
        one=ends[0],
        other=ends[1],
        ties=lines(sight, sight.look.bonds(first.ids, second.ids, limit=40)),
        affirmed=tuple(row for row in held if row.polarity != "denied"),
        denied=tuple(row for row in held if row.polarity == "denied"),
        rejected=tuple(row for row in told if row.standing == "rejected"),
        is_all=len(found) <= _MOST,
        propositions=between(sight, called(first), called(second)),
    )
