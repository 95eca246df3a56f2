"""Holds together the statements that tell of one deed or tie: what says most first, the vaguer to what it fits.

Each statement joins at most one heap. It must conflict with nothing that the heap says already, and something must
speak for it: the same day, place, person or thing, or one lineage. Where it fits several equally, it joins none of
them, since a report that could mean either supports neither. The order is by content, so that of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from reportedly.corroboration.fitting import Fit, adds_to_its_report
from reportedly.corroboration.heaps import Heap, Index, is_more_than_actors
from reportedly.corroboration.viewing import View, keys_of
from reportedly.model.corroboration import Statement

ENOUGH = 2  # one thing in common that tells deeds apart
FRESH = 2  # days that a news report without a date looks back first


def held_together(views: Iterable[View]) -> list[list[View]]:
    """The views of a block in heaps of one deed each; every view stands in one heap. The order never matters."""
    return [heap.members for heap in _heaps(views)]


def blocks(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements parted so that no two of different parts share a key: each part can be held together by itself."""
    ordered = list(statements)
    parent = list(range(len(ordered)))
    first: dict[str, int] = {}
    for i, one in enumerate(ordered):
        for key in keys_of(one):
            a, b = _root(parent, i), _root(parent, first.setdefault(key, i))
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[Statement]] = {}
    for i, one in enumerate(ordered):
        found.setdefault(_root(parent, i), []).append(one)
    return list(found.values())


def _heaps(block: Iterable[View]) -> list[Heap]:
    heaps: list[Heap] = []
    index = Index()
    for one in sorted(block, key=order_of):
        heap = home_of(one, index, _in_order)
        if heap is None:
            heap = Heap(len(heaps), [], [])
            heaps.append(heap)
        heap.add(one)
        index.put(heap, one)
    return heaps


def _in_order(heap: Heap) -> int:
    return heap.number


def home_of(one: View, index: Index, rank: Callable[[Heap], Any]) -> Heap | None:
    """The heap that a view joins, None where it founds its own; `rank` orders heaps by when they were founded."""
    if is_more_than_actors(one):
        return _best_of(Fit(one), sorted(index.near(one), key=rank))
    return _best_by_actors(Fit(one), index, rank)


def _best_by_actors(fit: Fit, index: Index, rank: Callable[[Heap], Any]) -> Heap | None:
    """The same of a view that tells nothing but its actors: only its kin speaks for a heap, else the only one is its.

    So there is no need to look at thousands of heaps of a frequent actor: two that fit are none.
    """
    kin = [heap for heap in index.of_its_kin(fit.one) if (fit.score(heap) or 0) >= ENOUGH]
    if kin:
        return _best_of(fit, sorted(kin, key=rank))
    fitting = () if fit.is_nameless else (heap for heap in index.of_its_actors(fit.one) if fit.score(heap) is not None)
    return _best_of(fit, list(islice(fitting, 2)))


def _best_of(fit: Fit, heaps: list[Heap]) -> Heap | None:
    """The heap that most speaks for; None where none does, or two do equally."""
    scored = [(score, heap) for heap in heaps if (score := fit.score(heap)) is not None]
    if not scored:
        return None
    one = fit.one
    best = max(score for score, _ in scored)
    fitting = [heap for score, heap in scored if score == best]
    if best < ENOUGH and (one.is_dated or len(scored) > 1 or adds_to_its_report(one, fitting[0])):
        return None
    return fitting[0] if len(fitting) == 1 else _nearest(one, fitting)


def _nearest(one: View, heaps: list[Heap]) -> Heap | None:
    """Of heaps that fit alike: the one of the last two days before its report, else one that says just what it says."""
    if not one.has_time and one.published is not None:
        fresh = [heap for heap in heaps if heap.is_dated and one.published - (heap.high or 0) <= FRESH]
        newest = [heap for heap in fresh if heap.high == max(other.high or 0 for other in fresh)]
        if len(newest) == 1:
            return newest[0]
    same = [heap for heap in heaps if heap.members[0].says == one.says]
    return same[0] if same else None


def order_of(one: View) -> tuple[object, ...]:
    """What says most comes first; then by content, and last by name, so that any two orders of input give the same."""
    telling = (one.is_dated, bool(one.spots), bool(one.recipients), bool(one.things), one.has_time, len(one.actors))
    s = one.statement
    return (tuple(-int(x) for x in telling), one.says, s.published or "", s.report, s.claim)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
