"""Proves that all stands as it came in, or names what was changed since: rows, the log's chain, what is derived."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import JSON, Connection, String, Table, Text, and_, cast, func, literal, not_, or_, select
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
from reportedly.model import Fault

_TABLES = (original, report, receipt, reading, judgement)
Row = dict[str, Any]


def verify(store: Store, head: str | None = None) -> Iterator[Fault]:
    """Everything that is not as it came in or as it follows from that, one `Fault` each; nothing where all stands.

    Recomputed are the originals' and reports' digests, every reading and judgement, the log's chain, and all indexes.
    A tail that was cut off the log can't be seen from within: note its head elsewhere, and give the noted hash.
    """
    with store.reading() as connection, _taking_any_text(connection):
        seen: set[int] = set()
        yield from _going_on(lambda: _sound(connection))
        for table in _TABLES:
            yield from _going_on(lambda: _rows(connection, table, seen))  # noqa: B023 - called before the next
        yield from _going_on(lambda: _log(connection, seen, head))
        yield from _going_on(lambda: _check_turns(connection))
        yield from _going_on(lambda: compare_derived(connection))
    if store.is_sqlite and not store.read_only:
        yield from _going_on(lambda: _words(store))


def _going_on(check: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """One check; where the database itself fails in it, that is a fault, and the next check follows."""
    try:
        yield from check()
    except (DBAPIError, sqlite3.Error) as error:
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
    """Whether the full text agrees with the reports."""
    with store.engine.connect() as connection, connection.begin():
        try:
            connection.exec_driver_sql("INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)")
        except DBAPIError:
            yield Fault("full text", "differs from the reports' texts; `reportedly verify --rebuild` makes it anew")


def _rows(connection: Connection, table: Table, seen: set[int]) -> Iterator[Fault]:
    """Each row against the digest that the log has of it; `seen` takes the rows' names."""
    for row, report_of, noted in _with_entries(connection, table):
        name = subject(table.name, row, report_of)
        seen.add(hash(name))
        faults = list(_CHECKS[table.name](row, report_of))
        if noted is None:
            faults.append("stands in no entry of the log")
        elif not faults and row_digest(row, report_of) != noted:
            faults.append("was changed since it was written down: its digest is not the log's")
        yield from (Fault(name, fault) for fault in faults)


def _with_entries(connection: Connection, table: Table) -> Iterator[tuple[Row, str | None, str | None]]:
    """Every row with the key of the report that it hangs on, and the digest in its entry of the log."""
    columns = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column for column in table.columns
    ]
    key = table.c.sha256 if table is original else table.c.key if "key" in table.c else None
    if key is not None:
        joined = table.outerjoin(log, log.c.subject == literal(f"{table.name}:") + key)
        asked = select(*columns, literal(None).label("report_of"), log.c.digest.label("noted")).order_by(key)
    else:
        name = literal(f"{table.name}:") + report.c.key + ":" + cast(table.c.number, String)
        joined = table.outerjoin(report, report.c.id == table.c.report).outerjoin(log, log.c.subject == name)
        asked = select(*columns, report.c.key.label("report_of"), log.c.digest.label("noted"))
        asked = asked.order_by(table.c.report, table.c.number)
    weight = 4 if table is original else 200
    for found in connection.execute(asked.select_from(joined), execution_options={"yield_per": weight}).mappings():
        row = dict(found)
        report_of, noted = row.pop("report_of"), row.pop("noted")
        yield _with_json(table, row), report_of or ("" if key is None else None), noted


def _with_json(table: Table, row: Row) -> Row:
    for column in table.columns:
        if isinstance(column.type, JSON):
            try:
                row[column.name] = json.loads(row[column.name])
            except (ValueError, TypeError):
                row[column.name] = None  # no writer wrote that: its digest can't be the log's
    return row


def _check_original(row: Row, _report: str | None) -> Iterator[str]:
    digest = sha256(bytes(row["body"]))
    if digest != row["sha256"]:
        yield f"its bytes were changed: their SHA-256 is {digest}"
    elif len(row["body"]) != row["size"]:
        yield f"holds {len(row['body'])} bytes, not {row['size']}"


def _check_report(row: Row, _report: str | None) -> Iterator[str]:
    document = document_of(_Columns(row))
    if report_key(row["original"], document) != row["key"]:
        yield "its original, publisher, url, date or name was changed: they no longer give its key"


def _check_reading(row: Row, _report: str | None) -> Iterator[str]:
    try:
        packed = zlib.decompress(row["body"])
    except (zlib.error, TypeError) as error:
        yield f"was changed: it can't be unpacked ({error})"
        return
    if sha256(packed) != row["sha256"]:
        yield f"was changed: its SHA-256 is {sha256(packed)}, not {row['sha256']}"


def _check_judgement(row: Row, _report: str | None) -> Iterator[str]:
    if judgement_key(row) != row["key"]:
        yield "was changed: what it says no longer gives its key"


def _check_nothing(_row: Row, _report: str | None) -> Iterator[str]:
    return iter(())


def _log(connection: Connection, seen: set[int], noted: str | None) -> Iterator[Fault]:
    """The chain: numbers without a gap, each hash over its entry and the one before, each entry with its row."""
    seq, previous, is_there = 0, ZERO, noted in (None, ZERO)
    entries: set[int] = set()
    for row in connection.execute(select(log).order_by(log.c.seq), execution_options={"yield_per": 1000}):
        name = f"log entry {row.seq}"
        if row.seq != seq + 1:
            yield Fault(name, f"follows on entry {seq}: entries between them are missing")
        if row.previous != previous:
            yield Fault(name, "does not carry the hash of the entry before it: that was changed, or this one")
        if entry_hash(*row[:7]) != row.hash:
            yield Fault(name, "was changed: its hash is not that of what it says")
        if row.subject != CASEBOOK and hash(row.subject) not in seen:
            yield Fault(row.subject, f"is in log entry {row.seq}, but not in the casebook")
        elif row.subject != CASEBOOK and hash(row.subject) in entries:
            yield Fault(name, f"is a second entry of {row.subject}")
        entries.add(hash(row.subject))
        seq, previous, is_there = row.seq, row.hash, is_there or row.hash == noted
    if not seq:
        yield Fault("log", "is empty")
    if not is_there:
        yield Fault("log", f"does not hold the noted hash {noted}: entries were cut off or written anew")


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


_CHECKS: dict[str, Callable[[Row, str | None], Iterator[str]]] = {
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
