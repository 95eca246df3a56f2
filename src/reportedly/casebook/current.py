"""Reads the current readings of many reports in turn; damaged ones are passed over, since verifying names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.casebook.evidence import document_of
from reportedly.casebook.preparing import unpack
from reportedly.casebook.rebuilding import current_rows
from reportedly.casebook.schema import reading, report
from reportedly.casebook.weighing import parts
from reportedly.model import Reading


def readings_of(connection: Connection, ids: Collection[int] | None = None) -> Iterator[tuple[int, Reading]]:
    """The current readings of some reports, of all where none are given, with the reports' ids; a part in memory."""
    for rows in current_rows(connection) if ids is None else _rows(connection, ids):
        for row in rows:
            found = _unpacked(row)
            if found:
                yield row.id, found


def _rows(connection: Connection, ids: Collection[int]) -> Iterator[Iterable[Row[Any]]]:
    joined = report.join(reading, reading.c.report == report.c.id)
    asked = select(report, reading.c.body).select_from(joined).where(reading.c.current)
    return (connection.execute(asked.where(report.c.id.in_(part))).all() for part in parts(sorted(ids)))


def _unpacked(row: Any) -> Reading | None:
    try:
        return unpack(row.body, document_of(row))
    except (ValueError, TypeError, AttributeError):
        return None
