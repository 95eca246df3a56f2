"""Writes a report's reading and all that follows from it; the one before stays, and no longer counts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, select, update

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
        return Written(prepared.report, False, len(prepared.claims))
    splits = work.decisions.splits
    old = prepare_again(prepared.report, document_of(before), before.body, splits) if before else None
    new = _split(work, prepared, number) if splits else prepared
    if before:
        work.connection.execute(update(reading).where(reading.c.id == before.reading).values(current=False))
    _add(work, number, prepared, before.number + 1 if before else 1)
    work.changes[number] = Change(number, old, new)
    work.read.add(number)
    return _written(prepared, old)


def _before(work: Writing, key: str) -> tuple[int, Row[Any] | None]:
    """The report's id, and its row with that of its current reading, None where it has none."""
    number = work.reports.get(key)
    if number is not None and number not in work.read:
        return number, None  # it came in this very transaction, and was not read in it yet
    work.flush()
    number = work.connection.scalar(select(report.c.id).where(report.c.key == key))
    if number is None:
        raise CasebookError(f"report {key}: a reading of it, but it was not kept")
    return number, _current(work.connection, number)


def _current(connection: Connection, number: int) -> Row[Any] | None:
    columns = (reading.c.id.label("reading"), reading.c.number, reading.c.sha256, reading.c.body)
    joined = report.join(reading, reading.c.report == report.c.id)
    asked = select(report, *columns).select_from(joined).where(report.c.id == number, reading.c.current)
    return connection.execute(asked).first()


def _split(work: Writing, prepared: Prepared, number: int) -> Prepared:
    """The rows as people's judgements divide them, which the worker that prepared them knew nothing of."""
    work.flush()
    document = document_of(work.connection.execute(select(report).where(report.c.id == number)).one())
    return prepare_again(prepared.report, document, prepared.body, work.decisions.splits)


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
    waits = reading.c.id.is_(None)
    if readers:
        waits |= reading.c.reader.not_in(sorted(readers))
    asked = select(report, original.c.media_type).select_from(joined).where(waits, report.c.id > after)
    rows = connection.execute(asked.order_by(report.c.id).limit(limit))
    return tuple(Unread(row.id, row.key, document_of(row), problems_of(row.problems), row.media_type) for row in rows)
