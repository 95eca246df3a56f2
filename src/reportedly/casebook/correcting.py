"""Looks at a correction before it is written down: its values, its spans in the text, and whom its names mean."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, func, or_, select

from reportedly.casebook.corrected import WHO, corrected, corrected_claim
from reportedly.casebook.corrections import OF_ATTRIBUTION, SPANS, value_of
from reportedly.casebook.decisions import Decisions, correct
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.names import claim_anchor, fold
from reportedly.casebook.naming import actor_called
from reportedly.casebook.readings import load_reading
from reportedly.casebook.schema import actor, alias, place
from reportedly.model import Judgement, Place, Reading

_PLACE = ("name", "admin1", "country", "country_name", "latitude", "longitude", "geonames")


def resolved(connection: Connection, decisions: Decisions, decided: Judgement) -> Judgement:
    """The correction with who and which place its names mean, as the casebook knows them now.

    Raises CasebookError, one line, where a field or a value means nothing, or spans lie outside the text.
    """
    fields, report = dict(decided.body), decided.target.get("report")
    read = load_reading(connection, report)
    if not fields or read is None:
        raise CasebookError("a correction names fields of a claim and their values")
    try:
        values = {field: value_of(field, words) for field, words in fields.items()}
        at = _place_of(read, report, decided.target.get("claim"))
        reading = corrected(read, decisions)
        _check_spans(reading, at, values)
        told = {WHO[field]: _told(connection, reading, field, values[field]) for field in WHO if values.get(field)}
        _check_kind(reading, at, fields)
    except ValueError as error:
        raise CasebookError(str(error)) from error
    return Judgement(decided.kind, decided.target, tuple(sorted((fields | told).items())), decided.why)


def _place_of(read: Reading, report: str, anchor: str) -> int:
    names = {row.id: row.name for row in read.actors}
    found = (at for at, claim in enumerate(read.claims) if claim_anchor(report, claim, names) == anchor)
    at = next(found, None)
    if at is None:
        raise ValueError("the casebook holds no such claim")
    return at


def _check_spans(reading: Reading, at: int, values: dict[str, Any]) -> None:
    length = len(reading.document.text)
    for field in SPANS:
        beyond = next((span for span in values.get(field, ()) if span.end > length), None)
        if beyond is not None:
            words = f"{beyond.start}-{beyond.end}"
            raise ValueError(f"{field}: {words} lies outside the report's text, which has {length:,} characters")
    if reading.claims[at].attribution is None and any(field in values for field in OF_ATTRIBUTION):
        raise ValueError("the claim stands in the report's own voice: it has no source, cue or content words")


def _check_kind(reading: Reading, at: int, fields: dict[str, str]) -> None:
    """Whether the claim is of an event or a relation still, and of one only."""
    if fields.get("event") and fields.get("relation"):
        raise ValueError("a claim is of an event or of a relation, not of both")
    changed: dict[str, str] = {}
    correct(changed, fields)
    now = corrected_claim(reading, at, changed).claims[at]
    if not (now.event or now.relation):
        raise ValueError("a claim is of an event or of a relation; say which, or reject it")
    if now.mode and not now.event:
        raise ValueError("only an event has a mode")


def _told(connection: Connection, reading: Reading, field: str, value: Any) -> str:
    """Who is meant, as JSON: name, country, type and Wikidata of each; a place with all that is known of it."""
    names = (value,) if field == "place" else value
    rows = [(_which if field == "place" else _who)(connection, reading, name) for name in names]
    return json.dumps(rows, ensure_ascii=False)


def _who(connection: Connection, reading: Reading, name: str) -> list[str | None]:
    """One of the report's own actors, else of the casebook's, else somebody new."""
    key = fold(name)
    own = [row for row in reading.actors if key in {fold(called) for called in (row.name, *row.aliases)}]
    if len(own) == 1:
        return [own[0].name, own[0].country, own[0].type, own[0].wikidata]
    number, bare, country = actor_called(connection, name)
    if number is None:
        return [bare, country, None, None]
    row = connection.execute(select(actor).where(actor.c.id == number)).one()
    called = select(alias.c.name).where(alias.c.actor == number, alias.c.folded == row.folded)
    first = connection.scalar(called.order_by(alias.c.reports.desc(), alias.c.name).limit(1))
    return [first or row.folded, row.country or None, row.type, row.wikidata]


def _which(connection: Connection, reading: Reading, name: str) -> list[Any]:
    """One of the report's own places, else of the casebook's, else a new one without coordinates."""
    own = [row for row in reading.places if fold(row.name) == fold(name)]
    if len(own) == 1:
        return [getattr(own[0], field) for field in _PLACE]
    bare, _, within = (part.strip() for part in name.partition(","))
    asked = select(place).where(place.c.folded == fold(bare))
    if within:
        asked = asked.where(or_(place.c.country == within.upper(), func.lower(place.c.admin1) == within.lower()))
    rows = connection.execute(asked.order_by(place.c.key).limit(9)).all()
    if len(rows) > 1:
        seen = ", ".join(f"'{row.name}, {row.admin1 or row.country or '-'}'" for row in rows)
        raise ValueError(f"'{name}' may be any of {seen}; name the province or the country's code behind a comma")
    if rows:
        return [getattr(rows[0], field, None) for field in _PLACE]
    return [getattr(Place("", name), field) for field in _PLACE]
