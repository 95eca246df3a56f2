"""How a database is spoken to: where it lies, what a connection is told, how a transaction begins."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from reportedly.casebook.faults import CasebookError

LOCK = 0x7265706F7274  # 'report': the advisory lock that serialises the writers of a PostgreSQL casebook
_WAIT = 120.0  # seconds that one writer waits for another
_ROOM_TO_WRITE = "cache_size=-524288"  # 512 MB at most: the indexes at 100,000 reports; it grows only as it is needed
_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",  # a commit that was told is on the disk
    "cache_size=-16384",  # 16 MB at most: a desk asks over fifteen connections at once, and the system keeps the file
    "wal_autocheckpoint=32768",  # 128 MB: an index's page that is written again and again goes to the file once
    "temp_store=MEMORY",
)


def engine_for(place: str, *, read_only: bool) -> Engine:
    """An engine for a path or a postgresql:// address. Raises CasebookError where it is neither."""
    if "://" not in place:
        return _sqlite(Path(place), read_only=read_only)
    url = _url(place)
    if url.drivername == "sqlite":
        return _sqlite(Path(url.database or ""), read_only=read_only)
    return _postgresql(url)


def shown(place: str) -> str:
    """A path or an address as it may be printed: without its password."""
    return _url(place).render_as_string(hide_password=True) if "://" in place else place


def _url(place: str) -> URL:
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise CasebookError("the casebook's address can't be read; write it as postgresql://user@host/name") from error
    scheme = url.drivername.split("+")[0]
    if scheme not in ("postgresql", "postgres", "sqlite"):
        raise CasebookError(f"{scheme}://: a casebook is a file (SQLite) or a postgresql:// address")
    return url.set(drivername="sqlite" if scheme == "sqlite" else "postgresql+psycopg")


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        address = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rwc'}"
        if read_only and not os.access(path.parent, os.W_OK):
            address += "&immutable=1"  # nobody can write it, and WAL's companion files can't be made
        return sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def told(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        if writes:
            connection.exec_driver_sql(f"PRAGMA {_ROOM_TO_WRITE}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url, pool_use_lifo=True, isolation_level="READ COMMITTED", connect_args={"connect_timeout": 15}
    )

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine
