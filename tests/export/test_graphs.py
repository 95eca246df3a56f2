"""GraphML read by networkx and PROV-O read by rdflib: who says what, of whom, and where it comes from."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
import rdflib
from hypothesis import given, settings

from export.cases import CASE, sound_readings
from export.made import MARSH
from reportedly.export.formats import written
from reportedly.export.identifiers import actor_uuid, claim_uuid, report_uuid, voice_uuid
from reportedly.model import Reading
from reportedly.model.export import Case

# rdflib's own parser of JSON-LD still uses its old graph.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def graph(case: Case) -> Any:
    return nx.read_graphml(io.BytesIO(written(case, "graphml")), force_multigraph=True)


def edges(found: Any, kind: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b, facts in found.edges(data=True) if facts["kind"] == kind]


def triples(case: Case) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(case, "prov"), format="json-ld")


def urn(key: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"urn:uuid:{key}")


def test_every_part_is_a_node() -> None:
    found = graph(Case((MARSH,)))
    kinds = [facts["kind"] for _, facts in found.nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in kinds} == {"report": 1, "actor": 5, "voice": 6, "claim": 8}


def test_ties_are_of_what_is_told_and_not_denied() -> None:
    found = graph(Case((MARSH,)))
    assert [facts["label"] for *_, facts in found.edges(data=True) if facts["kind"] == "tie"] == [
        "backs", "COOPERATE", "AID", "AID", "ASSAULT",
    ]  # fmt: skip
    iran, front = (actor_uuid(MARSH.actors[i]) for i in (0, 1))
    assert (iran, front) in edges(found, "tie")


def test_a_claim_hangs_on_its_voice_and_its_report() -> None:
    found = graph(Case((MARSH,)))
    claim = claim_uuid(MARSH.document, "c6")
    residents, post, author = (voice_uuid(MARSH.sources[i], MARSH.document) for i in (4, 1, 0))
    assert (residents, claim) in edges(found, "says")
    assert {(residents, post), (post, author)} <= set(edges(found, "through"))
    assert (claim, report_uuid(MARSH.document)) in edges(found, "in")
    assert found.nodes[claim]["polarity"] == "denied"
    assert found.nodes[residents]["named"] is False


def test_one_actor_of_two_reports_is_one_node_and_a_copy_points_at_its_report() -> None:
    found = graph(CASE)
    assert [facts["kind"] for _, facts in found.nodes(data=True)].count("actor") == 5
    copy, marsh = (report_uuid(reading.document) for reading in reversed(CASE.readings))
    assert edges(found, "derived from") == [(copy, marsh)]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_any_reading_is_a_graph(reading: Reading) -> None:
    kinds = [facts["kind"] for _, facts in graph(Case((reading,))).nodes(data=True)]
    assert kinds.count("claim") == len(reading.claims)


def test_a_claim_is_quoted_from_its_report_and_has_its_origin_for_primary_source() -> None:
    found = triples(Case((MARSH,)))
    claim, report = urn(claim_uuid(MARSH.document, "c3")), urn(report_uuid(MARSH.document))
    assert (claim, PROV.wasQuotedFrom, report) in found
    (statement,) = found.objects(claim, PROV.hadPrimarySource)
    experts = urn(voice_uuid(MARSH.sources[2], MARSH.document))
    assert (statement, PROV.wasAttributedTo, experts) in found
    assert (claim, PROV.wasAttributedTo, experts) in found
    carriers = list(found.subjects(PROV.wasQuotedFrom, statement))
    post = urn(voice_uuid(MARSH.sources[1], MARSH.document))
    assert [list(found.objects(carrier, PROV.wasAttributedTo)) for carrier in carriers] == [[post]]
    assert (report, PROV.wasQuotedFrom, carriers[0]) in found


def test_what_nobody_else_says_has_the_report_for_primary_source() -> None:
    reading = replace(MARSH, claims=(replace(MARSH.claims[0], attribution=None, chain=("author",)),))
    found = triples(Case((reading,)))
    report = urn(report_uuid(reading.document))
    assert (urn(claim_uuid(reading.document, "c1")), PROV.hadPrimarySource, report) in found


def test_the_report_is_derived_from_its_original_by_its_digest() -> None:
    found = triples(Case((MARSH,)))
    (original,) = found.objects(urn(report_uuid(MARSH.document)), PROV.wasDerivedFrom)
    assert str(original) == f"ni:///sha-256;{'A' * 43}"  # RFC 6920 of 32 zero bytes


def test_lineage_judgements_and_receipts_are_there() -> None:
    found = triples(CASE)
    marsh, copy = (urn(report_uuid(reading.document)) for reading in CASE.readings)
    assert (copy, PROV.wasQuotedFrom, marsh) in found
    assert (copy, PROV.hadPrimarySource, marsh) in found
    (outside,) = found.objects(marsh, PROV.hadPrimarySource)
    assert str(next(found.objects(outside, rdflib.RDFS.label))) == "The Harbour Post"
    c7 = urn(claim_uuid(MARSH.document, "c7"))
    assert len(list(found.subjects(PROV.wasDerivedFrom, c7))) == 1
    assert list(found.objects(predicate=PROV.generated)) == [rdflib.URIRef(f"ni:///sha-256;{'A' * 43}")]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(sound_readings())
def test_every_reference_of_any_reading_leads_to_a_node_of_a_type(reading: Reading) -> None:
    found = triples(Case((reading,)))
    typed = set(found.subjects(rdflib.RDF.type))
    named = {
        node for node in found.objects() if isinstance(node, rdflib.URIRef) and str(node).startswith(("urn:u", "ni:"))
    }
    assert named <= typed
    assert len(list(found.subjects(PROV.hadPrimarySource))) == len(reading.claims)


def test_prov_asks_no_network_for_its_context() -> None:
    context = json.loads(written(CASE, "prov"))["@context"]
    assert isinstance(context, dict)


@pytest.mark.parametrize("text", ["]]>", "<!--", "&amp;", "a\x00b", "\ud800", "\u202e"])
def test_hostile_names_come_out_as_they_went_in_where_xml_can_hold_them(text: str) -> None:
    actors = (replace(MARSH.actors[0], name=f"x{text}y"), *MARSH.actors[1:])
    found = graph(Case((replace(MARSH, actors=actors),)))
    shown = text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert found.nodes[actor_uuid(actors[0])]["label"] == f"x{shown}y"
