"""Which claims people rejected: they stand in the casebook still, and nothing is built on them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from reportedly.casebook.schema import claim
from reportedly.casebook.weighing import parts


def rejected(connection: Connection, reports: Collection[int] | None = None) -> dict[int, frozenset[str]]:
    """The rejected claims' ids in their readings, by the id of the report; of these reports, else of all."""
    asked = select(claim.c.report, claim.c.local).where(claim.c.standing == "rejected")
    some = [asked] if reports is None else [asked.where(claim.c.report.in_(part)) for part in parts(sorted(reports))]
    found: dict[int, set[str]] = {}
    for question in some:
        for row in connection.execute(question):
            found.setdefault(row.report, set()).add(row.local)
    return {report: frozenset(names) for report, names in found.items()}
