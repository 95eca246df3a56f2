"""Counts how few and how many people the voices of one side can be.

The most is the number of origins: nobody is the same as another. The least is the smallest number of groups into
which they fall so that all in a group may be one another: a minimum clique cover of the 'could be' graph (Karp 1972:
hard in general; here the graphs are small, named voices stand apart, and a bound from below is nearly always met).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.corroboration.origins import MANY, Node
from reportedly.corroboration.tables import alike_sorts

STEPS = 20_000  # of the search; beyond it the bound from below is taken, which never says too much


def fewest(nodes: Sequence[Node]) -> int:
    """The least number of independent origins that the nodes can be."""
    if len(nodes) > MANY:
        return _fewest_of_many(nodes)
    bound = len(_apart(nodes))
    cover = _Cover(nodes, bound)
    return cover.best if cover.is_complete else bound


def _apart(nodes: Sequence[Node]) -> list[Node]:
    """As many nodes as can be picked at once of which no two may be one: named ones first, then the least joined."""
    picked: list[Node] = []
    for node in sorted(nodes, key=lambda n: (not n.is_named, len(n.could_be), n.number)):
        if all(other.number not in node.could_be for other in picked):
            picked.append(node)
    return picked


def _fewest_of_many(nodes: Sequence[Node]) -> int:
    """A safe bound for many: the named, and of the unnamed one for each sort that may be none of those counted yet."""
    counted = {node.sort for node in nodes if node.is_named and node.kind != "outlet"}
    low = sum(node.is_named for node in nodes)
    for sort in sorted({node.sort for node in nodes if not node.is_named}):
        if not any((sort, other) in alike_sorts() for other in counted):
            counted.add(sort)
            low += 1
    return low


class _Cover:
    """A search for the smallest cover by cliques that stops where the bound from below is met."""

    def __init__(self, nodes: Sequence[Node], bound: int) -> None:
        self._ordered = sorted(nodes, key=lambda n: (len(n.could_be), n.number))
        self._bound = bound
        self._steps = 0
        self.best = len(nodes)
        self._search(0, [])

    @property
    def is_complete(self) -> bool:
        return self._steps < STEPS or self.best == self._bound

    def _search(self, i: int, groups: list[list[Node]]) -> None:
        self._steps += 1
        if self.best == self._bound or len(groups) >= self.best or self._steps >= STEPS:
            return
        if i == len(self._ordered):
            self.best = len(groups)
            return
        node = self._ordered[i]
        for group in groups:
            if all(other.number in node.could_be for other in group):
                group.append(node)
                self._search(i + 1, groups)
                group.pop()
        groups.append([node])
        self._search(i + 1, groups)
        groups.pop()
