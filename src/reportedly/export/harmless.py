"""Hostile text made harmless, one character for one, so that no format breaks and every span stays where it is.

NUL, lone surrogates, the controls that XML 1.0 forbids and the noncharacters become U+FFFD. Whatever else a text holds,
bidirectional controls among it, is text and goes out as it is.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from reportedly.model import Place, Reading, Span
from reportedly.model.export import Case

T = TypeVar("T")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def harmless_text(text: str) -> str:
    """The text with U+FFFD for each code point that a file, XML 1.0 or a database can't hold; its length stays."""
    return _FORBIDDEN.sub("\ufffd", text)


def harmless_case(case: Case) -> Case:
    """A case whose texts no format breaks on, whose spans lie in their texts, and whose numbers are numbers."""
    decided = None if case.decided is None else tuple(map(harmless, case.decided))
    return replace(
        each_text(replace(case, readings=(), decided=None), harmless_text),
        readings=tuple(map(harmless, case.readings)),
        decided=decided,
    )


def harmless(reading: Reading) -> Reading:
    """A reading that any format can hold; one of our reader's on an ordinary text comes back as it is."""
    reading = each_text(reading, harmless_text)
    reading = replace(reading, places=tuple(map(_on_earth, reading.places)))
    return _each_span(reading, len(reading.document.text))


def each_text(value: T, change: Callable[[str], str]) -> T:
    """The same frozen value with every text in it changed, in nested values and tuples too."""
    changed: T = _each(value, str, change)
    return changed


def _each(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_each(item, kind, change) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    names = [field.name for field in dataclasses.fields(value)]
    return replace(value, **{name: _each(getattr(value, name), kind, change) for name in names})


def _each_span(reading: Reading, length: int) -> Reading:
    """The reading without spans that point outside its text: there is nothing to quote there."""

    def kept(value: Any) -> Any:
        if isinstance(value, tuple) and value and all(isinstance(item, Span) for item in value):
            return tuple(span for span in value if 0 <= span.start <= span.end <= length)
        if isinstance(value, tuple) and type(value) is tuple:
            return tuple(map(kept, value))
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        fields = [field.name for field in dataclasses.fields(value)]
        return replace(value, **{name: kept(getattr(value, name)) for name in fields})

    found: Reading = kept(reading)
    return found


def _on_earth(place: Place) -> Place:
    """A place whose degrees are degrees, or that has none."""
    at = place.latitude, place.longitude
    if all(degrees is not None and math.isfinite(degrees) for degrees in at) and abs(at[0] or 0) <= 90:
        return place if abs(at[1] or 0) <= 180 else replace(place, latitude=None, longitude=None)
    return place if at == (None, None) else replace(place, latitude=None, longitude=None)
