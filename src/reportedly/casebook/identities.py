"""Writes down who stands for whom, who is called what, and how reliable a voice is held, as people decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from reportedly.casebook.bulk import put
from reportedly.casebook.decisions import Decisions, Key
from reportedly.casebook.describing import columns
from reportedly.casebook.names import fold
from reportedly.casebook.recounting import Moved, recount
from reportedly.casebook.schema import actor, alias, described, voice


def apply_identities(connection: Connection, decisions: Decisions, restored: Iterable[Key] = ()) -> None:
    """Brings actors and voices up to what was decided; `restored` are keys that lose a name they were given.

    A judgement whose actor or voice is not there changes nothing; it is told among the lost ones.
    """
    ids = _ids(connection, decisions.involved | set(restored))
    for table in (actor, voice):
        theirs = {key: n for key, n in ids.items() if isinstance(key, str) == (table is voice)}
        _unname(connection, table, [theirs[key] for key in restored if key in theirs])
        _stand(connection, table, theirs, decisions)
        _name(connection, table, theirs, decisions)
    _grade(connection, ids, decisions)


def _ids(connection: Connection, keys: set[Key] | frozenset[Key]) -> dict[Key, int]:
    voices = sorted(key for key in keys if isinstance(key, str))
    folded = sorted({key[0] for key in keys if not isinstance(key, str)})
    asked = select(voice.c.key, voice.c.id).where(voice.c.key.in_(voices))
    found: dict[Key, int] = {key: number for key, number in connection.execute(asked)}  # noqa: C416 - rows are typed so
    actors = select(actor.c.folded, actor.c.country, actor.c.id).where(actor.c.folded.in_(folded))
    found.update({(name, country): number for name, country, number in connection.execute(actors)})
    return {key: number for key, number in found.items() if key in keys}


def _stand(connection: Connection, table: Table, ids: dict[Key, int], decisions: Decisions) -> None:
    """Says who stands for whom, and counts anew what that changes."""
    asked = select(table.c.id, table.c.stands_for).where(table.c.stands_for.is_not(None))
    before: dict[int, int] = {row.id: row.stands_for for row in connection.execute(asked)}
    after = {ids[one]: ids[root] for one, root in decisions.stands_for.items() if one in ids and root in ids}
    moved = Moved(before, after)
    if not moved.changed:
        return
    rows = [{"row": number, "root": after.get(number)} for number in sorted(moved.changed)]
    connection.execute(update(table).where(table.c.id == bindparam("row")).values(stands_for=bindparam("root")), rows)
    recount(connection, table, moved)


def _name(connection: Connection, table: Table, ids: dict[Key, int], decisions: Decisions) -> None:
    named = [(ids[key], name) for key, name in decisions.names.items() if key in ids]
    if table is actor:
        connection.execute(delete(alias).where(alias.c.reports == 0))
        _add_aliases(connection, named)
    _call(connection, table, named)


def _call(connection: Connection, table: Table, named: list[tuple[int, str]]) -> None:
    """A voice has no aliases: it is found by the name that it is shown with."""
    changed: dict[str, Any] = {"name": bindparam("called")}
    if table is voice:
        changed["folded"] = bindparam("found_by")
    rows = [{"row": number, "called": name, "found_by": fold(name)} for number, name in named]
    if rows:
        connection.execute(update(table).where(table.c.id == bindparam("row")).values(**changed), rows)


def _add_aliases(connection: Connection, named: list[tuple[int, str]]) -> None:
    """A given name finds its actor too, where no report calls it so."""
    if not named:
        return
    asked = select(alias.c.actor, alias.c.folded, alias.c.name).where(
        alias.c.actor.in_([number for number, _ in named])
    )
    there = {tuple(row) for row in connection.execute(asked)}
    rows = [{"actor": number, "folded": fold(name), "name": name, "reports": 0} for number, name in named]
    missing = [row for row in rows if (row["actor"], row["folded"], row["name"]) not in there]
    if missing:
        put(connection, alias, missing)


def _unname(connection: Connection, table: Table, numbers: list[int]) -> None:
    """Names them again as most reports do."""
    asked = select(described).where(described.c.what == table.name, described.c.id.in_(numbers))
    best: dict[int, tuple[int, str]] = {}
    for row in connection.execute(asked):
        best[row.id] = min(best.get(row.id, (0, "")), (-row.reports, row.words))
    _call(connection, table, [(n, columns(table.name, words)["name"]) for n, (_, words) in sorted(best.items())])


def _grade(connection: Connection, ids: dict[Key, int], decisions: Decisions) -> None:
    connection.execute(update(voice).where(voice.c.grade.is_not(None)).values(grade=None))
    rows = [{"row": ids[key], "letter": letter} for key, letter in decisions.grades.items() if key in ids]
    if rows:
        connection.execute(update(voice).where(voice.c.id == bindparam("row")).values(grade=bindparam("letter")), rows)
