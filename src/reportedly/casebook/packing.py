"""Packs the frozen values of corroboration into JSON arrays, field by field, and back."""

from __future__ import annotations

import functools
import json
import operator
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")


def pack(value: Any) -> str:
    """A frozen dataclass as JSON: an array of its fields, and so on down."""
    plain = _plainer(_hashable(type(value)))
    return json.dumps(plain(value) if plain else value, ensure_ascii=False, separators=(",", ":"))


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


@functools.cache
def _plainer(kind: Any) -> Callable[[Any], Any] | None:
    """What makes plain JSON of a value of a type; None where it is plain already."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _plainer_of_fields(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        one = _plainer(next(part for part in inner if part is not type(None)))
        return one and (lambda value: None if value is None else one(value))
    if origin is tuple and inner[-1] is Ellipsis:
        each = _plainer(inner[0])
        return each and (lambda value: [each(part) for part in value])
    if origin is tuple and any(map(_plainer, inner)):
        parts = tuple(_plainer(part) or _same for part in inner)
        return lambda value: [make(part) for make, part in zip(parts, value, strict=True)]
    return None


def _plainer_of_fields(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    getters = tuple((operator.attrgetter(name), _plainer(hints[name])) for name in _names(_hashable(kind)))
    return lambda value: [make(get(value)) if make else get(value) for get, make in getters]


def _same(value: Any) -> Any:
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
        makers = tuple(None if _is_plain(hints[name]) else _maker(hints[name]) for name in _names(_hashable(kind)))
        return lambda plain: kind(*[make(part) if make else part for make, part in zip(makers, plain, strict=False)])
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        one = _maker(next(part for part in inner if part is not type(None)))
        return lambda plain: None if plain is None else one(plain)
    if origin is tuple and inner[-1] is Ellipsis:
        if _is_plain(inner[0]):
            return tuple
        each = _maker(inner[0])
        return lambda plain: tuple([each(part) for part in plain])
    if origin is tuple:
        parts = tuple(_maker(part) for part in inner)
        return lambda plain: tuple([make(part) for make, part in zip(parts, plain, strict=True)])
    return _same


def _is_plain(kind: Any) -> bool:
    """Whether JSON has values of a type as they are: text, numbers, or one of these or nothing."""
    inner = typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)
    return all(part in (str, int, float, bool, type(None)) for part in inner)
