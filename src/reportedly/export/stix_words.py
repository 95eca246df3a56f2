"""What STIX 2.1 wants of every object: an id, who made it and when; and the two extensions that say what it can't."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from reportedly.export.identifiers import uuid_of
from reportedly.export.precision import days_of
from reportedly.export.rows import bare
from reportedly.model import Document
from reportedly.model.export import Case

Object = dict[str, Any]
CLAIM = "reported-claim"
_SCO = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # STIX 2.1, 2.9: the namespace of cyber-observables
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(?:Z|\+00:00)", re.ASCII)
_SPANS = ("spans", "marker_spans", "mentions", "source_spans", "cue_spans", "content_spans")
_EPOCH = "1970-01-01T00:00:00.000Z"


def made(kind: str, key: str, at: str, **facts: Any) -> Object:
    """A STIX domain object or relationship with what all of them carry; facts that hold nothing are left out."""
    head = {"type": kind, "spec_version": "2.1", "id": f"{kind}--{key}", "created_by_ref": maker_id()}
    return {**head, "created": at, "modified": at, **bare(facts)}


def maker(at: str) -> Object:
    """The identity of this program, which made the objects, and says of none of them that it is so."""
    found = made("identity", maker_id().partition("--")[2], at, name="reportedly", identity_class="system")
    return {name: value for name, value in found.items() if name != "created_by_ref"}


def maker_id() -> str:
    """The id of the identity that stands for this program."""
    return f"identity--{uuid_of('maker', 'reportedly')}"


def claim_extension() -> str:
    """The id of the extension that defines reported-claim."""
    return f"extension-definition--{uuid_of('stix extension', 'claim', 1)}"


def reading_extension() -> str:
    """The id of the extension that a report carries its reading in."""
    return f"extension-definition--{uuid_of('stix extension', 'reading', 1)}"


def extensions(at: str) -> list[Object]:
    """The two extension definitions, each with its JSON Schema in the text of `schema`."""
    return [
        _extension(
            claim_extension(), at, "reported claim", "new-sdo", "stix-claim",
            "Who is said to do what to whom, on whose word (the last of chain_refs), how surely. 'confidence' is the "
            "number for the voice's own word in 'certainty', never a judgement of the maker; a claim may be denied.",
        ),
        _extension(
            reading_extension(), at, "reading of a report", "property-extension", "stix-reading",
            "On a report: what was read in it, with spans in code points of the text in text_ref. On a relationship: "
            "the claim that it shows.",
        ),
    ]  # fmt: skip


def _extension(key: str, at: str, name: str, kind: str, schema: str, says: str) -> Object:
    found = made("extension-definition", key.partition("--")[2], at, name=name, description=says)
    return {**found, "schema": _schema_text(schema), "version": "1.0.0", "extension_types": [kind]}


def schema(name: str) -> Any:
    """The JSON Schema of an extension: 'stix-claim' or 'stix-reading'."""
    return json.loads((files("reportedly.export") / "data" / f"{name}.schema.json").read_text("utf-8"))


@cache
def _schema_text(name: str) -> str:
    return json.dumps(schema(name), ensure_ascii=False, separators=(",", ":"))


def artifact(text: str) -> Object:
    """A text as a cyber-observable, with its hash; its id follows from both (STIX 2.1, 2.9)."""
    body = text.encode("utf-8", "replace")
    facts = {"hashes": {"SHA-256": hashlib.sha256(body).hexdigest()}, "payload_bin": b64encode(body).decode("ascii")}
    key = uuid5(_SCO, json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    return {"type": "artifact", "spec_version": "2.1", "id": f"artifact--{key}", "mime_type": "text/plain", **facts}


def stamp_of(case: Case) -> str:
    """When the objects were made, as STIX writes a moment; the epoch where the case doesn't say."""
    return moment(case.made_at) or _EPOCH


def published(document: Document) -> str:
    """A report's date as a moment, the first of the time that it may mean; STIX asks for one."""
    days = days_of(document.published)
    return f"{days.first.isoformat()}T00:00:00.000Z" if days else _EPOCH


def moment(at: str | None) -> str | None:
    """A moment in UTC of ISO 8601 with milliseconds, or None."""
    match = _MOMENT.fullmatch(at or "")
    return f"{match[1]}{(match[2] or '.')[:4].ljust(4, '0')}Z" if match else None


def spelled(row: Any) -> Any:
    """A row with its spans as {start, end}: STIX has no lists of lists."""
    if isinstance(row, list):
        return [spelled(item) for item in row]
    if not isinstance(row, dict):
        return row
    return {name: _ends(value) if name in _SPANS else spelled(value) for name, value in row.items()}


def unspelled(row: Any) -> Any:
    """A row with its spans as the contract has them."""
    if isinstance(row, list):
        return [unspelled(item) for item in row]
    if not isinstance(row, dict):
        return row
    return {
        name: [[span["start"], span["end"]] for span in value] if name in _SPANS else unspelled(value)
        for name, value in row.items()
    }


def _ends(spans: list[list[int]]) -> list[Object]:
    return [{"start": start, "end": end} for start, end in spans]
