"""Readings in Parquet: one row a document, read or not, with the whole reading as JSON beside what one sorts by."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Sequence
from typing import Any

from reportedly.export.identifiers import report_uuid
from reportedly.model import Reading


def readings_parquet(readings: Sequence[Reading], marks: Sequence[tuple[str, str]] = ()) -> bytes:
    """An Apache Parquet file; the same readings give the same bytes under the same version of pyarrow.

    `reading` is the JSON of `reportedly schema`; `problems` are 'code: message'; `report` is the id under which the
    claims of `parquet` name it. `marks` are names and values that the file carries in its metadata.
    """
    arrow, files = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    kinds = {"text": arrow.string(), "texts": arrow.list_(arrow.string()), "number": arrow.int64()}
    schema = arrow.schema([(name, kinds[kind]) for name, (kind, _) in _COLUMNS.items()], metadata=dict(marks))
    columns = {name: [value(reading) for reading in readings] for name, (_, value) in _COLUMNS.items()}
    out = io.BytesIO()
    files.write_table(arrow.table(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


_COLUMNS: dict[str, tuple[str, Callable[[Reading], Any]]] = {
    "report": ("text", lambda reading: report_uuid(reading.document)),
    "document": ("text", lambda reading: reading.document.name),
    "original": ("text", lambda reading: reading.document.id),
    "title": ("text", lambda reading: reading.document.title),
    "publisher": ("text", lambda reading: reading.document.publisher),
    "published": ("text", lambda reading: reading.document.published),
    "url": ("text", lambda reading: reading.document.url),
    "language": ("text", lambda reading: reading.document.language),
    "reader": ("text", lambda reading: " ".join((reading.reader.name, reading.reader.version, reading.reader.model))),
    "words": ("number", lambda reading: len(reading.document.text.split())),
    "claims": ("number", lambda reading: len(reading.claims)),
    "problems": ("texts", lambda reading: [f"{problem.code}: {problem.message}" for problem in reading.problems]),
    "reading": ("text", lambda reading: reading.to_json()),
}
