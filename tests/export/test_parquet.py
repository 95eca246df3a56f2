"""Parquet: a row a claim, typed, as pyarrow reads it."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import MARSH
from reportedly.export.formats import written
from reportedly.model import Reading
from reportedly.model.export import Case

parquet = import_module("pyarrow.parquet")


def table(case: Case) -> Any:
    return parquet.read_table(io.BytesIO(written(case, "parquet")))


def test_a_row_tells_all_of_a_claim() -> None:
    row = table(CASE).to_pylist()[6]
    assert (row["document"], row["claim"], row["event"], row["place"]) == ("marsh.txt", "c7", "ASSAULT", "Maro")
    assert (row["actors"], row["recipients"]) == (["Salt Brigade"], ["River Council"])
    assert (row["dead_low"], row["dead_high"], row["time_start"]) == (4, None, "2024-05")
    assert row["judgements"] == ["accept by anna"]
    start, end = row["spans"][0]["start"], row["spans"][0]["end"]
    assert MARSH.document.text[start:end] == row["words"]


def test_numbers_for_a_word_stand_beside_it_and_none_where_a_scale_has_none() -> None:
    names = ("stix", "misp", "icd203", "icd203_low", "icd203_high")
    found = {row["certainty"]: [row[f"certainty_{name}"] for name in names] for row in table(CASE).to_pylist()}
    assert found["certain"] == [100, "completely-confident", "almost certain", 95, 99]
    assert found["possible"] == [50, "fairly-confident", None, None, None]
    assert found["unspecified"] == [None, "confidence-cannot-be-evaluated", None, None, None]


def test_types_are_there_without_rows() -> None:
    empty = table(Case(()))
    assert empty.num_rows == 0
    assert empty.schema == table(CASE).schema
    assert str(empty.schema.field("spans").type) == "list<element: struct<start: int64, end: int64>>"


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_any_reading_is_a_table(reading: Reading) -> None:
    assert table(Case((reading,))).column("claim").to_pylist() == [claim.id for claim in reading.claims]
