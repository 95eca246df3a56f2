"""How an actor, a voice or a place is shown where readings describe it in several ways: as most of them do."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from reportedly.casebook.counting import Counts
from reportedly.casebook.names import fold
from reportedly.casebook.schema import actor, alias, described, place, tie, voice

_COLUMNS = {
    "actor": ("name", "type", "wikidata"),
    "place": ("name", "admin1", "country", "latitude", "longitude", "geonames"),
    "voice": ("name", "kind", "named", "role", "affiliation"),
}
_TABLES = {"actor": actor, "place": place, "voice": voice}
_AT_ONCE = 500


def columns(what: str, words: str) -> dict[str, Any]:
    """The columns of an actor, a voice or a place, from the JSON of how a reading describes it."""
    row = dict(zip(_COLUMNS[what], json.loads(words), strict=True))
    return row if what == "actor" else {**row, "folded": fold(row["name"])}


def redescribe(
    connection: Connection, shown: dict[tuple[str, int], str], counts: Counts
) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Shows each row as most reports describe it, of equals by the first in the alphabet, and drops what none does.

    `shown` remembers how rows are shown, and is brought up to date. Gives the rows, as (what, id), that are shown
    otherwise than before, and those that were dropped.
    """
    open_rows: dict[str, set[int]] = {}
    for (what, number, words), (by,) in counts.descriptions.items():
        if by < 0 or (by > 0 and shown.get((what, number)) != words):
            open_rows.setdefault(what, set()).add(number)
    changed: set[tuple[str, int]] = set()
    gone: set[tuple[str, int]] = set()
    for what, numbers in sorted(open_rows.items()):
        best = _best(connection, what, sorted(numbers))
        new = {n: words for n, words in best.items() if shown.get((what, n)) != words}
        _show(connection, what, new)
        changed.update((what, number) for number in new)
        shown.update(((what, n), words) for n, words in best.items())
        dropped = sorted(numbers - best.keys())
        _drop(connection, what, dropped)
        for number in dropped:
            shown.pop((what, number), None)
            gone.add((what, number))
    return changed, gone


def _best(connection: Connection, what: str, numbers: list[int]) -> dict[int, str]:
    best: dict[int, tuple[int, str]] = {}
    for i in range(0, len(numbers), _AT_ONCE):
        part = described.c.id.in_(numbers[i : i + _AT_ONCE])
        asked = select(described.c.id, described.c.words, described.c.reports).where(described.c.what == what, part)
        for number, words, reports in connection.execute(asked):
            best[number] = min(best.get(number, (0, "")), (-reports, words))
    return {number: words for number, (_, words) in best.items()}


def _show(connection: Connection, what: str, best: dict[int, str]) -> None:
    table: Table = _TABLES[what]
    rows = [{"row": number, **columns(what, words)} for number, words in best.items()]
    if rows:
        connection.execute(update(table).where(table.c.id == bindparam("row")), rows)


def _drop(connection: Connection, what: str, numbers: list[int]) -> None:
    if not numbers:
        return
    table: Table = _TABLES[what]
    rows = [{"row": number} for number in numbers]
    if table is actor:
        connection.execute(delete(alias).where(alias.c.actor == bindparam("row")), rows)
        # Others may stand under it: their ties are made anew when they no longer do.
        connection.execute(delete(tie).where(tie.c.a == bindparam("row")), rows)
        connection.execute(delete(tie).where(tie.c.b == bindparam("row")), rows)
    connection.execute(delete(table).where(table.c.id == bindparam("row")), rows)
