"""The data files of this room: tab-separated, a comment where a line begins with '#', then a heading."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows_in(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/NAME by their heading; a cell that is not there is ''."""
    lines = (files("reportedly.export") / "data" / name).read_text("utf-8").splitlines()
    heading, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    width = len(heading)
    return tuple(dict(zip(heading, row + [""] * (width - len(row)), strict=True)) for row in rows)
