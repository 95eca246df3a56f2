"""Signs of how something is said, as lines and as discs, and the key below a picture that explains them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from reportedly.pictures.labels import width_of
from reportedly.pictures.palette import IN_DENIAL, MANNERS, PAPER, QUIET, WITH_HEDGES, Manner
from reportedly.pictures.sheet import Mark, Sheet, Stroke, Words

_SAMPLE, _GAP, _SIZE = 34, 24, 11
_CROSS = Manner("", IN_DENIAL.colour)


def put_key(sheet: Sheet, used: Iterable[Manner], says: str = "", *, as_discs: bool = False) -> None:
    """One line at the foot of the sheet, with those manners that stand in the picture, and what size means."""
    seen = set(used)
    x, y = 8.0, sheet.height - 12.0
    for one in MANNERS:
        if one not in seen:
            continue
        wide = 12 if as_discs else _SAMPLE
        if as_discs:
            put_disc(sheet, (x + 6, y), 6, one)
        else:
            sheet.strokes.append(Stroke(((x, y), (x + wide, y)), one, 2.4))
        sheet.words.append(Words(x + wide + 7, y, one.word, _SIZE, "left", QUIET))
        x += wide + 7 + width_of(one.word, _SIZE) + _GAP
    if says:
        sheet.words.append(Words(x, y, says, _SIZE, "left", QUIET))


def put_disc(sheet: Sheet, at: tuple[float, float], radius: float, how: Manner, tip: str = "") -> None:
    """Full: certain; with a light heart: hedged; a ring: contested; a ring with a bar across: denied."""
    if how.is_hollow:
        sheet.marks.append(Mark(*at, math.pi * radius**2, PAPER, how.colour, tip=tip, edge_width=2.0))
    else:  # a light edge keeps discs apart that overlap
        sheet.marks.append(Mark(*at, math.pi * (radius + 0.5) ** 2, how.colour, PAPER, tip=tip, edge_width=1.0))
    if how == WITH_HEDGES:
        sheet.marks.append(Mark(*at, math.pi * (radius * 0.45) ** 2, PAPER, PAPER, tip=tip, edge_width=0.5))
    if how == IN_DENIAL:
        sheet.marks.append(Mark(*at, (radius * 1.5) ** 2, _CROSS.colour, _CROSS.colour, "stroke", 45, tip, 2.0))
