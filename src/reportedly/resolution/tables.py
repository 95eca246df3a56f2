"""The room's knowledge of the world: tab-separated tables in `data/`, read once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str, *fields: str) -> Iterator[tuple[str, ...]]:
    """The named fields of each row of data/NAME.tsv, in the order asked for; a table's first line names its own."""
    lines = files("reportedly.resolution").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    places = [header.index(field) for field in fields]
    for line in lines[1:]:
        if line:
            cells = line.split("\t")
            yield tuple(cells[place] for place in places)


def several(cell: str) -> tuple[str, ...]:
    """A cell that holds several values, set apart by '|'."""
    return tuple(part for part in cell.split("|") if part)
