"""The places of the world that are known: states, regions of lands in conflict, seas, cities."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator
from dataclasses import dataclass

from reportedly.resolution import nations
from reportedly.resolution.names import fold
from reportedly.resolution.tables import rows, several

_ARTICLES = frozenset({"al ", "el ", "as ", "ar ", "ad ", "az ", "at ", "an "})


@dataclass(frozen=True, slots=True)
class Spot:
    """A known place: `kind` is country, region, place (a sea, a front) or city; `population` 0 of others."""

    kind: str
    name: str
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    population: int = 0


def spots(name: str) -> tuple[Spot, ...]:
    """Every known place of this name, whatever its spelling of article and apostrophe."""
    key = fold(name)
    bare = key[3:] if key[:3] in _ARTICLES else key
    found = [*_country(key), *_regions().get(key, ()), *(_regions().get(bare, ()) if bare != key else ())]
    cities = _cities()
    found += [cities.spot(line) for line in dict.fromkeys((*cities.lines.get(key, ()), *cities.lines.get(bare, ())))]
    return tuple(dict.fromkeys(found))


def is_place_of(name: str, states: Container[str]) -> bool:
    """Whether a name is that of a town or region of one of the states."""
    return any(spot.country in states for spot in spots(name))


def country_or_region(name: str) -> Spot | None:
    """The state or region of this name, without a look at cities."""
    key = fold(name)
    return next(iter((*_country(key), *_regions().get(key, ()))), None)


def subdivision(name: str) -> Spot | None:
    """The first-level subdivision of any state (ISO 3166-2, as pycountry has it) that alone bears this name."""
    found = _subdivisions().get(fold(name), ())
    return found[0] if len(found) == 1 else None


@functools.cache
def _subdivisions() -> dict[str, tuple[Spot, ...]]:
    import pycountry  # it takes a quarter of a second, for the few reports that need it

    found: dict[str, tuple[Spot, ...]] = {}
    for row in pycountry.subdivisions:
        state = pycountry.countries.get(alpha_2=row.country_code)
        if row.parent_code is None and state is not None:
            key = fold(row.name)
            found[key] = (*found.get(key, ()), Spot("region", row.name, row.name, state.alpha_3))
    return found


def country_name(code: str | None) -> str | None:
    """The usual name of a state by its ISO code."""
    nation = nations.by_code().get(code or "")
    return nation.name if nation is not None else _countries().get(code or "", (None, None))[0]


def _country(key: str) -> Iterator[Spot]:
    for word in nations.words().get(key, ()):
        if word.kind == "name":
            nation = word.nation
            yield Spot(
                "country", nation.name, None, nation.code, geonames=_countries().get(nation.code, (None, None))[1]
            )


@functools.cache
def _countries() -> dict[str, tuple[str | None, str | None]]:
    return {code: (name, number) for code, name, number in rows("countries", "iso3", "name", "geonames")}


@functools.cache
def _regions() -> dict[str, tuple[Spot, ...]]:
    found: dict[str, list[Spot]] = {}
    for name, aliases, country, kind, code, latitude, longitude in rows(
        "regions", "name", "aliases", "country", "kind", "code", "latitude", "longitude"
    ):
        within = code[1:] if code.startswith("=") else None
        admin1 = name if kind != "place" else within or None
        spot = Spot(
            "place" if kind == "place" else "region",
            name,
            admin1,
            country or None,
            _number(latitude),
            _number(longitude),
        )
        for form in (name, *several(aliases)):
            whole = fold(form)
            for key in dict.fromkeys((whole, whole[3:] if whole[:3] in _ARTICLES else whole)):
                found.setdefault(key, []).append(spot)
    return {key: tuple(dict.fromkeys(same)) for key, same in found.items()}


@functools.cache
def _admin1() -> dict[tuple[str, str], str]:
    """Names of regions by state and GeoNames code; the first row of a code is the region that bears it."""
    found: dict[tuple[str, str], str] = {}
    for name, country, kind, code in rows("regions", "name", "country", "kind", "code"):
        if code and kind != "place":
            found.setdefault((country, code), name)
    return found


@dataclass(frozen=True, slots=True)
class _Cities:
    """The rows of data/cities.tsv, taken apart only when a name asks for one."""

    table: tuple[tuple[str, ...], ...]
    lines: dict[str, list[int]]

    def spot(self, line: int) -> Spot:
        number, name, country, code, latitude, longitude, population = self.table[line]
        admin1 = _admin1().get((country, code))
        return Spot("city", name, admin1, country, _number(latitude), _number(longitude), number, int(population))


@functools.cache
def _cities() -> _Cities:
    table: list[tuple[str, ...]] = []
    lines: dict[str, list[int]] = {}
    for number, name, keys, *rest in rows(
        "cities", "geonames", "name", "keys", "country", "admin1", "latitude", "longitude", "population"
    ):
        for key in keys.split("|"):
            lines.setdefault(key, []).append(len(table))
            if key[:3] in _ARTICLES:
                lines.setdefault(key[3:], []).append(len(table))
        table.append((number, name, *rest))
    return _Cities(tuple(table), lines)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
