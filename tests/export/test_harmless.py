"""Hostile text: one character for one, spans where they were, and an ordinary reading untouched."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.made import MARSH, odd_readings
from reportedly.export.addresses import web_address
from reportedly.export.harmless import harmless, harmless_text
from reportedly.model import Place, Reading, Span


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(st.characters(), max_size=30))
def test_every_text_fits_a_file_and_xml(text: str) -> None:
    found = harmless_text(text)
    assert len(found) == len(text)
    found.encode("utf-8")
    escaped = found.replace("&", "&amp;").replace("<", "&lt;")
    ET.fromstring(f"<a>{escaped}</a>")


def test_what_is_replaced_and_what_stays() -> None:
    assert harmless_text("a\x00\x1b\ud800\ufffe\tb\r\n\u202e\u200bé") == "a\ufffd\ufffd\ufffd\ufffd\tb\r\n\u202e\u200bé"


def test_an_ordinary_reading_stays_as_it_is() -> None:
    assert harmless(MARSH) == MARSH


@pytest.mark.parametrize("at", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (1.0, None)])
def test_degrees_that_are_none_are_left_out(at: tuple[float, float | None]) -> None:
    place = Place("p", "Maro", latitude=at[0], longitude=at[1])
    assert harmless(replace(MARSH, places=(place,))).places[0].latitude is None


def test_spans_outside_the_text_are_left_out() -> None:
    claim = replace(MARSH.claims[0], spans=(Span(-1, 3), Span(5, 2), Span(1, 4), Span(0, 10**9)))
    assert harmless(replace(MARSH, claims=(claim,))).claims[0].spans == (Span(1, 4),)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(odd_readings)
def test_it_is_done_once(reading: Reading) -> None:
    assert harmless(harmless(reading)) == harmless(reading)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://delta.example/marsh?a=1&b=%20#c", True),
        ("http://delta.example:8080/", True),
        ("https://delta.example/a b", False),
        ("javascript:alert(1)", False),
        ("https://user@delta.example/", False),
        ("http://[::1", False),
        ("https://delta.example:99999999/", False),
        ("", False),
        (None, False),
    ],
)
def test_web_addresses(url: str | None, is_one: bool) -> None:
    assert web_address(url) == (url if is_one else None)
