"""PLOVER records in JSON, as the gold records of its manual are written: source, target, event, mode, context.

A record is a claim of a deed; standing ties are none and are left out. PLOVER has no field for whose word it is, how
surely or whether it is denied: those stand behind its own, under the names of the reading contract.
"""

from __future__ import annotations

from typing import Any

from reportedly.export.identifiers import claim_uuid
from reportedly.export.precision import days_of, period_of
from reportedly.export.rows import printed, row_of
from reportedly.export.said import Told, told
from reportedly.export.tables import rows_in
from reportedly.model import Actor, Place, Quantity
from reportedly.model.export import Case

Row = dict[str, Any]


def plover(case: Case) -> bytes:
    """A JSON list of records (Open Event Data Alliance 2016, field names as in PLOVER_GSR_CAMEO), UTF-8.

    Only fields that hold something are written. `source` and `target` are lists of {actorText, code, sector}; a mutual
    deed has all its sides as `source` and no `target`. `date` is the deed's first day, or the report's where the deed
    is not dated; `dateInfo` says which. Sectors are PLOVER's codes from data/sectors.tsv.
    """
    return printed([_record(row) for reading in case.readings for row in told(reading) if row.claim.event], indent=1)


def _record(row: Told) -> Row:
    claim, document = row.claim, row.reading.document
    record = {
        "id": claim_uuid(document, claim.id),
        **_date(row),
        "event": claim.event,
        "mode": claim.mode,
        "context": "; ".join(claim.contexts),
        "source": [_actor(actor) for actor in row.actors],
        "target": [_actor(actor) for actor in row.recipients],
        "location": [_place(row.names.places[key]) for key in claim.places_all if key in row.names.places],
        "eventText": row.quotation,
        "size": claim.count,
        "dead": _number(claim.dead),
        "injured": _number(claim.injured),
        "publication": document.publisher,
        "language": document.language,
        "url": document.url,
        "coder": f"{row.reading.reader.name} {row.reading.reader.version}".strip(),
    }
    return {name: value for name, value in (record | _beyond(row)).items() if value not in (None, "", [])}


def _beyond(row: Told) -> Row:
    """What PLOVER has no field for."""
    claim = row.claim
    return {
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "when": claim.when,
        "things": list(claim.things),
        "chain": [voice.name for voice in row.voices],
        "spans": [list(span) for span in claim.spans],
        "document": row.reading.document.name,
        "claim": claim.id,
    }


def _date(row: Told) -> Row:
    deed, report = period_of(row.claim.time), days_of(row.reading.document.published)
    if deed:
        return {"date": deed.first.isoformat(), "dateInfo": "of the deed"}
    return {"date": report.first.isoformat(), "dateInfo": "of the report"} if report else {}


def _actor(actor: Actor) -> Row:
    sectors = {row["type"]: row["sector"] for row in rows_in("sectors.tsv")}
    found = {"actorText": actor.name, "code": actor.country, "sector": sectors.get(actor.type or "")}
    return {name: value for name, value in found.items() if value}


def _place(place: Place) -> Row:
    return row_of(place, "id", "mentions")


def _number(quantity: Quantity | None) -> Row | None:
    return row_of(quantity) if quantity else None
