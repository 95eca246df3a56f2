"""Rows of a reading as JSON without what is empty, and back: what a standard has no word for travels so."""

from __future__ import annotations

import dataclasses
import functools
import json
import typing
from typing import Any, TypeVar

from reportedly.model import Span
from reportedly.model.serial import decode, encode

T = TypeVar("T")
Row = dict[str, Any]


def row_of(value: Any, *without: str) -> Row:
    """A frozen value's fields as JSON-ready values, those left out that hold nothing: null, '' and empty lists."""
    return {name: item for name, item in bare(encode(value)).items() if name not in without}


def bare(value: Any) -> Any:
    """A JSON-ready value without the fields, in nested rows too, that hold nothing."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: bare(item) for name, item in value.items() if item not in (None, [], "")}


def value_of(cls: type[T], row: Row) -> T:
    """A frozen value from its row; a field that the row leaves out is empty. Raises ValueError where it is no row."""
    try:
        return typing.cast(T, decode(cls, _filled(cls, row)))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise ValueError(f"not a whole row of {cls.__name__}: {error!r}") from error


def values_of(cls: type[T], rows: Any) -> tuple[T, ...]:
    """Frozen values from a list of their rows. Raises ValueError where it is none."""
    return tuple(value_of(cls, row) for row in (rows if isinstance(rows, list) else [rows]))


def printed(row: Any, indent: int | None = None) -> bytes:
    """JSON in UTF-8, ending in a line end; the same row gives the same bytes. A lone surrogate is escaped."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"
    return text.encode("utf-8", "backslashreplace")


def parsed(data: bytes | str) -> Any:
    """What a JSON file holds. Raises ValueError with one line where it is none."""
    try:
        return json.loads(data)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error


def _filled(hint: Any, value: Any) -> Any:
    """A row with what it leaves out, in nested rows too."""
    arms = [arm for arm in typing.get_args(hint) if arm is not type(None)]
    if value is None or hint is Span:
        return value
    if typing.get_origin(hint) is tuple:
        return [_filled(arms[0], item) for item in value]
    if arms:
        return _filled(arms[0], value)
    if not dataclasses.is_dataclass(hint):
        return value
    hints = _hints(typing.cast(type, hint))
    return {name: _filled(kind, value.get(name, _nothing(kind))) for name, kind in hints.items()}


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(typing.cast(Any, cls))}


def _nothing(hint: Any) -> Any:
    if typing.get_origin(hint) is tuple:
        return []
    if hint is str:
        return ""
    return {bool: False, int: 0, float: 0.0}.get(hint)
