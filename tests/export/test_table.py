"""The spreadsheet: a row a claim, no document lost, no cell that calculates."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from export.made import EMPTY, MARSH, claim, odd_readings, with_document
from reportedly.export.table import columns, render
from reportedly.model import Problem, Reading


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(readings).removeprefix("\ufeff"), newline="")))


def test_a_row_tells_all_of_a_claim() -> None:
    row = rows(MARSH)[6]
    assert row == {
        "document": "marsh.txt",
        "title": "Marsh rebels arm a former enemy, newspaper says",
        "publisher": "The Delta Courier",
        "published": "2024-06-04",
        "url": "https://delta.example/marsh?a=1&b=2",
        "line": "8",
        "column": "73",
        "claim": "c7",
        "evidence": "the Brigade carried out three drone attacks on the River Council in Maro",
        "in_words": "Salt Brigade: said to have attacked River Council by drone, 3 times, at least 4 dead, "
        "10 to 12 injured, in Maro, Maysan, Iraq, in May 2024",
        "event": "ASSAULT",
        "relation": "",
        "mode": "drone",
        "contexts": "",
        "actors": "Salt Brigade",
        "recipients": "River Council",
        "things": "drone",
        "count": "3",
        "place": "Maro",
        "admin1": "Maysan",
        "country": "Iraq",
        "latitude": "31.5",
        "longitude": "-47.25",
        "places_all": "Maro, Maysan, Iraq",
        "time": "2024-05",
        "time_in_text": "In May 2024",
        "polarity": "affirmed",
        "certainty": "certain",
        "when": "past",
        "markers": "",
        "voice": "Tomas Verel",
        "voice_kind": "person",
        "voice_named": "yes",
        "chain": "author > The Harbour Post > Tomas Verel",
        "dead_low": "4",
        "dead_high": "",
        "injured_low": "10",
        "injured_high": "12",
        "score": "0.5",
        "problem": "",
    }


def test_several_actors_spans_and_markers_share_a_cell() -> None:
    found = rows(MARSH)
    assert found[5]["actors"] == "Marsh Front; Salt Brigade"
    assert found[5]["markers"] == "no longer"
    assert found[3]["evidence"] == "the Front is ... to drive the River Council out of Maro"
    assert found[4]["voice_named"] == "no"


def test_problems_and_silent_documents_have_rows() -> None:
    found = rows(EMPTY, MARSH, with_document(name="other.txt"))
    assert [row["document"] for row in found] == ["marsh.txt", *["marsh.txt"] * 10, *["other.txt"] * 10]
    assert found[0]["claim"] == found[0]["problem"] == ""
    assert found[9]["problem"] == "quotation: a quotation mark opens and never closes"
    assert (found[9]["line"], found[9]["column"]) == ("6", "12")
    assert found[10]["line"] == ""


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        (" \n =1", "'=1"),
        ("\x00=1", "'=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("two\r\nlines", "two lines"),
        ('say "a, b"', 'say "a, b"'),
        ("\ud800x", "x"),
    ],
)
def test_no_cell_calculates(words: str, cell: str) -> None:
    reading = replace(
        with_document(title=words, name=words), problems=(Problem("x", words),), claims=(claim(id=words),)
    )
    for row in rows(reading):
        assert row["title"] == row["document"] == cell
    assert rows(reading)[0]["claim"] == cell


def test_numbers_stay_numbers() -> None:
    assert rows(MARSH)[6]["longitude"] == "-47.25"


def test_the_file_begins_with_a_byte_order_mark_and_lines_end_as_the_standard_says() -> None:
    printed = render([MARSH])
    assert printed.startswith("\ufeffdocument,title,")
    assert printed.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert printed.count("\n") == printed.count("\r\n") == 11


def test_no_reading_leaves_the_heading() -> None:
    assert render([]) == "\ufeff" + ",".join(columns()) + "\r\n"


@settings(max_examples=50, deadline=None, derandomize=True)
@given(odd_readings)
def test_any_reading_is_a_table(reading: Reading) -> None:
    printed = render([reading])
    printed.encode("utf-8")
    found = list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in found} == {len(columns())}
    assert len(found) == 1 + max(len(reading.claims) + len(reading.problems), 1)
    numbers = {columns().index(name) for name in ("latitude", "longitude", "score")}
    for row in found[1:]:
        assert not [cell for i, cell in enumerate(row) if i not in numbers and cell.startswith(tuple("=+-@\t\r"))]
        assert not [cell for cell in row if "\n" in cell]
