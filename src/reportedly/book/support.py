"""Weighs: brings what all claims come to up to date with the readings, the lineage and the judgements of a casebook."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.book.lineage import bring_up
from reportedly.book.weighing_all import weigh_all
from reportedly.book.weighing_some import weigh_some, work_out
from reportedly.casebook import Store, head
from reportedly.casebook.changed import changed_since, touched_by_lineage
from reportedly.casebook.propositions import reports_since, touched_by
from reportedly.casebook.statements import members_of
from reportedly.casebook.weighed import stale
from reportedly.casebook.weighing import count_reports, empty, is_weighed, note_weighed, waiting, weighed_up_to
from reportedly.corroboration import Kept, news, restored
from reportedly.model.collecting import without_collecting
from reportedly.model.corroboration import Change

_RULES = 2  # of corroboration: with another number all is weighed anew, so change it with whatever changes a count
_SOON_DONE = 4_000  # entries of the log, four of which are a report
_SHARE = 20  # where more than one report in so many changed, weighing all takes less time


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing did: so many reports were looked at, so many propositions are new or other than they were."""

    reports: int = 0
    propositions: int = 0


def catch_up(store: Store) -> None:
    """Weighs before a question where that is soon done: in a casebook of some hundred reports.

    In a larger one, what `add` and `reread` weighed is answered, and `waiting` says how much is not in it.
    """
    with store.reading() as connection:
        is_soon_done = waiting(connection) and head(connection).seq <= _SOON_DONE
    if is_soon_done:
        weigh(store)


def weigh(store: Store) -> Weighed:
    """Takes in every report whose reading, lineage or judgements changed, and works out anew what that touches.

    Cheap where nothing changed; a casebook that is open for reading only stays as it is. Raises CasebookError.
    """
    with store.reading() as connection:
        if store.read_only or is_weighed(connection):
            return Weighed()
    with store.writing() as work, without_collecting():
        found = _weigh(work.connection)
        note_weighed(work.connection, _RULES)
    return found


def _weigh(connection: Connection) -> Weighed:
    since = weighed_up_to(connection, _RULES)
    if since is None:
        bring_up(connection)
        return Weighed(*weigh_all(connection))
    changed = changed_since(connection, since)
    bring_up(connection, changed)
    touched = touched_by_lineage(connection, changed)
    if len(touched) * _SHARE > count_reports(connection):
        return Weighed(*weigh_all(connection))
    empty(connection, stale)
    return Weighed(len(touched), weigh_some(connection, touched))


def news_since(store: Store, day: str, *, by_receipt: bool = False) -> tuple[Change, ...]:
    """What was newly claimed, corroborated or contested by the reports published (or received) since a day.

    What a proposition was before is what its claims of earlier reports come to by themselves.
    """
    with store.reading() as connection:
        new = reports_since(connection, day, by_receipt=by_receipt)
        after = touched_by(connection, new)
        held = [one for one in members_of(connection, list(after)) if one.report not in new]
        heaps = restored(Kept(one.heap, one.statement, one.kin) for one in held)
        before = work_out(connection, tuple(heaps.values()), {one.statement.report: one.report for one in held})
    return news(before, after.values())
