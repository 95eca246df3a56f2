"""One report as a person looks at it: its publication, how it came, its text, its claims, what people decided."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, select

from reportedly.casebook.claims import rows_of
from reportedly.casebook.documents import documents_of
from reportedly.casebook.naming import report_named
from reportedly.casebook.notes import notes
from reportedly.casebook.schema import claim, reading, receipt, report
from reportedly.model import Problem, Span
from reportedly.model.answers import Page, Receipt, ReportRow


def show(connection: Connection, name: str) -> Page:
    """A report by its name, its name and digits, or the start of its key or of its original's SHA-256.

    Raises AskError where there is none, or several.
    """
    id_ = report_named(connection, name)
    (row,) = report_rows(connection, [id_])
    found = connection.execute(select(report.c.text, report.c.problems).where(report.c.id == id_)).one()
    claims = select(claim.c.id).where(claim.c.report == id_).order_by(claim.c.start, claim.c.id)
    reader = select(reading.c.reader).where(reading.c.report == id_, reading.c.current)
    return Page(
        report=row,
        text=found.text,
        reader=connection.execute(reader).scalar(),
        receipts=tuple(map(_receipt, connection.execute(_receipts.where(receipt.c.report == id_)))),
        problems=tuple(map(_problem, found.problems)),
        claims=rows_of(connection, list(connection.execute(claims).scalars())),
        notes=notes(connection, row.key),
    )


_receipts = select(receipt).order_by(receipt.c.number)


def report_rows(connection: Connection, ids: list[int]) -> tuple[ReportRow, ...]:
    """The reports with these ids, in this order."""
    columns = (
        report.c[name] for name in ("id", "key", "original", "title", "publisher", "published", "url", "language")
    )
    rows = connection.execute(select(*columns, report.c.problems).where(report.c.id.in_(ids))).all()
    counted = select(claim.c.report, func.count()).where(claim.c.report.in_(ids)).group_by(claim.c.report)
    claims = {row[0]: row[1] for row in connection.execute(counted)}
    documents = documents_of(connection, ids)
    known = {row.id: _report(row, documents[row.id], claims.get(row.id, 0)) for row in rows}
    return tuple(known[id_] for id_ in ids if id_ in known)


def reports(connection: Connection, *, limit: int = 50, after: int = 0) -> tuple[ReportRow, ...]:
    """All reports in the order in which they came in; the next page goes `after` the last's `id`."""
    ids = select(report.c.id).where(report.c.id > after).order_by(report.c.id).limit(limit)
    return report_rows(connection, list(connection.execute(ids).scalars()))


def _report(row: Any, document: str, claims: int) -> ReportRow:
    return ReportRow(
        id=row.id,
        document=document,
        key=row.key,
        original=row.original,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
        language=row.language,
        claims=claims,
        problems=len(row.problems),
    )


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(row.at, row.place, row.by, row.tool, row.final_url, row.status, row.container, row.member)


def _problem(row: dict[str, Any]) -> Problem:
    return Problem(row["code"], row["message"], tuple(Span(*span) for span in row.get("spans", ())))
