"""Weighs a whole casebook anew: states all claims, parts them so that no two parts can meet, and works out each."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection

from reportedly.book.descents import Descents, gone_back_to, ids_of
from reportedly.book.stating import stated
from reportedly.casebook.statements import Stated, put_statements, statements_named
from reportedly.casebook.weighed import WEIGHED
from reportedly.casebook.weighing import empty, hashed, publishers, put_propositions
from reportedly.corroboration import cells_of, heaps_of, keys, worked_out
from reportedly.model.corroboration import Statement

_PUT_AT_ONCE = 2_000  # statements and propositions
_HELD_AT_ONCE = 20_000  # statements, unless one part has more


def weigh_all(connection: Connection) -> tuple[int, int]:
    """Puts all propositions in place of those that were there; returns how many reports and propositions there are.

    Time grows with the number of claims; in memory stands the largest part of them that shared keys hold together.
    """
    empty(connection, *WEIGHED)
    descents = Descents(connection)
    parts = _Parts()
    count = 0
    waiting: list[Stated] = []
    for number, said in stated(connection):
        count += 1
        tops = descents.tops({one.report for one in said})
        waiting += [Stated(number, tops[one.report], one) for one in said]
        for one in said:
            parts.add(number, one)
        if len(waiting) >= _PUT_AT_ONCE:
            put_statements(connection, waiting)
            waiting = []
    put_statements(connection, waiting)
    return count, sum(_work_out(connection, lot, descents) for lot in parts.lots())


def _work_out(connection: Connection, lot: Sequence[tuple[int, str]], descents: Descents) -> int:
    held = [(one.statement, one.kin) for one in statements_named(connection, lot)]
    known = descents.around({one.report for one, _ in held})
    published = publishers(connection, gone_back_to(known))
    ids = ids_of(connection, {number for number, _ in lot}) | descents.ids(known)
    heaps = list(heaps_of(held))
    del held
    for i in range(0, len(heaps), _PUT_AT_ONCE):
        some = heaps[i : i + _PUT_AT_ONCE]
        found = zip(worked_out(some, known, None, published), map(cells_of, some), strict=True)
        put_propositions(connection, list(found), ids)
    return len(heaps)


class _Parts:
    """Statements in parts that share no key: a statement joins all parts that have one of its keys into one."""

    def __init__(self) -> None:
        self._parts: dict[int, int] = {}  # by key
        self._parent = array("i")
        self._reports, self._locals, self._in = array("q"), [""] * 0, array("i")
        self._names: dict[str, str] = {}

    def add(self, report: int, one: Statement) -> None:
        found = [self._parts.setdefault(key, len(self._parts)) for key in map(hashed, keys(one))]
        self._parent.extend(range(len(self._parent), len(self._parts)))
        for other in found[1:]:
            a, b = self._root(found[0]), self._root(other)
            self._parent[max(a, b)] = min(a, b)
        self._reports.append(report)
        self._locals.append(self._names.setdefault(one.claim, one.claim))
        self._in.append(found[0])

    def lots(self) -> Iterator[list[tuple[int, str]]]:
        """All statements by report and claim, some parts at a time."""
        roots = array("i", map(self._root, self._in))
        sizes = Counter(roots)
        self._parts.clear()
        lot_of: dict[int, int] = {}
        lots, held = 0, 0
        for part in sorted(sizes):
            if held and held + sizes[part] > _HELD_AT_ONCE:
                lots, held = lots + 1, 0
            lot_of[part] = lots
            held += sizes[part]
        ordered = sorted(range(len(roots)), key=lambda i: lot_of[roots[i]])
        yield from self._parted(ordered, [lot_of[roots[i]] for i in ordered])

    def _parted(self, ordered: Sequence[int], lots: Collection[int]) -> Iterator[list[tuple[int, str]]]:
        at = 0
        for _, size in sorted(Counter(lots).items()):
            yield [(self._reports[i], self._locals[i]) for i in ordered[at : at + size]]
            at += size

    def _root(self, part: int) -> int:
        while self._parent[part] != part:
            self._parent[part] = self._parent[self._parent[part]]
            part = self._parent[part]
        return part
