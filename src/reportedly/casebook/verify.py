"""Proves that all stands as it came in, or names what was changed since: rows, the log's chain, what is derived."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

from sqlalchemy import JSON, Connection, Table, Text, and_, cast, func, literal, not_, or_, select
from sqlalchemy.exc import DBAPIError

from reportedly.casebook.comparing import compare_derived
from reportedly.casebook.digested import row_digest, subject
from reportedly.casebook.digests import ZERO, sha256
from reportedly.casebook.evidence import document_of
from reportedly.casebook.judgements import judgement_key
from reportedly.casebook.log import CASEBOOK, entry_hash
from reportedly.casebook.names import report_key
from reportedly.casebook.opening import Store
from reportedly.casebook.schema import judgement, log, original, reading, receipt, report
from reportedly.casebook.streaming import streamed
from reportedly.model import Fault

_WAIT = 120.0  # seconds for another writer
_TABLES = (original, report, receipt, reading, judgement)
Row = dict[str, Any]
_Noted = dict[str, tuple[int, str]]  # what the log says: by subject, the entry and the digest


def verify(store: Store, head: str | None = None) -> Iterator[Fault]:
    """Everything that is not as it came in or as it follows from that, one `Fault` each; nothing where all stands.

    Recomputed are the originals' and reports' digests, every reading and judgement, the log's chain, and all indexes.
    A tail that was cut off the log can't be seen from within: note its head elsewhere, and give the noted hash.
    """
    with store.reading() as connection:
        yield from verify_connection(connection, head)
    if store.is_sqlite:
        yield from _going_on(lambda: _words(store))


def verify_connection(connection: Connection, head: str | None = None) -> Iterator[Fault]:
    """What `verify` finds as this connection sees the casebook, but for SQLite's full text."""
    noted: _Noted = {}
    with _taking_any_text(connection):
        yield from _going_on(lambda: _sound(connection))
        yield from _going_on(lambda: _log(connection, noted, head))
        for table in _TABLES:
            yield from _going_on(lambda: _rows(connection, table, noted))  # noqa: B023 - called before the next
        yield from (Fault(name, f"is in log entry {seq}, but not in the casebook") for name, (seq, _) in noted.items())
        yield from _going_on(lambda: _check_turns(connection))
        yield from _going_on(lambda: compare_derived(connection))


def _going_on(check: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """One check; where the database itself fails in it, that is a fault, and the next check follows."""
    try:
        yield from check()
    except (DBAPIError, sqlite3.Error, TypeError, ValueError) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        yield Fault("database", f"can't be read on: {' '.join(str(said).split())}")


@contextmanager
def _taking_any_text(connection: Connection) -> Iterator[None]:
    """Text that is no UTF-8 any more is to be named, not to end the verifying."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        raw.text_factory = str


def _sound(connection: Connection) -> Iterator[Fault]:
    """What SQLite finds wrong in its own file; PostgreSQL keeps checksums of its pages itself."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield Fault("database", said)
    for table, number, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{table}, row {number}", "belongs to a row that is not there")


def _words(store: Store) -> Iterator[Fault]:
    """Whether the full text agrees with the reports: SQLite checks it by a statement that only a writer may make, and
    that writes nothing. A file that may not be written is passed over."""
    with store.engine.connect() as connection:
        path = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    with closing(sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None)) as raw:
        try:
            raw.execute("BEGIN")
            raw.execute("INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)")
            raw.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error) and "unable to open" not in str(error):
                raise
        except sqlite3.DatabaseError:
            yield Fault("full text", "differs from the reports' texts; `reportedly verify --rebuild` makes it anew")


def _rows(connection: Connection, table: Table, noted: _Noted) -> Iterator[Fault]:
    """Each row against the digest that the log has of it, which is then taken from `noted`."""
    for row, report_of in _all(connection, table):
        name = subject(table.name, row, report_of)
        _, digest = noted.pop(name, (0, None))
        faults = _wrong(table, row)
        if digest is None:
            faults.append("stands in no entry of the log")
        elif not faults and row_digest(row, report_of) != digest:
            faults.append("was changed since it was written down: its digest is not the log's")
        yield from (Fault(name, fault) for fault in faults)


def _wrong(table: Table, row: Row) -> list[str]:
    try:
        return list(_CHECKS[table.name](row))
    except (TypeError, ValueError, AttributeError) as error:
        return [f"was changed: it holds values of another kind ({error})"]


def _all(connection: Connection, table: Table) -> Iterator[tuple[Row, str | None]]:
    """Every row, with the key of the report that it hangs on."""
    columns = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column for column in table.columns
    ]
    hangs = table in (receipt, reading)
    joined = table.outerjoin(report, report.c.id == table.c.report) if hangs else table
    asked = select(*columns, (report.c.key if hangs else literal(None)).label("report_of")).select_from(joined)
    for found in streamed(connection, asked.order_by(*table.primary_key), 4 if table is original else 200):
        row = found._asdict()
        report_of = row.pop("report_of") or ("" if hangs else None)
        yield _with_json(table, row), report_of


def _with_json(table: Table, row: Row) -> Row:
    for column in table.columns:
        if isinstance(column.type, JSON):
            try:
                row[column.name] = json.loads(row[column.name])
            except (ValueError, TypeError):
                row[column.name] = None  # no writer wrote that: its digest can't be the log's
    return row


def _check_original(row: Row) -> Iterator[str]:
    digest = sha256(bytes(row["body"]))
    if digest != row["sha256"]:
        yield f"its bytes were changed: their SHA-256 is {digest}"
    elif len(row["body"]) != row["size"]:
        yield f"holds {len(row['body'])} bytes, not {row['size']}"


def _check_report(row: Row) -> Iterator[str]:
    document = document_of(_Columns(row))
    if report_key(row["original"], document) != row["key"]:
        yield "its original, publisher, url, date or name was changed: they no longer give its key"


def _check_reading(row: Row) -> Iterator[str]:
    try:
        packed = zlib.decompress(row["body"])
    except (zlib.error, TypeError) as error:
        yield f"was changed: it can't be unpacked ({error})"
        return
    if sha256(packed) != row["sha256"]:
        yield f"was changed: its SHA-256 is {sha256(packed)}, not {row['sha256']}"


def _check_judgement(row: Row) -> Iterator[str]:
    if judgement_key(row) != row["key"]:
        yield "was changed: what it says no longer gives its key"


def _check_nothing(_row: Row) -> Iterator[str]:
    return iter(())


def _log(connection: Connection, noted: _Noted, head: str | None) -> Iterator[Fault]:
    """The chain: numbers without a gap, each hash over its entry and the one before. `noted` takes what they say."""
    seq, previous, is_there = 0, ZERO, head in (None, ZERO)
    for row in streamed(connection, select(log).order_by(log.c.seq)):
        name = f"log entry {row.seq}"
        if row.seq != seq + 1:
            yield Fault(name, f"follows on entry {seq}: entries between them are missing")
        if row.previous != previous:
            yield Fault(name, "does not carry the hash of the entry before it: that was changed, or this one")
        if entry_hash(*row[:7]) != row.hash:
            yield Fault(name, "was changed: its hash is not that of what it says")
        if row.subject in noted:
            yield Fault(name, f"is a second entry of {row.subject}")
        if row.subject != CASEBOOK:
            noted[row.subject] = (row.seq, row.digest)
        seq, previous, is_there = row.seq, row.hash, is_there or row.hash == head
    if not seq:
        yield Fault("log", "is empty")
    if not is_there:
        yield Fault("log", f"does not hold the noted hash {head}: entries were cut off or written anew")


def _check_turns(connection: Connection) -> Iterator[Fault]:
    """Of a report's readings the last is the current one."""
    others = reading.alias()
    last = select(func.max(others.c.number)).where(others.c.report == reading.c.report).scalar_subquery()
    joined = reading.join(report, reading.c.report == report.c.id)
    asked = select(report.c.key, reading.c.number, reading.c.current).select_from(joined)
    wrong = or_(
        and_(reading.c.current, reading.c.number != last), and_(not_(reading.c.current), reading.c.number == last)
    )
    for key, number, is_current in connection.execute(asked.where(wrong)):
        how = "counts as current, though a later one is there" if is_current else "is the last, and not the current one"
        yield Fault(f"reading:{key}:{number}", how)


_CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "original": _check_original,
    "report": _check_report,
    "receipt": _check_nothing,
    "reading": _check_reading,
    "judgement": _check_judgement,
}


class _Columns:
    """A row whose columns are asked for as attributes."""

    def __init__(self, row: Row) -> None:
        self.__dict__.update(row)
