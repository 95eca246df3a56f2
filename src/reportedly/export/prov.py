"""PROV-O in JSON-LD: where each claim comes from, as the W3C's ontology of provenance says it (2013).

A claim `wasQuotedFrom` its report and has for `hadPrimarySource` the statement of the voice on whose word it stands;
a statement that came through another one is what that one `wasQuotedFrom`. Statements `wasAttributedTo` their voices,
reports to their publishers; the reading is an activity of a program, a judgement an entity of a person.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

from reportedly.export.identifiers import claim_uuid, report_uuid, sha256_of, uuid_of, voice_uuid
from reportedly.export.positions import words_at
from reportedly.export.precision import days_of
from reportedly.export.rows import printed
from reportedly.export.said import Told, told
from reportedly.export.words import voice_name
from reportedly.model import Attribution, Document, Reading, Source
from reportedly.model.export import Case, Judged, Received

Node = dict[str, Any]
TERMS = "urn:reportedly:terms#"
_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "reportedly": TERMS,
}
_AGENTS = {"person": "prov:Person", "organization": "prov:Organization", "outlet": "prov:Organization"}


def prov(case: Case) -> bytes:
    """PROV-O as JSON-LD 1.1 with its context inside, so that no network is asked. Ids are URNs and ni-URIs (RFC 6920).

    Two nodes of one id are one: an outlet that published several reports, an original that two outlets printed.
    """
    nodes: dict[str, Node] = {}
    for node in _nodes(case):
        nodes[node["@id"]] = _merged(nodes.get(node["@id"], {}), node)
    return printed({"@context": _CONTEXT, "@graph": list(nodes.values())}, indent=1)


def _merged(old: Node, new: Node) -> Node:
    """Two nodes as one; where both say something, both stand, and nothing twice."""
    both = {name: [*_listed(old[name]), *_listed(new[name])] for name in old.keys() & new.keys() - {"@id"}}
    alike = {
        name: [value for i, value in enumerate(values) if value not in values[:i]] for name, values in both.items()
    }
    return old | new | {name: values if len(values) > 1 else values[0] for name, values in sorted(alike.items())}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _nodes(case: Case) -> Iterator[Node]:
    reports = {reading.document.name: reading.document for reading in case.readings}
    for reading in case.readings:
        yield from _report(reading)
        yield from (_agent(voice, reading.document) for voice in reading.sources)
        yield from _statements(reading)
        said = {row.id: _said(row, reading.document) for row in reading.attributions}
        yield from (_claim(row, said) for row in told(reading))
    yield from _descents(case, reports)
    yield from (node for row in case.receipts if row.document in reports for node in _receipt(row, reports))
    yield from (node for row in case.judgements for node in _judgement(row, reports))


def _report(reading: Reading) -> Iterator[Node]:
    document, reader = reading.document, reading.reader
    program = _urn(uuid_of("program", reader.name, reader.version, reader.model))
    label = f"{reader.name} {reader.version} ({reader.model})"
    yield {"@id": program, "@type": ["prov:Agent", "prov:SoftwareAgent"], "rdfs:label": label}
    yield {
        "@id": _reading(document),
        "@type": "prov:Activity",
        "rdfs:label": "reading of the report",
        "prov:used": _ref(_urn(report_uuid(document))),
        "prov:wasAssociatedWith": _ref(program),
    }
    yield {"@id": _original(document), "@type": "prov:Entity", "rdfs:label": "the document as it came in"}
    yield _text(reading)


def _text(reading: Reading) -> Node:
    document = reading.document
    author = next((row for row in reading.sources if row.kind == "author"), None)
    day = days_of(document.published)
    quoted = [_ref(_said(row, document)) for row in reading.attributions if row.parent is None]
    return {
        "@id": _urn(report_uuid(document)),
        "@type": "prov:Entity",
        "rdfs:label": document.title or document.name,
        "dcterms:identifier": document.name,
        "prov:wasDerivedFrom": _ref(_original(document)),
        **({"prov:wasAttributedTo": _ref(_urn(voice_uuid(author, document)))} if author else {}),
        **({"prov:wasQuotedFrom": quoted} if quoted else {}),
        **({"dcterms:publisher": document.publisher} if document.publisher else {}),
        **({"dcterms:issued": document.published} if document.published else {}),
        **({"prov:generatedAtTime": _moment(f"{day.first}T00:00:00Z")} if day and day.days == 1 else {}),
        **({"dcterms:source": document.url} if document.url else {}),
    }


def _agent(voice: Source, document: Document) -> Node:
    kind = _AGENTS.get("outlet" if voice.kind == "author" and document.publisher else voice.kind)
    name = document.publisher if voice.kind == "author" and document.publisher else voice_name(voice)
    return {
        "@id": _urn(voice_uuid(voice, document)),
        "@type": ["prov:Agent", kind] if kind else "prov:Agent",
        "rdfs:label": name,
        "reportedly:kind": voice.kind,
        "reportedly:named": voice.named or voice.kind == "author",
        **({"reportedly:role": voice.role} if voice.role else {}),
        **({"reportedly:affiliation": voice.affiliation} if voice.affiliation else {}),
    }


def _statements(reading: Reading) -> Iterator[Node]:
    """What each voice is said to have said, and what of it came to it through another."""
    document = reading.document
    voices = {voice.id: voice for voice in reading.sources}
    inner: dict[str, list[Node]] = {}
    for row in reading.attributions:
        inner.setdefault(row.parent or "", []).append(_ref(_said(row, document)))
    for row in reading.attributions:
        voice, words = voices.get(row.source), words_at(document.text, row.content_spans)
        yield {
            "@id": _said(row, document),
            "@type": "prov:Entity",
            "rdfs:label": f"what {voice_name(voice) if voice else row.source} is quoted with",
            **({"prov:value": " ... ".join(words)} if words else {}),
            **({"prov:wasQuotedFrom": inner[row.id]} if row.id in inner else {}),
            **({"prov:wasAttributedTo": _ref(_urn(voice_uuid(voice, document)))} if voice else {}),
        }


def _claim(row: Told, said: dict[str, str]) -> Node:
    document, claim = row.reading.document, row.claim
    report = _urn(report_uuid(document))
    return {
        "@id": _urn(claim_uuid(document, claim.id)),
        "@type": ["prov:Entity", "reportedly:Claim"],
        "rdfs:label": row.in_words,
        "prov:value": row.quotation,
        "prov:wasQuotedFrom": _ref(report),
        "prov:hadPrimarySource": _ref(said.get(claim.attribution or "", report)),
        "prov:wasGeneratedBy": _ref(_reading(document)),
        **({"prov:wasAttributedTo": _ref(_urn(voice_uuid(row.voices[-1], document)))} if row.voices else {}),
        "reportedly:polarity": claim.polarity,
        "reportedly:certainty": claim.certainty,
        "reportedly:when": claim.when,
    }


def _descents(case: Case, reports: dict[str, Document]) -> Iterator[Node]:
    """Which report was taken from which; a source outside the case is an entity of its own."""
    for row in case.descents:
        if row.report not in reports:
            continue
        node: Node = {"@id": _urn(report_uuid(reports[row.report]))}
        if row.derived_from in reports:
            parent = _ref(_urn(report_uuid(reports[row.derived_from])))
            node["prov:wasQuotedFrom" if "passages" in row.why else "prov:wasDerivedFrom"] = parent
        if row.origin != row.report:
            is_outside = row.origin not in reports
            origin = _urn(uuid_of("outside", row.origin) if is_outside else report_uuid(reports[row.origin]))
            node["prov:hadPrimarySource"] = _ref(origin)
            yield {"@id": origin, "@type": "prov:Entity", **({"rdfs:label": row.origin} if is_outside else {})}
        yield node


def _receipt(row: Received, reports: dict[str, Document]) -> Iterator[Node]:
    agent, key = _urn(uuid_of("person", row.by)), _urn(uuid_of("receipt", row.document, row.at, row.place))
    yield {"@id": agent, "@type": ["prov:Agent"], "rdfs:label": row.by}
    yield {
        "@id": key,
        "@type": "prov:Activity",
        "rdfs:label": f"received from {row.final_url or row.place} with {row.tool}",
        "prov:startedAtTime": _moment(row.at),
        "prov:wasAssociatedWith": _ref(agent),
        "prov:generated": _ref(_original(reports[row.document])),
    }


def _judgement(row: Judged, reports: dict[str, Document]) -> Iterator[Node]:
    agent = _urn(uuid_of("person", row.by))
    about = reports.get(row.document or "")
    target = claim_uuid(about, row.claim) if about and row.claim else report_uuid(about) if about else None
    yield {"@id": agent, "@type": ["prov:Agent"], "rdfs:label": row.by}
    yield {
        "@id": _urn(uuid_of("judgement", row.key)),
        "@type": ["prov:Entity", "reportedly:Judgement"],
        "rdfs:label": f"{row.kind} {row.target}",
        "prov:value": "; ".join(part for part in (row.name, row.says, row.why) if part),
        "prov:generatedAtTime": _moment(row.at),
        "prov:wasAttributedTo": _ref(agent),
        **({"prov:wasDerivedFrom": _ref(_urn(target))} if target else {}),
    }


def _said(row: Attribution, document: Document) -> str:
    return _urn(uuid_of("attribution", report_uuid(document), row.id))


def _reading(document: Document) -> str:
    return _urn(uuid_of("reading", report_uuid(document)))


def _original(document: Document) -> str:
    """The original by its digest (RFC 6920), or by the report's name where there is none."""
    digest = sha256_of(document)
    if digest is None:
        return _urn(uuid_of("original", document.id))
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(digest)).decode('ascii').rstrip('=')}"


def _moment(at: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": at}


def _urn(key: str) -> str:
    return f"urn:uuid:{key}"


def _ref(key: str) -> Node:
    return {"@id": key}
