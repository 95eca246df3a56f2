"""Any picture: its specification holds by Vega-Lite's schema, its SVG is sound XML, and nothing in it can act."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert
from lxml import etree, html

from pictures.conftest import HOSTILE, drawn
from reportedly.model.pictures import Chain, Deed, Governorate, Picture, Teller, Tie
from reportedly.pictures import View, chains, dark_style, deeds_map, fragment, network, page, png, spec, svg, timeline
from reportedly.pictures.palette import DARK
from reportedly.pictures.rendering import _drawn

SVG = "{http://www.w3.org/2000/svg}"
PAGE = {"html", "head", "meta", "body", "main", "figure", "figcaption", "div", "p", "ul", "li", "details", "summary"}
PAGE |= {"table", "thead", "tbody", "tr", "th", "td", "script"}
TAGS = {"svg", "g", "path", "text", "rect", "title", "desc", "style", "defs", "clipPath", "tspan", "line"}


def texts(drawing: str) -> list[tuple[str | None, ...]]:
    """The words of an SVG with their places, sizes, colours and ways of standing."""
    found = []
    names = ("font-size", "fill", "text-anchor", "stroke", "stroke-width", "font-family", "font-weight")
    for one in etree.fromstring(drawing.encode()).iter(f"{SVG}text"):
        own = {name: next((e.get(name) for e in (one, *one.iterancestors()) if e.get(name)), None) for name in names}
        place = re.sub(r"[\d.]+", lambda digits: f"{float(digits[0]):.1f}", one.get("transform") or "")
        found.append((one.text, place, *own.values()))
    return found


def hostile() -> list[Picture]:
    """Each kind of picture with an attack in each field that came from outside."""
    pairs = [(one, HOSTILE[(i + 1) % len(HOSTILE)]) for i, one in enumerate(HOSTILE)]
    return [
        network([Tie(a, b, f"k{a}", f"k{b}", a, mutual=False, claims=i + 1) for i, (a, b) in enumerate(pairs)]),
        timeline([Deed(a, (a,), (b,), a, "2014", a, published=(b, "2014-03")) for a, b in pairs]),
        deeds_map([Governorate(a, b, 34 + i / 5, 36 + i / 5, i + 1) for i, (a, b) in enumerate(pairs)]),
        chains([Chain((Teller(a, b, named=True), Teller(b, a, named=False)), i + 1) for i, (a, b) in enumerate(pairs)]),
    ]


def test_the_specification_holds_by_the_schema(pictures: list[Picture]) -> None:
    for picture in pictures:
        alt.Chart.from_dict(short(spec(picture)), validate=True)
        assert spec(picture)["description"] == picture.says


def short(whole: dict[str, Any]) -> dict[str, Any]:
    """A specification with a few of its rows: each is of one form, and the schema takes long over many."""
    for layer in (one for one in whole["layer"] if "data" in one):
        layer["data"]["values"] = layer["data"]["values"][:3]
    return whole


def test_words_stand_in_the_svg_just_as_vega_puts_them(pictures: list[Picture]) -> None:
    for picture in (*pictures, *hostile()):
        vegas = vl_convert.vegalite_to_svg(picture.drawing, allowed_base_urls=[])
        assert texts(svg(picture)) == texts(vegas)


def test_the_svg_is_xml_with_a_title_and_a_description(pictures: list[Picture]) -> None:
    for picture in pictures:
        root = etree.fromstring(svg(picture).encode())
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == picture.title
        assert root.findtext(f"{SVG}desc") == picture.says


def test_the_same_input_gives_the_same_bytes() -> None:
    code = "from pictures.conftest import drawn; from reportedly.pictures import svg; import hashlib;"
    code += "print([hashlib.sha256(svg(one).encode()).hexdigest() for one in drawn(12)])"
    tests = str(Path(__file__).parent.parent)
    there = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": "7", "PYTHONPATH": tests}, capture_output=True, check=True
    )
    here = [hashlib.sha256(svg(one).encode()).hexdigest() for one in drawn(12)]
    assert there.stdout.decode().strip() == str(here)


def test_the_order_of_what_is_drawn_makes_no_difference() -> None:
    from pictures.conftest import deeds, ties, ways

    assert network(ties(40)) == network(ties(40)[::-1])
    assert chains(ways(40)) == chains(ways(40)[::-1])
    assert timeline(deeds(3)) == timeline(deeds(3)[::-1])


@pytest.mark.parametrize("number", range(4), ids=["network", "timeline", "map", "chains"])
def test_hostile_labels_stay_text(number: int) -> None:
    picture = hostile()[number]
    root = etree.fromstring(svg(picture).encode())
    for node in root.iter():
        assert str(node.tag).removeprefix(SVG) in TAGS
        assert not [name for name in node.attrib if str(name).startswith("on") or "href" in str(name)]
        assert not [char for char in node.text or "" if ord(char) < 32 and char != "\n"]
    alt.Chart.from_dict(short(spec(picture)), validate=True)
    for printed, scripts in ((page(picture), 2), (fragment(picture), 0)):
        nodes = list(html.fromstring(printed).iter(etree.Element))
        assert not [name for node in nodes for name in node.attrib if name.startswith("on") or name in ("href", "src")]
        assert sum(node.tag == "script" for node in nodes) == scripts
        assert {node.tag for node in nodes} <= PAGE | {tag.lower() for tag in TAGS}
    assert all(len(cell) <= 160 for row in picture.rows for cell in row)
    assert all(len(word) < 700 for word in (picture.title, picture.says))


def test_the_page_lets_only_its_own_script_run() -> None:
    printed = page(drawn(3)[0])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', printed)
    script = re.search(r"<script>(.*)</script>\s*</body>", printed, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", printed, re.DOTALL)
    assert policy
    assert script
    assert style
    allowed = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    assert digest(script[1]) in allowed
    assert digest(style[1]) in allowed
    assert not re.search(r'\b(src|href)="', printed[: printed.index("<script>")])


def digest(words: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"


def test_the_page_holds_the_specification_and_the_table() -> None:
    picture = drawn(3)[0]
    printed = page(picture)
    data = re.search(r'<script type="application/json" id="spec">(.*?)</script>', printed, re.DOTALL)
    assert data
    assert json.loads(data[1]) == spec(picture)
    assert printed[: data.start()].count("<tr>") == 1 + len(picture.rows)
    assert all(note.split(":")[0].replace("'", "&#39;") in printed for note in picture.notes)


def test_a_picture_turns_dark_without_another_svg() -> None:
    used = set(re.findall(r'"(#[0-9a-f]{6})"', "".join(svg(one, style=False) for one in drawn(12))))
    assert used <= DARK.keys(), "a colour that has no counterpart on a dark page"
    assert "prefers-color-scheme:dark" in svg(drawn(3)[0])
    assert "<style>" not in svg(drawn(3)[0], style=False)
    assert " style=" not in svg(drawn(3)[0], style=False)
    assert dark_style("[data-theme=dark]").startswith("[data-theme=dark] .reportedly-picture [fill=")


def test_colours_can_be_told_from_their_paper() -> None:
    """WCAG 2.2, 1.4.3, for words of any size, on both papers."""
    paper = dict.fromkeys(DARK, "#ffffff")
    for light, dark in DARK.items():
        if light in ("#ffffff", "#cbd2d9", "#eef1f3", "#d3dde6", "#a9b5c0"):
            continue
        assert contrast(light, paper[light]) >= 4.5
        assert contrast(dark, DARK["#ffffff"]) >= 4.5


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_notebook_gets_html_svg_and_words() -> None:
    shown = View(drawn(3)[3])._repr_mimebundle_()
    assert list(shown) == ["text/html", "image/svg+xml", "text/plain"]
    assert "<script" not in shown["text/html"]
    assert shown["text/plain"].startswith("On whose word")


def test_a_picture_is_saved_as_its_name_ends(tmp_path: Path) -> None:
    view = View(drawn(3)[2])
    for name, start in (("a.svg", b"<svg"), ("a.PNG", b"\x89PNG"), ("a.html", b"<!doctype html>")):
        view.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(ValueError, match="none of"):
        view.save(tmp_path / "a.gif")
    assert view.svg() == svg(view.picture)
    assert view.spec() == spec(view.picture)
    assert png(view.picture, scale=0.5)[:4] == b"\x89PNG"


def test_a_png_has_each_word_once_over_its_own_halo() -> None:
    picture = drawn(12)[0]
    whole, flat = _drawn(picture), _drawn(picture, is_halo_under=True)
    once, twice = ([row[0] for row in texts(one) if row[0] != picture.title] for one in (flat, whole))
    assert len(once) > 10
    assert sorted([*once, *once]) == sorted(twice)
    assert "paint-order" not in whole
    assert png(picture) is png(picture)
