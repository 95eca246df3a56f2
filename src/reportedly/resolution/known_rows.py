"""The row of the knowledge base that an actor's name leads to, with the source that it was taken from."""

from __future__ import annotations

import functools

from reportedly.resolution.tables import rows

_FIELDS = ("id", "name", "type", "country", "years", "parent", "wikidata", "source", "number")


def row_behind(name: str) -> tuple[tuple[str, str], ...]:
    """The filled cells (column, value) of the row with this canonical name, its file first; () where there is none."""
    cells = _rows().get(name)
    if cells is None:
        return ()
    return (("file", "resolution/data/actors.tsv"), *((field, cell) for field, cell in cells if cell))


@functools.cache
def _rows() -> dict[str, tuple[tuple[str, str], ...]]:
    return {cells[1]: tuple(zip(_FIELDS, cells, strict=True)) for cells in rows("actors", *_FIELDS)}
