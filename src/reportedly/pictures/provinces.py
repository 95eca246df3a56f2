"""Finds a governorate's outline among Natural Earth's provinces, by its name or by a point in it, and its middle."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.pictures.outlines import Ring, arcs_of, ring_of

_STEPS = 24  # of the grid on which a province's middle is looked for
_COUNTRY = slice(12, 15)  # of a line: '{"country":"YEM"'


@dataclass(frozen=True, slots=True)
class Province:
    """A governorate, province or state: its country (ISO 3166-1, three letters), its names folded, its outer rings."""

    country: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]


@cache
def provinces(country: str) -> tuple[Province, ...]:
    """All provinces of a country by its three letters; none where it is not known."""
    return tuple(land for line in _lines().get(country, ()) for land in _read(country, json.loads(line)))


def _read(country: str, whole: dict[str, Any]) -> Iterator[Province]:
    arcs = arcs_of(whole)
    for unit in whole["units"]:
        yield Province(country, tuple(map(_folded, unit["names"])), tuple(ring_of(row, arcs) for row in unit["rings"]))


def province_of(country: str, name: str, longitude: float, latitude: float) -> Province | None:
    """The province that is called so, else the one that the point lies in."""
    of_country = provinces(country)
    known = (one for one in of_country if _folded(name) in one.names)
    around = (one for one in of_country if any(is_in(ring, longitude, latitude) for ring in one.rings))
    return next(known, None) or next(around, None)


@cache
def middle_of(province: Province) -> tuple[float, float]:
    """A point far from the edge of its largest part, in degrees (longitude, latitude): never anybody's own place."""
    ring = max(province.rings, key=_area)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    west, south, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    grid = [(west + wide * (i + 0.5) / _STEPS, south + high * (j + 0.5) / _STEPS)
            for i in range(_STEPS) for j in range(_STEPS)]  # fmt: skip
    inside = [point for point in grid if is_in(ring, *point)] or [((xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2)]
    return max(inside, key=lambda point: min((point[0] - x) ** 2 + (point[1] - y) ** 2 for x, y in ring))


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
