"""FollowTheMoney: reports as articles, actors and voices as entities, claims as events and links, for Aleph and others.

An event is a claim ('Salt Brigade: said probably to have attacked ...'), never a fact; its `keywords` say whose word,
how surely, and whether it is denied, and its `proof` is the article. A claim told as done or going on, and not denied,
is a link between the two sides too. What FollowTheMoney has no property for stands as JSON in `indexText`, which its
users are not shown, so that a file can be read back.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.ftm_words import (
    Entity,
    codes,
    country_code,
    date_of,
    entity,
    entity_id,
    language_code,
    line_of,
    packed,
    schema_of,
    url_of,
)
from reportedly.export.identifiers import actor_uuid, claim_uuid, report_uuid, sha256_of, uuid_of, voice_uuid
from reportedly.export.rows import printed, row_of
from reportedly.export.said import Told, told
from reportedly.export.words import label, place_in_words, voice_name
from reportedly.model import Actor, Document, Reading, Source
from reportedly.model.export import Case, Judged, Supported


def ftm(case: Case) -> bytes:
    """Entities as JSON Lines, as `ftm` reads them; an actor or a named voice of several reports is one entity.

    Values are of FollowTheMoney's types, so that its cleaning changes none of them; what isn't (an address that is no
    URL, a date that is none) is left out and stands in `indexText` only.
    """
    found: dict[str, Entity] = {}
    for one in _entities(case):
        found[one["id"]] = _merged(found[one["id"]], one) if one["id"] in found else one
    return b"".join(map(printed, found.values()))


def _merged(old: Entity, new: Entity) -> Entity:
    """One entity told of twice: the values of both, each once."""
    both = {**old["properties"]}
    for name, values in new["properties"].items():
        both[name] = list(dict.fromkeys((*both.get(name, []), *values)))
    return {**old, "properties": both}


def _entities(case: Case) -> Iterator[Entity]:
    reports = {reading.document.name: reading.document for reading in case.readings}
    rejected = case.rejected()
    for reading in case.readings:
        received = [row.at for row in case.receipts if row.document == reading.document.name]
        yield _article(reading, received)
        yield from (_actor(row, reading.document) for row in reading.actors)
        yield from (_voice(row, reading.document) for row in reading.sources)
        for row in told(reading):
            is_rejected = (reading.document.name, row.claim.id) in rejected
            yield from (_event(row), *_said(row), *(() if is_rejected else _links(row)))
    yield from (_judgement(row, reports[row.document]) for row in case.judgements if row.document in reports)
    yield from (_support(row, reports) for row in case.propositions)
    yield from _descents(case, reports)


def _article(reading: Reading, received: list[str]) -> Entity:
    document = reading.document
    kept = {
        "reader": row_of(reading.reader),
        "document": row_of(document),
        "actors": [row_of(row) for row in reading.actors],
        "places": [row_of(row) for row in reading.places],
        "sources": [row_of(row) for row in reading.sources],
        "attributions": [row_of(row) for row in reading.attributions],
        "problems": [row_of(row) for row in reading.problems],
    }
    digest = sha256_of(document)
    facts = {
        "title": document.title or document.name,
        "fileName": document.name,
        "publisher": document.publisher,
        "publishedAt": date_of(document.published),
        "sourceUrl": url_of(document.url),
        "language": language_code(document.language),
        "retrievedAt": [date for at in received if (date := date_of(at))],
        "keywords": [f"sha256:{digest}"] if digest else [],
        "bodyText": document.text,
        "indexText": packed("reading", kept),
    }
    return entity("Article", report_uuid(document), facts)


def _actor(row: Actor, document: Document) -> Entity:
    facts = {
        "name": row.name,
        "alias": list(row.aliases),
        "country": country_code(row.country),
        "wikidataId": row.wikidata,
        "keywords": row.type,
        "proof": entity_id(report_uuid(document)),
    }
    return entity(schema_of("actor", row.type), actor_uuid(row), facts)


def _voice(row: Source, document: Document) -> Entity:
    is_outlet = row.kind == "author" and document.publisher
    schema = schema_of("voice", "outlet" if is_outlet else row.kind)
    facts = {
        "name": document.publisher if is_outlet else voice_name(row),
        "alias": list(row.aliases),
        "position" if schema == "Person" else "summary": row.role,
        "keywords": ["voice", row.kind, *([] if row.named or row.kind == "author" else ["unnamed"])],
        "proof": entity_id(report_uuid(document)),
    }
    return entity(schema, voice_uuid(row, document), facts)


def _event(row: Told) -> Entity:
    claim, document = row.claim, row.reading.document
    start, end = (date_of(claim.time.start), date_of(claim.time.end)) if claim.time else (None, None)
    facts = {
        "name": row.in_words,
        "summary": row.in_words,
        "description": row.quotation,
        "organizer": [entity_id(actor_uuid(actor)) for actor in row.actors],
        "involved": [entity_id(actor_uuid(actor)) for actor in row.recipients],
        "location": place_in_words(row.where),
        "country": country_code(row.where.country),
        **({"date": start} if start == end else {"startDate": start, "endDate": end}),
        "publisher": document.publisher,
        "sourceUrl": url_of(document.url),
        "proof": entity_id(report_uuid(document)),
        "keywords": ["claim", *_words_of(row)],
        "indexText": packed("claim", row_of(claim)),
    }
    return entity("Event", claim_uuid(document, claim.id), facts)


def _words_of(row: Told) -> list[str]:
    """'event:ASSAULT', 'certainty:probable', 'polarity:denied': words to filter by."""
    claim = row.claim
    values = {"event": claim.event, "mode": claim.mode, "relation": claim.relation, "polarity": claim.polarity}
    values |= {"certainty": claim.certainty, "when": claim.when}
    return [f"{name}:{value}" for name, value in values.items() if value]


def _said(row: Told) -> Iterator[Entity]:
    """A link from each voice of the chain to the claim: the last says it, the others pass it on."""
    event = claim_uuid(row.reading.document, row.claim.id)
    says = "says" if row.claim.polarity == "affirmed" else "says that it is not so"
    for i, voice in enumerate(row.voices, 1):
        is_origin = i == len(row.voices)
        facts = {
            "subject": entity_id(voice_uuid(voice, row.reading.document)),
            "object": entity_id(event),
            "role": says if is_origin else "passes on",
            "status": row.claim.certainty if is_origin else "",
            "proof": entity_id(report_uuid(row.reading.document)),
        }
        yield entity("UnknownLink", uuid_of("said", event, i), facts)


def _links(row: Told) -> Iterator[Entity]:
    """From each who acts to each who is acted upon, where it is told as done or going on and is not denied."""
    if not row.is_said_to_have_been:
        return
    doers, others = row.sides
    event = claim_uuid(row.reading.document, row.claim.id)
    for i, (doer, other) in enumerate((doer, other) for doer in doers for other in others):
        facts = {
            "subject": entity_id(actor_uuid(doer)),
            "object": entity_id(actor_uuid(other)),
            "role": f"said: {label(row.claim)}",
            "status": row.claim.certainty,
            "date": date_of(row.claim.time.start) if row.claim.time else None,
            "summary": row.in_words,
            "description": row.quotation,
            "recordId": entity_id(event),
            "proof": entity_id(report_uuid(row.reading.document)),
        }
        yield entity("UnknownLink", uuid_of("link", event, i), facts)


def _judgement(row: Judged, document: Document) -> Entity:
    target = claim_uuid(document, row.claim) if row.claim else report_uuid(document)
    facts = {
        "name": f"{row.kind} {row.target}",
        "entity": entity_id(target),
        "description": "; ".join(part for part in (row.name, row.says, row.why) if part),
        "summary": f"by {row.by} at {row.at}",
        "createdAt": date_of(row.at),
        "keywords": ["judgement", row.kind],
    }
    return entity("Note", uuid_of("judgement", row.key), facts)


def _support(row: Supported, reports: dict[str, Document]) -> Entity:
    members = [claim_uuid(reports[name], claim) for name, claim in row.members if name in reports]
    facts = {
        "name": f"{row.support}: {line_of(', '.join(row.actors))}",
        "entity": [entity_id(key) for key in members],
        "description": row.why or row.support,
        "keywords": ["proposition", row.support],
    }
    return entity("Note", uuid_of("proposition", row.id), facts)


def _descents(case: Case, reports: dict[str, Document]) -> Iterator[Entity]:
    for row in case.descents:
        if row.report in reports and row.derived_from in reports and row.report != row.derived_from:
            ends = [report_uuid(reports[name]) for name in (row.report, row.derived_from)]
            facts = {"subject": entity_id(ends[0]), "object": entity_id(ends[1]), "role": "taken from"}
            facts |= {"summary": codes(row.why)}
            yield entity("UnknownLink", uuid_of("descent", *ends), facts)
