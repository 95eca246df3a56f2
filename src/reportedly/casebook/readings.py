"""Writes a report's reading and all that follows from it; the one before stays, and no longer counts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from reportedly.casebook.derived import Change
from reportedly.casebook.evidence import document_of, problems_of
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.preparing import Prepared, prepare_again, unpack
from reportedly.casebook.schema import original, reading, report
from reportedly.casebook.writing import Writing
from reportedly.model import Reading, Unread, Written


def write(work: Writing, prepared: Prepared) -> Written:
    """Makes the prepared reading the report's current one, with its entry in the log and its rows in all indexes.

    The same reading again changes nothing. Raises CasebookError where the report was not kept.
    """
    number, before = _before(work, prepared.report)
    if before and before.sha256 == prepared.sha256:
        return Written(prepared.report, is_new=False, claims=len(prepared.claims))
    old = _prepared_again(work, number) if before else None
    new = _judged(work, prepared, number) if work.decisions.touch(prepared.report) else prepared
    if before:
        work.connection.execute(update(reading).where(reading.c.id == before.reading).values(current=False))
    _add(work, number, prepared, before.number + 1 if before else 1)
    work.changes[number] = Change(number, old, new)
    work.read.add(prepared.report)
    return _written(prepared, old)


def _before(work: Writing, key: str) -> tuple[int, Any]:
    """The report's id, and the row of its current reading, None where it has none."""
    if key in work.read:
        work.flush()
    elif key in work.reports:
        return work.reports[key], None  # it came in this very transaction, and was not read in it yet
    joined = report.outerjoin(reading, (reading.c.report == report.c.id) & reading.c.current)
    columns = (report.c.id, reading.c.id.label("reading"), reading.c.number, reading.c.sha256)
    asked = select(*columns).select_from(joined).where(report.c.key == key)
    row: Any = work.connection.execute(asked).first()
    if row is None:
        raise CasebookError(f"report {key}: a reading of it, but it was not kept")
    return row.id, None if row.reading is None else row


def _prepared_again(work: Writing, number: int) -> Prepared:
    row = _current(work.connection, number)
    assert row is not None, "the caller has just seen that it has one"
    return prepare_again(row.key, document_of(row), row.body, work.decisions)


def _current(connection: Connection, number: int) -> Row[Any] | None:
    """A report's row with the body of its current reading."""
    joined = report.join(reading, reading.c.report == report.c.id)
    asked = select(report, reading.c.body).select_from(joined).where(report.c.id == number, reading.c.current)
    return connection.execute(asked).first()


def _judged(work: Writing, prepared: Prepared, number: int) -> Prepared:
    """The rows as people's judgements leave them, of which the worker that prepared them knew nothing."""
    work.flush()
    document = document_of(work.connection.execute(select(report).where(report.c.id == number)).one())
    return prepare_again(prepared.report, document, prepared.body, work.decisions)


def _add(work: Writing, number: int, prepared: Prepared, count: int) -> None:
    row = {
        "id": work.number(reading),
        "report": number,
        "number": count,
        "reader": prepared.reader,
        "sha256": prepared.sha256,
        "body": prepared.body,
        "current": True,
    }
    work.add(reading, row, prepared.report)


def _written(new: Prepared, old: Prepared | None) -> Written:
    before = {claim.anchor for claim in old.claims} if old else set()
    after = {claim.anchor for claim in new.claims}
    return Written(
        report=new.report,
        is_new=True,
        claims=len(new.claims),
        gained=tuple(claim.local for claim in new.claims if claim.anchor not in before),
        lost=tuple(claim.local for claim in old.claims if claim.anchor not in after) if old else (),
    )


def load_reading(connection: Connection, key: str) -> Reading | None:
    """A report's current reading by the report's key, None where it has none."""
    number = connection.scalar(select(report.c.id).where(report.c.key == key))
    row = _current(connection, number) if number is not None else None
    return unpack(row.body, document_of(row)) if row else None


def unread(
    connection: Connection, *, readers: Collection[str] = (), after: int = 0, limit: int = 100
) -> tuple[Unread, ...]:
    """Reports that wait to be read, by id: those without a reading or, with `readers`, without one by any of these.

    `readers` are lines as `reader_line` gives them; the next page goes `after` the last id.
    """
    joined = report.join(original).outerjoin(reading, (reading.c.report == report.c.id) & reading.c.current)
    is_unread = reading.c.id.is_(None)
    waits = or_(is_unread, reading.c.reader.not_in(sorted(readers))) if readers else is_unread
    asked = select(report, original.c.media_type).select_from(joined).where(waits, report.c.id > after)
    rows = connection.execute(asked.order_by(report.c.id).limit(limit))
    return tuple(Unread(row.id, row.key, document_of(row), problems_of(row.problems), row.media_type) for row in rows)
