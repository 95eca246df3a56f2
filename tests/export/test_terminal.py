"""The screen: what stands on it, that it keeps its width, and that no text can steer the terminal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from export.made import EMPTY, MARSH, at, claim, document, odd_readings, with_document
from reportedly.export.screen import Run, columns, harmless, in_plain, wrapped
from reportedly.export.terminal import render
from reportedly.model import Actor, Problem, Reading

GOLDEN = Path(__file__).parent / "marsh.screen.txt"
SGR = re.compile(r"\x1b\[[0-9;]*m")


def test_the_whole_screen(renew: bool) -> None:
    screen = render(MARSH)
    if renew:
        GOLDEN.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80, 132])
def test_no_line_is_wider_than_asked(width: int) -> None:
    lines = render(with_document(url=None), width).splitlines()
    assert max(map(columns, lines)) <= width
    assert max(map(columns, lines)) > width * 0.8


def test_an_address_is_not_broken() -> None:
    url = "https://delta.example/" + "a" * 100
    assert url in render(with_document(url=url)).splitlines()


def test_colour_adds_only_colour() -> None:
    coloured = render(MARSH, color=True)
    assert "\x1b[1;31mNOT\x1b[0m" in coloured
    assert [line.rstrip() for line in SGR.sub("", coloured).splitlines()] == render(MARSH).splitlines()


def test_every_entry_begins_with_its_place() -> None:
    screen = render(MARSH)
    text = MARSH.document.text
    for words in ("the Brigade may attack again", "the Front is providing rifles", "experts"):
        start = at(words).start
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        assert re.search(rf"^ *{line}:{column}  ", screen, re.MULTILINE), words


def test_a_reading_without_anything() -> None:
    assert render(EMPTY).splitlines()[0] == "marsh.txt"
    assert "CLAIMS: none found" in render(EMPTY)
    assert "TIES" not in render(EMPTY)
    assert "NOT READ" not in render(EMPTY)


def test_what_was_not_read_is_told() -> None:
    assert "date-conflict: the text says 4 June 2024" in " ".join(render(MARSH).split())


ATTACKS = [
    "\x1b[2J\x1b[31m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\x08\x08\x08",
    "\r",
    "\u202egnihtemos",
    "\u2066x",
    "\ud800",
    "\x00",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
@pytest.mark.parametrize("color", [False, True])
def test_no_text_steers_the_terminal(attack: str, color: bool) -> None:
    reading = replace(
        MARSH,
        document=document(attack + MARSH.document.text, title=attack, publisher=attack, url=attack, name=attack),
        actors=tuple(replace(actor, name=attack + actor.name) for actor in MARSH.actors),
        sources=tuple(replace(source, name=attack + source.name, role=attack) for source in MARSH.sources),
        problems=(Problem(attack, attack),),
    )
    assert_harmless(render(reading, color=color))


def test_what_is_taken_out_is_shown() -> None:
    assert harmless("a\x1b[31mb\u202ec\U000e0041") == "a\\x1b[31mb\\u202ec\\U000e0041"
    assert harmless(" two\n\tlines\u2028here ") == "two lines here"
    assert harmless("می\u200cخواهم \u200fالجيش") == "می\u200cخواهم الجيش"


def test_wide_and_combining_characters_are_measured() -> None:
    assert columns("日本") == 4
    assert columns("e\u0301") == 1
    assert columns("الجَيش") == 5


@pytest.mark.parametrize("name", ["人民解放軍" * 12, "جبهة" * 20, "e\u0301" * 70, "Front " * 30])
def test_names_of_any_script_are_wrapped(name: str) -> None:
    reading = replace(MARSH, actors=(Actor("front", name),), document=replace(MARSH.document, url=None))
    screen = render(reading, 60)
    assert max(map(columns, screen.splitlines())) <= 60
    assert "".join(name.split()) in re.sub(r"\s", "", screen)


def test_words_are_kept_whole_where_they_fit() -> None:
    lines = [in_plain(line) for line in wrapped([Run("one two "), Run("three", "bold"), Run(", four")], 12)]
    assert lines == ["one two", "three, four"]


def test_long_words_are_cut() -> None:
    assert [in_plain(line) for line in wrapped([Run("a" * 25)], 12, 2)] == ["  " + "a" * 10] * 2 + ["  " + "a" * 5]


def test_a_denied_claim_cannot_be_read_as_a_fact() -> None:
    reading = replace(MARSH, claims=(claim(polarity="denied", certainty="probable"),))
    words = " ".join(render(reading).split())
    assert "Marsh Front: said probably NOT to be cooperating with Salt Brigade" in words
    assert "author, DENIED as probable [COOPERATE]" in words


@settings(max_examples=50, deadline=None, derandomize=True)
@given(odd_readings)
def test_any_reading_is_shown(reading: Reading) -> None:
    screen = render(reading, 50)
    assert_harmless(screen)
    url = harmless(reading.document.url or "")
    assert all(columns(line) <= 50 or line == url for line in screen.split("\n"))


def assert_harmless(screen: str) -> None:
    bare = SGR.sub("", screen).replace("\n", "")
    assert not [char for char in bare if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(bare) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    screen.encode("utf-8")
