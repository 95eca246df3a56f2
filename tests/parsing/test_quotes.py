"""Quotation marks: every kind, whole and broken, analysed and never changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Quote, Span
from reportedly.parsing.quotes import find_quotes


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, tuple(Span(*match.span()) for match in re.finditer(r"[^\n]+", text)))


def inner(text: str) -> list[str]:
    return [text[quote.inner.start : quote.inner.end].strip() for quote in quotes_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We left."', ["We left."]),
        ("He said: “We left.”", ["We left."]),
        ("„So“, sagte er.", ["So"]),
        ("«Oui», dit-il.", ["Oui"]),
        ("»Ja«, sagt sie.", ["Ja"]),
        ("``old'' style", ["old"]),
        ("the rebels' base and ‘special ops’, it's said", ["special ops"]),
        ("it's the rebels' own", []),
        ('"mixed” and “other"', ["mixed", "other"]),
        ("“a “b c” d” he said", ["a “b c” d"]),
    ],
)
def test_whole_quotations_pair(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_that_is_never_closed_holds_to_the_end_of_its_paragraph() -> None:
    text = "He said: “We left the town.\nNobody followed."
    assert inner(text) == ["We left the town."]
    assert not quotes_of(text)[0].closed


def test_a_new_quotation_after_a_colon_ends_one_that_was_left_open() -> None:
    assert inner("She said: “We left. He added: “They stayed.”") == ["We left.", "They stayed."]


def test_a_closing_mark_that_was_never_opened_begins_where_the_last_quotation_ended() -> None:
    found = quotes_of("“Support is needed.” It was decisive.”")
    assert [quote.opened for quote in found] == [True, False]
    assert found[0].span.end == found[1].span.start


@given(st.text(alphabet="ab .,:“”\"'‘’«»„\n", max_size=80))
def test_quotations_of_any_text_stand_in_order_inside_it(text: str) -> None:
    found = quotes_of(text)
    assert all(0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end <= len(text) for q in found)
    assert list(found) == sorted(found, key=lambda quote: quote.span)
