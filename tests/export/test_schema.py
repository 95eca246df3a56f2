"""The schema: it agrees with the model field by field, real readings pass, wrong ones don't."""

from __future__ import annotations

import copy
import dataclasses
import json
import types
import typing
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from export.made import EMPTY, MARSH
from reportedly.export.schema import reading_schema
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

SCHEMA = reading_schema()
CHECK = Draft202012Validator(SCHEMA)
PARTS = {
    "actor": Actor,
    "attribution": Attribution,
    "claim": Claim,
    "document": Document,
    "place": Place,
    "problem": Problem,
    "quantity": Quantity,
    "reader": Reader,
    "source": Source,
    "time": Time,
}
NAMES = {kind: name for name, kind in PARTS.items()}
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", PARTS)
def test_every_field_of_the_model_stands_in_it(name: str) -> None:
    part = SCHEMA["$defs"][name]
    fields = [field.name for field in dataclasses.fields(PARTS[name])]
    assert list(part["properties"]) == fields
    assert [*part["required"], *(["rule", "reasons"] if name == "claim" else [])] == fields


def test_the_whole_has_every_part() -> None:
    fields = [field.name for field in dataclasses.fields(Reading)]
    assert list(SCHEMA["properties"]) == ["format", "version", *fields]
    assert SCHEMA["required"] == list(SCHEMA["properties"])
    assert SCHEMA["$defs"].keys() == {*PARTS, "span", "spans", "score"}


@pytest.mark.parametrize(
    ("name", "field"), [(name, row.name) for name in PARTS for row in dataclasses.fields(PARTS[name])]
)
def test_every_field_is_described_and_of_the_models_type(name: str, field: str) -> None:
    said = SCHEMA["$defs"][name]["properties"][field]
    kind = typing.get_type_hints(PARTS[name])[field]
    assert said.get("description") or resolved(said).get("description")
    assert accepts(said, kind), (said, kind)


def accepts(said: dict[str, Any], kind: Any) -> bool:
    """Whether what the schema allows is what the annotation says, null and all."""
    if typing.get_origin(kind) is types.UnionType:
        [inner] = [arm for arm in typing.get_args(kind) if arm is not type(None)]
        return allows_null(said) and accepts(without_null(said), inner)
    said = resolved(said)
    if allows_null(said):
        return False
    if kind is Span:
        return [item["type"] for item in said["prefixItems"]] == ["integer", "integer"]
    if typing.get_origin(kind) is tuple:
        return said["type"] == "array" and accepts(said["items"], typing.get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return said is SCHEMA["$defs"][NAMES[typing.cast(type, kind)]]
    return all(type(value) is kind for value in said["enum"]) if "enum" in said else said["type"] == PLAIN[kind]


def resolved(said: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][said["$ref"].rsplit("/", 1)[1]] if "$ref" in said else said


def allows_null(said: dict[str, Any]) -> bool:
    arms = said.get("anyOf", [said])
    return any("null" in arm.get("type", ()) or None in arm.get("enum", ()) for arm in arms)


def without_null(said: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in said:
        return next(arm for arm in said["anyOf"] if arm != {"type": "null"})
    if "enum" in said:
        return {**said, "enum": [value for value in said["enum"] if value is not None]}
    [kind] = [kind for kind in said["type"] if kind != "null"]
    return {**said, "type": kind}


@pytest.mark.parametrize("reading", [MARSH, EMPTY], ids=["whole", "empty"])
def test_readings_pass(reading: Reading) -> None:
    assert not list(CHECK.iter_errors(json.loads(reading.to_json())))


def test_what_the_reader_prints_passes(read_text: Callable[[str], Reading]) -> None:
    text = (
        "Rebels attacked the town of Sabha in May 2023, killing 12 soldiers, a local citizen told the newspaper. "
        "The army is said to be arming the militia. “We are no longer fighting,” said Karim Zidan."
    )
    reading = read_text(text)
    assert reading.claims
    assert not [f"{error.json_path}: {error.message}" for error in CHECK.iter_errors(json.loads(reading.to_json()))]


def test_fields_may_be_added() -> None:
    row = json.loads(MARSH.to_json())
    row["lineage"] = []
    row["claims"][0]["judgement"] = None
    assert CHECK.is_valid(row)


WRONG: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another format": lambda row: row.update(format="something"),
    "another version": lambda row: row.update(version=2),
    "no document": lambda row: row.pop("document"),
    "no claims": lambda row: row.pop("claims"),
    "a claim without certainty": lambda row: row["claims"][0].pop("certainty"),
    "a certainty of our own": lambda row: row["claims"][0].update(certainty="true"),
    "an event and a tie": lambda row: row["claims"][0].update(event="AID"),
    "neither event nor tie": lambda row: row["claims"][1].update(event=None),
    "an unknown event": lambda row: row["claims"][1].update(event="WALK"),
    "a mode of another event": lambda row: row["claims"][1].update(mode="drone"),
    "a mode of a tie": lambda row: row["claims"][0].update(mode="drone"),
    "a claim without words": lambda row: row["claims"][0].update(spans=[]),
    "a claim of no voice": lambda row: row["claims"][0].update(chain=[]),
    "a span of one number": lambda row: row["claims"][0].update(spans=[[3]]),
    "a span of three": lambda row: row["claims"][0].update(spans=[[3, 4, 5]]),
    "a span before the text": lambda row: row["claims"][0].update(spans=[[-1, 4]]),
    "a score over one": lambda row: row["claims"][0].update(score=1.5),
    "a polarity in words": lambda row: row["claims"][0].update(polarity="not"),
    "half a date": lambda row: row["claims"][6]["time"].update(start="May 2024"),
    "a negative number of dead": lambda row: row["claims"][6]["dead"].update(low=-1),
    "an unknown kind of voice": lambda row: row["sources"][0].update(kind="newspaper"),
    "a voice half named": lambda row: row["sources"][0].update(named="no"),
    "a country in words": lambda row: row["actors"][0].update(country="Iran"),
    "an unknown sector": lambda row: row["actors"][0].update(type="militia"),
    "a latitude off the globe": lambda row: row["places"][0].update(latitude=91),
    "an id without digest": lambda row: row["document"].update(id="marsh"),
    "a date in words": lambda row: row["document"].update(published="yesterday"),
    "a form unknown": lambda row: row["attributions"][0].update(form="quoted"),
    "a problem without words": lambda row: row["problems"][0].pop("message"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_readings_fail(name: str) -> None:
    row = json.loads(MARSH.to_json())
    before = copy.deepcopy(row)
    WRONG[name](row)
    assert row != before
    assert not CHECK.is_valid(row)
