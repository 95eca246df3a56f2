"""The formats by name: what each is for, how it is written, and which of them can be read back."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reportedly.export.harmless import harmless_case
from reportedly.export.redaction import redacted_case
from reportedly.model import Reading
from reportedly.model.export import Case


class MissingExtraError(ImportError):
    """A format needs a package that is not installed; the message is one line that says which and how to get it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name and file ending, in a line what it is for, and where its writer and reader stand.

    `write` and `read` name a module of this room and a function in it; `needs` are packages beyond those that
    reportedly always has. `decided` formats tell of events, not of what was read: they take claims as people corrected
    them, and none that people rejected.
    """

    name: str
    suffix: str
    media_type: str
    says: str
    write: str
    read: str | None = None
    needs: tuple[str, ...] = ()
    decided: bool = False


_ALL = (
    Format("json", "jsonl", "application/jsonl", "the readings, as 'read --format json'", "lines:readings_as_lines"),
    Format("html", "html", "text/html", "a page for a person", "lines:readings_as_page"),
    Format("table", "csv", "text/csv", "a table for a spreadsheet", "lines:readings_as_table"),
    Format("ftm", "ftm.json", "application/jsonl", "FollowTheMoney entities", "ftm:ftm", "ftm_back:from_ftm"),
    Format("stix", "stix.json", "application/stix+json;version=2.1", "STIX 2.1", "stix:stix", "stix:from_stix"),
    Format("plover", "plover.json", "application/json", "PLOVER records", "plover:plover", decided=True),
    Format("acled", "acled.csv", "text/csv", "claims in ACLED's columns", "acled:acled", decided=True),
    Format("ucdp", "ucdp.csv", "text/csv", "claims of deaths in UCDP GED's columns", "ucdp:ucdp", decided=True),
    Format(
        "annotations",
        "anno.jsonld",
        "application/ld+json",
        "W3C Web Annotations",
        "annotations:annotated",
        "annotations:from_annotations",
    ),
    Format("prov", "prov.jsonld", "application/ld+json", "PROV-O: where each claim comes from", "prov:prov"),
    Format(
        "graphml",
        "graphml",
        "application/graphml+xml",
        "a graph for Gephi, yEd, networkx",
        "graphml:graphml",
        decided=True,
    ),
    Format("parquet", "parquet", "application/vnd.apache.parquet", "a table", "parquet:parquet", needs=("pyarrow",)),
    Format(
        "labelstudio",
        "labelstudio.json",
        "application/json",
        "tasks for Label Studio",
        "labelstudio:label_studio",
        "labelled:from_label_studio",
    ),
)
FORMATS: dict[str, Format] = {one.name: one for one in _ALL}


def written(case: Case, name: str) -> bytes:
    """A case in a format of FORMATS, redacted where it asks for that; text is UTF-8.

    Hostile text is made harmless first, one character for one. Raises KeyError for a name that is none, and
    MissingExtraError where a package is missing.
    """
    form = FORMATS[name]
    for package in form.needs:
        if importlib.util.find_spec(package) is None:
            raise MissingExtraError(
                f"the format {name!r} needs the package {package}: pip install 'reportedly[exports]'", name=package
            )
    case = prepared(case)
    if form.decided and case.decided is not None:
        case = replace(case, readings=case.decided)
    found = _function(form.write)(case)
    return found if isinstance(found, bytes) else str(found).encode("utf-8")


def prepared(case: Case) -> Case:
    """A case as every format gets it: harmless, and redacted where it asks for that."""
    case = harmless_case(case)
    return redacted_case(case) if case.redact else case


def read_back(name: str, data: bytes) -> tuple[Reading, ...]:
    """The readings in a file that `written` wrote, or that another tool changed.

    Raises KeyError for a format that can't be read back, ValueError with one line where the file is none of its kind.
    """
    form = FORMATS[name]
    if form.read is None:
        raise KeyError(name)
    found: tuple[Reading, ...] = _function(form.read)(data)
    return found


def _function(where: str) -> Callable[..., Any]:
    """A function of a module of this room, loaded when it is first asked for."""
    module, _, name = where.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(f"reportedly.export.{module}"), name)
    return function
