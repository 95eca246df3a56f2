"""Which claims people rejected: they stand in the casebook still, and nothing is built on them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.casebook.schema import claim


def rejected(connection: Connection) -> dict[int, frozenset[str]]:
    """The rejected claims' ids in their readings, by the id of the report."""
    found: dict[int, set[str]] = {}
    for row in connection.execute(select(claim.c.report, claim.c.local).where(claim.c.standing == "rejected")):
        found.setdefault(row.report, set()).add(row.local)
    return {report: frozenset(names) for report, names in found.items()}
