"""Draws where deeds are said to have been done, as sums at governorates, and never where a person is said to be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.model.pictures import Governorate, Picture, Unplaced
from reportedly.pictures.keys import put_disc, put_key
from reportedly.pictures.labels import count, label, width_of
from reportedly.pictures.outlines import Box, Ring, outlines_in, part_in
from reportedly.pictures.palette import BORDER, LAND, QUIET, SPOKEN_OF, manner
from reportedly.pictures.provinces import Province, area_of, province_of, provinces
from reportedly.pictures.sheet import Outline, Sheet, Words, drawn

MOST = 120
COLUMNS = ("Governorate", "Country", "Claims", "Denied", "Hedged", "Drawn")
RULE = (
    "By rule, persons are never mapped: a claim is not drawn where only persons act and nobody is done to, or where it "
    "says that persons came, went, met or spoke; deeds are summed by governorate, and no exact place is drawn."
)
_WIDTH, _HIGHEST, _KEY = 900, 640, 44
_SHARE = 0.98  # of the claims that the stretch of the map must hold
_LABELLED = 40


@dataclass(frozen=True, slots=True)
class _Frame:
    """A stretch of the world on a sheet: equirectangular, true to scale at its middle."""

    box: Box
    per_degree: float  # pixels down
    across: float  # pixels a degree of longitude

    @property
    def size(self) -> tuple[int, int]:
        west, south, east, north = self.box
        return round((east - west) * self.across), round((north - south) * self.per_degree)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.box[0]) * self.across, (self.box[3] - latitude) * self.per_degree


def deeds_map(
    governorates: Iterable[Governorate],
    unplaced: Unplaced | None = None,
    *,
    title: str = "Where deeds are said to have been done",
    notes: tuple[str, ...] = (),
) -> Picture:
    """Claims of deeds by governorate, as circles whose area is the number of claims, on Natural Earth's outlines.

    A circle stands in the middle of its governorate's outline, whichever places are spoken of; one of which no outline
    is known at a point rounded to a quarter of a degree, and a note says so.
    """
    given = sorted((row for row in governorates if _is_on_earth(row)), key=lambda row: (-row.claims, row.name))
    placed = _placed(given[:MOST])
    ranked = [*placed, *given[MOST:]]
    shown, far = _near(list(placed))
    says = _says(shown, ranked)
    sheet = _sheet(shown, placed) if shown else Sheet(_WIDTH, 240)
    return Picture(
        kind="map",
        title=label(title, 90),
        says=says,
        notes=(*notes, *_notes(ranked, far, unplaced or Unplaced()), *_sources(placed)),
        columns=COLUMNS,
        rows=tuple(_row(row) for row in ranked[:MOST]),
        drawing=drawn(sheet, label(title, 90), says),
        width=sheet.width,
        height=sheet.height,
    )


def _is_on_earth(row: Governorate) -> bool:
    return row.claims > 0 and abs(row.latitude) <= 90 and abs(row.longitude) <= 180


def _placed(rows: Iterable[Governorate]) -> dict[Governorate, Province | None]:
    """Each with its outline, at the middle of it: one circle in an outline, that with most claims."""
    placed: dict[Governorate, Province | None] = {}
    taken: set[Province] = set()
    for row in rows:
        land = province_of(row.country, row.name, row.longitude, row.latitude)
        if land is None or land in taken:
            placed[replace(row, longitude=_rounded(row.longitude), latitude=_rounded(row.latitude))] = None
            continue
        taken.add(land)
        longitude, latitude = land.middle
        placed[replace(row, longitude=longitude, latitude=latitude)] = land
    return placed


def _rounded(degrees: float) -> float:
    return round(4 * degrees) / 4


def _near(ranked: list[Governorate]) -> tuple[list[Governorate], list[Governorate]]:
    """Those that lie about the middle of the deeds, with nearly all claims, and those far from it."""
    if len(ranked) < 3:
        return ranked, []
    middle = (
        _median([row.longitude for row in ranked for _ in range(min(row.claims, 200))]),
        _median([row.latitude for row in ranked for _ in range(min(row.claims, 200))]),
    )
    by_distance = sorted(ranked, key=lambda row: math.dist((row.longitude, row.latitude), middle))
    enough, held = _SHARE * sum(row.claims for row in ranked), 0
    near: list[Governorate] = []
    for row in by_distance:
        if held >= enough and math.dist((row.longitude, row.latitude), middle) > 1.5 * _reach(near, middle) + 1:
            break
        near.append(row)
        held += row.claims
    kept = set(near)
    return [row for row in ranked if row in kept], [row for row in ranked if row not in kept]


def _reach(rows: list[Governorate], middle: tuple[float, float]) -> float:
    return max((math.dist((row.longitude, row.latitude), middle) for row in rows), default=0.0)


def _median(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2]


def _says(shown: Sequence[Governorate], ranked: Sequence[Governorate]) -> str:
    if not shown:
        return "A map without a deed that could be placed in a governorate."
    first = "; ".join(f"{label(row.name)}, {count(row.claims, 'claim')}" for row in ranked[:3])
    return f"A map of the deeds said to have been done in {count(len(shown), 'governorate')}. Most claims: {first}."


def _notes(ranked: Sequence[Governorate], far: Sequence[Governorate], unplaced: Unplaced) -> Iterable[str]:
    yield "What stands here is what is said, on somebody's word; nothing of it is called true."
    yield RULE
    if far:
        yield (
            f"{count(len(far), 'governorate')} far from the others, with {count(_sum(far), 'claim')}, "
            "not drawn; they stand in the table."
        )
    if left := ranked[MOST:]:
        yield f"{count(len(left), 'governorate')} with the fewest claims ({_sum(left):,} in all) left out."
    for number, why in (
        (unplaced.country_only, "of a country as a whole"),
        (unplaced.nowhere, "without a place that could be told"),
        (unplaced.of_persons, "about where persons were"),
        (unplaced.not_done, "of what is planned, threatened or supposed, or of a standing tie"),
    ):
        if number:
            yield f"Not drawn: {count(number, 'claim')} {why}."


def _sources(placed: dict[Governorate, Province | None]) -> Iterable[str]:
    if number := sum(land is None for land in placed.values()):
        yield (
            f"{count(number, 'governorate')} without an outline of its own: drawn near its places, at a point rounded "
            "to a quarter of a degree."
        )
    yield (
        "Outlines: Natural Earth (public domain), countries at 1:50 million, governorates at 1:10 million, thinned, as "
        "they were about 2013; they say nothing of whose a land is."
    )


def _sum(rows: Iterable[Governorate]) -> int:
    return sum(row.claims for row in rows)


def _row(row: Governorate) -> tuple[str, ...]:
    how = manner(row.claims, row.denied, row.hedged).word
    return label(row.name, 60), label(row.country, 40), f"{row.claims}", f"{row.denied}", f"{row.hedged}", how


def _sheet(shown: Sequence[Governorate], placed: dict[Governorate, Province | None]) -> Sheet:
    frame = _frame(shown)
    wide, high = frame.size
    sheet = Sheet(wide, high + _KEY)
    lands: dict[str, list[tuple[tuple[float, float], ...]]] = {}
    for name, ring in outlines_in(frame.box):
        lands.setdefault(name, []).append(tuple(frame.at(*point) for point in ring))
    sheet.outlines.extend(Outline(tuple(rings), LAND, BORDER) for rings in lands.values())
    _put_provinces(sheet, frame, [land for row in shown if (land := placed[row])])
    most = max(row.claims for row in shown)
    spots = [(row, *frame.at(row.longitude, row.latitude), 4 + 22 * math.sqrt(row.claims / most)) for row in shown]
    for row, x, y, radius in spots:
        how = manner(row.claims, row.denied, row.hedged)
        tip = f"{label(row.name)}: {count(row.claims, 'claim')}, {row.denied:,} denied, {row.hedged:,} hedged"
        put_disc(sheet, (x, y), radius, how, tip)
    _put_names(sheet, spots, lands)
    said = [manner(row.claims, row.denied, row.hedged) for row in shown]
    put_key(sheet, said, f"area: {count(most, 'claim')} at most", as_discs=True)
    return sheet


def _put_provinces(sheet: Sheet, frame: _Frame, spoken_of: Sequence[Province]) -> None:
    """The outlines of all governorates of the countries spoken of, tinted where something is said of one."""
    tinted = set(spoken_of)
    for country in dict.fromkeys(land.country for land in spoken_of):
        for land in sorted(provinces(country), key=area_of, reverse=True):  # a capital lies upon its province
            parts = [part for ring in land.rings if (part := part_in(ring, frame.box))]
            rings = tuple(_drawn(part, frame) for part in parts)
            if rings:
                sheet.outlines.append(Outline(rings, SPOKEN_OF if land in tinted else LAND, BORDER))


def _drawn(ring: Ring, frame: _Frame) -> Ring:
    return tuple(frame.at(*point) for point in ring)


def _frame(shown: Sequence[Governorate]) -> _Frame:
    """The box around the points with a margin, made wider where it would be too slim."""
    xs, ys = [row.longitude for row in shown], [row.latitude for row in shown]
    margin = max(0.16 * max(max(xs) - min(xs), max(ys) - min(ys)), 0.8)
    south, north = max(min(ys) - margin, -85.0), min(max(ys) + margin, 85.0)
    west, east = min(xs) - 1.2 * margin, max(xs) + 1.2 * margin
    slim = math.cos(math.radians((south + north) / 2))
    lacking = (north - south) * 1.15 / slim - (east - west)
    if lacking > 0:
        west, east = west - lacking / 2, east + lacking / 2
    per_degree = min(_WIDTH / ((east - west) * slim), _HIGHEST / (north - south))
    return _Frame((west, south, east, north), per_degree, per_degree * slim)


def _put_names(
    sheet: Sheet,
    spots: Sequence[tuple[Governorate, float, float, float]],
    lands: dict[str, list[tuple[tuple[float, float], ...]]],
) -> None:
    """Names beside the circles, most claims first, where they touch neither a name nor another circle; then lands'."""
    taken = [(x - r, y - r, x + r, y + r) for _, x, y, r in spots]
    for i, (row, x, y, radius) in enumerate(spots[:_LABELLED]):
        text = f"{label(row.name, 24)} {row.claims:,}"
        others = [*taken[:i], *taken[i + 1 :]]
        sides = ((radius + 5, 0.0, 0.0), (-radius - 5, 0.0, 1.0), (0.0, radius + 9, 0.5), (0.0, -radius - 9, 0.5))
        for dx, dy, share in sides:
            box = _box(x + dx, y + dy, width_of(text, 11), share)
            if _is_free(box, sheet, others):
                taken.append(box)
                sheet.words.append(Words(x + dx, y + dy, text, 11, _ALIGN[share]))
                break
    for name, rings in sorted(lands.items()):
        _put_land(sheet, name, max(rings, key=_extent), taken)


def _put_land(sheet: Sheet, name: str, ring: tuple[tuple[float, float], ...], taken: list[Box]) -> None:
    """A country's name where its largest part is widest, if that is wide enough and free."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    wide = width_of(name.upper(), 10)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88):
        y = top + share * (bottom - top)
        left, right = _widest(ring, y)
        box = _box((left + right) / 2, y, wide, 0.5)
        if right - left > wide + 16 and bottom - top > 24 and _is_free(box, sheet, taken):
            taken.append(box)
            sheet.words.append(Words((left + right) / 2, y, name.upper(), 10, "center", QUIET))
            return


def _widest(ring: tuple[tuple[float, float], ...], y: float) -> tuple[float, float]:
    """The longest stretch of a level line within a ring."""
    crossed = sorted(
        one[0] + (y - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True)
        if (one[1] > y) != (other[1] > y)
    )
    runs = list(zip(crossed[::2], crossed[1::2], strict=False))
    return max(runs, key=lambda run: run[1] - run[0], default=(0.0, 0.0))


def _extent(ring: tuple[tuple[float, float], ...]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


_ALIGN = {0.0: "left", 0.5: "center", 1.0: "right"}


def _box(x: float, y: float, wide: float, share: float) -> Box:
    """Where a label lies of which so much stands left of x."""
    return x - wide * share, y - 7, x + wide * (1 - share), y + 7


def _is_free(box: Box, sheet: Sheet, taken: Iterable[Box]) -> bool:
    is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height - _KEY
    return is_inside and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
