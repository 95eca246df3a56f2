"""Holds statements together anew where some came or went, and leaves alone all that this can't touch.

Holding together goes through the statements in an order by their content, and each looks only at the heaps before it
that share something with it. So what came or went can matter only to later statements that share something with a heap
that it changed, and these in turn to others: only they are looked at again (change propagation: Acar 2005). What comes
out is what `held_together` makes of all statements from scratch.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reportedly.corroboration.grouping import home_of, order_of
from reportedly.corroboration.heaps import Heap, Index, anything, is_found_by_anything, looked_up_by, stretches
from reportedly.corroboration.tables import Rule, default_rule
from reportedly.corroboration.viewing import View, view
from reportedly.model.corroboration import Statement

EVER = -1  # the stretch of what is told without a time


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as it stands in a heap: the heap's number, and what its report shared a lineage by."""

    heap: int
    statement: Statement
    kin: str


class Shelf(Protocol):
    """Where the heaps stand."""

    def standing(self, cells: Collection[tuple[str, int]], whole: Collection[str]) -> Iterable[Kept]:
        """The heaps that have one of these (key, stretch) in their cells, or one of the keys `whole` at any stretch.

        Whole heaps, all members of each; others may be among them.
        """


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The heaps that are no more what they were, with their numbers, and the heaps in place of them."""

    gone: tuple[tuple[int, tuple[View, ...]], ...]
    new: tuple[tuple[View, ...], ...]


def restored(kept: Iterable[Kept], rule: Rule | None = None) -> dict[int, tuple[View, ...]]:
    """Heaps by their numbers, as they were held together."""
    rule = rule or default_rule()
    heaps: dict[int, list[View]] = defaultdict(list)
    for one in kept:
        heaps[one.heap].append(view(one.statement, rule, one.kin))
    return {number: tuple(sorted(heap, key=order_of)) for number, heap in sorted(heaps.items())}


def cells_of(heap: Sequence[View]) -> frozenset[tuple[str, int]]:
    """Where a heap must be looked for: the keys of its members, and the stretches of days in which these look
    for heaps and are found; EVER where a member has no time."""
    found: set[tuple[str, int]] = set()
    for one, left in _footprint(heap):
        at = {*stretches(one.low, one.high)} or {EVER, *(EVER if stretch is None else stretch for stretch in left)}
        found |= {(key, stretch) for key in one.keys for stretch in at}
    return frozenset(found)


def regrouped(
    held: Iterable[Kept],
    gone: Collection[tuple[str, str]],
    come: Iterable[tuple[Statement, str]],
    shelf: Shelf,
    rule: Rule | None = None,
) -> Regrouped:
    """What changes when statements go and others come, each of these with its kin.

    `gone` are (report, claim) of those that go, `held` the whole heaps that they stand in. A statement whose content
    or kin changed goes and comes.
    """
    rule = rule or default_rule()
    parts: dict[tuple[str, str], _Replay] = {}

    def part(one: View) -> _Replay:
        stem = (one.deed.kind, one.realm)
        return parts.setdefault(stem, _Replay(stem, shelf, rule, gone))

    for number, views in restored(held, rule).items():
        part(views[0]).enter(number, views)
    for statement, kin in come:
        one = view(statement, rule, kin)
        part(one).come(one)
    found = [parts[stem].run() for stem in sorted(parts)]
    return Regrouped(
        tuple(heap for one in found for heap in one.gone), tuple(heap for one in found for heap in one.new)
    )


@dataclass(slots=True, eq=False)
class _Group:
    """A heap as it stood before."""

    number: int
    nodes: list[_Node] = field(default_factory=list)  # in the order in which they were held together
    is_changed: bool = False


@dataclass(slots=True, eq=False)
class _Node:
    """A statement on its way; `heap` is the one that it founded now."""

    view: View
    order: tuple[object, ...]
    group: _Group | None = None
    is_gone: bool = False
    heap: Heap | None = None


class _Replay:
    """Goes once more through what the changes touch, in order; statements are fetched as they come to matter.

    Everything that was before the present place in the order stands already as it is to be.
    """

    def __init__(self, stem: tuple[str, str], shelf: Shelf, rule: Rule, gone: Collection[tuple[str, str]]) -> None:
        self._stem, self._shelf, self._rule, self._gone = stem, shelf, rule, gone
        self._index = Index()
        self._groups: dict[int, _Group] = {}
        self._founders: list[_Node] = []  # by the number of their heap
        self._pending: list[tuple[tuple[object, ...], int, _Node]] = []
        self._entered = 0
        self._now: tuple[object, ...] = ()
        self._changed_heaps: dict[int, Heap] = {}
        self._changed: dict[str, set[int | None]] = defaultdict(set)  # where changed heaps are or were found
        self._fetched: set[tuple[str, int]] = set()
        self._fetched_whole: set[str] = set()

    def enter(self, number: int, views: Iterable[View]) -> None:
        """A heap as it stood; those of its statements that the present place is past of stay in it."""
        group = self._groups[number] = _Group(number)
        group.nodes = [_Node(one, order_of(one), group) for one in views]
        for node in group.nodes:
            node.is_gone = (node.view.statement.report, node.view.statement.claim) in self._gone
            if node.order < self._now:
                self._keep(node)
            else:
                self._push(node)

    def come(self, one: View) -> None:
        """A statement that is new."""
        self._push(_Node(one, order_of(one)))

    def run(self) -> Regrouped:
        """Settles all, and tells what changed."""
        self._fetch_for([node.view for _, _, node in self._pending if not node.is_gone and node.group is None])
        while self._pending:
            self._now, _, node = heapq.heappop(self._pending)
            if node.is_gone:
                self._change_group(node.group)
            elif self._is_affected(node):
                self._settle(node)
            else:
                self._keep(node)
        changed = [group for group in self._groups.values() if group.is_changed]
        gone = tuple((group.number, tuple(node.view for node in group.nodes)) for group in changed)
        return Regrouped(gone, tuple(tuple(heap.members) for heap in self._changed_heaps.values()))

    def _push(self, node: _Node) -> None:
        self._entered += 1
        heapq.heappush(self._pending, (node.order, self._entered, node))

    def _is_affected(self, node: _Node) -> bool:
        """Whether a changed heap is or was among those that it could join."""
        if node.group is None or self._meets_change(node.view, looked_up_by(node.view)):
            return True
        if node.group.nodes[0] is not node and node.group.nodes[0].heap is None:
            return True
        if not is_found_by_anything(node.view) or not self._meets_change(node.view, anything(node.view)):
            return False
        if self._index.telling(node.view):
            return False
        self._fetch_for([node.view])
        return not self._index.telling(node.view)

    def _meets_change(self, one: View, tokens: Iterable[str]) -> bool:
        mine = stretches(one.low, one.high)
        met = (self._changed[token] for token in tokens if token in self._changed)
        return any(not mine or None in at or not at.isdisjoint(mine) for at in met)

    def _settle(self, node: _Node) -> None:
        """Puts a statement where it belongs now, and notes what this changes."""
        self._fetch_for([node.view])
        heap = home_of(node.view, self._index, lambda heap: self._founders[heap.number].order)
        before = node.group.nodes[0] if node.group else None
        is_as_before = before is node if heap is None else before is self._founders[heap.number]
        heap = heap or self._found_heap(node)
        if not is_as_before:
            self._change_group(node.group)
            self._change_heap(heap)
        self._place(node, heap)

    def _keep(self, node: _Node) -> None:
        """Leaves a statement where it was."""
        assert node.group
        founder = node.group.nodes[0]
        self._place(node, founder.heap or self._found_heap(node))

    def _found_heap(self, node: _Node) -> Heap:
        node.heap = Heap(len(self._founders), [], [])
        self._founders.append(node)
        return node.heap

    def _place(self, node: _Node, heap: Heap) -> None:
        heap.add(node.view)
        self._index.put(heap, node.view)
        if heap.number in self._changed_heaps:
            self._note([(node.view, stretches(heap.low, heap.high) or (None,))])

    def _change_group(self, group: _Group | None) -> None:
        if group is None or group.is_changed:
            return
        group.is_changed = True
        if heap := group.nodes[0].heap:
            self._change_heap(heap)
        self._note(_footprint([node.view for node in group.nodes]))

    def _change_heap(self, heap: Heap) -> None:
        if heap.number in self._changed_heaps:
            return
        self._changed_heaps[heap.number] = heap
        self._change_group(self._founders[heap.number].group)
        self._note(_footprint(heap.members))

    def _note(self, found: Iterable[tuple[View, tuple[int | None, ...]]]) -> None:
        """Notes where a changed heap is found, and fetches whatever may look for it there."""
        cells: set[tuple[str, int]] = set()
        whole: set[str] = set()
        for one, at in found:
            for token in (*one.tokens, *anything(one)):
                self._changed[token].update(at)
            cells |= {(key, EVER) for key in one.keys}
            cells |= {(key, stretch) for key in one.keys for stretch in at if stretch is not None}
            whole |= set(one.keys) if None in at else set()
        self._fetch(cells, whole)

    def _fetch_for(self, views: Iterable[View]) -> None:
        """Fetches all heaps that these statements could join."""
        cells: set[tuple[str, int]] = set()
        whole: set[str] = set()
        for one in views:
            mine = stretches(one.low, one.high)
            whole |= set() if mine else set(one.keys)
            cells |= {(key, stretch) for key in one.keys for stretch in (*mine, EVER) if mine}
        self._fetch(cells, whole)

    def _fetch(self, cells: set[tuple[str, int]], whole: set[str]) -> None:
        whole = whole - self._fetched_whole
        self._fetched_whole |= whole
        cells = {cell for cell in cells - self._fetched if cell[0] not in self._fetched_whole}
        self._fetched |= cells
        if not (cells or whole):
            return
        found = (kept for kept in self._shelf.standing(cells, whole) if kept.heap not in self._groups)
        for number, views in restored(found, self._rule).items():
            if (views[0].deed.kind, views[0].realm) == self._stem:
                self.enter(number, views)


def _footprint(heap: Iterable[View]) -> Iterator[tuple[View, tuple[int | None, ...]]]:
    """Each member with the stretches in which it was found when it had come to the heap."""
    grown = Heap(0, [], [])
    for one in heap:
        grown.narrow(one)
        yield one, stretches(grown.low, grown.high) or (None,)
