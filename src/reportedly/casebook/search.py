"""Search: reports that hold what a person looks for, the latest added first, each with a snippet of its text."""

from __future__ import annotations

from sqlalchemy import Connection, Select, func, select

from reportedly.casebook.documents import documents_of
from reportedly.casebook.schema import claim, report
from reportedly.casebook.wanted import conditions, is_narrowed, query_of
from reportedly.casebook.words import Query, has_words, snippet
from reportedly.model.answers import Asked, Hit

_LOOKED_AT = 200_000  # code points of a text that a snippet is taken from


def search(connection: Connection, asked: Asked, *, limit: int = 20, after: int | None = None) -> tuple[Hit, ...]:
    """The reports with these words and, where more is asked for, a claim that fits it; the latest added first.

    The next page goes `after` the last hit's `id`. `claims` counts the report's claims that fit. Raises AskError.
    """
    query = query_of(asked.words) if asked.words else ()
    where = [claim.c.report == report.c.id, *conditions(connection, _without_words(asked))]
    found = _reports(connection, query).limit(limit)
    if after is not None:
        found = found.where(report.c.id < after)
    if is_narrowed(asked):
        found = found.where(report.c.id.in_(select(claim.c.report).where(*where[1:])))
    rows = connection.execute(found.order_by(report.c.id.desc())).all()
    ids = [row.id for row in rows]
    counted = select(claim.c.report, func.count()).where(claim.c.report.in_(ids), *where[1:]).group_by(claim.c.report)
    claims = {row[0]: row[1] for row in connection.execute(counted)}
    documents = documents_of(connection, ids)
    return tuple(
        Hit(
            id=row.id,
            document=documents[row.id],
            title=row.title,
            publisher=row.publisher,
            published=row.published,
            claims=claims.get(row.id, 0),
            snippet=snippet(row.text, query),
        )
        for row in rows
    )


def _reports(connection: Connection, query: Query) -> Select[tuple[int, str | None, str | None, str | None, str]]:
    text = func.substr(report.c.text, 1, _LOOKED_AT).label("text")
    found = select(report.c.id, report.c.title, report.c.publisher, report.c.published, text)
    return found.where(has_words(connection, query)) if query else found


def _without_words(asked: Asked) -> Asked:
    from dataclasses import replace

    return replace(asked, words=None)
