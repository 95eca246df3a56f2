"""Frozen values to JSON-ready ones and back, by their annotations."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from reportedly.model.text import Span

T = TypeVar("T")
FORMAT, VERSION = "reportedly/reading", 1
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def encode(value: Any) -> Any:
    """Dataclasses to dicts, spans and tuples to lists."""
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    kind: Any = type(value)
    names = _names(kind)
    return value if names is None else {name: encode(getattr(value, name)) for name in names}


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
    make = _maker(kind)
    return make(value) if make else value


@functools.cache
def _maker(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a type from a JSON value, None where that is it already: worked out once for each type,
    since a casebook reads millions of values."""
    if kind is Span:
        return lambda value: None if value is None else Span(int(value[0]), int(value[1]))
    if dataclasses.is_dataclass(kind):
        return lambda value: None if value is None else _made(kind, value)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _list_maker(_maker(inner[0]))
    if origin in (types.UnionType, typing.Union):
        return _maker(next(arm for arm in inner if arm is not type(None)))
    return (lambda value: None if value is None else float(value)) if kind is float else None


def _list_maker(make: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    if make is None:
        return lambda value: None if value is None else tuple(value)
    return lambda value: None if value is None else tuple([make(item) for item in value])


def _made(kind: Any, value: Any) -> Any:
    known = {name: make(value[name]) if make else value[name] for name, make in _fields(kind) if name in value}
    return kind(**known)


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _maker(hint)) for name, hint in typing.get_type_hints(cls).items())


@functools.cache
def _names(cls: type) -> tuple[str, ...] | None:
    """The fields of a dataclass, None of any other type."""
    return tuple(field.name for field in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else None
