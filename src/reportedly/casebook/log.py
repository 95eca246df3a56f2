"""The log: one entry for each row of evidence, reading and judgement, each entry with the hash of the one before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from reportedly.casebook.digests import ZERO, digest
from reportedly.casebook.schema import log
from reportedly.model import Head

ACTIONS = {"original": "kept", "report": "kept", "receipt": "received", "reading": "read", "judgement": "judged"}
CASEBOOK = "casebook"  # the subject of entries about the whole: opened, migrated, rebuilt


def head(connection: Connection) -> Head:
    """The newest entry. Noted outside the casebook, it shows later that no entry before it was changed or cut off."""
    row = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, ZERO)


def entry(previous: Head, by: str, action: str, subject: str, of: str) -> dict[str, Any]:
    """The row that follows on `previous` and says that `by` did `action` to the subject, whose digest is `of`."""
    row = {"seq": previous.seq + 1, "at": now(), "by": by, "action": action, "subject": subject, "digest": of}
    return {**row, "previous": previous.hash, "hash": entry_hash(*row.values(), previous.hash)}


def entry_hash(*fields: Any) -> str:
    """SHA-256 over seq, at, by, action, subject, digest and previous, as a JSON list."""
    return digest(fields)


def now() -> str:
    """This moment in UTC, to the microsecond: '2026-11-23T09:50:00.123456Z'."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
