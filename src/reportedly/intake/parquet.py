"""Parquet becomes rows: each the JSON of one report's columns, as a line of JSON Lines would hold it.

A file is read a few rows at a time, and of its columns only those that a report has. What it says of itself is checked
before a row group is opened; what its pages then hold is counted, as of a packed file.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from reportedly.intake.rows import Row, row_of
from reportedly.intake.unpacking import Budget, TooMuchError
from reportedly.intake.values import Limits
from reportedly.model import Problem

_COLUMNS = ("id", "text", "title", "publisher", "date", "published", "url")
_AT_ONCE = 8  # rows in memory: each may be as long as a line of JSON Lines
_MISSING = "is a Parquet file, and reading it needs pyarrow: pip install 'reportedly[arrow]'"


def read_parquet(stream: BinaryIO, limits: Limits, budget: Budget) -> Iterator[Row]:
    """The rows of a Parquet file that can be sought in, and in its place what is wrong with it or with the rest."""
    try:
        importlib.import_module("pyarrow")
    except ImportError:
        yield _of_all("no-pyarrow", _MISSING)
        return
    number = 0
    try:
        for number, value in enumerate(_values(stream, limits), 1):
            yield _row(number, value, limits, budget)
    except TooMuchError:
        most = limits.unpacked
        yield _of_all("too-large", f"unpacks to more than {most:,} bytes, the rest is left; cut it")
    except _RefusedError as error:
        yield _of_all("not-a-table", str(error))
    except Exception as error:  # noqa: BLE001 - a broken file raises whatever its broken part leads to
        after = f" after row {number}" if number else ""
        yield _of_all("broken-parquet", f"is a broken Parquet file{after} ({_line(error)}); get it or write it again")


class _RefusedError(ValueError):
    """What is no table of reports, in words for the person who gave it."""


def _values(stream: BinaryIO, limits: Limits) -> Iterator[dict[str, Any]]:
    """Each row's columns by their names; raises what pyarrow raises of a broken file."""
    with importlib.import_module("pyarrow.parquet").ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20) as file:
        columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
        if "text" not in columns:
            raise _RefusedError("has no column 'text'; give the reports' words as strings in a column 'text'")
        for group in range(file.metadata.num_row_groups):
            _check_size(file.metadata.row_group(group), columns, limits)
            for batch in file.iter_batches(_AT_ONCE, [group], columns, use_threads=False):
                yield from _to_microseconds(batch).to_pylist()


def _to_microseconds(batch: Any) -> Any:
    """Python's moments have no nanoseconds, and reports no use for them."""
    arrow = importlib.import_module("pyarrow")
    for i, field in enumerate(batch.schema):
        if arrow.types.is_timestamp(field.type):
            column = batch.column(i).cast(arrow.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(i, field.name, column)
    return batch


def _check_size(group: Any, columns: list[str], limits: Limits) -> None:
    """A group above the bound is refused before a page of it is unpacked."""
    chunks = (group.column(i) for i in range(group.num_columns))
    size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema.split(".")[0] in columns)
    if size > limits.row_group:
        raise _RefusedError(f"has a row group of more than {limits.row_group:,} bytes; write it with smaller ones")


def _row(number: int, value: dict[str, Any], limits: Limits, budget: Budget) -> Row:
    """A row by the JSON of its columns, in the order of `_COLUMNS`, without those that are empty."""
    told = {name: plain for name in _COLUMNS if (plain := _plain(value.get(name))) is not None}
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    budget.take(len(data))
    if len(data) > limits.line:
        problem = Problem("too-large", f"is longer than {limits.line:,} bytes; give one report a row")
        return Row(number, f"row {number}", None, problem)
    return row_of(number, f"row {number}", told, data)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: a date as ISO 8601, bytes as text, and what is nested as its words; None is empty."""
    if value is None or value != value:  # noqa: PLR0124 - no number (NaN) is how some write an empty cell
        return None
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _of_all(code: str, message: str) -> Row:
    return Row(0, "", None, Problem(code, message))


def _line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
