"""The case as a whole: how much there is, what is new, the strongest ties, the timeline, the log."""

from __future__ import annotations

from typing import Any

from reportedly.web.answers.actors import actors
from reportedly.web.answers.claims import shown
from reportedly.web.answers.propositions import propositions, stones
from reportedly.web.answers.reports import reports
from reportedly.web.answers.ties import ties
from reportedly.web.desk import Sight
from reportedly.web.values import CaseShown, Days, Log

_SHOWN, _LOOKED_AT = 12, 24  # ties and actors: those who are only described are none to begin with


def case(sight: Sight) -> CaseShown:
    """The first page."""
    head = sight.book.head()
    return CaseShown(
        counts=sight.book.counts(),
        head=head.hash,
        entries=head.seq,
        reports=reports(sight, limit=8).items,
        ties=tuple(row for row in ties(sight, limit=_LOOKED_AT).items if row.one.named and row.other.named)[:_SHOWN],
        actors=tuple(row for row in actors(sight, limit=_LOOKED_AT).items if row.named)[:_SHOWN],
        waiting=sight.look.waiting(),
        contested=propositions(sight, {"support": "contested"}, limit=5).items,
        supported=propositions(sight, {"support": "well corroborated"}, limit=5).items,
        stones=stones(sight),
        is_weighed=sight.desk.origins.is_up_to_date(),
    )


def timeline(sight: Sight, *, by_report: bool = False, limit: int = 50, after: int | None = None, **asked: Any) -> Days:
    """Claims by the dates of their deeds, or of their reports. Raises AskError."""
    wanted = {name: value for name, value in asked.items() if value}
    rows = sight.book.timeline(by_report=by_report, limit=limit + 1, after=after, **wanted)
    told = {row.number: row for row in shown(sight, sight.look.by_ids(tuple(row.claim.id for row in rows[:limit])))}
    days = tuple((row.date, told[row.claim.id]) for row in rows[:limit] if row.claim.id in told)
    return Days(days, str(rows[limit - 1].claim.id) if len(rows) > limit else None)


def log(sight: Sight, *, limit: int = 50, before: int | None = None) -> Log:
    """The latest entries of the log."""
    rows = sight.book.log(limit=limit + 1, before=before)
    return Log(rows[:limit], str(rows[limit - 1].seq) if len(rows) > limit else None)
