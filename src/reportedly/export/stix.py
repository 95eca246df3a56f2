"""STIX 2.1: reports, identities, threat actors, locations, claims, and relationships with the confidence of the voice.

A claim is an object of our own, `reported-claim`, as STIX lets one define it; what others' tools show of it is a
`relationship` between the two sides, one for each claim that is told as done or going on and not denied. Groups under
arms are threat actors because STIX has no other word for them; others are identities. `confidence` is the number that
STIX's scales give for the voice's own word, left out where it can't be judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from reportedly.export.addresses import web_address
from reportedly.export.certainty import scale_of
from reportedly.export.identifiers import actor_uuid, claim_uuid, report_uuid, sha256_of, uuid_of, voice_uuid
from reportedly.export.precision import period_of
from reportedly.export.rows import printed, row_of
from reportedly.export.said import Told, told
from reportedly.export.stix_beside import beside
from reportedly.export.stix_words import (
    CLAIM,
    Object,
    artifact,
    claim_extension,
    extensions,
    made,
    maker,
    maker_id,
    published,
    reading_extension,
    spelled,
    stamp_of,
)
from reportedly.export.words import place_in_words, voice_name
from reportedly.model import Actor, Document, Place, Reading, Source
from reportedly.model.export import Case

_CLASSES = {
    "person": "individual",
    "civilian": "class",
    "group": "class",
    "unspecified": "unknown",
    "document": "unknown",
}
_TIES = {"backs": "back", "leads": "lead"}


def stix(case: Case) -> bytes:
    """A STIX 2.1 bundle as JSON. Ids are UUIDs of version 5: the same things have the same ids in every export.

    An actor or a named voice of several reports is one object. `created` and `modified` are `case.made_at`, the epoch
    where it says nothing. A place without coordinates and country stands in the claims only, since STIX wants either.
    """
    at = stamp_of(case)
    objects = {one["id"]: one for one in (maker(at), *extensions(at))}
    for one in _objects(case, at):
        objects.setdefault(one["id"], one)
    key = uuid_of("bundle", at, *objects)
    return printed({"type": "bundle", "id": f"bundle--{key}", "objects": list(objects.values())}, indent=1)


def _objects(case: Case, at: str) -> Iterator[Object]:
    rejected = case.rejected()
    for reading in case.readings:
        parts = list(_parts(reading, at, rejected))
        yield from parts
        yield _report(reading, [part["id"] for part in parts], at)
    yield from beside(case, at)


def _parts(reading: Reading, at: str, rejected: frozenset[tuple[str, str]]) -> Iterator[Object]:
    yield artifact(reading.document.text)
    yield from (_actor(row, at) for row in reading.actors)
    yield from (_voice(row, reading.document, at) for row in reading.sources)
    yield from (_location(row, at) for row in reading.places if _is_on_the_map(row))
    for row in told(reading):
        yield _claim(row, at)
        if (reading.document.name, row.claim.id) not in rejected:
            yield from _relationships(row, at)


def _report(reading: Reading, parts: Iterable[str], at: str) -> Object:
    document = reading.document
    kept = {
        "extension_type": "property-extension",
        "reader": row_of(reading.reader),
        "document": row_of(document, "text"),
        "text_ref": artifact(document.text)["id"],
        "actors": [row_of(row) for row in reading.actors],
        "places": [row_of(row) for row in reading.places],
        "sources": [row_of(row) for row in reading.sources],
        "attributions": [row_of(row) for row in reading.attributions],
        "problems": [row_of(row) for row in reading.problems],
    }
    facts = {
        "name": document.title or document.name or "a report",
        "published": published(document),
        "object_refs": list(dict.fromkeys((maker_id(), *parts))),
        "external_references": [_reference(document)],
        "extensions": {reading_extension(): spelled(kept)},
    }
    return made("report", report_uuid(document), at, **facts)


def _reference(document: Document) -> Object:
    """The original: its publisher, its address, its hash."""
    digest, url = sha256_of(document), web_address(document.url)
    hashes = {"hashes": {"SHA-256": digest}} if digest else {}
    name = {"source_name": document.publisher or document.name or "original", "external_id": document.id or "unknown"}
    return {**name, **({"url": url} if url else {}), **hashes}


def _actor(row: Actor, at: str) -> Object:
    wikidata = [{"source_name": "wikidata", "external_id": row.wikidata}] if row.wikidata else []
    facts = {"name": row.name or "(no name)", "external_references": wikidata, "labels": [row.type or "unknown"]}
    if row.type == "armed group":
        return made("threat-actor", actor_uuid(row), at, **facts)
    return made(
        "identity", actor_uuid(row), at, **facts, identity_class=_CLASSES.get(row.type or "unspecified", "organization")
    )


def _actor_id(row: Actor) -> str:
    return f"{'threat-actor' if row.type == 'armed group' else 'identity'}--{actor_uuid(row)}"


def _voice(row: Source, document: Document, at: str) -> Object:
    is_outlet = row.kind == "author" and document.publisher
    facts = {
        "name": document.publisher if is_outlet else voice_name(row),
        "identity_class": "organization" if is_outlet else _CLASSES.get(row.kind, "organization"),
        "labels": [row.kind if row.named or row.kind == "author" else f"unnamed {row.kind}"],
        "roles": [row.role] if row.role else [],
    }
    return made("identity", voice_uuid(row, document), at, **facts)


def _is_on_the_map(row: Place) -> bool:
    return bool(row.country) or row.latitude is not None


def _location(row: Place, at: str) -> Object:
    geonames = [{"source_name": "geonames", "external_id": row.geonames}] if row.geonames else []
    facts = {
        "name": place_in_words(row),
        "country": _two_letters(row.country),
        "latitude": row.latitude,
        "longitude": row.longitude,
        "external_references": geonames,
    }
    return made("location", _place_key(row), at, **facts)


def _two_letters(country: str | None) -> str | None:
    import pycountry

    found = pycountry.countries.get(alpha_3=country) if country else None
    return str(found.alpha_2) if found else country


def _place_key(row: Place) -> str:
    return uuid_of("place", row.geonames or [row.name, row.admin1, row.country], row.latitude, row.longitude)


def _claim(row: Told, at: str) -> Object:
    claim, document = row.claim, row.reading.document
    places = [place for key in claim.places_all if (place := row.names.places.get(key)) and _is_on_the_map(place)]
    facts = {
        "name": row.in_words,
        "confidence": scale_of(claim.certainty).stix,
        "claim_id": claim.id,
        "quote": row.quotation,
        "report_ref": f"report--{report_uuid(document)}",
        "actor_refs": [_actor_id(actor) for actor in row.actors],
        "recipient_refs": [_actor_id(actor) for actor in row.recipients],
        "place_refs": [f"location--{_place_key(place)}" for place in places],
        "chain_refs": [f"identity--{voice_uuid(voice, document)}" for voice in row.voices],
        **spelled(row_of(claim, "id")),
        "extensions": {claim_extension(): {"extension_type": "new-sdo"}},
    }
    return made(CLAIM, claim_uuid(document, claim.id), at, **facts)


def _relationships(row: Told, at: str) -> Iterator[Object]:
    """From each who acts to each who is acted upon; what is denied, planned or feared is no relationship."""
    if not row.is_said_to_have_been:
        return
    doers, others = row.sides
    pairs = ((doer, other) for doer in doers for other in others)
    for i, (doer, other) in enumerate(pairs):
        key = uuid_of("relationship", claim_uuid(row.reading.document, row.claim.id), i)
        ends = {"source_ref": _actor_id(doer), "target_ref": _actor_id(other)}
        yield made("relationship", key, at, relationship_type=_verb(row), **ends, **_told_of(row))


def _told_of(row: Told) -> Object:
    said = f"{row.in_words} On the word of {row.chain.rpartition(' > ')[2]}: “{row.quotation}”"
    claim = f"{CLAIM}--{claim_uuid(row.reading.document, row.claim.id)}"
    period = period_of(row.claim.time)
    times = (
        {"start_time": f"{period.first}T00:00:00.000Z", "stop_time": f"{period.last}T23:59:59.999Z"} if period else {}
    )
    return {
        "description": said,
        "confidence": scale_of(row.claim.certainty).stix,
        **times,
        "extensions": {reading_extension(): {"extension_type": "property-extension", "claim_ref": claim}},
    }


def _verb(row: Told) -> str:
    """'said-to-assault', 'said-to-be-allied-with': a relationship type that can't be read as a fact."""
    claim = row.claim
    tie = _TIES.get(claim.relation or "", f"be-{claim.relation}")
    name = tie if claim.relation else claim.event or "do something to"
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
    return f"said-to-{plain}"


def from_stix(data: bytes) -> tuple[Reading, ...]:
    """The readings in a bundle that `stix` wrote; others' objects are passed over. Raises ValueError for others."""
    from reportedly.export.stix_back import readings_in

    try:
        return readings_in(json.loads(data))
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"not a STIX bundle of ours: {error!r}") from error
