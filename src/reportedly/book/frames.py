"""Frames: the casebook's rows as Arrow tables, which pandas, polars, DuckDB and R take as they are.

pyarrow is an extra (`pip install 'reportedly[arrow]'`): it is forty megabytes that only this asks for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from reportedly.casebook import CasebookError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

_ROWS = 5_000  # in one batch of a table
_TYPES = {"int": "int64", "float": "float64", "bool": "bool_", "str": "string"}

Pages = Callable[[Any | None], Sequence[Any]]  # the rows after the last one that was had, () at the end


def table(kind: type, pages: Pages) -> pa.Table:
    """Rows of one dataclass as a table, a column a field, in the fields' order; tuples are lists of strings.

    Raises CasebookError where pyarrow is not installed.
    """
    arrow = _arrow()
    schema = arrow.schema([arrow.field(field.name, _type(arrow, str(field.type))) for field in fields(kind)])
    return arrow.Table.from_batches(_batches(arrow, schema, pages), schema=schema)


def _batches(arrow: Any, schema: Any, pages: Pages) -> Iterator[Any]:
    last = None
    while rows := pages(last):
        last = rows[-1]
        columns = [arrow.array([getattr(row, one.name) for row in rows], one.type) for one in schema]
        yield arrow.record_batch(columns, schema=schema)


def _type(arrow: Any, annotation: str) -> Any:
    """The Arrow type of a field's annotation: 'str | None' is a string, 'tuple[str, ...]' a list of strings."""
    if annotation.startswith("tuple"):
        return arrow.list_(arrow.string())
    return getattr(arrow, _TYPES[annotation.removesuffix(" | None")])()


def _arrow() -> Any:
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise CasebookError("Arrow tables need pyarrow: pip install 'reportedly[arrow]'") from error
