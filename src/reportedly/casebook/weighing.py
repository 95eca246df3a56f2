"""Stores what the claims come to: which reports were taken in, their statements in blocks, a block's propositions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from reportedly.casebook.bulk import put
from reportedly.casebook.documents import documents_of
from reportedly.casebook.log import head
from reportedly.casebook.names import fold
from reportedly.casebook.packing import pack, unpack
from reportedly.casebook.pairs import Told, count_pairs, told_in
from reportedly.casebook.schema import reading, report
from reportedly.casebook.weighed import (
    block_key,
    proposition,
    proposition_actor,
    proposition_member,
    statement,
    stone,
    stone_of,
    taken,
    weighed_at,
)
from reportedly.model.corroboration import Proposition, Statement

_AT_ONCE = 500
NO_READING = ""


@dataclass(frozen=True, slots=True)
class Current:
    """A report with the digest of its current reading, '' where it has none."""

    id: int
    key: str
    reading: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A report's statements, each with its keys, and what says later whether they still hold."""

    report: int
    reading: str
    rest: str
    statements: tuple[tuple[Statement, tuple[str, ...]], ...]


def current_readings(connection: Connection) -> tuple[Current, ...]:
    """All reports by their ids."""
    joined = report.outerjoin(reading, (reading.c.report == report.c.id) & reading.c.current)
    asked = select(report.c.id, report.c.key, reading.c.sha256).select_from(joined).order_by(report.c.id)
    return tuple(Current(row.id, row.key, row.sha256 or NO_READING) for row in connection.execute(asked))


def is_weighed(connection: Connection) -> bool:
    """Whether nothing was written since all was taken in."""
    return not waiting(connection)


def waiting(connection: Connection) -> int:
    """How many entries the log had since all was taken in: about four a report that came, one a decision."""
    at, end = connection.execute(select(weighed_at)).first(), head(connection)
    if at is None:
        return end.seq
    return 0 if at.head == end.hash else max(end.seq - at.seq, 1)


def note_weighed(connection: Connection) -> None:
    """Notes that all is taken in up to the end of the log."""
    end = head(connection)
    connection.execute(delete(weighed_at))
    connection.execute(insert(weighed_at).values(head=end.hash, seq=end.seq))


def taken_in(connection: Connection) -> dict[int, tuple[str, str]]:
    """What was taken in of each report: the digests of its reading and of the rest."""
    return {row.report: (row.reading, row.rest) for row in connection.execute(select(taken))}


def take(connection: Connection, found: Collection[Stated]) -> set[int]:
    """Puts the statements of some reports in place of those that they had; returns the blocks that this touches."""
    ids = [one.report for one in found]
    touched = _forget(connection, ids)
    blocks = _Blocks(connection, [key for one in found for _, keys in one.statements for key in keys])
    rows = [
        {"report": one.report, "local": said.claim, "block": blocks.of(keys), "body": pack(said)}
        for one in found
        for said, keys in one.statements
    ]
    touched |= blocks.settle()
    for row in rows:
        row["block"] = blocks.root(int(str(row["block"])))
        touched.add(int(str(row["block"])))
    put(connection, statement, rows)
    put(connection, taken, [{"report": one.report, "reading": one.reading, "rest": one.rest} for one in found])
    return touched


def _forget(connection: Connection, ids: Collection[int]) -> set[int]:
    touched: set[int] = set()
    for part in _parts(ids):
        where = statement.c.report.in_(part)
        touched |= {row[0] for row in connection.execute(select(statement.c.block).where(where).distinct())}
        connection.execute(delete(statement).where(where))
        connection.execute(delete(taken).where(taken.c.report.in_(part)))
    return touched


class _Blocks:
    """The blocks of some keys: found, made, and joined where a statement has keys of several."""

    def __init__(self, connection: Connection, keys: Iterable[str]) -> None:
        self._connection = connection
        self._known: dict[int, int] = {}
        self._new: dict[int, int] = {}
        self._parent: dict[int, int] = {}
        wanted = sorted({_hashed(key) for key in keys})
        for part in _parts(wanted):
            rows = connection.execute(select(block_key).where(block_key.c.key.in_(part)))
            self._known.update({row.key: row.block for row in rows})
        self._next = connection.scalar(select(func.coalesce(func.max(block_key.c.block), 0))) or 0

    def of(self, keys: Collection[str]) -> int:
        """The block of a statement with these keys."""
        found = sorted({self.root(self._known[key]) for key in map(_hashed, keys) if key in self._known})
        if not found:
            self._next += 1
            found = [self._next]
        for other in found[1:]:
            self._parent[other] = found[0]
        for key in map(_hashed, keys):
            if key not in self._known:
                self._known[key] = self._new[key] = found[0]
        return found[0]

    def root(self, block: int) -> int:
        while block in self._parent:
            block = self._parent[block]
        return block

    def settle(self) -> set[int]:
        """Writes down the new keys and the joined blocks; returns the blocks that are no more."""
        rows = [{"key": key, "block": self.root(block)} for key, block in self._new.items()]
        put(self._connection, block_key, rows)
        for old in self._parent:
            for table in (block_key, statement, proposition):
                moved = update(table).where(table.c.block == old).values(block=self.root(old))
                self._connection.execute(moved)
        return set(self._parent)


@dataclass(frozen=True, slots=True)
class Held:
    """A statement with its block and the id of its report."""

    block: int
    report: int
    statement: Statement


def statements_of(connection: Connection, blocks: Collection[int]) -> list[Held]:
    """The statements of some blocks."""
    found: list[Held] = []
    for part in _parts(blocks):
        asked = select(statement.c.block, statement.c.report, statement.c.body).where(statement.c.block.in_(part))
        found += [Held(row[0], row[1], unpack(Statement, row[2])) for row in connection.execute(asked)]
    return found


def block_sizes(connection: Connection, blocks: Collection[int]) -> list[tuple[int, int]]:
    """The blocks that have statements, with how many."""
    found: list[tuple[int, int]] = []
    for part in _parts(blocks):
        asked = select(statement.c.block, func.count()).where(statement.c.block.in_(part)).group_by(statement.c.block)
        found += [(row[0], row[1]) for row in connection.execute(asked)]
    return found


def store_propositions(
    connection: Connection, blocks: Collection[int], found: Iterable[tuple[int, Proposition]], ids: dict[str, int]
) -> None:
    """Puts propositions, each with its block, in place of all that the blocks had; `ids` are of reports by name."""
    new = {row.id: (block, row, pack(row)) for block, row in found}
    kept = _drop_others(connection, blocks, {key: body for key, (_, _, body) in new.items()})
    found = [(block, row) for key, (block, row, _) in new.items() if key not in kept]
    number = connection.scalar(select(func.coalesce(func.max(proposition.c.id), 0))) or 0
    numbered = [(number + 1 + i, block, row) for i, (block, row) in enumerate(found)]
    put(connection, proposition, [_row(n, block, row) for n, block, row in numbered])
    members = {
        (ids[one.document], one.claim or "", n) for n, _, row in numbered for one in row.members if one.document in ids
    }
    put(
        connection, proposition_member, [dict(zip(("report", "local", "proposition"), m, strict=True)) for m in members]
    )
    actors = {
        (fold(name), n, row.affirmed.claims + row.denied.claims)
        for n, _, row in numbered
        for name in (*row.actors, *row.recipients)
    }
    put(
        connection,
        proposition_actor,
        [dict(zip(("folded", "proposition", "claims"), one, strict=True)) for one in actors],
    )
    _put_stones(connection, [(n, row) for n, _, row in numbered])
    count_pairs(connection, [row for _, _, row in numbered])


def _row(number: int, block: int, row: Proposition) -> dict[str, object]:
    return {
        "id": number,
        "key": row.id,
        "block": block,
        "kind": row.relation or row.event or "",
        "support": row.support,
        "low": row.affirmed.low,
        "against": row.denied.low,
        "claims": row.affirmed.claims + row.denied.claims,
        "day": row.time.start if row.time else None,
        "body": pack(row),
    }


def _drop_others(connection: Connection, blocks: Collection[int], new: dict[str, str]) -> set[str]:
    """Drops the blocks' propositions but those that are as they were; returns the keys of these."""
    kept: set[str] = set()
    gone: list[int] = []
    told: list[Told] = []
    for part in _parts(blocks):
        asked = select(proposition.c.id, proposition.c.key, proposition.c.body).where(proposition.c.block.in_(part))
        for row in connection.execute(asked):
            if new.get(row.key) == row.body:
                kept.add(row.key)
            else:
                gone.append(row.id)
                told.append(told_in(row.body))
    count_pairs(connection, (), told)
    for part in _parts(gone):
        counts = _counts(connection, stone_of.c.proposition.in_(part))
        for table in (proposition_member, proposition_actor, stone_of):
            connection.execute(delete(table).where(table.c.proposition.in_(part)))
        connection.execute(delete(proposition).where(proposition.c.id.in_(part)))
        _add_to_stones(connection, {number: (-lowered, -alone) for number, (lowered, alone) in counts.items()})
    return kept


def _counts(connection: Connection, where: object) -> dict[int, tuple[int, int]]:
    found: dict[int, list[int]] = {}
    asked = select(stone_of.c.stone, stone_of.c.left, func.count()).where(where)  # type: ignore[arg-type]
    for number, left, count in connection.execute(asked.group_by(stone_of.c.stone, stone_of.c.left)):
        found.setdefault(number, [0, 0])[left == ""] += count
    return {number: (lowered, gone) for number, (lowered, gone) in found.items()}


def _put_stones(connection: Connection, rows: list[tuple[int, Proposition]]) -> None:
    names = sorted({one.name for _, row in rows for one in row.keystones})
    known: dict[str, int] = {}
    for part in _parts(names):
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
    for number, (lowered, gone) in sorted(counts.items()):
        more = {"lowered": stone.c.lowered + lowered, "gone": stone.c.gone + gone}
        connection.execute(update(stone).where(stone.c.id == number).values(more))


def names_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The reports' names as the contract prints them."""
    found: dict[int, str] = {}
    for part in _parts(ids):
        found.update(documents_of(connection, part))
    return found


def publishers(connection: Connection, names: Collection[str]) -> list[tuple[str, str]]:
    """Who published the reports of some names; what stands after '#' is no part of the stored name."""
    found: list[tuple[str, str]] = []
    for part in _parts(sorted(names)):
        plain = {name: name.rpartition("#")[0] or name for name in part}
        asked = select(report.c.id, report.c.publisher).where(report.c.name.in_([*plain, *plain.values()]))
        rows = {row.id: row.publisher for row in connection.execute(asked) if row.publisher}
        found += [(name, rows[number]) for number, name in documents_of(connection, list(rows)).items()]
    return found


def empty(connection: Connection, *tables: Table) -> None:
    """Drops all rows of some tables."""
    for table in tables:
        connection.execute(delete(table))


def _hashed(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _parts(items: Collection[object]) -> Iterator[list]:  # type: ignore[type-arg]
    listed = list(items)
    return (listed[i : i + _AT_ONCE] for i in range(0, len(listed), _AT_ONCE))
