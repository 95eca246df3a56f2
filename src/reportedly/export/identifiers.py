"""Names that stay the same: UUIDs from what a thing is (RFC 9562, version 5), so that two exports of it agree."""

from __future__ import annotations

import json
import re
import unicodedata
from uuid import UUID, uuid5

from reportedly.model import Actor, Document, Source

_OURS = UUID("6f1d2a55-8d6e-5c0a-9f0e-4f5b1c8b7a10")  # drawn once; all names of ours hang on it
_SHA256 = re.compile(r"sha256:([0-9a-f]{64})", re.ASCII)


def uuid_of(kind: str, *parts: object) -> str:
    """The UUID of a thing of a kind, from the parts that make it what it is."""
    return str(uuid5(_OURS, json.dumps([kind, *parts], ensure_ascii=True)))


def report_uuid(document: Document) -> str:
    """A report's: the original, and who published it as what and when; the same bytes in two outlets are two."""
    return uuid_of(
        "report", document.id, document.name, document.publisher, document.url, document.published, document.title
    )


def claim_uuid(document: Document, claim: str) -> str:
    """A claim's, by its id in the reading of its report."""
    return uuid_of("claim", report_uuid(document), claim)


def actor_uuid(actor: Actor) -> str:
    """An actor's over all reports: by Wikidata's number where it is known, else by name and country."""
    if actor.wikidata:
        return uuid_of("actor", actor.wikidata)
    return uuid_of("actor", folded(actor.name), actor.country)


def voice_uuid(source: Source, document: Document) -> str:
    """A voice's: a named one is one over all reports, an unnamed one stays its report's own."""
    if source.kind == "author" and document.publisher:
        return uuid_of("voice", "outlet", folded(document.publisher))
    if source.named and source.name:
        return uuid_of("voice", source.kind, folded(source.name))
    return uuid_of("voice", report_uuid(document), source.id)


def sha256_of(document: Document) -> str | None:
    """The digest of the original's bytes in hex, where the document's id is one."""
    match = _SHA256.fullmatch(document.id)
    return match[1] if match else None


def folded(name: str) -> str:
    """A name as names are compared: without case, accents and odd space."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
