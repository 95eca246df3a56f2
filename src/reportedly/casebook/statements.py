"""Stores claims as corroboration sees them, and finds the propositions that lie where others are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, or_, select, tuple_

from reportedly.casebook.bulk import put
from reportedly.casebook.packing import pack, unpack
from reportedly.casebook.weighed import cell, proposition_member, statement
from reportedly.casebook.weighing import hashed, parts
from reportedly.model.corroboration import Statement

Same = TypeVar("Same", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stated:
    """A report's statement with the report that its own goes back to, and the number of the proposition it is in."""

    report: int
    kin: str
    statement: Statement
    heap: int = 0


def put_statements(connection: Connection, found: Iterable[Stated]) -> None:
    """Puts statements in that were not there."""
    rows = [
        {
            "report": one.report,
            "local": one.statement.claim,
            "kin": one.kin if one.kin != one.statement.report else None,
            "body": pack(one.statement),
        }
        for one in found
    ]
    put(connection, statement, rows)


def drop_statements(connection: Connection, names: Collection[tuple[int, str]]) -> None:
    """Drops statements by their report's id and their claim's."""
    for part in parts(names):
        connection.execute(delete(statement).where(*_are_named(part)))


def statements_named(connection: Connection, names: Iterable[tuple[int, str]]) -> Iterator[Stated]:
    """Statements by their report's id and their claim's; what several say alike stands once in memory."""
    known: dict[Any, Any] = {}
    for part in parts(sorted(names)):
        for row in connection.execute(select(statement).where(*_are_named(part))):
            yield _stated(row, known)


def statements_of(connection: Connection, reports: Collection[int]) -> Iterator[Stated]:
    """All statements of some reports."""
    known: dict[Any, Any] = {}
    for part in parts(reports):
        for row in connection.execute(select(statement).where(statement.c.report.in_(part))):
            yield _stated(row, known)


def propositions_of(connection: Connection, reports: Collection[int]) -> set[int]:
    """The ids of the propositions that reports have a part in."""
    found: set[int] = set()
    for part in parts(reports):
        asked = select(proposition_member.c.proposition).where(proposition_member.c.report.in_(part)).distinct()
        found.update(connection.scalars(asked))
    return found


def members_of(connection: Connection, heaps: Collection[int]) -> Iterator[Stated]:
    """All statements of some propositions, by the propositions' ids."""
    known: dict[Any, Any] = {}
    member = proposition_member
    joined = member.join(statement, (statement.c.report == member.c.report) & (statement.c.local == member.c.local))
    for part in parts(heaps):
        asked = select(statement, member.c.proposition).select_from(joined).where(member.c.proposition.in_(part))
        for row in connection.execute(asked):
            yield _stated(row, known, row.proposition)


class CellShelf:
    """Hands out the propositions of cells, each only once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.seen: set[int] = set()

    def standing(self, cells: Collection[tuple[str, int]], whole: Collection[str]) -> Iterator[Stated]:
        """The statements of propositions that lie in one of these cells, or under one of these keys at any time."""
        found: set[int] = set()
        stretches: dict[int, set[int]] = defaultdict(set)
        for key, at in cells:
            stretches[hashed(key)].add(at)
        for part in parts(stretches, 100):
            lie = or_(*(and_(cell.c.key == key, cell.c.stretch.in_(sorted(stretches[key]))) for key in part))
            found.update(self._lying(select(cell.c.proposition).where(lie)))
        for keys in parts({hashed(key) for key in whole}):
            found.update(self._lying(select(cell.c.proposition).where(cell.c.key.in_(keys))))
        found -= self.seen
        self.seen |= found
        return members_of(self._connection, sorted(found))

    def _lying(self, asked: Select[Any]) -> Iterable[int]:
        return self._connection.scalars(asked)


def _are_named(names: Collection[tuple[int, str]]) -> tuple[ColumnElement[bool], ...]:
    """Whether a statement is one of these; SQLite looks through the whole table where only the pairs are given."""
    is_of = statement.c.report.in_({report for report, _ in names})
    return is_of, tuple_(statement.c.report, statement.c.local).in_(names)


def _stated(row: Any, known: dict[Any, Any], heap: int = 0) -> Stated:
    said = _shared(unpack(Statement, row.body), known)
    return Stated(row.report, row.kin or said.report, said, heap)


def _shared(said: Statement, known: dict[Any, Any]) -> Statement:
    """The statement with those parts that another has too as one and the same value."""

    def same(value: Same) -> Same:
        found: Same = known.setdefault(value, value)
        return found

    return replace(
        said,
        report=same(said.report),
        actors=same(tuple(map(same, said.actors))),
        recipients=same(tuple(map(same, said.recipients))),
        things=same(said.things),
        places=same(tuple(map(same, said.places))),
        time=same(said.time),
        chain=same(tuple(map(same, said.chain))),
        publisher=same(said.publisher),
        published=same(said.published),
    )
