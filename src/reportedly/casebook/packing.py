"""Packs the frozen values of corroboration into JSON arrays, field by field, and back."""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")


def pack(value: Any) -> str:
    """A frozen dataclass as JSON: an array of its fields, and so on down."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def unpack(kind: type[Value], packed: str) -> Value:
    """A value of this kind from its JSON. Raises ValueError where it is none."""
    try:
        found: Value = _maker(_hashable(kind))(json.loads(packed))
    except (TypeError, KeyError) as error:
        raise ValueError(f"this is no packed {kind.__name__}") from error
    return found


def unpack_some(kind: type[Any], packed: str, names: Sequence[str]) -> tuple[Any, ...]:
    """Some fields of a packed value, in this order. Raises ValueError where it is none."""
    try:
        plain, places = json.loads(packed), _places(_hashable(kind))
        return tuple(make(plain[at]) for at, make in map(places.__getitem__, names))
    except (TypeError, LookupError) as error:
        raise ValueError(f"this is no packed {kind.__name__}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _names(_hashable(type(value)))]
    return value


def _hashable(kind: type) -> Hashable:
    return kind


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@functools.cache
def _places(kind: Any) -> dict[str, tuple[int, Callable[[Any], Any]]]:
    """Where each field stands in the array, and what makes its value."""
    hints = typing.get_type_hints(kind)
    return {name: (at, _maker(hints[name])) for at, name in enumerate(_names(kind))}


@functools.cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from plain JSON: a class, a tuple of a type, a type or None."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        makers = tuple(_maker(hints[name]) for name in _names(kind))
        return lambda plain: kind(*[make(part) for make, part in zip(makers, plain, strict=False)])
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        one = _maker(next(part for part in inner if part is not type(None)))
        return lambda plain: None if plain is None else one(plain)
    if origin is tuple and inner[-1] is Ellipsis:
        each = _maker(inner[0])
        return lambda plain: tuple([each(part) for part in plain])
    if origin is tuple:
        parts = tuple(_maker(part) for part in inner)
        return lambda plain: tuple([make(part) for make, part in zip(parts, plain, strict=True)])
    return lambda plain: plain
