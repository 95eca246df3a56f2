"""W3C Web Annotations in JSON-LD (Recommendation 2017): each claim on the words that assert it, and back.

Every stretch of words has two selectors: its position in code points, and its quotation with what stands around it, so
that an annotation finds its place again in a text that shifted. The text that positions count in is the one that was
read; it goes along. What the standard has no word for stands under `reportedly:` as the contract's JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.export.identifiers import claim_uuid, report_uuid, uuid_of
from reportedly.export.rows import Row, parsed, printed, row_of, value_of, values_of
from reportedly.export.said import Told, told
from reportedly.export.words import label
from reportedly.model import Actor, Attribution, Claim, Document, Place, Problem, Reader, Reading, Source, Span
from reportedly.model.export import Case, Judged

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reportedly": "urn:reportedly:terms#"}]
_AROUND = 32  # code points of prefix and suffix: enough to tell two alike quotations apart
_PARTS = ("source", "cue", "content")


def annotated(case: Case) -> bytes:
    """An AnnotationCollection with one page: a report's own annotation, then its attributions, claims and judgements.

    Targets of a claim are its stretches in their order; those of an attribution say whether they are source, cue or
    content. A judgement is an annotation of the claim's annotation, with the motivation `assessing`.
    """
    items = [item for reading in case.readings for item in _items(reading)]
    items += _judgements(case)
    key = _urn(uuid_of("annotations", *(item["id"] for item in items)))
    page = {"id": f"{key}#page", "type": "AnnotationPage", "partOf": key, "startIndex": 0, "items": items}
    whole = {"@context": _CONTEXT, "id": key, "type": "AnnotationCollection", "label": "Claims in reports"}
    return printed({**whole, "total": len(items), "first": page}, indent=1)


def from_annotations(data: bytes) -> tuple[Reading, ...]:
    """The readings in a file that `annotated` wrote, or that a tool changed. Raises ValueError where it is none.

    Spans are taken from the position selectors. An annotation without `reportedly:` JSON in its body is passed over.
    """
    page = parsed(data)
    try:
        items = page["first"]["items"]
        rows = [(body["reportedly:kind"], _json(body), item) for item in items for body in _bodies(item)]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a collection of annotations with its first page inside: no {error}") from error
    parts: dict[str, list[tuple[str, Row, Row]]] = {}
    for kind, row, item in rows:
        parts.setdefault(_source_of(item), []).append((kind, row, item))
    return tuple(_reading(part) for part in parts.values())


def _items(reading: Reading) -> Iterator[Row]:
    yield _annotation(_report_key(reading.document), "describing", _head(reading), [_text(reading.document)], reading)
    for row in reading.attributions:
        places = [(part, span) for part in _PARTS for span in getattr(row, f"{part}_spans")]
        targets = [{**_target(reading.document, span), "reportedly:part": part} for part, span in places]
        key = uuid_of("attribution", report_uuid(reading.document), row.id)
        body = _body("attribution", row_of(row, *(f"{part}_spans" for part in _PARTS)))
        yield _annotation(key, "identifying", [body], targets or [_text(reading.document)], reading)
    for claim in told(reading):
        targets = [_target(reading.document, span) for span in claim.claim.spans]
        key = claim_uuid(reading.document, claim.claim.id)
        yield _annotation(key, "describing", _claim_bodies(claim), targets or [_text(reading.document)], reading)


def _head(reading: Reading) -> list[Row]:
    """The report's own annotation: all of the reading but its claims and attributions."""
    head = {
        "reader": row_of(reading.reader),
        "document": row_of(reading.document),
        "actors": [row_of(row) for row in reading.actors],
        "places": [row_of(row) for row in reading.places],
        "sources": [row_of(row) for row in reading.sources],
        "problems": [row_of(row) for row in reading.problems],
    }
    return [_body("report", head)]


def _claim_bodies(claim: Told) -> list[Row]:
    words = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": claim.in_words}
    tag = {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": label(claim.claim)}
    return [words | {"language": "en"}, tag, _body("claim", row_of(claim.claim, "spans"))]


def _body(kind: str, row: Row) -> Row:
    """A body of ours: its kind, and the contract's JSON as an rdf:JSON literal (JSON-LD 1.1)."""
    return {"reportedly:kind": kind, "reportedly:json": {"@type": "@json", "@value": row}}


def _annotation(key: str, why: str, bodies: list[Row], targets: list[Any], reading: Reading) -> Row:
    reader = reading.reader
    program = _urn(uuid_of("program", reader.name, reader.version, reader.model))
    return {
        "id": _urn(key),
        "type": "Annotation",
        "motivation": why,
        "generator": {"id": program, "type": "Software", "name": f"{reader.name} {reader.version}".strip()},
        "body": bodies,
        "target": targets,
    }


def _text(document: Document) -> Row:
    """The text that was read, as a whole."""
    language = {"language": document.language} if document.language else {}
    return {"id": _urn(report_uuid(document)), "type": "Text", "format": "text/plain", **language}


def _target(document: Document, span: Span) -> Row:
    text = document.text
    quoted = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": _urn(report_uuid(document)), "selector": [position, quoted]}


def _judgements(case: Case) -> Iterator[Row]:
    documents = {reading.document.name: reading.document for reading in case.readings}
    for row in case.judgements:
        if row.document in documents:
            yield _judgement(row, documents[row.document])


def _judgement(row: Judged, document: Document) -> Row:
    target = claim_uuid(document, row.claim) if row.claim else _report_key(document)
    words = "; ".join(part for part in (f"{row.kind} {row.target}", row.name, row.says, row.why) if part)
    return {
        "id": _urn(uuid_of("judgement", row.key)),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"id": _urn(uuid_of("person", row.by)), "type": "Person", "name": row.by},
        "created": row.at,
        "body": [{"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": words}],
        "target": [_urn(target)],
    }


def _bodies(item: Row) -> list[Row]:
    bodies = item.get("body", [])
    rows = bodies if isinstance(bodies, list) else [bodies]
    return [body for body in rows if isinstance(body, dict) and "reportedly:json" in body]


def _json(body: Row) -> Row:
    found: Row = body["reportedly:json"]["@value"]
    return found


def _source_of(item: Row) -> str:
    """Which text an annotation is of: its first target's."""
    target = item["target"][0]
    return str(target.get("source") or target["id"])


def _reading(parts: Iterable[tuple[str, Row, Row]]) -> Reading:
    by_kind: dict[str, list[tuple[Row, Row]]] = {"report": [], "attribution": [], "claim": []}
    for kind, row, item in parts:
        by_kind.setdefault(kind, []).append((row, item))
    if len(by_kind["report"]) != 1:
        raise ValueError("a report's annotations have not exactly one of the report itself")
    head = by_kind["report"][0][0]
    return Reading(
        value_of(Reader, head.get("reader", {})),
        value_of(Document, head.get("document", {})),
        values_of(Actor, head.get("actors", [])),
        values_of(Place, head.get("places", [])),
        values_of(Source, head.get("sources", [])),
        tuple(value_of(Attribution, row | _parts(item)) for row, item in by_kind["attribution"]),
        tuple(value_of(Claim, row | {"spans": _spans(item)}) for row, item in by_kind["claim"]),
        values_of(Problem, head.get("problems", [])),
    )


def _parts(item: Row) -> Row:
    return {f"{part}_spans": _spans(item, part) for part in _PARTS}


def _spans(item: Row, part: str | None = None) -> list[list[int]]:
    """The stretches of an annotation by its position selectors, only those of one part where it is named."""
    found = [target for target in item["target"] if "selector" in target]
    chosen = [target for target in found if part is None or target.get("reportedly:part") == part]
    try:
        return [_position(target["selector"]) for target in chosen]
    except (KeyError, StopIteration, TypeError) as error:
        raise ValueError("a target has no position selector with start and end") from error


def _position(selectors: list[Row]) -> list[int]:
    found = next(row for row in selectors if row["type"] == "TextPositionSelector")
    return [int(found["start"]), int(found["end"])]


def _report_key(document: Document) -> str:
    return uuid_of("report annotation", report_uuid(document))


def _urn(key: str) -> str:
    return f"urn:uuid:{key}"
