"""Redaction: no word that identifies an unnamed voice is left, spans stay where they are, the named stay named."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import MARSH, odd_readings
from reportedly.export.bundle import packed
from reportedly.export.formats import FORMATS, prepared, written
from reportedly.export.redaction import redacted, redacted_case, unnamed_voices
from reportedly.model import (
    Actor,
    Attribution,
    Claim,
    Document,
    Place,
    Problem,
    Quantity,
    Reader,
    Reading,
    Source,
    Span,
    Time,
)
from reportedly.model.export import Bundle, Case, Judged, Original, Received

TEXT = """\
Beekeeper fears for Zafraya
The beekeeper from Zafraya who lost two sons said that the Salt Brigade shelled the orchard on Sunday.
"The beekeepers are all gone", said the mayor, Omar Selim.
A lecturer at the Afrin college told the Post that the ZAFRAYA beekeeper may be right about Afrin.
The Salt Brigade attacked Afrin town.
"""
HIDDEN = ("beekeeper", "zafraya", "sons", "lecturer", "college", "lost")


def every(words: str) -> tuple[Span, ...]:
    return tuple(Span(match.start(), match.end()) for match in re.finditer(re.escape(words), TEXT))


FIRST = "The beekeeper from Zafraya who lost two sons"
READING = Reading(
    Reader("reportedly", "1.0", "by hand"),
    Document(
        f"sha256:{'1' * 64}", "beekeeper-zafraya.txt", TEXT, "Beekeeper fears for Zafraya", "The Post", "2024-06-04",
        "https://post.example/2024/beekeeper-fears", "en",
    ),
    (
        Actor("a1", "Salt Brigade", (), every("Salt Brigade"), "armed group"),
        Actor("a2", "the beekeepers", ("the beekeeper",), every("The beekeepers"), "civilian"),
        Actor("a3", "college", (), every("the Afrin college"), "organization"),
    ),
    (
        Place("p1", "Zafraya", "Idlib", "SYR", "Syria", 35.9, 36.7, "1", every("Zafraya who")),
        Place("p2", "Afrin", "Aleppo", "SYR", "Syria", 36.5, 36.8, "2", every("Afrin town")),
    ),
    (
        Source("s1", "The Post", "author", named=False),
        Source("s2", "a beekeeper from Zafraya", "person", named=False, mentions=every(FIRST), role="beekeeper"),
        Source("s3", "Omar Selim", "person", named=True, mentions=every("the mayor, Omar Selim"), role="mayor"),
        Source("s4", "A lecturer", "person", named=False, affiliation="college",
               mentions=every("A lecturer at the Afrin college")),
    ),
    (
        Attribution("t1", "s2", every(FIRST), every("said that"), every("the Salt Brigade shelled the orchard"),
                    "indirect", 1),
        Attribution("t2", "s4", every("A lecturer at the Afrin college"), every("told"), (), "indirect", 1),
    ),
    (
        Claim(
            "c1", every("the Salt Brigade shelled the orchard"), "ASSAULT", None, (), None, ("a1",), ("a2",),
            ("a beekeeper's hives",), None, "p1", ("p1", "p2"), Time("2024-06-02", "2024-06-02", "the sons' Sunday"),
            "affirmed", "certain", Quantity(2, 2, "two sons"), None, (), 0.5, "past", "t1", ("s1", "s2"),
        ),
    ),
    (Problem("odd", "the beekeeper is odd"),),
)  # fmt: skip


def left(words: str) -> list[str]:
    """The hidden words that still stand in a text."""
    return [word for word in HIDDEN if re.search(rf"(?<![^\W_]){word}s?(?![^\W_])", words, re.IGNORECASE)]


def test_the_test_can_see_what_is_left() -> None:
    assert left(READING.to_json()) == list(HIDDEN)


def test_an_unnamed_voice_becomes_a_label() -> None:
    found = redacted(READING)
    assert [row.name for row in found.sources] == [
        "The Post",
        "an unnamed source 1",
        "Omar Selim",
        "an unnamed source 2",
    ]
    assert not [row for row in found.sources if not row.named and (row.role or row.affiliation or row.aliases)]
    assert found.claims[0].chain == ("s1", "unnamed-1")
    assert [row.source for row in found.attributions] == ["unnamed-1", "unnamed-2"]


def test_no_identifying_word_is_left() -> None:
    found = redacted(READING)
    assert left(found.to_json()) == []
    assert found.document.url is None
    assert found.document.title == f"{'█' * 9} fears for {'█' * 7}"


def test_spans_stay_and_the_rest_of_the_text_too() -> None:
    found = redacted(READING)
    assert len(found.document.text) == len(TEXT)
    assert found.document.text.count("\n") == TEXT.count("\n")
    assert [row.spans for row in found.claims] == [row.spans for row in READING.claims]
    (span,) = found.claims[0].spans
    assert found.document.text[span.start : span.end] == "the Salt Brigade shelled the orchard"
    assert "said the mayor, Omar Selim." in found.document.text


def test_a_word_in_another_name_is_hidden_only_where_it_names_the_voice() -> None:
    text = redacted(READING).document.text
    assert "The Salt Brigade attacked Afrin town." in text
    assert "Afrin college" not in text


def test_places_and_actors_known_by_the_voice_alone_are_withheld() -> None:
    found = redacted(READING)
    assert found.places[0] == Place("withheld-place-1", "a withheld place 1", mentions=READING.places[0].mentions)
    assert found.places[1].name == "Afrin"
    assert found.claims[0].place == "withheld-place-1"
    assert [row.name for row in found.actors] == ["Salt Brigade", "the ██████████", "a withheld actor 1"]


def test_what_stands_beside_the_readings_is_hidden_too() -> None:
    case = Case(
        (READING,),
        (Judged("k", "note", "report", "anna", "2024", "the beekeeper", "a lecturer?", READING.document.name),),
        receipts=(Received(READING.document.name, "2024", "/home/beekeeper.txt", "anna", "r"),),
        redact=True,
    )
    found = redacted_case(case)
    assert left(repr(found)) == []
    assert found.judgements[0].document == found.receipts[0].document == found.readings[0].document.name


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_tells_it(name: str) -> None:
    case = Case((READING, *CASE.readings), redact=True)
    data = written(case, name)
    if name == "parquet":
        parquet = import_module("pyarrow.parquet")
        data += str(parquet.read_table(io.BytesIO(data)).to_pylist()).encode()
    assert left(data.decode("utf-8", "replace")) == []
    assert left(written(replace(case, redact=False), "json").decode()) == list(HIDDEN)


def test_a_redacted_bundle_tells_nothing_and_holds_no_original() -> None:
    bundle = Bundle(Case((READING,), redact=True), (Original("1" * 64, TEXT.encode()),))
    assert left(packed(bundle).decode("utf-8", "replace")) == []
    assert b"originals/1" not in packed(bundle)


def test_a_stix_text_is_redacted_under_its_base64() -> None:
    from reportedly.export.formats import read_back

    (found,) = read_back("stix", written(Case((READING,), redact=True), "stix"))
    assert left(found.to_json()) == []


def test_a_report_without_unnamed_voices_stays_as_it_is() -> None:
    plain = replace(MARSH, sources=tuple(row for row in MARSH.sources if row.named or row.kind == "author"))
    assert unnamed_voices(plain) == ()
    assert redacted(plain) == plain


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sound_readings())
def test_redaction_keeps_spans_and_lengths(reading: Reading) -> None:
    (before,) = prepared(Case((reading,))).readings
    (after,) = prepared(Case((reading,), redact=True)).readings
    assert len(after.document.text) == len(before.document.text)
    assert [row.spans for row in after.claims] == [row.spans for row in before.claims]
    assert not [row for row in unnamed_voices(after) if not re.fullmatch(r"an unnamed source \d+", row.name)]
    keys = {row.id for row in after.sources}
    assert all(key in keys for row in after.claims for key in row.chain)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(odd_readings)
def test_redacting_an_odd_reading_never_raises(reading: Reading) -> None:
    assert redacted(reading).claims is not None
