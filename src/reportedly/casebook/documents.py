"""What a report is called: its name, and where several in the casebook have it, with eight digits of its original."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.casebook.schema import report


def documents_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The names of reports by their ids, as the contract prints them ('a.txt', 'a.txt#1f00a4c2'); no two are the same.

    Where two outlets printed the same bytes under one name, the digits are of the report's key.
    """
    asked = select(report.c.id, report.c.name, report.c.original, report.c.key).where(report.c.id.in_(ids))
    rows = connection.execute(asked).all()
    names = {row.name for row in rows}
    shared = select(report.c.name, report.c.original, func.count()).where(report.c.name.in_(names))
    twice = select(report.c.name).where(report.c.name.in_(names)).group_by(report.c.name).having(func.count() > 1)
    same = {row.name for row in connection.execute(twice)}
    printed = shared.where(report.c.name.in_(same)).group_by(report.c.name, report.c.original).having(func.count() > 1)
    alike = {(row.name, row.original) for row in connection.execute(printed)} if same else set()
    return {
        row.id: _called(row, is_shared=row.name in same, is_alike=(row.name, row.original) in alike) for row in rows
    }


def _called(row: Any, *, is_shared: bool, is_alike: bool) -> str:
    if not is_shared:
        return str(row.name)
    return f"{row.name}#{(row.key if is_alike else row.original)[:8]}"
