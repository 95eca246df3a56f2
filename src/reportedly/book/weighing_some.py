"""Weighs what changed since the last time: the claims of some reports, and the propositions that these touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.book.descents import Descents, gone_back_to
from reportedly.book.stating import stated
from reportedly.casebook.packing import pack
from reportedly.casebook.statements import (
    CellShelf,
    Stated,
    drop_statements,
    members_of,
    propositions_of,
    put_statements,
    statements_of,
)
from reportedly.casebook.weighing import Cells, drop_propositions, publishers, put_propositions, stored
from reportedly.corroboration import Kept, Regrouped, View, cells_of, regrouped, restored, worked_out
from reportedly.model.corroboration import Proposition

_Name = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Change:
    """The statements that go and that come, by their report's id and their claim's."""

    gone: dict[_Name, Stated]
    come: dict[_Name, Stated]


def weigh_some(connection: Connection, reports: Collection[int]) -> int:
    """Weighs what some reports say now and whatever this changes; returns how many propositions are new or other.

    What stands then is what weighing all would give. Time grows with the claims about the same actors and days.
    """
    change = _change(connection, reports)
    held = list(members_of(connection, propositions_of(connection, reports)))
    shelf = _Shelf(connection, (*change.gone.values(), *change.come.values(), *held))
    found = _regrouped(change, held, shelf)
    gone = {number: cells_of(heap) for number, heap in found.gone}
    others = {one.heap for one in held} - gone.keys()  # the same claims: only their lineage may count otherwise
    same = restored(_kept(one for one in held if one.heap in others))
    rows = work_out(connection, (*found.new, *same.values()), shelf.ids)
    new = list(zip(rows, (*map(cells_of, found.new), *map(cells_of, same.values())), strict=True))
    gone |= {number: cells_of(heap) for number, heap in same.items()}
    gone, new = _without_unchanged(connection, gone, new)
    drop_propositions(connection, gone)
    drop_statements(connection, list(change.gone))
    put_statements(connection, change.come.values())
    put_propositions(connection, new, shelf.ids)
    return len(new)


def work_out(connection: Connection, heaps: Sequence[Sequence[View]], ids: dict[str, int]) -> list[Proposition]:
    """What heaps come to; `ids` are those of their reports by name, and are added to."""
    reports = {one.statement.report for heap in heaps for one in heap}
    descents = Descents(connection, {ids[name] for name in reports})
    known = descents.around(reports)
    ids |= descents.ids(known)
    return list(worked_out(heaps, known, None, publishers(connection, gone_back_to(known))))


def _change(connection: Connection, reports: Collection[int]) -> _Change:
    before = {(one.report, one.statement.claim): one for one in statements_of(connection, reports)}
    descents = Descents(connection, reports)
    now: dict[_Name, Stated] = {}
    for number, said in stated(connection, reports):
        tops = descents.tops({one.report for one in said})
        now.update({(number, one.claim): Stated(number, tops[one.report], one) for one in said})
    return _Change(
        {name: one for name, one in before.items() if now.get(name) != one},
        {name: one for name, one in now.items() if before.get(name) != one},
    )


def _regrouped(change: _Change, held: Sequence[Stated], shelf: _Shelf) -> Regrouped:
    gone = {(one.statement.report, one.statement.claim) for one in change.gone.values()}
    heaps = {one.heap for one in held if (one.statement.report, one.statement.claim) in gone}
    shelf.pass_over(heaps)
    come = [(one.statement, one.kin) for _, one in sorted(change.come.items())]
    return regrouped(_kept(one for one in held if one.heap in heaps), gone, come, shelf)


class _Shelf:
    """The casebook's propositions for regrouping; `ids` are those of the reports that were met, by name."""

    def __init__(self, connection: Connection, met: Iterable[Stated]) -> None:
        self._cells = CellShelf(connection)
        self.ids = {one.statement.report: one.report for one in met}

    def pass_over(self, heaps: Iterable[int]) -> None:
        self._cells.seen.update(heaps)

    def standing(self, cells: Collection[tuple[str, int]], whole: Collection[str]) -> Iterator[Kept]:
        for one in self._cells.standing(cells, whole):
            self.ids[one.statement.report] = one.report
            yield Kept(one.heap, one.statement, one.kin)


def _kept(found: Iterable[Stated]) -> Iterator[Kept]:
    return (Kept(one.heap, one.statement, one.kin) for one in found)


def _without_unchanged(
    connection: Connection, gone: dict[int, Cells], new: list[tuple[Proposition, Cells]]
) -> tuple[dict[int, Cells], list[tuple[Proposition, Cells]]]:
    """The propositions that go and come, without those that would come as they went."""
    known = {key: (number, body) for number, (key, body) in stored(connection, list(gone)).items()}
    same = {
        row.id: known[row.id][0]
        for row, cells in new
        if row.id in known and gone[known[row.id][0]] == cells and known[row.id][1] == pack(row)
    }
    kept = set(same.values())
    return {number: cells for number, cells in gone.items() if number not in kept}, [
        (row, cells) for row, cells in new if row.id not in same
    ]
