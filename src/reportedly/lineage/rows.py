"""The rows of this room's data files, and of the list of outlets that several rooms read."""

from __future__ import annotations

import csv
import functools
from importlib import resources

Row = dict[str, str]


@functools.cache
def rows(file: str, folder: str = "reportedly.lineage.data") -> tuple[Row, ...]:
    """The rows of a TSV file by their column's names; lines that begin with # are comments."""
    with resources.files(folder).joinpath(file).open(encoding="utf-8") as lines:
        plain = (line for line in lines if not line.startswith("#"))
        return tuple(csv.DictReader(plain, delimiter="\t", quoting=csv.QUOTE_NONE))
