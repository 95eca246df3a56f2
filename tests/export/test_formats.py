"""All formats together: written from any reading, read back to the same claims and spans, silent about the hidden."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import pytest
from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import EMPTY, MARSH, odd_readings
from reportedly.export.formats import FORMATS, MissingExtraError, prepared, read_back, written
from reportedly.model import Reading
from reportedly.model.export import Case

BOTH_WAYS = [name for name, form in FORMATS.items() if form.read]


def test_the_formats_that_can_be_read_back() -> None:
    assert BOTH_WAYS == ["ftm", "stix", "annotations", "labelstudio"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_case_gives_the_same_bytes(name: str) -> None:
    assert written(CASE, name) == written(CASE, name)
    assert written(CASE, name) != written(replace(CASE, readings=(MARSH,)), name)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_and_an_empty_reading_are_written_too(name: str) -> None:
    assert isinstance(written(Case(()), name), bytes)
    assert isinstance(written(Case((EMPTY,)), name), bytes)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_whole_report_comes_back_whole(name: str) -> None:
    assert read_back(name, written(CASE, name)) == CASE.readings


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=12, deadline=None, derandomize=True)
@given(one=sound_readings("d1.txt"), other=sound_readings("d2.txt"))
def test_any_readings_come_back_with_the_same_claims_and_spans(name: str, one: Reading, other: Reading) -> None:
    case = Case((one, other))
    back = read_back(name, written(case, name))
    assert back == prepared(case).readings
    for before, after in zip(case.readings, back, strict=True):
        assert [claim.spans for claim in before.claims] == [claim.spans for claim in after.claims]
        assert len(before.document.text) == len(after.document.text)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10, deadline=None, derandomize=True)
@given(odd_readings)
def test_no_reading_breaks_a_format(name: str, reading: Reading) -> None:
    assert isinstance(written(Case((reading,), redact=True), name), bytes)


@pytest.mark.parametrize("name", BOTH_WAYS)
@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"[]", b"[1]", b"null", b'{"objects": [{}]}', b'[{"data": {}}]'])
def test_what_is_none_of_ours_is_said_in_a_line(name: str, data: bytes) -> None:
    try:
        assert read_back(name, data) == ()
    except ValueError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either is right: no reading of ours, or no such file


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pyarrow: pip install 'reportedly\[exports\]'"):
        written(CASE, "parquet")


def test_only_some_can_be_read_back() -> None:
    with pytest.raises(KeyError):
        read_back("acled", b"")
