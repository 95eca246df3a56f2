"""Stories of ours: each a few reports in the manner of real ones, with what lineage must say of them written before."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from conftest import document_of
from reportedly.lineage import report_of
from reportedly.model.lineage import Report
from reportedly.pipeline import read_document

FOLDER = Path(__file__).parent / "lineage/stories"
STORIES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@dataclass(frozen=True)
class Story:
    """Reports as their readings make them, and what is expected of each."""

    reports: tuple[Report, ...]
    expected: dict[str, dict[str, Any]]


def told(name: str) -> Story:
    """A story by its file's name, read by the real reader once a session."""
    return _load(FOLDER / f"{name}.yaml")


@functools.cache
def _load(path: Path) -> Story:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Story(tuple(map(_report, rows["reports"])), rows["expected"])


def _report(row: dict[str, Any]) -> Report:
    title = row.get("title") or row["text"].split("\n", 1)[0]
    published = str(row["published"])
    document = replace(document_of(row["text"]), publisher=row["publisher"], published=published, title=title)
    return report_of(read_document(document), row["name"])
