"""What people decided in Label Studio, told apart from what our own reading said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from export.made import MARSH, at
from export.test_labelstudio import annotated, of_claim, results
from reportedly.export.formats import written
from reportedly.export.labelled_decisions import decisions_of
from reportedly.model.export import Case, Decided, Labelled


@pytest.fixture
def tasks() -> Any:
    return json.loads(written(Case((MARSH,)), "labelstudio"))


def decided(tasks: Any) -> Labelled:
    (found,) = decisions_of(json.dumps(tasks).encode())
    return found


def changed(tasks: Any) -> list[Decided]:
    return [row for row in decided(annotated(tasks)).decisions if row.kind != "accept"]


def test_a_prediction_is_nobodys_decision(tasks: Any) -> None:
    found = decided(tasks)
    assert (found.signature, found.decisions, found.reading) == ("", (), MARSH)


def test_what_is_left_as_it_was_is_accepted(tasks: Any) -> None:
    found = decided(annotated(tasks))
    assert [(row.kind, row.claim) for row in found.decisions] == [("accept", claim.id) for claim in MARSH.claims]
    assert found.signature == "task 7, annotation 1"


@pytest.mark.parametrize(
    ("by", "said"), [({"id": 3, "email": "anna@desk.example"}, "anna@desk.example"), ({"id": 3}, "3"), (5, "5")]
)
def test_who_did_it_is_told(tasks: Any, by: Any, said: str) -> None:
    given = annotated(tasks)
    given[0]["annotations"][0]["completed_by"] = by
    assert decided(given).signature == f"task 7, annotation 1 by {said}"


def test_a_cancelled_annotation_decides_nothing(tasks: Any) -> None:
    given = annotated(tasks)
    given[0]["annotations"][0]["was_cancelled"] = True
    assert decided(given).decisions == ()


def test_changed_fields_are_corrections_of_these_fields_alone(tasks: Any) -> None:
    of_claim(tasks, "c3", "claim")["value"].update(labels=["backs"])
    of_claim(tasks, "c5", "certainty")["value"].update(choices=["possible"])
    span = at("drones from the Front")
    of_claim(tasks, "c5", "claim")["value"].update(start=span.start, end=span.end, text="drones from the Front")
    assert changed(tasks) == [
        Decided("correct", "c3", (("relation", "backs"),)),
        Decided("correct", "c5", (("certainty", "possible"), ("spans", f"{span.start}-{span.end}"))),
    ]


def test_a_claim_of_which_nothing_is_left_was_rejected_and_an_added_one_is_a_note(tasks: Any) -> None:
    key = of_claim(tasks, "c3", "claim")["id"]
    tasks[0]["predictions"][0]["result"] = [
        row for row in results(tasks) if key not in (row.get("id"), row.get("from_id"), row.get("to_id"))
    ]
    span = at("drones from the Front")
    value = {"start": span.start, "end": span.end, "text": "drones from the Front", "labels": ["AID"]}
    results(tasks).append({"id": "x", "from_name": "claim", "to_name": "text", "type": "labels", "value": value})
    assert Decided("reject", "c3") in changed(tasks)
    (note,) = [row for row in changed(tasks) if row.kind == "note"]
    assert note.words.startswith("a claim that was not read: 'drones from the Front' (event AID")


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'[{"data": {"text": "x"}}]', b"\xff", b'[{"data": 3}]'])
def test_what_is_no_task_of_ours_is_one_line(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        decisions_of(data)
