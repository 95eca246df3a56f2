"""Parquet: one row a claim with all that its ids mean, typed, for pandas, polars, DuckDB and R."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from typing import Any

from reportedly.export.certainty import scale_of
from reportedly.export.identifiers import claim_uuid, report_uuid
from reportedly.export.said import Told, told
from reportedly.model import Quantity, Span, Time
from reportedly.model.export import Case


def parquet(case: Case) -> bytes:
    """An Apache Parquet file; the same case gives the same bytes under the same version of pyarrow.

    A column of spans is a list of {start, end} in code points of the report's text; times are ISO 8601 to the precision
    known, as text. `certainty` is the word that was said; beside it stand what STIX 2.1, MISP and ICD 203 (a term and
    its band in percent) call it, empty where a scale has no such step. Judgements stand in `judgements` as 'kind by
    whom', which changes no other column.
    """
    arrow, files = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    rows = [claim for reading in case.readings for claim in told(reading)]
    judged = _judged(case)
    columns = {name: [value(row) for row in rows] for name, (_, value) in _COLUMNS.items()}
    columns["judgements"] = [judged.get((row.reading.document.name, row.claim.id), []) for row in rows]
    kinds = _types(arrow)
    fields = [(name, kinds[kind]) for name, (kind, _) in _COLUMNS.items()] + [("judgements", kinds["texts"])]
    table = arrow.table(columns, schema=arrow.schema(fields))
    out = io.BytesIO()
    files.write_table(table, out, compression="zstd")
    return out.getvalue()


def _types(arrow: Any) -> dict[str, Any]:
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])
    return {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "number": arrow.int64(),
        "share": arrow.float64(),
        "flag": arrow.bool_(),
        "spans": arrow.list_(span),
    }


def _judged(case: Case) -> dict[tuple[str | None, str | None], list[str]]:
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for row in case.judgements:
        found.setdefault((row.document, row.claim), []).append(f"{row.kind} by {row.by}")
    return found


def _band(word: str) -> tuple[int | None, int | None]:
    """The percents between which ICD 203's word for it stands; none where it has no word."""
    return scale_of(word).icd203_band or (None, None)


def _low(found: Quantity | None) -> int | None:
    return found.low if found else None


def _high(found: Quantity | None) -> int | None:
    return found.high if found else None


def _start(time: Time | None) -> str | None:
    return time.start if time else None


def _end(time: Time | None) -> str | None:
    return time.end if time else None


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


_COLUMNS: dict[str, tuple[str, Callable[[Told], Any]]] = {
    "id": ("text", lambda row: claim_uuid(row.reading.document, row.claim.id)),
    "report": ("text", lambda row: report_uuid(row.reading.document)),
    "document": ("text", lambda row: row.reading.document.name),
    "original": ("text", lambda row: row.reading.document.id),
    "title": ("text", lambda row: row.reading.document.title),
    "publisher": ("text", lambda row: row.reading.document.publisher),
    "published": ("text", lambda row: row.reading.document.published),
    "url": ("text", lambda row: row.reading.document.url),
    "claim": ("text", lambda row: row.claim.id),
    "event": ("text", lambda row: row.claim.event),
    "mode": ("text", lambda row: row.claim.mode),
    "contexts": ("texts", lambda row: list(row.claim.contexts)),
    "relation": ("text", lambda row: row.claim.relation),
    "actors": ("texts", lambda row: [actor.name for actor in row.actors]),
    "actor_countries": ("texts", lambda row: [actor.country for actor in row.actors]),
    "actor_types": ("texts", lambda row: [actor.type for actor in row.actors]),
    "recipients": ("texts", lambda row: [actor.name for actor in row.recipients]),
    "recipient_countries": ("texts", lambda row: [actor.country for actor in row.recipients]),
    "recipient_types": ("texts", lambda row: [actor.type for actor in row.recipients]),
    "things": ("texts", lambda row: list(row.claim.things)),
    "count": ("number", lambda row: row.claim.count),
    "place": ("text", lambda row: row.where.name or None),
    "admin1": ("text", lambda row: row.where.admin1),
    "country": ("text", lambda row: row.where.country),
    "latitude": ("share", lambda row: row.where.latitude),
    "longitude": ("share", lambda row: row.where.longitude),
    "time_start": ("text", lambda row: _start(row.claim.time)),
    "time_end": ("text", lambda row: _end(row.claim.time)),
    "polarity": ("text", lambda row: row.claim.polarity),
    "certainty": ("text", lambda row: row.claim.certainty),
    "certainty_stix": ("number", lambda row: scale_of(row.claim.certainty).stix),
    "certainty_misp": ("text", lambda row: scale_of(row.claim.certainty).misp),
    "certainty_icd203": ("text", lambda row: scale_of(row.claim.certainty).icd203),
    "certainty_icd203_low": ("number", lambda row: _band(row.claim.certainty)[0]),
    "certainty_icd203_high": ("number", lambda row: _band(row.claim.certainty)[1]),
    "when": ("text", lambda row: row.claim.when),
    "dead_low": ("number", lambda row: _low(row.claim.dead)),
    "dead_high": ("number", lambda row: _high(row.claim.dead)),
    "injured_low": ("number", lambda row: _low(row.claim.injured)),
    "injured_high": ("number", lambda row: _high(row.claim.injured)),
    "chain": ("texts", lambda row: [voice.name for voice in row.voices]),
    "voice": ("text", lambda row: row.voices[-1].name if row.voices else None),
    "voice_kind": ("text", lambda row: row.voices[-1].kind if row.voices else None),
    "voice_named": ("flag", lambda row: row.voices[-1].named if row.voices else None),
    "in_words": ("text", lambda row: row.in_words),
    "words": ("text", lambda row: row.quotation),
    "spans": ("spans", lambda row: _spans(row.claim.spans)),
    "marker_spans": ("spans", lambda row: _spans(row.claim.marker_spans)),
    "score": ("share", lambda row: row.claim.score),
    "reasons": ("texts", lambda row: list(row.claim.reasons)),
}
