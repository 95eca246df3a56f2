"""Reads Natural Earth's outlines of countries out of TopoJSON, and cuts them to a stretch of the world."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def outlines_in(box: Box) -> Iterator[tuple[str, Ring]]:
    """Countries' names and rings that lie in a box, cut at its edges."""
    for name, ring in rings():
        if part := part_in(ring, box):
            yield name, part


def part_in(ring: Ring, box: Box) -> Ring:
    """What of a ring lies in a box, cut at its edges (Sutherland and Hodgman 1974); nothing where that is no area."""
    if not _touches(ring, box):
        return ()
    return cut if len(cut := _cut(ring, box)) > 2 else ()


@cache
def rings() -> tuple[tuple[str, Ring], ...]:
    """All outer rings of all countries, each with the country's name, in degrees (longitude, latitude)."""
    whole = json.loads((files("reportedly.pictures") / "data" / "countries-50m.json").read_text("utf-8"))
    arcs = arcs_of(whole)
    shapes = whole["objects"]["countries"]["geometries"]
    return tuple((shape["properties"]["name"], ring_of(row, arcs)) for shape in shapes for row in _rings_of(shape))


def arcs_of(whole: dict[str, Any]) -> list[Ring]:
    """Arcs are steps on a grid from one point to the next (the TopoJSON specification, 2.1.4)."""
    (east, north), (west, south) = whole["transform"]["scale"], whole["transform"]["translate"]
    arcs = []
    for steps in whole["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * east + west, y * north + south))
        arcs.append(tuple(points))
    return arcs


def _rings_of(shape: dict[str, Any]) -> Iterable[list[int]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", ())
    return (polygon[0] for polygon in polygons)


def ring_of(numbers: list[int], arcs: list[Ring]) -> Ring:
    """One arc after another; a number below nought is the arc ~n backwards, and each begins where the last ended."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _touches(ring: Ring, box: Box) -> bool:
    west, south, east, north = box
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


def _cut(ring: Ring, box: Box) -> Ring:
    for axis, edge, side in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        ring = tuple(_on_one_side(ring, axis, edge, side))
    return ring


def _on_one_side(ring: Ring, axis: int, edge: float, side: int) -> Iterator[tuple[float, float]]:
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in, will_be = (one[axis] - edge) * side >= 0, (other[axis] - edge) * side >= 0
        if is_in:
            yield one
        if is_in != will_be:
            share = (edge - one[axis]) / (other[axis] - one[axis])
            yield tuple(edge if i == axis else one[i] + share * (other[i] - one[i]) for i in (0, 1))  # type: ignore[misc]
