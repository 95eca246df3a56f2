"""Draws when deeds are said to have been done, each to its own precision, and when reports said so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model.pictures import Deed, Picture
from reportedly.pictures.dates import Stretch, day_words, span_of, stretch, ticks
from reportedly.pictures.keys import put_disc, put_key
from reportedly.pictures.labels import count, kind_words, label, listed, width_of
from reportedly.pictures.palette import FAINT, INK, PAPER, QUIET, Manner, manner
from reportedly.pictures.sheet import Mark, Outline, Sheet, Stroke, Words, drawn

MOST = 40
COLUMNS = ("Deed", "Place", "Deed's date", "Reports' dates", "Claims", "Denied", "Hedged", "Drawn")
_LEFT, _WIDTH, _ROW, _TOP, _KEY = 330, 960, 19, 106, 48
_HIGH = 40  # pixels of the highest bar on either side of the strip
_THIN = Manner("", FAINT)
_REPORT = Manner("", QUIET)


@dataclass(frozen=True, slots=True)
class _Row:
    """A deed with the days that its dates mean."""

    deed: Deed
    done: Stretch | None
    told: tuple[Stretch, ...]

    @property
    def begins(self) -> int:
        return self.done[0] if self.done else self.told[0][0]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days to pixels."""

    window: Stretch

    def at(self, day: float) -> float:
        first, last = self.window
        return _LEFT + (min(max(day, first), last) - first) / (last - first) * (_WIDTH - _LEFT - 14)


def timeline(
    deeds: Iterable[Deed], *, title: str = "When it is said to have been done", notes: tuple[str, ...] = ()
) -> Picture:
    """The 40 deeds with most claims in the order of time, above them all claims by date of deed and of report.

    A deed's bar spans what its date says, a month or a year; a triangle is a report. Deeds without a date stand by
    their reports' dates; what has neither is counted in a note.
    """
    rows = [_dated(deed) for deed in sorted(deeds, key=_rank)]
    dated = [row for row in rows if row.done or row.told]
    window = _window(dated)
    within = [row for row in dated if window and window[0] <= row.begins < window[1]]
    shown = sorted(within[:MOST], key=lambda row: (row.begins, _rank(row.deed)))
    says = _says(shown, dated)
    sheet = _sheet(shown, within, window) if window else Sheet(_WIDTH, 200)
    return Picture(
        kind="timeline",
        title=label(title, 90),
        says=says,
        notes=(*notes, *_notes(rows, dated, within, shown)),
        columns=COLUMNS,
        rows=tuple(_cells(row.deed) for row in shown),
        drawing=drawn(sheet, label(title, 90), says),
        width=sheet.width,
        height=sheet.height,
    )


def _rank(deed: Deed) -> tuple[object, ...]:
    return (
        deed.start is None,
        -deed.claims,
        deed.start or "",
        deed.kind,
        deed.actors,
        deed.recipients,
        deed.place or "",
    )


def _dated(deed: Deed) -> _Row:
    told = tuple(sorted(found for day in deed.published if (found := stretch(day))))
    return _Row(deed, span_of(deed.start, deed.end), told)


def _window(rows: Sequence[_Row]) -> Stretch | None:
    """The days of the axis: all, but for what lies farther from nine deeds in ten than those from each other."""
    if not rows:
        return None
    days = sorted(row.begins for row in rows)
    ends = sorted([*(row.done[1] for row in rows if row.done), *(day[1] for row in rows for day in row.told)])
    first, last = days[0], ends[-1]
    low, high = days[len(days) // 20], ends[-1 - len(ends) // 20]
    spread = high - low + 30
    first = next(day for day in days if day >= low - spread)
    last = next(day for day in reversed(ends) if day <= high + spread)
    margin = max((last - first) // 50, 1)
    return first - margin if first > margin else first, last + margin


def _says(shown: Sequence[_Row], dated: Sequence[_Row]) -> str:
    if not shown:
        return "A timeline without a dated deed to draw."
    strongest = sorted(shown, key=lambda row: _rank(row.deed))[:3]
    first = "; ".join(
        f"{_name(row.deed, 90)}, {_when(row.deed)}, {count(row.deed.claims, 'claim')}" for row in strongest
    )
    return f"A timeline of {len(shown)} of {count(len(dated), 'deed')}. Most claims: {first}."


def _notes(rows: Sequence[_Row], dated: Sequence[_Row], within: Sequence[_Row], shown: Sequence[_Row]) -> Iterable[str]:
    yield "What stands here is what is said, on somebody's word; nothing of it is called true."
    yield "A deed is what several claims say alike: one proposition; a bar spans all that its date may mean."
    if any(row.done is None for row in shown):
        yield "Rows with triangles alone: the reports name no date for the deed."
    for number, why in (
        (len(within) - len(shown), f"with fewer claims; {MOST} are drawn"),
        (len(dated) - len(within), "far from the others in time"),
        (len(rows) - len(dated), "without a date, from reports without one"),
    ):
        if number > 0:
            yield f"Left out: {count(number, 'deed')} {why}."


def _name(deed: Deed, most: int) -> str:
    whom = f" › {listed(deed.recipients)}" if deed.recipients else ""
    return label(f"{kind_words(deed.kind)}: {listed(deed.actors) or 'somebody'}{whom}", most)


def _when(deed: Deed) -> str:
    if not deed.start:
        return "no date"
    return label(deed.start if deed.end in (None, deed.start) else f"{deed.start} to {deed.end}", 40)


def _cells(deed: Deed) -> tuple[str, ...]:
    told = deed.published
    dates = f"{told[0]} to {told[-1]}" if len(told) > 1 else "".join(told)
    return (
        _name(deed, 160),
        label(deed.place, 60) if deed.place else "",
        _when(deed),
        label(dates, 40) if dates else "",
        f"{deed.claims}",
        f"{deed.denied}",
        f"{deed.hedged}",
        _manner(deed).word,
    )


def _manner(deed: Deed) -> Manner:
    return manner(deed.claims, deed.denied, deed.hedged)


def _sheet(shown: Sequence[_Row], within: Sequence[_Row], window: Stretch) -> Sheet:
    sheet = Sheet(_WIDTH, _TOP + len(shown) * _ROW + 22 + _KEY)
    axis = _Axis(window)
    _put_axis(sheet, axis, len(shown))
    _put_strip(sheet, axis, within)
    for i, row in enumerate(shown):
        _put_row(sheet, axis, row, _TOP + i * _ROW + _ROW / 2 + 12)
    put_key(sheet, [_manner(row.deed) for row in shown], as_discs=True)
    _put_signs(sheet)
    return sheet


def _put_signs(sheet: Sheet) -> None:
    y = sheet.height - 30.0
    sheet.strokes.append(Stroke(((8, y), (36, y)), Manner("", INK), 6))
    sheet.words.append(Words(42, y, "the deed, as long as its date may mean", 11, "left", QUIET))
    sheet.marks.append(Mark(276, y, 42, PAPER, QUIET, "triangle-down"))
    sheet.words.append(Words(286, y, "a report that says so", 11, "left", QUIET))


def _put_axis(sheet: Sheet, axis: _Axis, rows: int) -> None:
    bottom = _TOP + rows * _ROW + 14
    for day, words in ticks(axis.window):
        x = axis.at(day)
        sheet.strokes.append(Stroke(((x, 4), (x, bottom)), _THIN, 0.8))
        half = width_of(words, 10) / 2
        sheet.words.append(Words(min(max(x, _LEFT + half), _WIDTH - half), bottom + 9, words, 10, "center", QUIET))


def _put_strip(sheet: Sheet, axis: _Axis, rows: Sequence[_Row]) -> None:
    """Above: claims by the deed's date, as bars upward; below the line by the report's date."""
    step = 8
    up: Counter[int] = Counter()
    down: Counter[int] = Counter()
    for row in rows:
        if row.done:
            up[int((axis.at((row.done[0] + row.done[1]) / 2) - _LEFT) // step)] += row.deed.claims
        for day in row.told:
            down[int((axis.at((day[0] + day[1]) / 2) - _LEFT) // step)] += 1
    middle = _TOP / 2 - 4
    for bars, way, fill, what in (
        (up, -1, INK, "Claims by the deed's date"),
        (down, 1, QUIET, "Reports by their date"),
    ):
        most = max(bars.values(), default=1)
        sheet.words.append(Words(_LEFT - 12, middle + way * 16, f"{what}, {most:,} at most", 10.5, "right", QUIET))
        for i, number in sorted(bars.items()):
            x, top = _LEFT + i * step, middle + way * (2 + _HIGH * number / most)
            ring = ((x + 1, middle + way), (x + step - 1, middle + way), (x + step - 1, top), (x + 1, top))
            sheet.outlines.append(Outline((ring,), fill, PAPER, f"{what}: {number:,}"))


def _put_row(sheet: Sheet, axis: _Axis, row: _Row, y: float) -> None:
    deed, how = row.deed, _manner(row.deed)
    tip = f"{_name(deed, 120)}, {_when(deed)}: {count(deed.claims, 'claim')}"
    sheet.words.append(Words(8, y, _cut(deed, _LEFT - 66), 11, "left"))
    sheet.words.append(Words(_LEFT - 12, y, f"{deed.claims:,}", 11, "right", QUIET))
    spots = [axis.at(day) for edge in ((row.done,) if row.done else ()) + row.told for day in edge]
    sheet.strokes.append(Stroke(((min(spots), y), (max(spots), y)), _THIN, 1.0, tip))
    for day in row.told:
        _put_report(sheet, axis, day, y)
    if row.done:
        _put_deed(sheet, (axis.at(row.done[0]), axis.at(row.done[1])), y, how, tip)


def _put_report(sheet: Sheet, axis: _Axis, day: Stretch, y: float) -> None:
    left, right = axis.at(day[0]), axis.at(day[1])
    words = f"a report, {day_words(day[0])}" if day[1] - day[0] == 1 else "a report"
    if right - left > 8:
        sheet.strokes.append(Stroke(((left, y + 5), (right, y + 5)), _REPORT, 1.6, words))
    sheet.marks.append(Mark((left + right) / 2, y, 42, PAPER, QUIET, "triangle-down", tip=words))


def _put_deed(sheet: Sheet, ends: tuple[float, float], y: float, how: Manner, tip: str) -> None:
    left, right = ends
    if right - left < 12:
        put_disc(sheet, ((left + right) / 2, y), 4.5, how, tip)
        return
    sheet.strokes.append(Stroke(((left, y), (right, y)), how, 6, tip))


def _cut(deed: Deed, room: float) -> str:
    """The name of a deed as far as there is room for it."""
    text = _name(deed, 80)
    while len(text) > 8 and width_of(text, 11) > room:
        text = f"{text[:-2].rstrip()}…"
    return text
