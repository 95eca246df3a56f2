"""Annotated reports as training examples: tokens with a label each, and where each source, cue and content points."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Report:
    """A text and its attributions: role to spans."""

    id: str
    text: str
    attributions: tuple[dict[str, list[list[int]]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A report as the network learns it; `firsts` and `lasts` are the bounds of the span that a token is in."""

    ids: np.ndarray
    marks: np.ndarray
    labels: np.ndarray
    points: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray


def load_module(path: Path) -> ModuleType:
    """A Python file as a module, without its package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def read_reports(path: Path) -> list[Report]:
    """The reports of a JSON-lines file as PolNeAR's, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Report(row["id"], row["text"], tuple(row.get("attributions", ()))) for row in rows]


def read_golds(folder: Path, gold: Path) -> list[Report]:
    """The reports of a folder of `*.gold.yaml`, loaded by the rules of the module at `gold`."""
    load = load_module(gold).load
    return [_report_of_gold(path.name, load(path)) for path in sorted(folder.glob("*.gold.yaml"))]


def _report_of_gold(name: str, gold: dict) -> Report:
    rows = [row for row in gold["attributions"] if row["cue_span"]]
    rows = [row for row in rows if not any(_is_inside(row, other) for other in rows)]
    merged: dict[tuple[int, int], dict[str, list[list[int]]]] = {}
    for row in rows:
        found = merged.setdefault(row["cue_span"], {"source": [], "cue": [list(row["cue_span"])], "content": []})
        found["content"].append(list(row["content_span"]))
        if row["source_span"] and not found["source"]:
            found["source"].append(list(row["source_span"]))
    return Report(name, gold["text"], tuple(merged.values()))


def _is_inside(row: dict, other: dict) -> bool:
    """Whether an attribution, cue and all, stands inside the content of another."""
    start, end = other["content_span"]
    return row is not other and start <= row["cue_span"][0] and row["cue_span"][1] <= end


def make_example(tokens, attributions: Iterable[dict[str, list[list[int]]]]) -> Example:  # type: ignore[no-untyped-def]
    """Labels and pointers of every token: a content's to its cue, a cue's to its source or, without one, to itself."""
    labels = np.zeros(len(tokens.ids), dtype=np.int64)
    points = np.full(len(tokens.ids), IGNORED, dtype=np.int64)
    firsts = np.arange(len(tokens.ids))
    lasts = firsts + 1
    ends = tokens.ends.tolist()

    def places(spans: list[list[int]]) -> list[range]:
        found = []
        for start, end in sorted(spans):
            first = last = bisect_right(ends, start)
            while last < len(ends) and tokens.starts[last] < end:
                last += 1
            found.append(range(first, last))
        return [place for place in found if place]

    for attribution in attributions:
        found = {role: places(attribution[role]) for role in ("content", "source", "cue")}
        cue = found["cue"][0][0] if found["cue"] else IGNORED
        source = found["source"][0][0] if found["source"] else cue
        for label, role, target in ((5, "content", cue), (1, "source", IGNORED), (3, "cue", source)):
            for place in found[role]:
                labels[place] = label + 1
                labels[place[0]] = label
                points[place] = target
                firsts[place], lasts[place] = place[0], place[-1] + 1
    return Example(tokens.ids, tokens.marks, labels, points, firsts, lasts)
