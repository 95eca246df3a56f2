"""Whether every export of some reports is valid by its standard's own library, reads back, and hides what it must.

    python benchmarks/exports.py PATH [PATH ...] [--readings FILE]

PATH is a file or folder as for `reportedly read`; a file NAME.meta.json beside a report is not read. With --readings,
the readings are kept in FILE (JSON Lines) and taken from there the next time. Each line is a format: bytes, seconds,
what its library found (things counted), and whether the readings come back. At the end: the words that identify unnamed
voices, and how many of them are left in the redacted exports. Exit status 1 where anything is not valid.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import reportedly
from reportedly.export.bundle import packed
from reportedly.export.bundle_check import check_bundle
from reportedly.export.formats import FORMATS, prepared, read_back, written
from reportedly.export.redaction import hidden_words
from reportedly.model import Reading
from reportedly.model.export import Bundle, Case

AT = "2024-01-01T00:00:00Z"


def main() -> int:
    paths = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    kept = paths.pop() if "--readings" in sys.argv else None
    if not paths and not kept:
        print(__doc__)
        return 2
    case = Case(tuple(_readings(paths, kept)), made_at=AT, by="benchmark")
    print(f"{len(case.readings)} reports, {sum(len(reading.claims) for reading in case.readings):,} claims")
    bad = sum(_is_bad(case, name) for name in FORMATS) + _is_bad_bundle(case)
    return 1 if bad + _left(case) else 0


def _readings(paths: Sequence[Path], kept: Path | None) -> list[Reading]:
    if kept and kept.exists():
        return [Reading.from_json(line) for line in kept.read_text("utf-8").splitlines()]
    found = list(reportedly.read_all([path for folder in paths for path in _reports(folder)]))
    if kept:
        kept.write_text("".join(f"{reading.to_json()}\n" for reading in found), "utf-8")
    return found


def _reports(path: Path) -> list[Path]:
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def _is_bad(case: Case, name: str) -> bool:
    start = time.perf_counter()
    data = written(case, name)
    seconds = time.perf_counter() - start
    redacted = written(replace(case, redact=True), name)
    try:
        said = CHECKS[name](data)
        CHECKS[name](redacted)
    except Exception as error:  # noqa: BLE001 - whatever a library says against it
        print(f"{name:12} {len(data):>10,} bytes {seconds:6.2f} s  NOT VALID: {error}")
        return True
    comes_back = read_back(name, data) == prepared(case).readings if FORMATS[name].read else None
    told = {True: ", comes back", False: ", DOES NOT COME BACK", None: ""}[comes_back]
    print(f"{name:12} {len(data):>10,} bytes {seconds:6.2f} s  {said}{told}")
    return comes_back is False


def _is_bad_bundle(case: Case) -> bool:
    data = packed(Bundle(case))
    damaged = check_bundle(data) or data != packed(Bundle(case))
    print(f"{'bundle':12} {len(data):>10,} bytes           {'NOT WHOLE' if damaged else 'whole, the same twice'}")
    return bool(damaged)


def _left(case: Case) -> int:
    """How many identifying words of unnamed voices stand in any redacted report."""
    total = left = 0
    for reading in case.readings:
        words = hidden_words(reading)
        total += len(words)
        alone = written(Case((reading,), redact=True, made_at=AT), "labelstudio").decode("utf-8")
        text = json.loads(alone)[0]["data"]["text"]
        left += len({word.casefold() for word in re.findall(r"[^\W_]+", text)} & words)
    print(f"{total:,} words identify unnamed voices; {left} left in the redacted texts")
    return left


def _jsonl(data: bytes) -> str:
    rows = [Reading.from_json(line) for line in data.decode("utf-8").splitlines()]
    return f"{len(rows)} readings"


def _ftm(data: bytes) -> str:
    from followthemoney import model

    rows = [json.loads(line) for line in data.splitlines()]
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        for name, values in row["properties"].items():
            assert proxy.get(name) == values, (name, values)
            prop = proxy.schema.get(name)
            assert prop.type.name != "entity" or all(schemata[value].is_a(prop.range) for value in values)
    return f"{len(rows):,} entities, none changed by cleaning"


def _stix(data: bytes) -> str:
    import stix2
    import stix2validator

    logging.disable()
    found = stix2validator.validate_string(data.decode("utf-8"), stix2validator.ValidationOptions(version="2.1"))
    assert found.is_valid, found.errors[:3]
    return f"{len(stix2.parse(data.decode('utf-8'), allow_custom=True).objects):,} objects"


def _jsonld(data: bytes) -> str:
    import rdflib

    row = json.loads(data)
    if isinstance(row["@context"], list):  # the Web Annotation context is on the web; its shape is tested in tests/
        return f"{row['total']:,} annotations"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return f"{len(rdflib.Graph().parse(data=data, format='json-ld')):,} triples"


def _graphml(data: bytes) -> str:
    import networkx as nx

    found = nx.read_graphml(io.BytesIO(data))
    return f"{found.number_of_nodes():,} nodes, {found.number_of_edges():,} edges"


def _csv(data: bytes) -> str:
    heading, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert {len(row) for row in rows} <= {len(heading)}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    return f"{len(rows):,} rows"


def _parquet(data: bytes) -> str:
    import pyarrow.parquet

    return f"{pyarrow.parquet.read_table(io.BytesIO(data)).num_rows:,} rows"


def _tasks(data: bytes) -> str:
    tasks = json.loads(data)
    regions = [(task["data"]["text"], row) for task in tasks for row in task["predictions"][0]["result"]]
    labels = [(text, row["value"]) for text, row in regions if row["type"] == "labels"]
    assert all(text[value["start"] : value["end"]] == value["text"] for text, value in labels)
    return f"{len(tasks)} tasks, {len(labels):,} regions"


CHECKS: dict[str, Callable[[bytes], str]] = {
    "json": _jsonl,
    "html": lambda data: f"{data.count(b'<article ')} articles",
    "table": _csv,
    "ftm": _ftm,
    "stix": _stix,
    "plover": lambda data: f"{len(json.loads(data)):,} records",
    "acled": _csv,
    "ucdp": _csv,
    "annotations": _jsonld,
    "prov": _jsonld,
    "graphml": _graphml,
    "parquet": _parquet,
    "labelstudio": _tasks,
}

if __name__ == "__main__":
    found: Any = main()
    sys.exit(found)
