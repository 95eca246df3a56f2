"""FollowTheMoney by its own model: schemata, references, and values that its cleaning leaves as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import MARSH
from reportedly.export.formats import read_back, written
from reportedly.export.identifiers import claim_uuid
from reportedly.model import Reading
from reportedly.model.export import Case

followthemoney = import_module("followthemoney")
model = followthemoney.model


def entities(case: Case) -> list[Any]:
    return [json.loads(line) for line in written(case, "ftm").decode().split("\n") if line]


def check(rows: list[Any]) -> None:
    """Every entity is valid, cleaned to itself, and points at entities of a schema that the property takes."""
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    assert len(schemata) == len(rows)
    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        assert proxy.id == row["id"]
        assert {name: proxy.get(name) for name in row["properties"]} == row["properties"]
        for name, values in row["properties"].items():
            prop = proxy.schema.get(name)
            if prop.type.name == "entity":
                assert all(schemata[value].is_a(prop.range) for value in values)


def by_schema(case: Case, schema: str) -> list[Any]:
    return [row["properties"] for row in entities(case) if row["schema"] == schema]


def test_a_case_is_valid() -> None:
    check(entities(CASE))


def test_the_check_can_fail() -> None:
    rows = entities(CASE)
    rows[0]["properties"]["publishedAt"] = ["yesterday"]
    with pytest.raises(followthemoney.exc.InvalidData):
        check(rows)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_any_reading_is_valid(reading: Reading) -> None:
    check(entities(Case((reading,))))


def test_a_claim_is_an_event_that_says_on_whose_word() -> None:
    (event,) = [row for row in by_schema(Case((MARSH,)), "Event") if "drone attacks" in row["description"][0]]
    assert event["name"][0].startswith("Salt Brigade: said to have attacked River Council by drone")
    assert event["date"] == ["2024-05"]
    assert event["country"] == ["iq"]
    assert {"event:ASSAULT", "mode:drone", "polarity:affirmed", "certainty:certain"} <= set(event["keywords"])
    key = f"reportedly-{claim_uuid(MARSH.document, 'c7')}"
    said = [row["role"] for row in by_schema(Case((MARSH,)), "UnknownLink") if row["object"] == [key]]
    assert said == [["passes on"], ["passes on"], ["says"]]


def test_what_is_denied_or_planned_links_nobody() -> None:
    roles = [row["role"][0] for row in by_schema(Case((MARSH,)), "UnknownLink")]
    assert sorted(role for role in roles if role.startswith("said: ")) == [
        "said: AID", "said: AID", "said: ASSAULT drone", "said: COOPERATE", "said: backs",
    ]  # fmt: skip
    assert roles.count("says that it is not so") == 1


def test_actors_have_fitting_schemata() -> None:
    schemata = {
        row["properties"]["name"][0]: row["schema"] for row in entities(Case((MARSH,))) if "name" in row["properties"]
    }
    assert schemata["Iran"] == "PublicBody"
    assert schemata["Marsh Front"] == "Organization"
    assert schemata["Tomas Verel"] == "Person"
    assert schemata["at least 4 people"] == "LegalEntity"


def test_judgements_support_and_lineage_are_there() -> None:
    notes = by_schema(CASE, "Note")
    assert [note["keywords"][0] for note in notes] == ["judgement", "judgement", "judgement", "proposition"]
    assert [row for row in by_schema(CASE, "UnknownLink") if row["role"] == ["taken from"]]
    assert by_schema(CASE, "Article")[0]["retrievedAt"] == ["2024-06-04"]


def test_a_long_report_is_packed_in_pieces_and_comes_back() -> None:
    text = MARSH.document.text + "long " * 40_000
    reading = replace(MARSH, document=replace(MARSH.document, text=text))
    (article,) = by_schema(Case((reading,)), "Article")
    assert len(article["indexText"]) > 3
    assert len(article["bodyText"][0]) <= 65_000
    check(entities(Case((reading,))))
    assert read_back("ftm", written(Case((reading,)), "ftm")) == (reading,)
    shorter = entities(Case((reading,)))
    shorter[0]["properties"]["indexText"].pop()
    with pytest.raises(ValueError, match="a piece of the reading is missing"):
        read_back("ftm", "\n".join(map(json.dumps, shorter)).encode())
