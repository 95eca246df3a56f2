"""Wrapped lines are joined without moving an offset; headlines, lists and paragraphs keep their line ends."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Parsed, Reading
from reportedly.parsing.lines import paragraphs, unwrapped

STORY = (
    "The newspaper Gulf Bulletin quoted local residents as saying that the River Brigade had seized two fuel trucks "
    "near Sabha in May 2024. Karim Hadid, a spokesman of the brigade, denied the report. Smugglers are said to have "
    "bombed the airport, and may attack the River Brigade."
)


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_a_wrapped_paragraph_is_one_again(width: int) -> None:
    assert unwrapped(textwrap.fill(STORY, width)) == STORY


def test_paragraphs_stay_apart_in_a_wrapped_text() -> None:
    text = "\n\n".join([textwrap.fill(STORY, 72)] * 2)
    assert unwrapped(text) == f"{STORY}\n\n{STORY}"
    assert len(paragraphs(unwrapped(text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seize the coast road\nRed Sea Wire, 12 March 2024\n\nThe army said that it had left.",
        "The army left.\nThe rebels stayed.\nNobody was hurt.",
        "They demand:\n- a ceasefire\n- the release of prisoners\n- money",
        "He said:\nhere we stay.",
        "Rebels seize road\n\nthe army said that it had left.",
        "",
        "\n\n",
    ],
)
def test_other_line_ends_stand(text: str) -> None:
    assert unwrapped(text) == text


def test_a_windows_line_end_wraps_too() -> None:
    assert unwrapped("The army said\r\nthat it left.") == "The army said\r that it left."


@given(st.text(st.sampled_from("aB .\n\r-“"), max_size=80))
def test_nothing_moves(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert {(a, b) for a, b in zip(text, joined, strict=True) if a != b} <= {("\n", " ")}


def test_a_wrapped_report_has_the_same_sentences(parsed_text: Callable[[str], Parsed]) -> None:
    whole, wrapped = parsed_text(STORY), parsed_text(textwrap.fill(STORY, 60))
    assert [token.text for token in whole.tokens] == [token.text for token in wrapped.tokens]
    assert [row.first for row in whole.sentences] == [row.first for row in wrapped.sentences]


def test_a_wrapped_report_reads_the_same(read_text: Callable[[str], Reading]) -> None:
    whole, wrapped = read_text(STORY), read_text(textwrap.fill(STORY, 60))
    assert [row.name for row in whole.sources] == [row.name for row in wrapped.sources]
    assert [row.name for row in whole.actors] == [row.name for row in wrapped.actors]
    assert [row.rule for row in whole.claims] == [row.rule for row in wrapped.claims]
    assert [row.things for row in whole.claims] == [row.things for row in wrapped.claims]


def test_a_heading_takes_no_part_in_the_sentence_below_it(parsed_text: Callable[[str], Parsed]) -> None:
    parsed = parsed_text("Rebels kill four soldiers near Goma\nRebels attacked an army convoy near Goma.")
    attacked = next(token for token in parsed.tokens if token.text == "attacked")
    assert attacked.dep == "ROOT"
    subject = parsed.child(attacked.i, "nsubj")
    assert subject is not None
    assert subject.text == "Rebels"
