"""Lays out a network: nodes repel, ties pull, and boxes around nodes and their labels are pushed apart.

Forces as in Fruchterman and Reingold (1991), from a spiral in the order of the nodes, without chance: the same network
gives the same layout.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
_ROUNDS, _APART = 400, 160
_BETWEEN = (46.0, 40.0)  # pixels across and down
_GOLDEN = np.pi * (3 - np.sqrt(5))


def laid_out(
    boxes: Sequence[tuple[float, float]], ties: Sequence[tuple[int, int, float]], size: tuple[int, int]
) -> list[tuple[float, float]]:
    """A place for each node in a sheet of this size in pixels.

    `boxes` are each node's width and height with its label, `ties` (one, other, pull). Time goes by the square of the
    number of nodes, which callers bound.
    """
    if not boxes:
        return []
    places = _pulled(len(boxes), ties, size[0] / size[1])
    extents = np.array(boxes, dtype=np.float64)
    opened = _apart(_fitted(places, extents, size), extents, size, _room_for(ties, len(boxes)))
    spread = _apart(opened, extents, size, np.zeros((len(boxes), len(boxes), 2)))
    return [(float(x), float(y)) for x, y in spread]


def _pulled(number: int, ties: Sequence[tuple[int, int, float]], shape: float) -> Points:
    """Places in units of the wanted distance; a sheet that is wider than high pulls less across than down."""
    places = _spiral(number)
    one = np.array([tie[0] for tie in ties], dtype=np.intp)
    other = np.array([tie[1] for tie in ties], dtype=np.intp)
    pull = np.array([tie[2] for tie in ties], dtype=np.float64)[:, None]
    inward = 0.22 * np.array([1 / shape, shape])
    for round_ in range(_ROUNDS):
        gaps = places[:, None, :] - places[None, :, :]
        square = np.maximum((gaps**2).sum(axis=2), 0.01)
        force = (gaps / square[:, :, None]).sum(axis=1) - inward * places
        if len(ties):
            along = places[other] - places[one]
            drawn = along * np.linalg.norm(along, axis=1)[:, None] * pull
            np.add.at(force, one, drawn)
            np.add.at(force, other, -drawn)
        length = np.maximum(np.linalg.norm(force, axis=1), 1e-9)[:, None]
        places = places + force / length * np.minimum(length, 0.6 * (1 - round_ / _ROUNDS) + 0.005)
    return places


def _spiral(number: int) -> Points:
    turns = np.arange(number)
    reach = np.sqrt(turns + 0.5)
    return np.stack([reach * np.cos(turns * _GOLDEN), reach * np.sin(turns * _GOLDEN)], axis=1)


def _fitted(places: Points, extents: Points, size: tuple[int, int]) -> Points:
    """The places over the sheet, with room for the boxes at its edges; a small network keeps to the middle.

    Each coordinate is partly the place itself, partly its rank: a crowded middle opens, and who is near whom stays.
    """
    low, span = places.min(axis=0), np.ptp(places, axis=0)
    scaled = np.where(span > 1e-6, (places - low) / np.where(span > 1e-6, span, 1.0), 0.5)
    if len(places) > 2:
        scaled = 0.4 * scaled + 0.6 * _ranks(places) / (len(places) - 1)
    margin = extents.max(axis=0) / 2 + 6
    room = np.clip(np.array(size) - 2 * margin, 1.0, 170.0 * np.sqrt(len(places)) + 60.0)
    fitted: Points = (scaled - 0.5) * room + np.array(size) / 2
    return fitted


def _ranks(places: Points) -> Points:
    ranks: Points = np.argsort(np.argsort(places.round(6), axis=0, kind="stable"), axis=0).astype(np.float64)
    return ranks


def _room_for(ties: Sequence[tuple[int, int, float]], number: int) -> Points:
    """What more should lie between the boxes of two that are tied, so that the line is seen, and a word on it."""
    room = np.zeros((number, number, 2))
    for one, other, _ in ties:
        room[one, other] = room[other, one] = _BETWEEN
    return room


def _apart(places: Points, extents: Points, size: tuple[int, int], room: Points) -> Points:
    """Boxes that overlap are moved apart along the shorter way, half each, until none does or rounds are spent."""
    half = extents / 2
    reach = half[:, None, :] + half[None, :, :] + np.array([8.0, 5.0]) + room
    upper = np.triu(np.ones((len(places), len(places)), dtype=bool), 1)
    for _ in range(_APART):
        gaps = places[:, None, :] - places[None, :, :]
        over = reach - np.abs(gaps)
        clash = (over > 0).all(axis=2) & upper
        if not clash.any():
            break
        places = _kept_inside(places + _pushes(gaps, over, clash), half, size)
    return places


def _pushes(gaps: Points, over: Points, clash: npt.NDArray[np.bool_]) -> Points:
    is_across = over[:, :, 0] < over[:, :, 1]
    way = np.where(gaps >= 0, 1.0, -1.0)
    push = np.zeros_like(gaps)
    push[:, :, 0] = np.where(clash & is_across, over[:, :, 0] * way[:, :, 0] / 2, 0.0)
    push[:, :, 1] = np.where(clash & ~is_across, over[:, :, 1] * way[:, :, 1] / 2, 0.0)
    moved: Points = push.sum(axis=1) - push.sum(axis=0)
    return moved * 0.8


def _kept_inside(places: Points, half: Points, size: tuple[int, int]) -> Points:
    inside: Points = np.clip(places, half + 4, np.maximum(np.array(size) - half - 4, half + 4))
    return inside
