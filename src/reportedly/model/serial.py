"""Frozen values to JSON-ready ones and back, by their annotations."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from typing import Any, TypeVar

from reportedly.model.text import Span

T = TypeVar("T")
FORMAT, VERSION = "reportedly/reading", 1
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def encode(value: Any) -> Any:
    """Dataclasses to dicts, spans and tuples to lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def printed(row: dict[str, Any], indent: int | None = None) -> str:
    """A row as JSON in plain letters; a lone surrogate, which no file can hold, is escaped."""
    text = json.dumps(row, ensure_ascii=False, indent=indent)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def decode_reading(cls: type[T], printed: str) -> T:
    """A reading from its JSON; fields that are not known are passed over, as the contract allows."""
    try:
        row = json.loads(printed)
    except json.JSONDecodeError as error:
        raise ValueError(f"not a reading: {error}") from error
    if not isinstance(row, dict) or row.get("format") != FORMAT or row.get("version") != VERSION:
        raise ValueError(f"not a reading: 'format' must be {FORMAT!r} and 'version' {VERSION}")
    try:
        return typing.cast(T, decode(cls, row))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a whole reading: {error!r}") from error


def decode(kind: Any, value: Any) -> Any:
    """A JSON value as the type that an annotation names."""
    if value is None:
        return None
    if kind is Span:
        return Span(int(value[0]), int(value[1]))
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        known = {name: decode(hints[name], value[name]) for name in hints if name in value}
        return typing.cast(Any, kind)(**known)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(decode(typing.get_args(kind)[0], item) for item in value)
    if origin in (types.UnionType, typing.Union):
        return decode(next(arm for arm in typing.get_args(kind) if arm is not type(None)), value)
    return float(value) if kind is float else value


@functools.cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)
