"""Rows of a long answer one after another, some in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select


def streamed(connection: Connection, asked: Select[Any], at_once: int = 1000) -> Iterator[Any]:
    """The answer's rows, `at_once` in memory; whoever stops early has closed the database's cursor."""
    with connection.execute(asked, execution_options={"yield_per": at_once}) as rows:
        yield from rows
