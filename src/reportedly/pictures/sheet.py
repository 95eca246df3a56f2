"""A sheet of strokes, outlines, marks and words in pixels becomes a Vega-Lite specification."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import altair as alt

from reportedly.pictures.labels import FONT
from reportedly.pictures.palette import FAINT, INK, PAPER, QUIET, Manner

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through some points; one that is hollow has a core of the page's colour."""

    points: tuple[Point, ...]
    manner: Manner
    width: float
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed rings, filled."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str
    edge: str
    tip: str = ""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of an area in square pixels, turned by some degrees."""

    x: float
    y: float
    size: float
    fill: str
    edge: str
    shape: str = "circle"
    angle: float = 0.0
    tip: str = ""
    edge_width: float = 1.2


@dataclass(frozen=True, slots=True)
class Words:
    """A label; `align` is left, center or right, and its middle stands at y."""

    x: float
    y: float
    text: str
    size: float = 11
    align: str = "center"
    colour: str = INK
    weight: str = "normal"


@dataclass(slots=True)
class Sheet:
    """What is drawn, in the order in which it is laid on: outlines, strokes, marks, words."""

    width: int
    height: int
    outlines: list[Outline] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


_Rows = list[dict[str, Any]]
_Form = tuple[str, tuple[Any, ...]]  # what a layer is of, and how it is drawn


def drawn(sheet: Sheet, title: str, says: str) -> str:
    """The sheet as the JSON of a Vega-Lite specification; its data stand in it."""
    layers = [*_outlines(sheet), *_strokes(sheet), *_marks(sheet), *_words(sheet)] or [_nothing(sheet)]
    made = json.loads(_form(tuple(form for form, _ in layers)))
    made |= {"width": sheet.width, "height": sheet.height, "description": says}
    made["title"]["text"] = title
    for part in (made, *made.get("layer", ())):
        if name := part.get("data", {}).get("name"):
            part["data"] = {"values": layers[int(name)][1]}
        for axis, length in (("x", sheet.width), ("y", sheet.height)):
            if place := part.get("encoding", {}).get(axis):
                place["scale"] |= {"domain": [0, length], "range": [0, length]}
    return json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=64)
def _form(forms: tuple[_Form, ...]) -> str:
    """The specification of a sheet with such layers, without its data, its size and its words.

    Altair takes far longer to say it than all else, and says the same of every sheet with these layers. Checking
    against the schema takes long too and can't fail: tests hold the form of each picture.
    """
    charts = [_CHARTS[kind](alt.Chart(alt.NamedData(f"{i}")), *how) for i, (kind, how) in enumerate(forms)]
    axis = {"labelColor": QUIET, "titleColor": QUIET, "domainColor": FAINT, "tickColor": FAINT, "gridColor": FAINT}
    title = alt.TitleParams("", anchor="start", fontSize=15, fontWeight=600, color=INK, offset=10)
    whole = alt.layer(*charts).properties(width=1, height=1, padding=12, description="", title=title)
    styled = whole.configure(font=FONT, background=PAPER).configure_axis(**axis).configure_view(stroke=None)
    return json.dumps(styled.to_dict(validate=False))


def _place() -> dict[str, Any]:
    """Pixels from the upper left corner, whatever the data; `drawn` says how many there are."""
    scale = alt.Scale(domain=[0, 1], range=[0, 1], nice=False, zero=False)
    return {"x": alt.X("x:Q", scale=scale, axis=None), "y": alt.Y("y:Q", scale=scale, axis=None)}


def _outlines(sheet: Sheet) -> Iterable[tuple[_Form, _Rows]]:
    if not sheet.outlines:
        return
    rows = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": [[_ring(ring)] for ring in one.rings]},
            "properties": {"fill": one.fill, "edge": one.edge, "tip": one.tip, "opacity": one.opacity},
        }
        for one in sheet.outlines
    ]
    yield ("outlines", ()), rows


def _outlines_chart(chart: alt.Chart) -> Any:
    return (
        chart.mark_geoshape(strokeWidth=0.7, clip=True)
        .encode(
            fill=alt.Fill("properties.fill:N", scale=None),
            stroke=alt.Stroke("properties.edge:N", scale=None),
            opacity=alt.Opacity("properties.opacity:Q", scale=None),
            tooltip=alt.Tooltip("properties.tip:N", title=" "),
        )
        .project(type="identity", scale=1, translate=[0, 0])
    )


def _ring(ring: Sequence[Point]) -> list[list[float]]:
    points = [[round(x, 1), round(y, 1)] for x, y in ring]
    return [*points, points[0]]


def _strokes(sheet: Sheet) -> Iterable[tuple[_Form, _Rows]]:
    """A layer for each way of dashing, and above it the cores of the hollow ones."""
    dashes = sorted({one.manner.dash for one in sheet.strokes})
    numbered = list(enumerate(sheet.strokes))
    for dash in dashes:
        some = [(i, one) for i, one in numbered if one.manner.dash == dash]
        yield ("lines", (dash,)), _lines(some)
        if hollow := [(i, one) for i, one in some if one.manner.is_hollow]:
            yield ("lines", ((),)), _lines(hollow, is_core=True)


def _lines(some: list[tuple[int, Stroke]], *, is_core: bool = False) -> _Rows:
    return [
        {
            "x": round(x, 1),
            "y": round(y, 1),
            "line": i,
            "step": step,
            "tip": one.tip,
            "width": round(max(one.width - 2.2, 0.8) if is_core else _outer(one), 2),
            "colour": PAPER if is_core else one.manner.colour,
        }
        for i, one in some
        for step, (x, y) in enumerate(one.points)
    ]


def _lines_chart(chart: alt.Chart, dash: tuple[int, ...]) -> Any:
    return chart.mark_line(strokeDash=list(dash), strokeCap="butt", strokeJoin="round", interpolate="linear").encode(
        **_place(),
        detail=alt.Detail("line:N"),
        order=alt.Order("step:Q"),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=alt.Tooltip("tip:N", title=" "),
    )


def _outer(one: Stroke) -> float:
    return max(one.width, 3.4) if one.manner.is_hollow else one.width


def _marks(sheet: Sheet) -> Iterable[tuple[_Form, _Rows]]:
    """Marks of each shape in a layer of their own, in the order in which the shapes first come."""
    for shape in dict.fromkeys(one.shape for one in sheet.marks):
        yield ("marks", (shape,)), [_mark(one) for one in sheet.marks if one.shape == shape]


def _mark(one: Mark) -> dict[str, Any]:
    return {
        "x": round(one.x, 1),
        "y": round(one.y, 1),
        "size": round(one.size, 1),
        "fill": one.fill,
        "edge": one.edge,
        "angle": round(one.angle, 1),
        "tip": one.tip,
        "edge_width": one.edge_width,
    }


def _marks_chart(chart: alt.Chart, shape: str) -> Any:
    return chart.mark_point(shape=shape, opacity=1).encode(
        **_place(),
        size=alt.Size("size:Q", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        strokeWidth=alt.StrokeWidth("edge_width:Q", scale=None),
        angle=alt.Angle("angle:Q", scale=None),
        tooltip=alt.Tooltip("tip:N", title=" "),
    )


def _words(sheet: Sheet) -> Iterable[tuple[_Form, _Rows]]:
    """Labels, each on a halo of the page's colour, so that a line behind it does not cross its letters."""
    for align, weight in dict.fromkeys((one.align, one.weight) for one in sheet.words):
        some = [one for one in sheet.words if (one.align, one.weight) == (align, weight)]
        yield _text(some, is_halo=True)
        yield _text(some, is_halo=False)


def _text(some: list[Words], *, is_halo: bool) -> tuple[_Form, _Rows]:
    rows = [
        {
            "x": round(one.x, 1),
            "y": round(one.y, 1),
            "text": one.text,
            "size": one.size,
            "colour": PAPER if is_halo else one.colour,
        }
        for one in some
    ]
    return ("words", (some[0].align, some[0].weight, is_halo)), rows


def _words_chart(chart: alt.Chart, align: str, weight: str, is_halo: bool) -> Any:  # noqa: FBT001 - a form's key
    way: dict[str, Any] = {"align": align, "fontWeight": weight, "baseline": "middle"}
    halo: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"} if is_halo else {}
    return chart.mark_text(aria=not is_halo, **way, **halo).encode(
        **_place(),
        text=alt.Text("text:N"),
        size=alt.Size("size:Q", scale=None),
        color=alt.Color("colour:N", scale=None),
    )


def _nothing(sheet: Sheet) -> tuple[_Form, _Rows]:
    words = [Words(sheet.width / 2, sheet.height / 2, "Nothing to draw", 14, colour=QUIET)]
    return _text(words, is_halo=False)


_CHARTS: dict[str, Callable[..., Any]] = {
    "outlines": _outlines_chart,
    "lines": _lines_chart,
    "marks": _marks_chart,
    "words": _words_chart,
}
