"""Stores what the claims come to: propositions with their members, actors, cells and keystones, and when it was."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, tuple_, update

from reportedly.casebook.bulk import put
from reportedly.casebook.documents import documents_of
from reportedly.casebook.log import head
from reportedly.casebook.names import fold
from reportedly.casebook.packing import pack
from reportedly.casebook.pairs import count_pairs, told_in
from reportedly.casebook.schema import log, reading, report
from reportedly.casebook.weighed import (
    cell,
    proposition,
    proposition_actor,
    proposition_member,
    stone,
    stone_of,
    weighed_at,
)
from reportedly.model.corroboration import Proposition

_AT_ONCE = 500
NO_READING = ""
Cells = frozenset[tuple[str, int]]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Current:
    """A report with the digest of its current reading, '' where it has none."""

    id: int
    key: str
    reading: str


def current_readings(connection: Connection) -> tuple[Current, ...]:
    """All reports by their ids."""
    joined = report.outerjoin(reading, (reading.c.report == report.c.id) & reading.c.current)
    asked = select(report.c.id, report.c.key, reading.c.sha256).select_from(joined).order_by(report.c.id)
    return tuple(Current(row.id, row.key, row.sha256 or NO_READING) for row in connection.execute(asked))


def count_reports(connection: Connection) -> int:
    """How many reports there are."""
    return connection.scalar(select(func.count()).select_from(report)) or 0


def is_weighed(connection: Connection) -> bool:
    """Whether nothing was written since all was taken in."""
    return not waiting(connection)


def waiting(connection: Connection) -> int:
    """How many entries the log had since all was taken in: about four a report that came, one a decision."""
    at, end = connection.execute(select(weighed_at)).first(), head(connection)
    if at is None:
        return end.seq
    return 0 if at.head == end.hash else max(end.seq - at.seq, 1)


def weighed_up_to(connection: Connection, rules: int | None = None) -> int | None:
    """The entry of the log up to which all was taken in, by these rules if any are given; None where there is none."""
    at = connection.execute(select(weighed_at)).first()
    if at is None or (rules is not None and at.rules != rules):
        return None
    return at.seq if connection.scalar(select(log.c.hash).where(log.c.seq == at.seq)) == at.head else None


def note_weighed(connection: Connection, rules: int) -> None:
    """Notes that all is taken in up to the end of the log."""
    end = head(connection)
    connection.execute(delete(weighed_at))
    connection.execute(insert(weighed_at).values(head=end.hash, seq=end.seq, rules=rules))


def put_propositions(connection: Connection, found: Collection[tuple[Proposition, Cells]], ids: dict[str, int]) -> None:
    """Puts propositions in, each with the cells that it lies in; `ids` are of reports by name."""
    last = connection.scalar(select(func.coalesce(func.max(proposition.c.id), 0))) or 0
    numbered = [(last + 1 + i, row) for i, (row, _) in enumerate(found)]
    put(connection, proposition, [_row(n, row) for n, row in numbered])
    lie = sorted({(hashed(key), at, last + 1 + i) for i, (_, cells) in enumerate(found) for key, at in cells})
    put(connection, cell, [dict(zip(("key", "stretch", "proposition"), one, strict=True)) for one in lie])
    members = {
        (ids[one.document], one.claim or "", n) for n, row in numbered for one in row.members if one.document in ids
    }
    columns = ("report", "local", "proposition")
    put(connection, proposition_member, [dict(zip(columns, one, strict=True)) for one in sorted(members)])
    actors = {
        (fold(name), n, row.affirmed.claims + row.denied.claims)
        for n, row in numbered
        for name in (*row.actors, *row.recipients)
    }
    columns = ("folded", "proposition", "claims")
    put(connection, proposition_actor, [dict(zip(columns, one, strict=True)) for one in sorted(actors)])
    _put_stones(connection, numbered)
    count_pairs(connection, [row for _, row in numbered])


def _row(number: int, row: Proposition) -> dict[str, object]:
    return {
        "id": number,
        "key": row.id,
        "kind": row.relation or row.event or "",
        "support": row.support,
        "low": row.affirmed.low,
        "against": row.denied.low,
        "claims": row.affirmed.claims + row.denied.claims,
        "day": row.time.start if row.time else None,
        "body": pack(row),
    }


def drop_propositions(connection: Connection, gone: dict[int, Cells]) -> None:
    """Drops propositions by their ids, each with the cells that it lies in."""
    lie = {(hashed(key), at, number) for number, cells in gone.items() for key, at in cells}
    for rows in parts(lie):
        keys = {key for key, _, _ in rows}  # by which SQLite finds the rows; by the triples it would look at all
        triples = tuple_(cell.c.key, cell.c.stretch, cell.c.proposition).in_(rows)
        connection.execute(delete(cell).where(cell.c.key.in_(keys), triples))
    for part in parts(gone):
        bodies = connection.scalars(select(proposition.c.body).where(proposition.c.id.in_(part)))
        count_pairs(connection, (), [told_in(body) for body in bodies])
        counts = _counts(connection, stone_of.c.proposition.in_(part))
        for table in (proposition_member, proposition_actor, stone_of):
            connection.execute(delete(table).where(table.c.proposition.in_(part)))
        connection.execute(delete(proposition).where(proposition.c.id.in_(part)))
        _add_to_stones(connection, {number: (-lowered, -alone) for number, (lowered, alone) in counts.items()})


def stored(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The keys and bodies of propositions by their ids."""
    found: dict[int, tuple[str, str]] = {}
    for part in parts(ids):
        asked = select(proposition.c.id, proposition.c.key, proposition.c.body).where(proposition.c.id.in_(part))
        found.update({row.id: (row.key, row.body) for row in connection.execute(asked)})
    return found


def _counts(connection: Connection, where: object) -> dict[int, tuple[int, int]]:
    found: dict[int, list[int]] = {}
    asked = select(stone_of.c.stone, stone_of.c.left, func.count()).where(where)  # type: ignore[arg-type]
    for number, left, count in connection.execute(asked.group_by(stone_of.c.stone, stone_of.c.left)):
        found.setdefault(number, [0, 0])[left == ""] += count
    return {number: (lowered, gone) for number, (lowered, gone) in found.items()}


def _put_stones(connection: Connection, rows: list[tuple[int, Proposition]]) -> None:
    names = sorted({one.name for _, row in rows for one in row.keystones})
    known: dict[str, int] = {}
    for part in parts(names):
        found = connection.execute(select(stone.c.name, stone.c.id).where(stone.c.name.in_(part)))
        known.update({row.name: row.id for row in found})
    last = connection.scalar(select(func.coalesce(func.max(stone.c.id), 0))) or 0
    new = {name: last + 1 + i for i, name in enumerate(name for name in names if name not in known)}
    put(
        connection,
        stone,
        [{"id": n, "name": name, "folded": fold(name), "lowered": 0, "gone": 0} for name, n in new.items()],
    )
    known |= new
    counts: dict[int, list[int]] = {}
    for _, row in rows:
        for one in row.keystones:
            counts.setdefault(known[one.name], [0, 0])[one.left is None] += 1
    put(
        connection,
        stone_of,
        [
            {"stone": known[one.name], "proposition": n, "left": one.left or ""}
            for n, row in rows
            for one in row.keystones
        ],
    )
    _add_to_stones(connection, {n: (pair[0], pair[1]) for n, pair in counts.items()})


def _add_to_stones(connection: Connection, counts: dict[int, tuple[int, int]]) -> None:
    more = {"lowered": stone.c.lowered + bindparam("more"), "gone": stone.c.gone + bindparam("lost")}
    rows = [{"number": number, "more": lowered, "lost": gone} for number, (lowered, gone) in sorted(counts.items())]
    if rows:
        connection.execute(update(stone).where(stone.c.id == bindparam("number")).values(more), rows)


def names_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The reports' names as the contract prints them."""
    found: dict[int, str] = {}
    for part in parts(ids):
        found.update(documents_of(connection, part))
    return found


def publishers(connection: Connection, names: Collection[str]) -> list[tuple[str, str]]:
    """Who published the reports of some names; what stands after '#' is no part of the stored name."""
    found: list[tuple[str, str]] = []
    for part in parts(sorted(names)):
        plain = {name: name.rpartition("#")[0] or name for name in part}
        asked = select(report.c.id, report.c.publisher).where(report.c.name.in_([*plain, *plain.values()]))
        rows = {row.id: row.publisher for row in connection.execute(asked) if row.publisher}
        found += [(name, rows[number]) for number, name in documents_of(connection, list(rows)).items()]
    return found


def empty(connection: Connection, *tables: Table) -> None:
    """Drops all rows of some tables."""
    for table in tables:
        connection.execute(delete(table))


def hashed(key: str) -> int:
    """63 bits that stand for a key."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def parts(items: Collection[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    """Some at a time, as many as one question may name."""
    listed = list(items)
    return (listed[i : i + size] for i in range(0, len(listed), size))
