"""What the log keeps the digest of: each row of evidence, reading and judgement, without a database's own ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportedly.casebook.digests import digest

_LEFT_OUT = {"id", "report", "current"}  # numbers of this database, and a flag that follows from the others


def row_digest(row: Mapping[str, Any], report: str | None = None) -> str:
    """SHA-256 over all columns of a row; bytes stand for their SHA-256, a report's number for its key."""
    columns = {name: value for name, value in row.items() if name not in _LEFT_OUT}
    return digest(columns if report is None else {**columns, "report": report})


def subject(table: str, row: Mapping[str, Any], report: str | None = None) -> str:
    """A row's name in the log: 'original:<sha256>', 'report:<key>', 'receipt:<report key>:<number>' ..."""
    if table == "original":
        return f"original:{row['sha256']}"
    return f"{table}:{row['key']}" if report is None else f"{table}:{report}:{row['number']}"
