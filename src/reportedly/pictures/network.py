"""Draws who is said to do what with whom: actors as nodes, each kind of deed or tie between two as a line."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model.described import is_a_description
from reportedly.model.pictures import Picture, Tie
from reportedly.pictures.forces import laid_out
from reportedly.pictures.keys import put_key
from reportedly.pictures.labels import count, kind_words, label, width_of
from reportedly.pictures.palette import INK, LAND, PAPER, QUIET, Manner, manner
from reportedly.pictures.sheet import Mark, Sheet, Stroke, Words, drawn

MOST_TIES, MOST_ACTORS = 100, 60
_CROWDED = 25  # so many lines and more, and some find no room for their words
_Box = tuple[float, float, float, float]  # left, upper, right, lower
_KEY = 54
_STEPS = 12
_BEND = 17.0
COLUMNS = ("One", "Other", "Kind", "Claims", "Denied", "Hedged", "Independent origins", "Contested", "Drawn")


@dataclass(frozen=True, slots=True)
class _Line:
    """A tie on the sheet: from one node to another, bent aside by so many pixels."""

    tie: Tie
    one: int
    other: int
    bend: float
    manner: Manner
    width: float


def network(
    ties: Iterable[Tie],
    *,
    total: int | None = None,
    title: str = "Who is said to do what with whom",
    notes: tuple[str, ...] = (),
) -> Picture:
    """The strongest ties: at most 100 between at most 60 actors, and a sentence on those left out.

    Ties with nobody who has a name ('gunmen', '26 people'), whom no other report could mean, are left out too.
    `total` is how many ties there are where those given are only the strongest of them.

    A line's width is the independent origins of its best supported proposition, or its claims where nothing was
    weighed; it is dashed where half or more of the claims are hedged, hollow where half or more is contested.
    """
    given = sorted(ties, key=_rank)
    ranked = [tie for tie in given if not (is_a_description(tie.one) or is_a_description(tie.other))]
    shown = _chosen(ranked)
    unnamed = len(given) - len(ranked)
    left = max(total or 0, len(given)) - unnamed - len(shown)
    names = _names(shown)
    says = _says(shown, left, names)
    sheet = _sheet(shown, names)
    return Picture(
        kind="network",
        title=label(title, 90),
        says=says,
        notes=(*notes, *_notes(shown, left), *_without(unnamed)),
        columns=COLUMNS,
        rows=tuple(_row(tie) for tie in shown),
        drawing=drawn(sheet, label(title, 90), says),
        width=sheet.width,
        height=sheet.height,
    )


def _rank(tie: Tie) -> tuple[int, int, str, str, str]:
    """Most claims first; how well they are supported is what the width tells."""
    return (-tie.claims, -(tie.origins or 0), tie.one_key, tie.other_key, tie.kind)


def _chosen(ranked: Sequence[Tie]) -> list[Tie]:
    """The strongest ties, as long as they are between few enough actors."""
    shown: list[Tie] = []
    known: set[str] = set()
    for tie in ranked:
        ends = {tie.one_key, tie.other_key}
        if len(shown) < MOST_TIES and len(ends) == 2 and len(known | ends) <= MOST_ACTORS:
            shown.append(tie)
            known |= ends
    return shown


def _names(ties: Iterable[Tie]) -> dict[str, str]:
    """Keys of actors with their names, in the order in which they come, those with most ties first."""
    degree = Counter(key for tie in ties for key in (tie.one_key, tie.other_key))
    names = {key: name for tie in ties for key, name in ((tie.one_key, tie.one), (tie.other_key, tie.other))}
    return {key: names[key] for key in sorted(names, key=lambda key: (-degree[key], key))}


def _says(ties: Sequence[Tie], left: int, names: dict[str, str]) -> str:
    if not ties:
        return "A network of actors without a tie to draw."
    first = "; ".join(f"{label(tie.one)} and {label(tie.other)}: {_told(tie)}" for tie in ties[:3])
    more = f" {count(left, 'weaker tie is', 'weaker ties are')} left out." if left else ""
    return f"A network of {count(len(names), 'actor')} and {count(len(ties), 'tie')}. The strongest: {first}.{more}"


def _notes(ties: Sequence[Tie], left: int) -> Iterable[str]:
    yield "What stands here is what is said, on somebody's word; nothing of it is called true."
    if any(tie.origins is not None for tie in ties):
        yield "A line is as wide as its best supported proposition has independent origins."
    else:
        yield "A line is as wide as it has claims, since nothing was weighed yet."
    yield "Hollow: half or more of the propositions are contested, or of the claims denied, where none were weighed."
    if left:
        yield (
            f"{count(left, 'tie is', 'ties are')} left out: at most {MOST_TIES} of the strongest ties are drawn, "
            f"between at most {MOST_ACTORS} actors."
        )
    if len(ties) > _CROWDED:
        yield "Lines carry their kind in words where there is room; the table has all of them."


def _without(unnamed: int) -> Iterable[str]:
    if unnamed:
        yield (
            f"{count(unnamed, 'tie is', 'ties are')} left out with somebody who is described, not named ('gunmen', "
            "'26 people'): in another report the same words may mean others."
        )


def _told(tie: Tie) -> str:
    origins = f", {count(tie.origins, 'independent origin')}" if tie.origins is not None else ""
    parts = [f"{kind_words(tie.kind)}, {count(tie.claims, 'claim')}{origins}"]
    parts += [f"{tie.denied:,} denied"] if tie.denied else []
    parts += [f"{tie.hedged:,} hedged"] if tie.hedged else []
    parts += [f"{tie.contested:,} of {tie.weighed:,} propositions contested"] if tie.contested else []
    return ", ".join(parts)


def _row(tie: Tie) -> tuple[str, ...]:
    arrow = "↔ " if tie.mutual else "→ "
    return (
        label(tie.one, 80),
        arrow + label(tie.other, 80),
        kind_words(tie.kind),
        f"{tie.claims}",
        f"{tie.denied}",
        f"{tie.hedged}",
        "" if tie.origins is None else f"{tie.origins}",
        f"{tie.contested} of {tie.weighed}" if tie.weighed else "",
        _manner(tie).word,
    )


def _manner(tie: Tie) -> Manner:
    return manner(tie.claims, tie.denied, tie.hedged, tie.contested, tie.weighed)


def _sheet(ties: Sequence[Tie], names: dict[str, str]) -> Sheet:
    size = _size(len(names), len(ties))
    sheet = Sheet(size[0], size[1] + _KEY)
    numbers = {key: i for i, key in enumerate(names)}
    labels = [label(name, 26) for name in names.values()]
    weights = Counter(key for tie in ties for key in (tie.one_key, tie.other_key) for _ in range(min(tie.claims, 50)))
    radii = [5 + min(math.sqrt(weights[key]), 12) for key in names]
    boxes = [(max(width_of(text, 11.5), 2 * r) + 6, 2 * r + 16) for text, r in zip(labels, radii, strict=True)]
    centres = laid_out(boxes, [(*pair, 0.5 + 0.2 * min(n, 5)) for pair, n in _pairs(ties, numbers).items()], size)
    nodes = [(x, y - 8) for x, y in centres]  # the label hangs below its node, both are centred in the box
    lines = _lines(ties, numbers)
    taken = [_box(*centre, *box) for centre, box in zip(centres, boxes, strict=True)]
    for line in lines:
        _draw_line(sheet, line, nodes, radii, taken)
    for (x, y), radius, text in zip(nodes, radii, labels, strict=True):
        sheet.marks.append(Mark(x, y, math.pi * radius**2, LAND, INK, tip=text, edge_width=1.6))
        sheet.words.append(Words(x, y + radius + 9, text, 11.5))
    put_key(sheet, [line.manner for line in lines], _width_words(ties))
    return sheet


def _size(actors: int, ties: int) -> tuple[int, int]:
    """More actors and more lines get more room, within what a page shows."""
    height = 260 + actors * 9 + ties * 3
    return 960, min(height, 820)


def _pairs(ties: Iterable[Tie], numbers: dict[str, int]) -> dict[tuple[int, int], int]:
    pairs: Counter[tuple[int, int]] = Counter()
    for tie in ties:
        one, other = sorted((numbers[tie.one_key], numbers[tie.other_key]))
        pairs[one, other] += 1
    return dict(sorted(pairs.items()))


def _lines(ties: Sequence[Tie], numbers: dict[str, int]) -> list[_Line]:
    """The lines between two actors lie side by side: the first straight, the others bent to either side of it."""
    between: dict[tuple[int, int], int] = defaultdict(int)
    widest = max((_weight(tie) for tie in ties), default=1)
    lines = []
    for tie in ties:
        one, other = numbers[tie.one_key], numbers[tie.other_key]
        pair = (min(one, other), max(one, other))
        place = between[pair]
        between[pair] += 1
        bend = ((place + 1) // 2) * (_BEND if place % 2 else -_BEND) * (1 if one < other else -1)
        width = 1.2 + 4.0 * math.sqrt((_weight(tie) - 1) / max(widest - 1, 1)) if widest > 1 else 1.8
        lines.append(_Line(tie, one, other, bend, _manner(tie), width))
    return lines


def _weight(tie: Tie) -> int:
    return max(tie.claims if tie.origins is None else tie.origins, 1)


def _width_words(ties: Sequence[Tie]) -> str:
    if not ties:
        return ""
    widest = max(_weight(tie) for tie in ties)
    what = "claim" if all(tie.origins is None for tie in ties) else "independent origin"
    return f"width: {count(widest, what)} at most"


def _draw_line(
    sheet: Sheet, line: _Line, nodes: Sequence[tuple[float, float]], radii: Sequence[float], taken: list[_Box]
) -> None:
    tip = f"{label(line.tie.one)} {'↔' if line.tie.mutual else '→'} {label(line.tie.other)}: {_told(line.tie)}"
    start, end = nodes[line.one], nodes[line.other]
    curve = _bent(start, end, line.bend)
    head = 5 + line.width
    gaps = (radii[line.one] + (head if line.tie.mutual else 1), radii[line.other] + head)
    points = _between_rims(curve, start, end, gaps)
    if len(points) < 2:
        return
    sheet.strokes.append(Stroke(_thinned(points, line.bend), line.manner, line.width, tip))
    _draw_head(sheet, points[-1], end, line, tip)
    if line.tie.mutual:
        _draw_head(sheet, points[0], start, line, tip)
    _put_label(sheet, points, kind_words(line.tie.kind), taken)


def _thinned(points: list[tuple[float, float]], bend: float) -> tuple[tuple[float, float], ...]:
    """As many points as the eye needs."""
    return (points[0], points[-1]) if bend == 0 else (*points[:-1:6], points[-1])


def _put_label(sheet: Sheet, points: list[tuple[float, float]], text: str, taken: list[_Box]) -> None:
    """The kind on its line where nothing else stands; nowhere, where there is no such place."""
    wide = width_of(text, 9.5)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
        x, y = points[min(int(share * len(points)), len(points) - 1)]
        box = _box(x, y, wide + 4, 12)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            sheet.words.append(Words(x, y, text, 9.5, colour=QUIET))
            return


def _box(x: float, y: float, wide: float, high: float) -> _Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bent(start: tuple[float, float], end: tuple[float, float], bend: float) -> list[tuple[float, float]]:
    """Points of a quadratic curve whose middle stands aside by `bend`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    aside = ((start[0] + end[0]) / 2 - dy / length * 2 * bend, (start[1] + end[1]) / 2 + dx / length * 2 * bend)
    curve = []
    for step in range(4 * _STEPS + 1):
        t = step / (4 * _STEPS)
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        curve.append((a * start[0] + b * aside[0] + c * end[0], a * start[1] + b * aside[1] + c * end[1]))
    return curve


def _between_rims(
    curve: list[tuple[float, float]],
    start: tuple[float, float],
    end: tuple[float, float],
    gaps: tuple[float, float],
) -> list[tuple[float, float]]:
    """What of a curve lies outside both nodes."""
    return [point for point in curve if math.dist(point, start) >= gaps[0] and math.dist(point, end) >= gaps[1]]


def _draw_head(sheet: Sheet, tail: tuple[float, float], centre: tuple[float, float], line: _Line, tip: str) -> None:
    """An arrow's head behind the end of a line, pointing at the node."""
    angle = math.degrees(math.atan2(centre[1] - tail[1], centre[0] - tail[0])) + 90
    fill = PAPER if line.manner.is_hollow else line.manner.colour
    size = (7 + 1.4 * line.width) ** 2 * 0.8
    reach = 2.5 / (math.dist(tail, centre) or 1)
    x, y = tail[0] + (centre[0] - tail[0]) * reach, tail[1] + (centre[1] - tail[1]) * reach
    sheet.marks.append(Mark(x, y, size, fill, line.manner.colour, "triangle-up", angle, tip, 1.0))
