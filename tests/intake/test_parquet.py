"""Parquet: its rows are received as lines of JSON Lines are, a few at a time, and what is broken is told."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.intake import Failure, Limits, Received, receive, receive_bytes

pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
TEXTS = [f"Residents said that the army had shelled Maro on day {i}." for i in range(40)]


def table(path: Path, columns: dict[str, Any], **settings: Any) -> Path:
    pq.write_table(pa.table(columns), path, **settings)
    return path


def documents(found: Iterator[Received | Failure]) -> list[Received]:
    return [one for one in found if isinstance(one, Received)]


def only_failure(found: Iterator[Received | Failure]) -> Failure:
    (failure,) = [one for one in found if isinstance(one, Failure)]
    return failure


def test_a_row_is_a_document_as_a_line_is(tmp_path: Path) -> None:
    row = {"id": "a1", "text": TEXTS[0], "title": "Maro shelled", "publisher": "Gulf Post", "published": "2024-05-02"}
    row["url"] = "https://gulf.example/a1"
    of_table = documents(receive([table(tmp_path / "a.parquet", {key: [value] for key, value in row.items()})]))
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (of_line,) = documents(receive([tmp_path / "a.jsonl"]))
    (found,) = of_table
    same = ("name", "text", "title", "publisher", "published", "url", "language")
    assert all(getattr(found.document, key) == getattr(of_line.document, key) for key in same)
    assert json.loads(found.original) == row
    assert (found.member, found.media_type) == ("row 1", "application/json")
    assert found.container is not None
    assert found.container.media_type == "application/vnd.apache.parquet"
    assert found.where.endswith("a.parquet, row 1")


def test_rows_come_in_order_over_row_groups_and_other_columns_are_left(tmp_path: Path) -> None:
    columns = {"text": TEXTS, "embedding": [[0.5] * 8] * len(TEXTS), "id": list(range(len(TEXTS)))}
    found = documents(receive([table(tmp_path / "a.parquet", columns, row_group_size=7)]))
    assert [one.document.text for one in found] == TEXTS
    assert [one.document.name for one in found] == [str(i) for i in range(len(TEXTS))]
    assert b"embedding" not in found[0].original


def test_moments_and_empty_cells_are_what_they_mean(tmp_path: Path) -> None:
    moments = pa.array([datetime(2024, 5, 2, 9, 30, tzinfo=UTC)] * 2).cast(pa.timestamp("ns", "UTC"))
    columns = {"text": pa.array(TEXTS[:2]), "published": moments, "title": pa.array([None, "Maro"])}
    first, second = documents(receive([table(tmp_path / "a.parquet", {**columns, "id": [float("nan"), 2.5]})]))
    assert (first.document.published or "").startswith("2024-05-02")
    assert (first.document.title, second.document.title) == (None, "Maro")
    assert (first.document.name, second.document.name) == ("a.parquet:1", "2.5")


@pytest.mark.parametrize("packed", [False, True])
def test_it_is_known_by_its_bytes_and_may_be_packed_or_lie_in_memory(tmp_path: Path, *, packed: bool) -> None:
    data = table(tmp_path / "a.parquet", {"text": TEXTS[:3]}).read_bytes()
    path = tmp_path / "nameless"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert [one.document.text for one in documents(receive([path]))] == TEXTS[:3]
    assert len(documents(receive_bytes(gzip.compress(data) if packed else data, "x"))) == 3


def test_a_row_without_text_costs_no_other(tmp_path: Path) -> None:
    found = list(receive([table(tmp_path / "a.parquet", {"text": [TEXTS[0], None, TEXTS[2]]})]))
    assert [isinstance(one, Received) for one in found] == [True, False, True]
    assert isinstance(found[1], Failure)
    assert (found[1].problem.code, found[1].name) == ("no-text", "a.parquet:2")


def test_a_table_of_other_things_is_refused(tmp_path: Path) -> None:
    failure = only_failure(receive([table(tmp_path / "a.parquet", {"words": ["a"]})]))
    assert failure.problem.code == "not-a-table"
    empty = only_failure(receive([table(tmp_path / "b.parquet", {"text": pa.array([], pa.string())})]))
    assert empty.problem.code == "empty"


def test_what_is_above_the_bounds_is_not_unpacked(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", {"text": ["x" * 1_000_000] * 50}, compression="zstd", use_dictionary=False)
    assert path.stat().st_size < 100_000
    group = only_failure(receive([path], limits=Limits(row_group=1_000_000)))
    assert "row group" in group.problem.message
    found = list(receive([path], limits=Limits(unpacked=5_500_000)))
    assert (len(documents(iter(found))), only_failure(iter(found)).problem.code) == (5, "too-large")
    assert {one.problem.code for one in receive([path], limits=Limits(line=1000)) if isinstance(one, Failure)} == {
        "too-large"
    }


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "a.parquet", {"text": TEXTS[:1]})
    monkeypatch.setitem(import_module("sys").modules, "pyarrow", None)
    assert "pip install 'reportedly[arrow]'" in only_failure(receive([path])).line()


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.data())
def test_a_damaged_file_is_told_and_never_raises(data: st.DataObject) -> None:
    out = io.BytesIO()
    texts = pa.table({"text": TEXTS, "id": [str(i) for i in range(len(TEXTS))]})
    pq.write_table(texts, out, row_group_size=10, compression=data.draw(st.sampled_from(["none", "zstd", "snappy"])))
    whole = out.getvalue()
    damaged = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    rng = random.Random(data.draw(st.integers(0, 10_000)))
    for _ in range(rng.randrange(4)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    found = list(receive_bytes(bytes(damaged), "a.parquet"))
    assert found
    if len(damaged) < len(whole):
        assert any(isinstance(one, Failure) for one in found)
