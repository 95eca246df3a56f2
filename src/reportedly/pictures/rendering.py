"""Renders a picture as a Vega-Lite specification, as SVG and as PNG, without a network."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from reportedly.model.pictures import Picture
from reportedly.pictures.palette import PAPER, dark_style

_NOWHERE: list[str] = []  # addresses that a specification may load from
_HEAD = re.compile(r"<svg\b([^>]*)>")
_IDS = re.compile(r'(\bid="|url\(#)([\w-]+)("|\))')
_LABELS = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"')
_PLACE_FOR_WORDS = re.compile(r'<g class="mark-text role-mark (layer_\d+_marks|marks)"[^>]*/>')
_ANCHORS = {"left": "start", "right": "end", "center": "middle"}
_HALO = 3  # pixels
_SINKS = 0.3  # of its size, in whole pixels, from the middle of a line of words to its base, as Vega has it


def spec(picture: Picture) -> dict[str, Any]:
    """The picture's Vega-Lite specification with its data in it, ready for any Vega-Lite of version 6."""
    found: dict[str, Any] = json.loads(picture.drawing)
    return found


def svg(picture: Picture, *, style: bool = True) -> str:
    """The picture as an SVG element with a title and a description, well-formed XML of SVG 1.1.

    Its attributes show it on a light page. With `style` it carries the rules that turn it dark where the reader's
    system is dark; a page whose policy forbids styles within asks for it without, and takes the rules from
    `dark_style` into its own sheet. No script, no address, no style attribute that came from a document.
    """
    return _svg(picture, style)


@lru_cache(maxsize=16)
def png(picture: Picture, *, scale: float = 2.0) -> bytes:
    """The picture as PNG on white, `scale` dots a pixel."""
    # Each word once, its halo under it: to set the words takes longest. Not all that show SVG know `paint-order`.
    found: bytes = vl_convert.svg_to_png(_drawn(picture, is_halo_under=True), scale=scale)
    return found


@lru_cache(maxsize=32)
def _svg(picture: Picture, style: bool) -> str:  # noqa: FBT001 - a cached function's key
    bare = _drawn(picture)
    # Vega names each group and mark for assistive tools ('geoshape mark container'): one description of the whole says
    # more, and the figures stand in the table.
    inner = _with_own_ids(_LABELS.sub("", bare), picture)
    dark = f"<style>@media (prefers-color-scheme:dark){{{dark_style()}}}</style>" if style else ""
    told = f"<title>{escape(picture.title)}</title><desc>{escape(picture.says)}</desc>{dark}"
    return _HEAD.sub(
        lambda head: f'<svg{head[1]} class="reportedly-picture" role="img" aria-label="{escape(picture.title)}">{told}',
        inner,
        count=1,
    )


def _drawn(picture: Picture, *, is_halo_under: bool = False) -> str:
    """Vega's SVG with the words in their places, just as Vega would have put them, halos in layers of their own."""
    bare, layers = _without_words(picture)
    whole = spec(picture)
    words = {}
    for number in layers:
        layer = whole["layer"][number]
        rows, mark = layer["data"]["values"], layer["mark"]
        if is_halo_under:
            rows = () if "stroke" in mark else rows
            mark |= {"stroke": PAPER, "strokeWidth": _HALO}
        words[f"layer_{number}_marks"] = _texts(rows, mark, whole["config"]["font"])
    return _PLACE_FOR_WORDS.sub(lambda place: words.get(place[1], place[0]), bare)


@lru_cache(maxsize=32)
def _without_words(picture: Picture) -> tuple[str, tuple[int, ...]]:
    """Vega's SVG without its words, and the numbers of the layers that have some.

    Vega measures each word by every typeface that it is given, which takes it five times as long as all the rest: it
    leaves places for them instead.
    """
    whole = spec(picture)
    layers = whole.get("layer", [])
    of_words = tuple(i for i, one in enumerate(layers) if one["mark"]["type"] == "text" and len(layers) > 1)
    for number in of_words:
        layers[number]["data"] = {"values": []}
    for layer in layers:  # what is told where one points is nothing to draw
        layer["encoding"].pop("tooltip", None)
    return vl_convert.vegalite_to_svg(json.dumps(whole), allowed_base_urls=_NOWHERE), of_words


def _texts(rows: Sequence[dict[str, Any]], mark: dict[str, Any], font: str) -> str:
    """The words of a layer as a group of SVG; a halo is painted under what is filled."""
    halo = f' stroke="{mark["stroke"]}" stroke-width="{mark["strokeWidth"]}"' if "stroke" in mark else ""
    under = ' paint-order="stroke"' if halo and rows and rows[0]["colour"] != mark["stroke"] else ""
    style = f'font-family="{escape(font)}" font-weight="{mark["fontWeight"]}" text-anchor="{_ANCHORS[mark["align"]]}"'
    texts = (
        f'<text transform="translate({row["x"]:g},{round(row["y"] + int(_SINKS * row["size"] + 0.5), 1):g})" '
        f'font-size="{row["size"]:g}px" fill="{row["colour"]}">{escape(row["text"])}</text>'
        for row in rows
    )
    return f'<g {style}{halo}{under} stroke-linejoin="round">{"".join(texts)}</g>'


def _with_own_ids(bare: str, picture: Picture) -> str:
    """Vega counts its ids (of clips) through a process: here they follow from the picture, and two on a page differ."""
    known: dict[str, str] = {}
    own = hashlib.sha256(picture.drawing.encode("utf-8")).hexdigest()[:8]

    def renamed(found: re.Match[str]) -> str:
        return f"{found[1]}{known.setdefault(found[2], f'p{own}-{len(known)}')}{found[3]}"

    return _IDS.sub(renamed, bare)
