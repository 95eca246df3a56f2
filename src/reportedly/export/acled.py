"""The columns of ACLED, filled with claims: for tools that read its files, never to be mixed with its data.

A row is a claim, not an event: two reports of one attack are two rows, and a row says on whose word it stands. Only
claims that are told as done or going on, and are not denied, of a type that ACLED codes have a row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from reportedly.export.cells import Cell, sheet
from reportedly.export.identifiers import claim_uuid
from reportedly.export.precision import acled_place, acled_time, period_of
from reportedly.export.said import Told, are_civilians, joined, told
from reportedly.export.tables import rows_in
from reportedly.model.export import Case


def acled(case: Case) -> str:
    """CSV with ACLED's columns (Codebook 2024) and, behind them, what ACLED has no column for.

    `event_date` is the day, or the middle of a period as ACLED codes it; '' where no period is known. `time_precision`
    is 1 (day), 2 (week), 3 (month), `geo_precision` 1 (town) or 3 (province). `fatalities` is the lowest number told,
    0 where none is, as ACLED codes; `fatalities_low` and `fatalities_high` say what was told. `inter1`, `inter2`,
    `region`, `admin2`, `admin3` and `source_scale` stay empty where a report doesn't say.
    """
    rows = [claim for reading in case.readings for claim in told(reading) if _type_of(claim)]
    return sheet(columns(), ([value(row) for value in (_ACLED | _OURS).values()] for row in rows))


def columns() -> tuple[str, ...]:
    """ACLED's headings in its order, then ours."""
    return tuple(_ACLED | _OURS)


def _type_of(row: Told) -> dict[str, str] | None:
    """The row of data/acled.tsv that fits best, None where ACLED would code nothing."""
    if not row.is_said_to_have_been:
        return None
    mode, against = row.claim.mode or "", "civilians" if are_civilians(row.recipients) else ""
    keys = ((mode, against), (mode, ""), ("", against), ("", ""))
    return next((_types()[found] for pair in keys if (found := (row.claim.event or "", *pair)) in _types()), None)


@cache
def _types() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["event"], row["mode"], row["against"]): row for row in rows_in("acled.tsv")}


def _name(row: Told, side: int) -> str:
    return next((actor.name for actor in row.sides[side]), "")


def _others(row: Told, side: int) -> str:
    return joined(actor.name for actor in row.sides[side][1:])


def _inter(row: Told, side: int) -> str:
    kinds = {found["type"]: found["inter"] for found in rows_in("inter.tsv")}
    return next((kinds.get(actor.type or "", "") for actor in row.sides[side]), "")


def _interaction(row: Told) -> str:
    first, second = _inter(row, 0), _inter(row, 1)
    return f"{first}-{second}" if first and second else ""


def _year(row: Told) -> int | None:
    period = period_of(row.claim.time)
    return period.middle.year if period and period.first.year == period.last.year else None


def _day(row: Told) -> str:
    period = period_of(row.claim.time)
    return period.middle.isoformat() if period and acled_time(period) else ""


def _iso(row: Told) -> int | None:
    import pycountry

    country = row.where.country and pycountry.countries.get(alpha_3=row.where.country)
    return int(country.numeric) if country else None


def _typed(column: str) -> Callable[[Told], Cell]:
    return lambda row: (_type_of(row) or {}).get(column)


def _source(row: Told) -> str:
    """Who published it, then the other named voices of the chain, as ACLED joins its sources."""
    document = row.reading.document
    names = [document.publisher or document.name, *(voice.name for voice in row.voices[1:] if voice.named)]
    return joined(dict.fromkeys(names))


_ACLED: dict[str, Callable[[Told], Cell]] = {
    "event_id_cnty": lambda row: claim_uuid(row.reading.document, row.claim.id),
    "event_date": _day,
    "year": _year,
    "time_precision": lambda row: acled_time(period_of(row.claim.time)),
    "disorder_type": _typed("disorder_type"),
    "event_type": _typed("event_type"),
    "sub_event_type": _typed("sub_event_type"),
    "actor1": lambda row: _name(row, 0),
    "assoc_actor_1": lambda row: _others(row, 0),
    "inter1": lambda row: _inter(row, 0),
    "actor2": lambda row: _name(row, 1),
    "assoc_actor_2": lambda row: _others(row, 1),
    "inter2": lambda row: _inter(row, 1),
    "interaction": _interaction,
    "civilian_targeting": lambda row: "Civilian targeting" if are_civilians(row.recipients) else "",
    "iso": _iso,
    "region": lambda _: "",
    "country": lambda row: row.where.country_name,
    "admin1": lambda row: row.where.admin1,
    "admin2": lambda _: "",
    "admin3": lambda _: "",
    "location": lambda row: row.where.name,
    "latitude": lambda row: row.where.latitude,
    "longitude": lambda row: row.where.longitude,
    "geo_precision": lambda row: acled_place(row.place),
    "source": _source,
    "source_scale": lambda _: "",
    "notes": lambda row: row.in_words,
    "fatalities": lambda row: row.dead[0] or 0,
    "tags": lambda row: joined(row.claim.contexts),
    "timestamp": lambda _: "",
}
_OURS: dict[str, Callable[[Told], Cell]] = {
    "fatalities_low": lambda row: row.dead[0],
    "fatalities_high": lambda row: row.dead[1],
    "plover_event": lambda row: row.claim.event,
    "plover_mode": lambda row: row.claim.mode,
    "certainty": lambda row: row.claim.certainty,
    "chain": lambda row: row.chain,
    "voice_named": lambda row: "" if not row.voices else "yes" if row.voices[-1].named else "no",
    "words": lambda row: row.quotation,
    "document": lambda row: row.reading.document.name,
    "claim": lambda row: row.claim.id,
    "published": lambda row: row.reading.document.published,
    "url": lambda row: row.reading.document.url,
}
