"""The timeline: claims in the order of their deeds' dates, or in that of their reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from reportedly.casebook.claims import rows_of
from reportedly.casebook.naming import actor_named
from reportedly.casebook.schema import claim, claim_actor, report, tally
from reportedly.casebook.wanted import conditions
from reportedly.model.answers import Asked, Dated

_MANY = 5_000  # claims of an actor


def timeline(
    connection: Connection, asked: Asked, *, by_report: bool = False, limit: int = 50, after: int | None = None
) -> tuple[Dated, ...]:
    """The claims that were asked for, earliest first, by the date on which their deeds began, else by that of their
    reports; claims without such a date are left out, and rejected ones where no standing is asked for.

    The next page goes `after` the last claim's `id`. Raises AskError.
    """
    date: ColumnElement[Any] = report.c.published if by_report else claim.c.time_start
    stands = [] if asked.standing else [claim.c.standing != "rejected"]
    dated = _dated(date, by_report=by_report, all_of_them=asked == Asked())
    wanted = conditions(connection, asked) if by_report else _in_order(connection, asked)
    found = dated.where(date.is_not(None), *stands, *wanted)
    if after is not None and (
        last := connection.execute(
            _dated(date, by_report=by_report, all_of_them=False).where(claim.c.id == after)
        ).first()
    ):
        found = found.where(date >= last.date, or_(date > last.date, and_(date == last.date, claim.c.id > after)))
    rows = connection.execute(found.order_by(date, claim.c.id).limit(limit)).all()
    dates = {row.id: row.date for row in rows}
    return tuple(Dated(dates[row.id], row) for row in rows_of(connection, [row.id for row in rows]))


def _in_order(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """The conditions; of an actor who is in many claims so that these are met with in the order of their dates, and a
    page is full soon, where otherwise all of his would be fetched and sorted."""
    ids = actor_named(connection, asked.involving).ids if asked.involving else ()
    told = select(func.sum(tally.c.claims)).where(tally.c.what == "actor", tally.c.id.in_(ids))
    if not ids or (connection.scalar(told) or 0) < _MANY:
        return conditions(connection, asked)
    own = select(claim_actor.c.claim).where(claim_actor.c.claim == claim.c.id, claim_actor.c.actor.in_(ids))
    return [*conditions(connection, replace(asked, involving=None)), own.exists()]


def _dated(date: ColumnElement[Any], *, by_report: bool, all_of_them: bool) -> Select[Any]:
    found = select(claim.c.id, date.label("date"))
    if not by_report:
        return found
    # Where nothing else is asked, SQLite would go through all claims and sort them: with the sum it can only go
    # through the reports by their dates, and stops when it has enough.
    number = report.c.id + 0 if all_of_them else report.c.id
    return found.join(report, number == claim.c.report)
