"""The page: nothing of the text is lost, marks may overlap, links lead somewhere, and no document can attack it."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.made import EMPTY, MARSH, at, claim, odd_readings, with_document
from reportedly.export import notebook_view
from reportedly.export.html import fragment, page
from reportedly.export.marking import Mark, escaped, marked_lines
from reportedly.export.positions import Positions
from reportedly.model import Actor, Problem, Reading, Source, Span

TAG = re.compile(r"<[^>]*>")
VOID = {"meta", "br", "link"}
CSS = (files("reportedly.export") / "templates" / "reading.css").read_text("utf-8")


class Seen(HTMLParser):
    """What a browser would find: elements, ids, links, and the words inside the text's own box."""

    def __init__(self, printed: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.words = ""
        self.feed(printed)
        self.close()
        assert not self.open, "an element is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        assert len(known) == len(attrs), "an attribute stands twice"
        self.tags.append((tag, known))
        if tag not in VOID:
            self.open.append((tag, known))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if any(known.get("class") == "text" for _, known in self.open) and self.open[-1][1].get("class") != "text":
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [known[attribute] or "" for _, known in self.tags if attribute in known]


def test_the_text_stands_on_the_page_letter_for_letter() -> None:
    assert Seen(page([MARSH])).text == MARSH.document.text


@settings(max_examples=50, deadline=None, derandomize=True)
@given(odd_readings)
def test_any_reading_becomes_a_sound_page(reading: Reading) -> None:
    printed = page([reading, MARSH])
    assert str(escaped(reading.document.text)) in TAG.sub("", printed)
    assert_sound(printed)


marks = st.lists(
    st.builds(
        Mark,
        st.builds(Span, st.integers(-2, 30), st.integers(-2, 30)),
        st.sampled_from([("a",), ("b", "c")]),
        st.sampled_from(["", "said <by>"]),
        st.sampled_from(["", "i"]),
        st.sampled_from([(), ("e1", "e2")]),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(st.one_of(st.sampled_from("ab<&\"'>\n\r "), st.characters()), max_size=30), marks)
def test_marks_anywhere_lose_nothing(text: str, marks: list[Mark]) -> None:
    lines = marked_lines(text, Positions(text).line_starts, marks)
    assert TAG.sub("", "".join(lines)) == str(escaped(text))
    for line in lines:
        Seen(line)
    assert len(lines) == len(Positions(text).line_starts)


def test_overlapping_marks_are_split_where_they_cross() -> None:
    found = marked_lines(
        "abcdef", [0], [Mark(Span(0, 4), ("a",), id="x"), Mark(Span(2, 6), ("b",), "whose", "y", ("e",))]
    )
    whole = (
        '<span class="a" id="x">ab'
        '<span class="b" id="y" data-said="whose" tabindex="0" role="mark" aria-describedby="e">cd</span></span>'
        '<span class="b" data-said="whose">ef</span>'
    )
    assert found == (whole,)


def test_nested_marks_nest_and_end_with_their_line() -> None:
    found = marked_lines("ab\ncd", [0, 3], [Mark(Span(1, 2), ("in",)), Mark(Span(0, 5), ("out",))])
    assert found == (
        '<span class="out">a<span class="in">b</span>\n</span>',
        '<span class="out">cd</span>',
    )


def test_what_no_page_may_hold_is_replaced() -> None:
    assert str(escaped("a\x00b\x1bc\ud800d\x85\te\r\n")) == "a\ufffdb\ufffdc\ufffdd\ufffd\te\r\n"
    page([with_document(text="\ud800", title="\udfff")]).encode("utf-8")


def test_a_claim_takes_the_focus_once_and_says_its_chain() -> None:
    seen = Seen(page([MARSH]))
    focusable = [known for _, known in seen.tags if known.get("tabindex") == "0"]
    assert len(focusable) == len(MARSH.claims)
    shot = next(known for known in focusable if known["aria-describedby"] == "r1-claim-6")
    assert shot["data-said"] == (
        "Marsh Front and Salt Brigade: said NOT to be attacking with heavy weapons\n"
        "author > The Harbour Post > local residents, DENIED"
    )
    assert "denied" in (shot["class"] or "").split()


def test_claims_of_the_same_words_share_their_mark() -> None:
    reading = replace(MARSH, claims=(claim(), claim(id="c2", event="AID", certainty="possible")))
    [mark] = [known for _, known in Seen(page([reading])).tags if known.get("tabindex") == "0"]
    assert mark["aria-describedby"] == "r1-claim-1 r1-claim-2"
    assert mark["class"] == "claim certain possible"
    assert (mark["data-said"] or "").count("said") == 2


def test_every_entry_leads_to_its_words() -> None:
    seen = Seen(page([MARSH]))
    places = [(known["href"] or "")[1:] for tag, known in seen.tags if known.get("class") == "at" and tag == "a"]
    marks = {known["id"]: known for _, known in seen.tags if known.get("id")}
    assert [key for key in places if "-c" in key][: len(MARSH.claims)] == [f"r1-c{i}" for i in range(1, 9)]
    assert all(key in marks for key in places)


def test_sources_cues_contents_and_hedges_are_marked() -> None:
    printed = page([MARSH])
    assert re.search(r'<span class="source unnamed">experts</span>', printed)
    assert re.search(r'<span class="cue">as saying</span>', printed)
    assert re.search(r'<span class="marker hedge">may</span>', printed)
    assert re.search(r'<span class="marker no">longer</span>', printed)
    assert 'data-said="author &gt; The Harbour Post &gt; experts"' in printed


def test_a_ring_of_parents_ends() -> None:
    ring = tuple(replace(row, parent="t3" if row.id == "t2" else row.parent) for row in MARSH.attributions)
    assert 'data-said="author &gt; The Harbour Post &gt; experts"' in page([replace(MARSH, attributions=ring)])


ATTACKS = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "</style></title></head><img src=x onerror=alert(1)>",
    "--><!--",
    "{{ 7 * 191 }}{% raw %}",
    "&lt;script&gt;",
    "]]><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "\u202e\x00\x1b[31m",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_nothing_from_outside_is_taken_for_the_page(attack: str) -> None:
    reading = replace(
        MARSH,
        reader=replace(MARSH.reader, name=attack, version=attack),
        document=replace(
            MARSH.document, text=attack + MARSH.document.text, name=attack, title=attack, publisher=attack,
            published=attack, url=attack, language=attack,
        ),
        actors=(Actor("front", attack), Actor(attack, attack)),
        sources=(Source("post", attack, "outlet", named=True, mentions=(at("She"),), role=attack, affiliation=attack),),
        places=(replace(MARSH.places[0], name=attack, admin1=attack),),
        claims=(claim(chain=(attack,), actors=(attack,)), *(replace(row, things=(attack,)) for row in MARSH.claims)),
        problems=(Problem(attack, attack, (Span(0, 5),)),),
    )  # fmt: skip
    for printed in (page([reading, reading]), fragment(reading)):
        assert_sound(printed)
        assert "1337" not in printed
    seen = Seen(page([reading]))
    assert seen.text.startswith(str(escaped(attack).unescape()))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://delta.example/a?b=c&d=%20", True),
        ("http://delta.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//delta.example/x", False),
        ("https:///nowhere", False),
        ("https://[broken", False),
        ("file:///etc/passwd", False),
        ("https://a b", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    printed = page([with_document(url=url)])
    links = [known["href"] for _, known in Seen(printed).tags if "href" in known]
    assert (url in links) is linked
    assert " ".join(url.split()) in " ".join(Seen(printed).words.split())


def test_the_page_asks_nothing_of_the_network() -> None:
    printed = page([with_document(url=None)])
    assert not re.search(r"https?://|src=|url\(|@import|<link|<script", printed)


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    printed = page([MARSH])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', printed)
    style = re.search(r"<style>(.*?)</style>", printed, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert " style=" not in printed.replace(style[0], "")


def test_several_reports_share_a_page() -> None:
    seen = Seen(page([MARSH, EMPTY, MARSH]))
    assert [tag for tag, _ in seen.tags].count("article") == 3
    assert "3 reports" in seen.words
    assert_sound(page([MARSH, EMPTY, MARSH]))
    assert "No reports" in page([])


def test_headings_go_down_step_by_step() -> None:
    for printed in (page([MARSH]), page([MARSH, MARSH])):
        levels = [int(tag[1]) for tag, _ in Seen(printed).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_notebook_shows_the_fragment() -> None:
    import reportedly.export

    assert reportedly.export.notebook_view is notebook_view
    shown = MARSH._repr_html_()
    assert shown == fragment(MARSH)
    assert not re.search(r"<html|<body|<!doctype", shown)
    assert_sound(shown)


def test_fragments_of_two_reports_keep_their_ids_apart() -> None:
    first = set(Seen(fragment(MARSH)).values("id"))
    assert not first & set(Seen(fragment(with_document(name="other.txt"))).values("id"))


def test_right_to_left_text_finds_its_own_direction() -> None:
    printed = page([with_document(text="قال الجيش إنه انسحب.\nThe army left.", language="ar")])
    assert '<div class="text" lang="ar">' in printed
    assert '<p dir="auto">قال' in printed


def test_the_style_sheet_touches_nothing_but_ours() -> None:
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    for selectors in re.findall(r"([^{};]+)\{", bare):
        if selectors.strip().startswith("@"):
            continue
        for selector in re.split(r",(?![^(]*\))", selectors):
            assert selector.strip().startswith(".reportedly"), selector


SCHEMES = re.findall(r"--paper: .*?\}", CSS, re.DOTALL)


@pytest.mark.parametrize("scheme", SCHEMES[:2], ids=["light", "dark"])
def test_contrast_is_enough_for_everybody(scheme: str) -> None:
    """WCAG 2.2 AA, 4.5 to 1, for every colour of words on the paper, in a voice's words nested twice, and where lit."""
    colour = {name: rgb(value) for name, value in re.findall(r"--(\w+): #(\w{6})", scheme)}
    tint = re.search(r"--words: rgb\((\d+) (\d+) (\d+) / ([\d.]+)%\)", scheme)
    assert tint
    over, share = tuple(float(part) for part in tint.groups()[:3]), float(tint[4]) / 100
    once = blend(colour["paper"], over, share)
    for ground in (colour["paper"], once, blend(once, over, share), colour["lit"]):
        for name in ("ink", "quiet", "named", "unnamed", "hedge", "denied"):
            assert contrast(colour[name], ground) >= 4.5, (name, ground)


def test_a_page_is_the_same_every_time() -> None:
    assert page([MARSH]) == page([MARSH])
    assert fragment(MARSH) == fragment(MARSH)


def assert_sound(printed: str) -> None:
    """No script, no handler, no strange address; ids once, links inside the page lead somewhere."""
    seen = Seen(printed)
    printed.encode("utf-8")
    names = {tag for tag, _ in seen.tags}
    assert not names & {"script", "img", "svg", "iframe", "object", "embed", "form", "base", "link"}
    assert not [key for _, known in seen.tags for key in known if key.startswith("on") or key in ("style", "src")]
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    for href in seen.values("href"):
        assert href.startswith(("https://", "http://")) or href[1:] in ids, href
    for keys in seen.values("aria-describedby") + seen.values("aria-labelledby"):
        assert set(keys.split()) <= set(ids)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", printed)


Colour = tuple[float, ...]


def rgb(digits: str) -> Colour:
    return tuple(int(digits[i : i + 2], 16) for i in (0, 2, 4))


def blend(ground: Colour, over: Colour, share: float) -> Colour:
    return tuple(below + (above - below) * share for below, above in zip(ground, over, strict=True))


def luminance(colour: Colour) -> float:
    parts = (value / 255 for value in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
