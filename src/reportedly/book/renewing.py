"""Makes anew all that follows from what was kept: indexes, full text, who copied whom, what all claims come to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from reportedly.book.support import weigh
from reportedly.casebook import Store, rebuild
from reportedly.casebook.entries import counts
from reportedly.casebook.linked import LINKED
from reportedly.casebook.weighed import WEIGHED, proposition
from reportedly.model.answers import Counts


@dataclass(frozen=True, slots=True)
class Renewed:
    """What stands in a casebook after all indexes were made anew."""

    counts: Counts
    propositions: int


def renew(store: Store) -> Renewed:
    """Makes all indexes anew from the reports, the current readings and the judgements, and weighs; evidence is only
    read. The log notes it. Killed between, it leaves indexes without what is weighed, which the next weighing makes.
    Raises CasebookError."""
    with store.writing() as work:
        for table in (*WEIGHED, *LINKED):
            work.connection.execute(delete(table))
        rebuild(work)
    weigh(store)
    with store.reading() as connection:
        propositions = connection.scalar(select(func.count()).select_from(proposition)) or 0
        return Renewed(counts(connection), propositions)
