"""Makes the indexes anew from the current readings and the judgements, which alone they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.derived import Change, derive
from reportedly.casebook.evidence import document_of
from reportedly.casebook.identities import apply_identities
from reportedly.casebook.preparing import prepare_again
from reportedly.casebook.schema import DERIVED, actor, reading, report, voice
from reportedly.casebook.words import renew_words
from reportedly.casebook.writing import Writing

_AT_ONCE = 100  # reports


def rebuild(work: Writing) -> None:
    """Drops every derived row and makes it anew; the log notes it, so that other writers forget the old ids.

    Originals, reports, receipts, readings, judgements and the log's entries are read, and none of them is written.
    """
    work.flush()
    renew_words(work.connection)
    for table in reversed(DERIVED):
        work.connection.execute(delete(table))
    work.memory.forget()
    work.log("rebuilt")
    known = work.memory.derived
    decisions = known.decisions = load_decisions(work.connection)
    for changes in current_changes(work.connection, decisions):
        derive(work.connection, known, work.number, changes)
    apply_identities(work.connection, decisions)


def bring_in_judgements(work: Writing) -> None:
    """Brings indexes of version 0005, whose counts knew nothing of rejections, corrections and merges, up to date.

    Only the reports and the actors and voices that judgements name are looked at.
    """
    connection, decisions = work.connection, load_decisions(work.connection)
    for table in (actor, voice):  # as they were counted: each for himself
        connection.execute(update(table).where(table.c.stands_for.is_not(None)).values(stands_for=None))
    before = Decisions(splits=decisions.splits)
    ids = select(report.c.id).where(report.c.key.in_(sorted(decisions.verdicts))).order_by(report.c.id)
    for rows in _rows(connection, list(connection.scalars(ids))):
        changes = ((change_of(row, before), change_of(row, decisions)) for row in rows)
        derive(
            connection,
            work.memory.derived,
            work.number,
            tuple(Change(new.report, old.new, new.new) for old, new in changes if old and new),
        )
    if decisions.involved:
        apply_identities(connection, decisions)


def _rows(connection: Connection, ids: list[int]) -> Iterator[Sequence[Row[Any]]]:
    joined = report.join(reading, reading.c.report == report.c.id)
    asked = select(report, reading.c.body).select_from(joined).where(reading.c.current)
    for i in range(0, len(ids), _AT_ONCE):
        yield connection.execute(asked.where(report.c.id.in_(ids[i : i + _AT_ONCE]))).all()


def current_changes(connection: Connection, decisions: Decisions) -> Iterator[tuple[Change, ...]]:
    """The current readings as rows to be put in, some at a time, in the order of the reports' ids.

    A reading that was damaged is passed over; verifying names it.
    """
    for rows in current_rows(connection):
        yield tuple(change for row in rows if (change := change_of(row, decisions)))


def current_rows(connection: Connection) -> Iterator[tuple[Row[Any], ...]]:
    """Reports' rows with the bodies of their current readings, some at a time, each report once."""
    last = 0
    joined = report.join(reading, reading.c.report == report.c.id)
    asked = select(report, reading.c.body).select_from(joined).where(reading.c.current).order_by(report.c.id)
    while rows := connection.execute(asked.where(report.c.id > last).limit(_AT_ONCE)).all():
        last = rows[-1].id
        yield tuple({row.id: row for row in rows}.values())


def change_of(row: Row[Any], decisions: Decisions) -> Change | None:
    """A report's row, with its reading's body, as rows to be put in; None where the body was damaged."""
    try:
        return Change(row.id, None, prepare_again(row.key, document_of(row), row.body, decisions))
    except (ValueError, TypeError, AttributeError):
        return None
