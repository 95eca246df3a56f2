"""PLOVER records: the fields of its gold records, and behind them what PLOVER has no field for."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from export.cases import sound_readings
from export.made import MARSH
from reportedly.export.formats import written
from reportedly.model import Reading
from reportedly.model.export import Case


def records(*readings: Reading) -> list[Any]:
    found: list[Any] = json.loads(written(Case(readings), "plover"))
    return found


def test_a_record() -> None:
    record = next(row for row in records(MARSH) if row["claim"] == "c7")
    assert (record["date"], record["dateInfo"]) == ("2024-05-01", "of the deed")
    assert (record["event"], record["mode"]) == ("ASSAULT", "drone")
    assert record["source"] == [{"actorText": "Salt Brigade", "code": "IRQ", "sector": "REB"}]
    assert record["target"] == [{"actorText": "River Council", "sector": "PTY"}]
    assert record["dead"] == {"low": 4, "text": "at least 4 people"}
    assert record["chain"] == ["this report", "The Harbour Post", "Tomas Verel"]


def test_ties_are_no_events_and_mutual_deeds_have_all_sides_as_source() -> None:
    found = {row["claim"]: row for row in records(MARSH)}
    assert "c1" not in found
    assert [actor["actorText"] for actor in found["c6"]["source"]] == ["Marsh Front", "Salt Brigade"]
    assert "target" not in found["c6"]
    assert found["c6"]["polarity"] == "denied"
    assert found["c2"]["dateInfo"] == "of the report"


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_no_field_is_empty(reading: Reading) -> None:
    for record in records(reading):
        assert not [name for name, value in record.items() if value in (None, "", [])]
        assert {"id", "event", "coder"} - {"coder"} <= record.keys()
