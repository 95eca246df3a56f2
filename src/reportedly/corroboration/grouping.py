"""Holds together the statements that tell of one deed or tie: what says most first, the vaguer to what it fits.

Each statement joins at most one heap. It must conflict with nothing that the heap says already, and something must
speak for it: the same day, place, person or thing, or one lineage. Where it fits several equally, it joins none of
them, since a report that could mean either supports neither. The order is by content, so that of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.corroboration.alike import (
    are_same_sides,
    places_agree,
    recipients_agree,
    things_agree,
)
from reportedly.corroboration.folding import fold
from reportedly.corroboration.viewing import View, Who, keys_of
from reportedly.model.corroboration import Spot

WEEK = 7
ENOUGH = 2  # one thing in common that tells deeds apart
FRESH = 2  # days that a news report without a date looks back first
ANYTHING = "*"
ACTOR_NAMES = 8  # ways in which a heap's members name its actors: more would only slow it down


def held_together(views: Iterable[View]) -> list[list[View]]:
    """The views in heaps of one deed each; every view stands in one heap. The order of the input never matters."""
    return [heap.members for block in blocks(views) for heap in _heaps(block)]


def blocks(views: Iterable[View]) -> list[list[View]]:
    """The views parted so that no two of different parts share a key: each part can be held together by itself."""
    ordered = list(views)
    parent = list(range(len(ordered)))
    first: dict[str, int] = {}
    for i, one in enumerate(ordered):
        for key in keys_of(one.statement):
            a, b = _root(parent, i), _root(parent, first.setdefault(key, i))
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[View]] = {}
    for i, one in enumerate(ordered):
        found.setdefault(_root(parent, i), []).append(one)
    return list(found.values())


@dataclass(slots=True)
class _Heap:
    number: int
    members: list[View]
    actors: list[tuple[Who, ...]]
    recipients: list[Who] = field(default_factory=list)
    things: set[str] = field(default_factory=set)
    spots: set[Spot] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    low: int | None = None
    high: int | None = None
    is_dated: bool = False

    def add(self, one: View) -> None:
        self.members.append(one)
        if one.actors not in self.actors and len(self.actors) < ACTOR_NAMES:
            self.actors.append(one.actors)
        self.recipients.extend(who for who in one.recipients if who not in self.recipients)
        self.things |= one.things
        self.spots |= set(one.spots)
        self.kin.add(one.kin)
        self._narrow(one)

    def _narrow(self, one: View) -> None:
        self.low = one.low if self.low is None else self.low if one.low is None else max(self.low, one.low)
        self.high = one.high if self.high is None else self.high if one.high is None else min(self.high, one.high)
        self.is_dated |= one.is_dated


class _Index:
    """Finds the heaps that a view could join by what they share, week by week, without a look at all of them."""

    def __init__(self) -> None:
        self._in_week: dict[tuple[str, int | None], dict[int, _Heap]] = {}
        self._ever: dict[str, dict[int, _Heap]] = {}

    def put(self, heap: _Heap, one: View) -> None:
        for token in (*_tokens(one), ANYTHING):
            self._ever.setdefault(token, {})[heap.number] = heap
            for week in _weeks(heap.low, heap.high) or (None,):
                self._in_week.setdefault((token, week), {})[heap.number] = heap

    def near(self, one: View) -> list[_Heap]:
        found: dict[int, _Heap] = {}
        weeks = _weeks(one.low, one.high)
        for token in _tokens(one) if _has_telling_token(one) else (ANYTHING,):
            if not weeks:
                found.update(self._ever.get(token, {}))
            for week in (*weeks, None) if weeks else ():
                found.update(self._in_week.get((token, week), {}))
        return [found[number] for number in sorted(found)]


def _heaps(block: list[View]) -> list[_Heap]:
    heaps: list[_Heap] = []
    index = _Index()
    for one in sorted(block, key=_order):
        heap = _best(one, index.near(one))
        if heap is None:
            heap = _Heap(len(heaps), [], [])
            heaps.append(heap)
        heap.add(one)
        index.put(heap, one)
    return heaps


def _best(one: View, heaps: list[_Heap]) -> _Heap | None:
    """The heap that most speaks for; None where none does, or two do equally."""
    scored = [(score, heap) for heap in heaps if (score := _score(one, heap)) is not None]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    fitting = [heap for score, heap in scored if score == best]
    if best < ENOUGH and (one.is_dated or len(scored) > 1):
        return None
    return fitting[0] if len(fitting) == 1 else _nearest(one, fitting)


def _nearest(one: View, heaps: list[_Heap]) -> _Heap | None:
    """Of heaps that fit alike: the one of the last two days before its report, else one that says just what it says."""
    if not one.has_time and one.published is not None:
        fresh = [heap for heap in heaps if heap.is_dated and one.published - (heap.high or 0) <= FRESH]
        newest = [heap for heap in fresh if heap.high == max(other.high or 0 for other in fresh)]
        if len(newest) == 1:
            return newest[0]
    same = [heap for heap in heaps if _says(heap.members[0]) == _says(one)]
    return same[0] if same else None


def _score(one: View, heap: _Heap) -> int | None:
    """What speaks for a view's being of a heap; None where something speaks against it."""
    if not any(are_same_sides(one.actors, actors, one.deed) for actors in heap.actors):
        return None
    if not _times_meet(one, heap):
        return None
    place = places_agree(one.spots, tuple(heap.spots))
    recipient = recipients_agree(one.recipients, tuple(heap.recipients), one.deed)
    thing = things_agree(one.things, frozenset(heap.things), one.deed)
    if False in (place, recipient, thing):
        return None
    if _is_nameless(one) and not (place or one.kin in heap.kin):
        return None
    same_day = one.is_dated and heap.is_dated
    return (
        3 * same_day + 3 * (place is True) + 2 * (recipient is True) + 2 * (thing is True) + 4 * (one.kin in heap.kin)
    )


def _times_meet(one: View, heap: _Heap) -> bool:
    starts = [day for day in (one.low, heap.low) if day is not None]
    ends = [day for day in (one.high, heap.high) if day is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _is_nameless(one: View) -> bool:
    """Whether its actors are known by a common noun only, 'gunmen': these are the same only at one place."""
    return all(who.group for who in one.actors)


def _tokens(one: View) -> list[str]:
    names = {fold(name) for spot in one.spots for name in (spot.name, spot.admin1 or "") if name}
    found = {f"p:{name}" for name in names} | {f"t:{thing}" for thing in one.things} | {f"k:{one.kin}"}
    found |= {f"r:{who.group or who.key.partition('|')[0]}" for who in one.recipients}
    if one.is_dated and one.low is not None and one.high is not None:
        found |= {f"d:{day}" for day in range(one.low, one.high + 1)}
    return sorted(found)


def _has_telling_token(one: View) -> bool:
    return bool(one.spots or one.things or one.recipients or one.is_dated)


def _weeks(low: int | None, high: int | None) -> tuple[int, ...]:
    """The weeks between two days; () where it is open or longer than a season."""
    if low is None or high is None or high - low > 100:
        return ()
    return tuple(range(low // WEEK, max(low, high) // WEEK + 1))


def _order(one: View) -> tuple[object, ...]:
    """What says most comes first; then by content, and last by name, so that any two orders of input give the same."""
    telling = (one.is_dated, bool(one.spots), bool(one.recipients), bool(one.things), one.has_time, len(one.actors))
    s = one.statement
    return (tuple(-int(x) for x in telling), _says(one), s.published or "", s.report, s.claim)


def _says(one: View) -> tuple[object, ...]:
    return (
        one.low or 0,
        one.high or 0,
        tuple(sorted(who.key for who in one.actors)),
        tuple(sorted(fold(spot.name) for spot in one.spots)),
        tuple(sorted(who.group or who.key for who in one.recipients)),
        tuple(sorted(one.things)),
    )


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
