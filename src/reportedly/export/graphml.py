"""GraphML: reports, voices, claims and actors as nodes, joined as they are told; for Gephi, yEd, networkx, igraph.

Nodes are of a `kind`: report, voice, actor, claim. Edges are of a `kind` too: `says` voice to claim (whose word it is),
`through` voice to voice (who was told it by whom), `in` claim to report, `acts` actor to claim, `suffers` claim to
actor, `derived from` report to report, and `tie` from one actor to another, one a claim of a deed or tie that is
neither denied nor only planned, feared or supposed: leave all but these for the network of who is said to do what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from reportedly.export.identifiers import actor_uuid, claim_uuid, report_uuid, voice_uuid
from reportedly.export.said import Told, told
from reportedly.export.words import voice_name
from reportedly.model import Reading, Source
from reportedly.model.export import Case

Value = str | int | float | bool | None
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_KINDS = {bool: "boolean", int: "long", float: "double", str: "string"}


@dataclass(frozen=True, slots=True)
class _Node:
    key: str
    facts: dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    facts: dict[str, Value]


def graphml(case: Case) -> str:
    """GraphML 1.0 of a case, a directed multigraph. An actor or named voice of several reports is one node."""
    nodes = {node.key: node for reading in case.readings for node in _nodes(reading)}
    edges = [edge for reading in case.readings for edge in _edges(reading)] + list(_descents(case))
    body = (*map(_node_xml, nodes.values()), *(_edge_xml(i, edge) for i, edge in enumerate(edges, 1)))
    graph = f'<graph id="reportedly" edgedefault="directed">\n{"".join(body)}</graph>\n'
    return f"{_HEAD}{_declared(nodes.values(), edges)}{graph}</graphml>\n"


def _nodes(reading: Reading) -> Iterator[_Node]:
    document = reading.document
    facts: dict[str, Value] = {"name": document.name, "published": document.published}
    facts |= {"publisher": document.publisher, "url": document.url}
    yield _Node(report_uuid(document), {"kind": "report", "label": document.title or document.name, **facts})
    for actor in reading.actors:
        facts = {"type": actor.type, "country": actor.country, "wikidata": actor.wikidata}
        yield _Node(actor_uuid(actor), {"kind": "actor", "label": actor.name, **facts})
    for voice in reading.sources:
        yield _Node(voice_uuid(voice, document), _voice(voice, reading))
    for row in told(reading):
        yield _Node(claim_uuid(document, row.claim.id), {"kind": "claim", "label": row.in_words, **_facts(row)})


def _voice(voice: Source, reading: Reading) -> dict[str, Value]:
    name = reading.document.publisher if voice.kind == "author" else None
    facts: dict[str, Value] = {"role": voice.role, "affiliation": voice.affiliation}
    return {"kind": "voice", "label": name or voice_name(voice), "type": voice.kind, "named": voice.named, **facts}


def _facts(row: Told) -> dict[str, Value]:
    claim = row.claim
    return {
        "event": claim.event,
        "mode": claim.mode,
        "relation": claim.relation,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "when": claim.when,
        "time": claim.time.start if claim.time else None,
        "place": row.where.name,
        "latitude": row.where.latitude,
        "longitude": row.where.longitude,
        "score": claim.score,
        "words": row.quotation,
        "chain": row.chain,
    }


def _edges(reading: Reading) -> Iterator[_Edge]:
    for row in told(reading):
        claim = claim_uuid(reading.document, row.claim.id)
        yield _Edge(claim, report_uuid(reading.document), {"kind": "in"})
        yield from (_Edge(actor_uuid(actor), claim, {"kind": "acts"}) for actor in row.actors)
        yield from (_Edge(claim, actor_uuid(actor), {"kind": "suffers"}) for actor in row.recipients)
        yield from _said(row, claim)
        if row.is_said_to_have_been:
            yield from _ties(row)


def _said(row: Told, claim: str) -> Iterator[_Edge]:
    """Whose word it is, and through whom it came."""
    keys = [voice_uuid(voice, row.reading.document) for voice in row.voices]
    yield from (_Edge(inner, outer, {"kind": "through"}) for outer, inner in pairwise(keys))
    yield from (_Edge(key, claim, {"kind": "says", "certainty": row.claim.certainty}) for key in keys[-1:])


def _ties(row: Told) -> Iterator[_Edge]:
    facts = {name: value for name, value in _facts(row).items() if name not in ("latitude", "longitude")}
    doers, others = row.sides
    for doer in doers:
        for other in others:
            label = row.claim.relation or row.claim.event
            yield _Edge(actor_uuid(doer), actor_uuid(other), {"kind": "tie", "label": label, **facts})


def _descents(case: Case) -> Iterator[_Edge]:
    reports = {reading.document.name: reading.document for reading in case.readings}
    for row in case.descents:
        if row.report in reports and row.derived_from in reports:
            ends = report_uuid(reports[row.report]), report_uuid(reports[row.derived_from])
            yield _Edge(*ends, {"kind": "derived from", "label": ", ".join(row.why), "score": row.score})


def _declared(nodes: Iterable[_Node], edges: Iterable[_Edge]) -> str:
    """A key for each fact of nodes and edges, of the type that its values are."""
    lines = []
    for owner, things in (("node", nodes), ("edge", edges)):
        kinds = {
            name: _KINDS[type(value)] for thing in things for name, value in thing.facts.items() if _is_told(value)
        }
        lines += [
            f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
            for name, kind in sorted(kinds.items())
        ]
    return "".join(lines)


def _node_xml(node: _Node) -> str:
    return f"<node id={_attribute(node.key)}>{_data('node', node.facts)}</node>\n"


def _edge_xml(number: int, edge: _Edge) -> str:
    ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
    return f'<edge id="e{number}" {ends}>{_data("edge", edge.facts)}</edge>\n'


def _data(owner: str, facts: dict[str, Value]) -> str:
    told_facts = ((name, value) for name, value in facts.items() if _is_told(value))
    return "".join(f'<data key="{owner}-{name}">{_content(value)}</data>' for name, value in told_facts)


def _is_told(value: Value) -> bool:
    return value is not None and value != ""


def _content(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(" ".join(value.split()) if isinstance(value, str) else str(value))


def _attribute(key: str) -> str:
    return quoteattr(key)
