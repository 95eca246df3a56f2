"""The columns of UCDP GED, filled with claims of deaths: for tools that read its files, not to be mixed with its data.

A row is a claim, not an event, and says on whose word it stands. Only claims of an assault that name its dead, are told
as done or going on, and are not denied have a row. What UCDP's coders decide (conflict, dyad, the codes of both) is
empty.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.export.cells import Cell, sheet
from reportedly.export.identifiers import claim_uuid
from reportedly.export.precision import period_of, ucdp_place, ucdp_time
from reportedly.export.said import Told, are_civilians, joined, told
from reportedly.export.words import place_in_words
from reportedly.model.export import Case

_STATES = ("government", "military", "police", "country")


def ucdp(case: Case) -> str:
    """CSV with UCDP GED's columns (Codebook 23.1) and, behind them, what it has no column for.

    `low`, `high` are the numbers told, `best` the lower of them, as UCDP decides between reports of equal standing;
    `high` is '' for 'at least 4'. `date_prec` is 1 (day) to 5 (year), `where_prec` 1 (place), 4 (province) or 6
    (country). `type_of_violence` is 1 where a state takes part, 2 between armed groups, 3 against civilians, '' where
    the sides don't tell. `event_clarity` is 2 where one claim sums up several events.
    """
    rows = [claim for reading in case.readings for claim in told(reading) if _is_coded(claim)]
    return sheet(columns(), ([value(row) for value in (_UCDP | _OURS).values()] for row in rows))


def columns() -> tuple[str, ...]:
    """UCDP GED's headings in its order, then ours."""
    return tuple(_UCDP | _OURS)


def _is_coded(row: Told) -> bool:
    dead = row.claim.dead
    return (
        row.claim.event == "ASSAULT" and row.is_said_to_have_been and dead is not None and (dead.high or dead.low) > 0
    )


def _violence(row: Told) -> int | None:
    if are_civilians(row.recipients):
        return 3
    kinds = [actor.type for actor in (*row.actors, *row.recipients)]
    if len(kinds) < 2:
        return None
    if any(kind in _STATES for kind in kinds):
        return 1
    return 2 if all(kind == "armed group" for kind in kinds) else None


def _sides(row: Told) -> tuple[str, str]:
    """The names of side A and of side B."""
    first, second = row.sides
    return joined(actor.name for actor in first), joined(actor.name for actor in second)


def _dyad(row: Told) -> str:
    first, second = _sides(row)
    return f"{first} - {second}" if first and second else ""


def _day(row: Told, *, is_first: bool) -> str:
    period = period_of(row.claim.time)
    if period is None:
        return ""
    return (period.first if is_first else period.last).isoformat()


def _year(row: Told) -> int | None:
    period = period_of(row.claim.time)
    return period.first.year if period else None


def _coordinates(row: Told) -> tuple[float, float] | None:
    place = row.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _point(row: Told) -> str:
    at = _coordinates(row)
    return f"POINT ({at[1]} {at[0]})" if at else ""


def _nothing(_: Told) -> Cell:
    return ""


_UCDP: dict[str, Callable[[Told], Cell]] = {
    "id": lambda row: claim_uuid(row.reading.document, row.claim.id),
    "relid": _nothing,
    "year": _year,
    "active_year": _nothing,
    "code_status": lambda _: "machine-read claim",
    "type_of_violence": _violence,
    "conflict_dset_id": _nothing,
    "conflict_new_id": _nothing,
    "conflict_name": _nothing,
    "dyad_dset_id": _nothing,
    "dyad_new_id": _nothing,
    "dyad_name": _dyad,
    "side_a_dset_id": _nothing,
    "side_a_new_id": _nothing,
    "side_a": lambda row: _sides(row)[0],
    "side_b_dset_id": _nothing,
    "side_b_new_id": _nothing,
    "side_b": lambda row: _sides(row)[1],
    "number_of_sources": lambda _: 1,
    "source_article": lambda row: row.quotation,
    "source_office": lambda row: row.reading.document.publisher,
    "source_date": lambda row: row.reading.document.published,
    "source_headline": lambda row: row.reading.document.title,
    "source_original": lambda row: row.chain.rpartition(" > ")[2],
    "where_prec": lambda row: ucdp_place(row.place),
    "where_coordinates": lambda row: row.where.name,
    "where_description": lambda row: place_in_words(row.where),
    "adm_1": lambda row: row.where.admin1,
    "adm_2": _nothing,
    "latitude": lambda row: (_coordinates(row) or (None, None))[0],
    "longitude": lambda row: (_coordinates(row) or (None, None))[1],
    "geom_wkt": _point,
    "priogrid_gid": _nothing,
    "country": lambda row: row.where.country_name,
    "country_id": _nothing,
    "region": _nothing,
    "event_clarity": lambda row: 2 if (row.claim.count or 1) > 1 else 1,
    "date_prec": lambda row: ucdp_time(period_of(row.claim.time)),
    "date_start": lambda row: _day(row, is_first=True),
    "date_end": lambda row: _day(row, is_first=False),
    "deaths_a": _nothing,
    "deaths_b": _nothing,
    "deaths_civilians": lambda row: row.dead[0] if are_civilians(row.recipients) else None,
    "deaths_unknown": lambda row: None if are_civilians(row.recipients) else row.dead[0],
    "best": lambda row: row.dead[0],
    "high": lambda row: row.dead[1],
    "low": lambda row: row.dead[0],
    "gwnoa": _nothing,
    "gwnob": _nothing,
}
_OURS: dict[str, Callable[[Told], Cell]] = {
    "certainty": lambda row: row.claim.certainty,
    "chain": lambda row: row.chain,
    "in_words": lambda row: row.in_words,
    "document": lambda row: row.reading.document.name,
    "claim": lambda row: row.claim.id,
    "url": lambda row: row.reading.document.url,
}
