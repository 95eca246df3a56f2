"""Web Annotations: read as RDF with the W3C's terms, quoted and placed in code points, and judged beside."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import MARSH
from reportedly.export.formats import prepared, read_back, written
from reportedly.export.identifiers import claim_uuid
from reportedly.model import Reading
from reportedly.model.export import Case

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# rdflib's own parser of JSON-LD still uses its old graph.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
# The terms that we use, as the vocabulary (W3C Recommendation 2017) has them: a test asks no network for them.
PLAIN = (
    "Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector "
    "start end exact prefix suffix assessing describing identifying tagging"
)
TERMS: dict[str, Any] = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in PLAIN.split()},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Person": "foaf:Person",
    "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    **{name: {"@id": f"oa:{term}", "@type": "@id"} for name, term in
       {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}.items()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "created": "dcterms:created",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "format": "dc:format",
    "language": "dc:language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "foaf:name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip


def collection(case: Case) -> Any:
    return json.loads(written(case, "annotations"))


def triples(case: Case) -> rdflib.Graph:
    row = collection(case)
    assert row["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    row["@context"][0] = TERMS
    return rdflib.Graph().parse(data=json.dumps(row), format="json-ld")


def claim_items(case: Case) -> list[Any]:
    return [
        item for item in collection(case)["first"]["items"]
        if any(body.get("reportedly:kind") == "claim" for body in item["body"])
    ]  # fmt: skip


def test_it_is_a_collection_of_annotations() -> None:
    row = collection(CASE)
    items = row["first"]["items"]
    assert row["total"] == len(items) == len({item["id"] for item in items})
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in ("describing", "identifying", "assessing")
        assert item["target"]
        assert item["body"]


def test_it_is_rdf_with_the_terms_of_the_vocabulary() -> None:
    found = triples(CASE)
    claim = rdflib.URIRef(f"urn:uuid:{claim_uuid(MARSH.document, 'c4')}")
    assert (claim, rdflib.RDF.type, OA.Annotation) in found
    assert (claim, OA.motivatedBy, OA.describing) in found
    targets = list(found.objects(claim, OA.hasTarget))
    starts = [
        int(str(start))
        for target in targets for selector in found.objects(target, OA.hasSelector)
        for start in found.objects(selector, OA.start)
    ]  # fmt: skip
    assert sorted(starts) == sorted(span.start for span in MARSH.claims[3].spans)


def test_a_quotation_stands_with_what_is_around_it() -> None:
    text = MARSH.document.text
    item = next(item for item in claim_items(Case((MARSH,))) if item["id"].endswith(claim_uuid(MARSH.document, "c7")))
    position, quote = item["target"][0]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert quote["exact"].startswith("the Brigade carried out three")
    assert item["body"][0]["value"].startswith("Salt Brigade: said to have attacked")


def test_a_judgement_is_an_annotation_of_the_claim() -> None:
    found = [item for item in collection(CASE)["first"]["items"] if item["motivation"] == "assessing"]
    assert [item["creator"]["name"] for item in found] == ["anna", "ben", "anna"]
    assert found[0]["target"] == [f"urn:uuid:{claim_uuid(MARSH.document, 'c7')}"]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_positions_count_code_points_of_the_text(reading: Reading) -> None:
    (shown,) = prepared(Case((reading,))).readings
    for item in claim_items(Case((reading,))):
        for target in item["target"]:
            if "selector" in target:
                position, quote = target["selector"]
                assert shown.document.text[position["start"] : position["end"]] == quote["exact"]


def test_a_moved_annotation_is_read_back_where_it_now_stands() -> None:
    row = collection(Case((MARSH,)))
    item = next(item for item in row["first"]["items"] if item["id"].endswith(claim_uuid(MARSH.document, "c2")))
    item["target"][0]["selector"][0].update(start=3, end=9)
    (found,) = read_back("annotations", json.dumps(row).encode())
    assert found.claims[1].spans == ((3, 9),)


def test_a_target_without_a_position_is_told() -> None:
    row = collection(Case((MARSH,)))
    del row["first"]["items"][-1]["target"][0]["selector"][0]
    with pytest.raises(ValueError, match="no position selector"):
        read_back("annotations", json.dumps(row).encode())
