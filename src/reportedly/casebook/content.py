"""The content hash: equal for two casebooks that hold the same, whatever the order, the interruptions, the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from reportedly.casebook.digests import canonical, sha256
from reportedly.casebook.opening import Store
from reportedly.casebook.schema import judgement, original, reading, report
from reportedly.casebook.streaming import streamed


def content_hash(store: Store) -> str:
    """SHA-256 over originals, publications with their texts, current readings and judgements, each sorted by key.

    Left out is what differs between two who add the same: times, receipts, file names, titles, a database's numbers.
    """
    whole = hashlib.sha256()
    with store.reading() as connection:
        for line in _lines(connection):
            whole.update(canonical(line) + b"\n")
    return whole.hexdigest()


def _lines(connection: Connection) -> Iterator[list[str]]:
    for (digest,) in streamed(connection, select(original.c.sha256).order_by(original.c.sha256)):
        yield ["original", digest]
    for key, text in streamed(connection, select(report.c.key, report.c.text).order_by(report.c.key), 100):
        yield ["report", key, sha256(text.encode("utf-8", "surrogatepass"))]
    joined = reading.join(report, reading.c.report == report.c.id)
    asked = select(report.c.key, reading.c.sha256).select_from(joined).where(reading.c.current).order_by(report.c.key)
    for key, digest in streamed(connection, asked):
        yield ["reading", key, digest]
    for (key,) in streamed(connection, select(judgement.c.key).order_by(judgement.c.key)):
        yield ["judgement", key]
