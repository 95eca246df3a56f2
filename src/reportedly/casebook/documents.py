"""What a report is called: its name, and where several in the casebook have it, with eight digits of its original."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from reportedly.casebook.schema import report


def documents_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The names of reports by their ids, as the contract prints them ('a.txt', 'a.txt#1f00a4c2')."""
    rows = connection.execute(select(report.c.id, report.c.name, report.c.original).where(report.c.id.in_(ids))).all()
    names = {row.name for row in rows}
    shared = select(report.c.name).where(report.c.name.in_(names)).group_by(report.c.name).having(func.count() > 1)
    twice = {row.name for row in connection.execute(shared)}
    return {row.id: f"{row.name}#{row.original[:8]}" if row.name in twice else row.name for row in rows}
