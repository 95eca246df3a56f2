"""Label Studio: tasks that stand in the text, and the way back of what people changed there."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from export.cases import CASE
from export.made import MARSH, at
from reportedly.export.formats import read_back, written
from reportedly.export.labelstudio import label_config
from reportedly.model import Reading
from reportedly.model.export import Case


@pytest.fixture
def tasks() -> Any:
    return json.loads(written(Case((MARSH,)), "labelstudio"))


def back(tasks: Any) -> Reading:
    (found,) = read_back("labelstudio", json.dumps(tasks).encode())
    return found


def results(tasks: Any) -> list[Any]:
    found: list[Any] = tasks[0]["predictions"][0]["result"]
    return found


def of_claim(tasks: Any, claim: str, name: str) -> Any:
    """The result of a claim's first region by the name of its tag."""
    key = next(row["id"] for row in results(tasks) if row.get("meta") == {"text": [f"{claim} 0"]})
    return next(row for row in results(tasks) if row.get("id") == key and row["from_name"] == name)


def annotated(tasks: Any) -> Any:
    """As Label Studio exports it when a person took the prediction up: new ids, the meta kept."""
    renamed = {row["id"]: f"new{i}" for i, row in enumerate(results(tasks)) if "id" in row}
    rows = []
    for row in results(tasks):
        rows.append({**row, **({"id": renamed[row["id"]], "origin": "prediction"} if "id" in row else {})})
        for end in ("from_id", "to_id"):
            if end in row:
                rows[-1][end] = renamed[row[end]]
    return [
        {**tasks[0], "id": 7, "annotations": [{"id": 1, "result": rows, "was_cancelled": False}], "predictions": []}
    ]


def test_regions_stand_in_the_text_and_their_labels_in_the_set_up(tasks: Any) -> None:
    view = ET.fromstring(label_config())
    known = {element.get("value") for element in view.iter("Label")} | {row.get("value") for row in view.iter("Choice")}
    tags = {element.get("name") for element in view.iter() if element.get("toName") == "text"}
    text = tasks[0]["data"]["text"]
    for row in results(tasks):
        if row["type"] == "relation":
            assert row["labels"] == ["continues"]
            continue
        value = row["value"]
        assert row["from_name"] in tags
        assert set(value.get("labels", []) + value.get("choices", [])) <= known
        if row["type"] == "labels":
            assert text[value["start"] : value["end"]] == value["text"]


def test_nothing_changed_is_nothing_changed(tasks: Any) -> None:
    assert back(tasks) == back(annotated(tasks)) == MARSH


def test_a_changed_label_choice_and_span(tasks: Any) -> None:
    of_claim(tasks, "c3", "claim")["value"].update(labels=["backs"])
    of_claim(tasks, "c5", "certainty")["value"].update(choices=["possible"])
    span = at("drones from the Front")
    of_claim(tasks, "c5", "claim")["value"].update(start=span.start, end=span.end, text="drones from the Front")
    claims = {claim.id: claim for claim in back(annotated(tasks)).claims}
    assert (claims["c3"].event, claims["c3"].relation) == (None, "backs")
    assert (claims["c5"].certainty, claims["c5"].spans) == ("possible", (span,))
    assert claims["c5"].chain == ("author", "post", "nobody")


def test_a_region_taken_out_takes_its_claim_out(tasks: Any) -> None:
    key = of_claim(tasks, "c2", "claim")["id"]
    tasks[0]["predictions"][0]["result"] = [row for row in results(tasks) if row.get("id") != key]
    assert [claim.id for claim in back(tasks).claims] == ["c1", "c3", "c4", "c5", "c6", "c7", "c8"]


def test_a_new_region_is_a_new_claim_with_new_actors(tasks: Any) -> None:
    span = at("former border officer")
    place = {"start": span.start, "end": span.end}
    tag = {"id": "x", "to_name": "text"}
    results(tasks).extend(
        [
            {**tag, "from_name": "claim", "type": "labels", "value": {**place, "labels": ["member_of"]}},
            {**tag, "from_name": "actors", "type": "textarea", "value": {**place, "text": ["Tomas Verel"]}},
            {**tag, "from_name": "recipients", "type": "textarea", "value": {**place, "text": ["Salt Brigade"]}},
            {**tag, "from_name": "polarity", "type": "choices", "value": {**place, "choices": ["denied"]}},
        ]
    )
    found = back(tasks)
    (new,) = [claim for claim in found.claims if claim.id == "new-x"]
    assert (new.relation, new.polarity, new.spans, new.recipients) == ("member_of", "denied", (span,), ("brigade",))
    assert [actor.name for actor in found.actors if actor.id in new.actors] == ["Tomas Verel"]


def test_regions_that_continue_one_another_are_one_claim(tasks: Any) -> None:
    for i, words in enumerate(("Marsh rebels", "a former enemy")):
        span = at(words)
        value = {"start": span.start, "end": span.end, "labels": ["AID"]}
        results(tasks).append(
            {"id": f"y{i}", "from_name": "claim", "to_name": "text", "type": "labels", "value": value}
        )
    results(tasks).append({"type": "relation", "from_id": "y0", "to_id": "y1", "labels": ["continues"]})
    (new,) = [claim for claim in back(tasks).claims if claim.id == "new-y0"]
    assert new.spans == (at("Marsh rebels"), at("a former enemy"))


def test_offsets_in_utf_16_are_understood_and_lost_regions_told() -> None:
    text = "😀 " + MARSH.document.text
    shifted = json.loads(written(Case((MARSH,)), "labelstudio"))
    shifted[0]["data"]["text"] = text
    for row in results(shifted):
        if row["type"] == "labels":
            row["value"]["start"] += 3  # what an old Label Studio counts: the face is two units
            row["value"]["end"] += 3
    found = back(shifted)
    start = found.claims[0].spans[0].start
    assert text[start:].startswith("Iranian-backed Marsh Front")
    assert found.problems == MARSH.problems
    results(shifted)[0]["value"]["text"] = "not there"
    assert back(shifted).problems[-1].code == "label-studio-span"


def test_the_last_annotation_that_was_not_cancelled_counts(tasks: Any) -> None:
    whole = annotated(tasks)[0]
    empty, cancelled = {"result": []}, {"result": results(tasks)[:1], "was_cancelled": True}
    whole["annotations"] = [empty, *whole["annotations"], cancelled]
    assert back([whole]) == MARSH
    whole["annotations"].append(empty)
    assert back([whole]).claims == ()


def test_two_reports_are_two_tasks() -> None:
    assert len(json.loads(written(CASE, "labelstudio"))) == 2
