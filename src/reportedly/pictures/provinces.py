"""Finds a governorate's outline among Natural Earth's provinces, by its name or by a point in it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.pictures.outlines import Ring, arcs_of, ring_of

_COUNTRY = slice(12, 15)  # of a line: '{"country":"YEM"'


@dataclass(frozen=True, slots=True)
class Province:
    """A governorate, province or state: its country (ISO 3166-1, three letters), its names folded, its outer rings;
    none of a region that is a part of another, or several together. `middle` is a point far from the edge of its
    largest part, in degrees (longitude, latitude)."""

    country: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    middle: tuple[float, float]


@cache
def provinces(country: str) -> tuple[Province, ...]:
    """All provinces of a country by its three letters; none where it is not known."""
    return tuple(land for line in _lines().get(country, ()) for land in _read(country, json.loads(line)))


def _read(country: str, whole: dict[str, Any]) -> Iterator[Province]:
    arcs = arcs_of(whole)
    for unit in whole["units"]:
        rings = tuple(ring_of(row, arcs) for row in unit["rings"])
        yield Province(country, tuple(map(_folded, unit["names"])), rings, tuple(unit["middle"]))


def province_of(country: str, name: str, longitude: float, latitude: float) -> Province | None:
    """The province that is called so, else the smallest that the point lies in: a capital within its province."""
    of_country = provinces(country)
    known = next((one for one in of_country if _folded(name) in one.names), None)
    if known is not None:
        return known if known.rings else None
    around = [one for one in of_country if any(is_in(ring, longitude, latitude) for ring in one.rings)]
    return min(around, key=area_of, default=None)


def area_of(province: Province) -> float:
    """How large it is, in square degrees, roughly."""
    return sum(map(_area, province.rings)) / 2


def is_in(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies within a ring: a line from it crosses the ring an odd number of times."""
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    crossed = ((a, b) for a, b in sides if (a[1] > y) != (b[1] > y))
    return sum(x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) for a, b in crossed) % 2 == 1


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)))


def _folded(name: str) -> str:
    """Letters and digits alone, without accents, in lower case: "Sa`dah" and 'Saʿdah' are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


@cache
def _lines() -> dict[str, list[str]]:
    """The lines of each country; Natural Earth has two for some."""
    text = (files("reportedly.pictures") / "data" / "admin1.jsonl").read_text("utf-8")
    lines: dict[str, list[str]] = {}
    for line in text.splitlines():
        lines.setdefault(line[_COUNTRY], []).append(line)
    return lines
