"""Puts many rows in at once, as fast as each database takes them."""

from __future__ import annotations

import functools
import json
from typing import Any

from sqlalchemy import JSON, Connection, Dialect, Table

Rows = list[dict[str, Any]]


def put(connection: Connection, table: Table, rows: Rows, adding: tuple[str, ...] = ()) -> None:
    """Inserts the rows, all of the same columns; where a row is there already, its numbers `adding` are added to it.

    SQLite takes them row by row within one call, PostgreSQL as one array for each column.
    """
    if not rows:
        return
    names = tuple(rows[0])
    columns: list[list[Any]] = [_values(table, name, rows) for name in names]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_by_row(table, connection.dialect, names, adding), list(zip(*columns, strict=True)))
    else:
        connection.exec_driver_sql(_by_column(table, connection.dialect, names, adding), tuple(columns))


def _values(table: Table, name: str, rows: Rows) -> list[Any]:
    if isinstance(table.c[name].type, JSON):
        return [json.dumps(row[name]) for row in rows]
    return [row[name] for row in rows]


@functools.cache
def _by_row(table: Table, dialect: Dialect, names: tuple[str, ...], adding: tuple[str, ...]) -> str:
    values = ", ".join("?" * len(names))
    return f"{_into(table, dialect, names)} VALUES ({values}){_conflict(table, dialect, adding)}"


@functools.cache
def _by_column(table: Table, dialect: Dialect, names: tuple[str, ...], adding: tuple[str, ...]) -> str:
    types = (table.c[name].type.compile(dialect).partition(" COLLATE")[0] for name in names)
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    rows = f" SELECT * FROM unnest({arrays})"  # noqa: S608 - types of schema.py
    return _into(table, dialect, names) + rows + _conflict(table, dialect, adding)


def _into(table: Table, dialect: Dialect, names: tuple[str, ...]) -> str:
    # Names of tables and columns are those of schema.py; every value goes as a parameter.
    return f"INSERT INTO {table.name} ({', '.join(map(dialect.identifier_preparer.quote, names))})"


def _conflict(table: Table, dialect: Dialect, adding: tuple[str, ...]) -> str:
    if not adding:
        return ""
    quote = dialect.identifier_preparer.quote
    keys = ", ".join(quote(column.name) for column in table.primary_key)
    sums = ", ".join(f"{quote(name)} = {table.name}.{quote(name)} + excluded.{quote(name)}" for name in adding)
    return f" ON CONFLICT ({keys}) DO UPDATE SET {sums}"
