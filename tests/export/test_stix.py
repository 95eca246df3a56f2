"""STIX 2.1 by its own library and validator: objects, confidence, the claim's extension, what stands beside."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from export.cases import CASE, sound_readings
from export.made import MARSH
from reportedly.export.formats import written
from reportedly.export.stix_words import claim_extension, moment, reading_extension, schema
from reportedly.model import Claim, Reading
from reportedly.model.export import Case

stix2 = import_module("stix2")


@pytest.fixture(scope="module")
def claim_class() -> Any:
    """The claim's type, made known to the library from its JSON Schema, so that it checks every property."""
    props = stix2.properties
    texts, spans = props.ListProperty(props.StringProperty), props.ListProperty(props.DictionaryProperty)
    kinds = {"string": props.StringProperty(), "integer": props.IntegerProperty(), "number": props.FloatProperty()}
    refs = {
        "report_ref": props.ReferenceProperty(valid_types="report", required=True),
        "actor_refs": props.ListProperty(props.ReferenceProperty(valid_types=["identity", "threat-actor"])),
        "recipient_refs": props.ListProperty(props.ReferenceProperty(valid_types=["identity", "threat-actor"])),
        "place_refs": props.ListProperty(props.ReferenceProperty(valid_types="location")),
        "chain_refs": props.ListProperty(props.ReferenceProperty(valid_types="identity")),
    }
    own = []
    for name, rule in schema("stix-claim")["properties"].items():
        if name in refs:
            own.append((name, refs[name]))
        elif name not in ("type", "id", "confidence", "extensions"):
            kind = rule.get("type", "string")
            plain = spans if name.endswith("spans") else texts
            own.append((name, plain if kind == "array" else kinds.get(kind, props.DictionaryProperty())))

    @stix2.v21.CustomObject("reported-claim", own, extension_name=claim_extension())
    class ReportedClaim:
        pass

    return ReportedClaim


def bundle(case: Case) -> Any:
    return json.loads(written(case, "stix"))


def of(case: Case, kind: str) -> list[Any]:
    return [one for one in bundle(case)["objects"] if one["type"] == kind]


def test_the_library_takes_it_without_custom_content(claim_class: Any) -> None:
    found = stix2.parse(written(CASE, "stix").decode(), allow_custom=False)
    assert sum(isinstance(one, claim_class) for one in found.objects) == 16


def test_the_oasis_validator_finds_no_error() -> None:
    validator = import_module("stix2validator")
    found = validator.validate_string(written(CASE, "stix").decode(), validator.ValidationOptions(version="2.1"))
    assert found.is_valid, [str(error) for error in found.errors]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(reading=sound_readings())
def test_the_library_takes_any_reading(claim_class: Any, reading: Reading) -> None:
    row = bundle(Case((reading,)))
    assert stix2.parse(row, allow_custom=False)
    known = {one["id"] for one in row["objects"]}
    refs = {
        ref
        for one in row["objects"]
        for name, value in one.items()
        if name.endswith(("_ref", "_refs"))
        for ref in (value if isinstance(value, list) else [value])
    }
    assert refs <= known


def test_claims_and_readings_are_as_their_schemas_say() -> None:
    claims, readings = Draft202012Validator(schema("stix-claim")), Draft202012Validator(schema("stix-reading"))
    for one in bundle(CASE)["objects"]:
        if one["type"] == "reported-claim":
            claims.validate(one)
        if reading_extension() in one.get("extensions", {}):
            readings.validate(one["extensions"][reading_extension()])
    assert not claims.is_valid({"type": "reported-claim"})


def test_every_field_of_a_claim_stands_in_its_schema() -> None:
    fields = {field.name for field in dataclasses.fields(Claim)} - {"id"}
    assert fields <= schema("stix-claim")["properties"].keys()


def test_the_extensions_carry_their_schemas() -> None:
    found = {one["id"]: one for one in of(CASE, "extension-definition")}
    assert json.loads(found[claim_extension()]["schema"]) == schema("stix-claim")
    assert found[claim_extension()]["extension_types"] == ["new-sdo"]
    assert json.loads(found[reading_extension()]["schema"]) == schema("stix-reading")


def test_confidence_is_the_number_of_the_voices_word() -> None:
    words = {one["claim_id"]: (one["certainty"], one.get("confidence")) for one in of(Case((MARSH,)), "reported-claim")}
    assert words["c3"] == ("certain", 100)
    assert words["c5"] == ("probable", 70)
    assert words["c8"] == ("possible", 50)
    assert words["c4"] == ("unspecified", None)


def test_what_is_denied_or_planned_is_no_relationship() -> None:
    found = [one for one in of(Case((MARSH,)), "relationship") if one["relationship_type"].startswith("said-to-")]
    assert sorted(one["relationship_type"] for one in found) == [
        "said-to-aid", "said-to-aid", "said-to-assault", "said-to-back", "said-to-cooperate",
    ]  # fmt: skip
    claims = {one["extensions"][reading_extension()]["claim_ref"] for one in found}
    assert claims <= {one["id"] for one in of(Case((MARSH,)), "reported-claim")}


def test_groups_under_arms_are_threat_actors_and_one_over_all_reports() -> None:
    assert sorted(one["name"] for one in of(CASE, "threat-actor")) == ["Marsh Front", "Salt Brigade"]
    assert [one["name"] for one in of(CASE, "identity")].count("Tomas Verel") == 1
    assert [one["name"] for one in of(CASE, "identity")].count("experts") == 2  # unnamed: each report's own


def test_the_report_names_the_original_by_its_hash_and_the_text_goes_along() -> None:
    (report,) = of(Case((MARSH,)), "report")
    assert report["published"] == "2024-06-04T00:00:00.000Z"
    assert report["external_references"][0]["hashes"] == {"SHA-256": "0" * 64}
    (text,) = of(Case((MARSH,)), "artifact")
    body = base64.b64decode(text["payload_bin"])
    assert body.decode() == MARSH.document.text
    assert text["hashes"]["SHA-256"] == hashlib.sha256(body).hexdigest()


def test_judgements_are_opinions_and_notes() -> None:
    assert [(one["opinion"], one["authors"]) for one in of(CASE, "opinion")] == [
        ("agree", ["anna"]),
        ("disagree", ["ben"]),
    ]
    notes = {one["abstract"] for one in of(CASE, "note")}
    assert {"note report", "uncorroborated", "received", "could not be read"} <= notes
    (group,) = of(CASE, "grouping")
    assert len(group["object_refs"]) == 2
    assert [one["relationship_type"] for one in of(CASE, "relationship")].count("derived-from") == 1


def test_ids_are_the_same_in_every_export() -> None:
    later = replace(CASE, made_at="2025-01-01T00:00:00Z")
    assert [one["id"] for one in bundle(CASE)["objects"]] == [one["id"] for one in bundle(later)["objects"]]
    assert {one["id"].partition("--")[2][14] for one in bundle(CASE)["objects"]} == {"5"}


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2024-06-05T10:00:00Z", "2024-06-05T10:00:00.000Z"),
        ("2024-06-05T10:00:00.123456Z", "2024-06-05T10:00:00.123Z"),
        ("2024-06-05T10:00:00.5+00:00", "2024-06-05T10:00:00.500Z"),
        ("2024-06-05", None),
        (None, None),
    ],
)
def test_moments(at: str | None, told: str | None) -> None:
    assert moment(at) == told
