"""The timeline: claims in the order of their deeds' dates, or in that of their reports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from reportedly.casebook.claims import rows_of
from reportedly.casebook.schema import claim, report
from reportedly.casebook.wanted import conditions
from reportedly.model.answers import Asked, Dated


def timeline(
    connection: Connection, asked: Asked, *, by_report: bool = False, limit: int = 50, after: int | None = None
) -> tuple[Dated, ...]:
    """The claims that were asked for, earliest first, by the date on which their deeds began, else by that of their
    reports; claims without such a date are left out, and rejected ones where no standing is asked for.

    The next page goes `after` the last claim's `id`. Raises AskError.
    """
    date: ColumnElement[Any] = report.c.published if by_report else claim.c.time_start
    stands = [] if asked.standing else [claim.c.standing != "rejected"]
    found = _dated(date, by_report).where(date.is_not(None), *stands, *conditions(connection, asked))
    if after is not None and (last := connection.execute(_dated(date, by_report).where(claim.c.id == after)).first()):
        found = found.where(date >= last.date, or_(date > last.date, and_(date == last.date, claim.c.id > after)))
    rows = connection.execute(found.order_by(date, claim.c.id).limit(limit)).all()
    dates = {row.id: row.date for row in rows}
    return tuple(Dated(dates[row.id], row) for row in rows_of(connection, [row.id for row in rows]))


def _dated(date: ColumnElement[Any], by_report: bool) -> Select[Any]:  # noqa: FBT001 - says where the date stands
    found = select(claim.c.id, date.label("date"))
    return found.join(report, report.c.id == claim.c.report) if by_report else found
