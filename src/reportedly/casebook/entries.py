"""The log as people read it: who did what when, the latest first, each entry with its hash."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from reportedly.casebook.schema import actor, claim, judgement, log, original, report, voice
from reportedly.model.answers import Counts, Entry


def entries(connection: Connection, *, limit: int = 50, before: int | None = None) -> tuple[Entry, ...]:
    """The latest entries of the log, the latest first; the next page goes `before` the last's `seq`."""
    found = select(log.c.seq, log.c.at, log.c.by, log.c.action, log.c.subject, log.c.digest, log.c.hash)
    if before is not None:
        found = found.where(log.c.seq < before)
    return tuple(Entry(*row) for row in connection.execute(found.order_by(log.c.seq.desc()).limit(limit)))


def counts(connection: Connection) -> Counts:
    """How much a casebook holds; of actors and voices that are one by a judgement, one is counted."""
    tables = (
        select(func.count()).select_from(original),
        select(func.count()).select_from(report),
        select(func.count()).select_from(claim),
        select(func.count()).select_from(actor).where(actor.c.stands_for.is_(None)),
        select(func.count()).select_from(voice).where(voice.c.stands_for.is_(None)),
        select(func.count()).select_from(judgement),
    )
    return Counts(*(int(connection.execute(query).scalar_one()) for query in tables))
