"""Holds together the statements that tell of one deed or tie: what says most first, the vaguer to what it fits.

Each statement joins at most one heap. It must conflict with nothing that the heap says already, and something must
speak for it: the same day, place, person or thing, or one lineage. Where it fits several equally, it joins none of
them, since a report that could mean either supports neither. The order is by content, so that of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reportedly.corroboration.alike import (
    are_same_sides,
    may_be_same_sides,
    places_agree,
    recipients_agree,
    things_agree,
)
from reportedly.corroboration.folding import fold
from reportedly.corroboration.viewing import View, Who, is_telling, keys_of
from reportedly.model.corroboration import Spot, Statement

STRETCH = 28  # days by which heaps are found: a claim without a date looks into two at most
ENOUGH = 2  # one thing in common that tells deeds apart
FRESH = 2  # days that a news report without a date looks back first
SEASON = 45  # days: a time told that is longer tells how things have been, 'since 2014', and dates no single deed
VAGUE = 4  # by how much less speaks for a heap whose actors a view only may mean
ACTOR_NAMES = 8  # ways in which a heap's members name its actors: more would only slow it down


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


@dataclass(slots=True)
class Heap:
    """Statements of one deed or tie, and what they say together."""

    number: int
    members: list[View]
    actors: list[tuple[Who, ...]]
    recipients: list[Who] = field(default_factory=list)
    things: set[str] = field(default_factory=set)
    spots: set[Spot] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
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
        self.reports.add(one.statement.report)
        self.narrow(one)

    def narrow(self, one: View) -> None:
        self.low = one.low if self.low is None else self.low if one.low is None else max(self.low, one.low)
        self.high = one.high if self.high is None else self.high if one.high is None else min(self.high, one.high)
        self.is_dated |= one.is_dated


_Shelf = dict[str, Heap | dict[int, Heap]]  # most tokens lead to one heap


class Index:
    """Finds the heaps that a view could join by what they share, stretch by stretch, without a look at all of them."""

    def __init__(self) -> None:
        self._stretches: dict[int | None, _Shelf] = {}
        self._of_kin: _Shelf = {}

    def put(self, heap: Heap, one: View) -> None:
        for stretch in stretches(heap.low, heap.high) or (None,):
            shelf = self._stretches.setdefault(stretch, {})
            for token in (*one.tokens, *anything(one)):
                _put_under(token, heap, shelf)
        _put_under(one.kin, heap, self._of_kin)

    def near(self, one: View) -> list[Heap]:
        found = self.telling(one)
        if not found and is_found_by_anything(one):  # 'CPC rebels' and 'Coalition of Patriots for Change' share no word
            found = self._found(anything(one), one)
        return list(found.values())

    def telling(self, one: View) -> dict[int, Heap]:
        """The heaps that share more with a view than its actors, where it tells more than those."""
        return self._found(looked_up_by(one), one)

    def of_its_actors(self, one: View) -> Iterator[Heap]:
        """The heaps that share its actors with a view, one after the other."""
        seen: set[int] = set()
        for known in self._under(anything(one), one):
            for number, heap in known.items() if isinstance(known, dict) else ((known.number, known),):
                if number not in seen:
                    seen.add(number)
                    yield heap

    def of_its_kin(self, one: View) -> list[Heap]:
        """The heaps with a statement of its report's lineage that share its actors with a view, at whatever time."""
        known = self._of_kin.get(one.kin, {})
        keys = set(one.keys)
        heaps = known.values() if isinstance(known, dict) else (known,)
        return [heap for heap in heaps if any(not keys.isdisjoint(other.keys) for other in heap.members)]

    def _found(self, tokens: Iterable[str], one: View) -> dict[int, Heap]:
        found: dict[int, Heap] = {}
        for known in self._under(tokens, one):
            if isinstance(known, dict):
                found.update(known)
            else:
                found[known.number] = known
        return found

    def _under(self, tokens: Iterable[str], one: View) -> Iterator[Heap | dict[int, Heap]]:
        mine = stretches(one.low, one.high)
        held = [self._stretches[at] for at in ((*mine, None) if mine else self._stretches) if at in self._stretches]
        for token in tokens:
            for shelf in held:
                if token in shelf:
                    yield shelf[token]


def _put_under(token: str, heap: Heap, shelf: _Shelf) -> None:
    known = shelf.setdefault(token, heap)
    if isinstance(known, dict):
        known[heap.number] = heap
    elif known is not heap:
        shelf[token] = {known.number: known, heap.number: heap}


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
    if _is_telling(one):
        return _best_of(one, sorted(index.near(one), key=rank))
    return _best_by_actors(one, index, rank)


def _best_by_actors(one: View, index: Index, rank: Callable[[Heap], Any]) -> Heap | None:
    """The same of a view that tells nothing but its actors: only its kin speaks for a heap, else the only one is its.

    So there is no need to look at thousands of heaps of a frequent actor: two that fit are none.
    """
    kin = [heap for heap in index.of_its_kin(one) if (_score(one, heap) or 0) >= ENOUGH]
    if kin:
        return _best_of(one, sorted(kin, key=rank))
    fitting = () if _is_nameless(one) else (heap for heap in index.of_its_actors(one) if _score(one, heap) is not None)
    return _best_of(one, list(islice(fitting, 2)))


def _best_of(one: View, heaps: list[Heap]) -> Heap | None:
    """The heap that most speaks for; None where none does, or two do equally."""
    scored = [(score, heap) for heap in heaps if (score := _score(one, heap)) is not None]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    fitting = [heap for score, heap in scored if score == best]
    if best < ENOUGH and (one.is_dated or len(scored) > 1 or _adds_to_its_report(one, fitting[0])):
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


def _score(one: View, heap: Heap) -> int | None:
    """What speaks for a view's being of a heap; None where something speaks against it."""
    if not _times_meet(one, heap) or _is_background(one, heap) or _is_of_another_scale(one, heap):
        return None
    vaguely = 0
    if not any(are_same_sides(one.actors, actors, one.deed) for actors in heap.actors):
        if not _may_be_of_its_scene(one, heap):
            return None
        vaguely = VAGUE
    place = places_agree(one.spots, tuple(heap.spots)) or _place_acted_upon(one, heap)
    recipient = recipients_agree(one.recipients, tuple(heap.recipients), one.deed)
    thing = things_agree(one.things, frozenset(heap.things), one.deed)
    if False in (place, recipient, thing):
        return None
    same_day = one.is_dated and heap.is_dated
    same_victims = bool(same_day and recipient and any(is_telling(who.kind) for who in one.recipients))
    of_kin = one.kin in heap.kin and not _adds_to_its_report(one, heap)
    if _is_nameless(one) and not (place or same_victims or of_kin):
        return None
    said = 3 * same_day + 3 * (place is True) + 2 * (recipient is True) + 2 * (thing is True) + 4 * of_kin
    return said - vaguely


def _may_be_of_its_scene(one: View, heap: Heap) -> bool:
    """Whether it was in the same town on the same day, and nobody is named whom the heap does not have.

    'Gunmen' of one report may then be those whom another names, a deed without a doer that with one.
    """
    if not (one.is_dated and heap.is_dated and one.deed.material) or _adds_to_its_report(one, heap):
        return False
    towns = {fold(spot.name) for spot in heap.spots if spot.level == "place"}
    if towns.isdisjoint(fold(spot.name) for spot in one.spots if spot.level == "place"):
        return False
    return all(may_be_same_sides(one.actors, actors) for actors in heap.actors)


def _adds_to_its_report(one: View, heap: Heap) -> bool:
    """Whether its report tells the heap's deed already: another claim of it may as well be of another deed.

    A denial needs no more than to stand in the same report: 'The Emirates deny it'.
    """
    return one.statement.report in heap.reports and one.statement.polarity != "denied"


def _is_background(one: View, heap: Heap) -> bool:
    """Whether it only fills in what its report tells: 'the group has fought the government for fifteen years'."""
    is_own_word = len(one.statement.chain) < 2
    return is_own_word and not one.has_time and _adds_to_its_report(one, heap)


def _is_of_another_scale(one: View, heap: Heap) -> bool:
    """Whether it tells of years and the heap of a day: 'has fought the government since 2014' is no word for a raid."""
    return heap.is_dated and one.deed.material and _is_long(one)


def _is_long(one: View) -> bool:
    return one.has_time and (one.low is None or one.high is None or one.high - one.low > SEASON)


def _place_acted_upon(one: View, heap: Heap) -> bool | None:
    """Whether one names as acted upon what the other names as the place: 'shelled Neelum', 'shelling in Neelum'."""
    if one.spots and heap.spots:
        return places_agree(one.spots, tuple(heap.spots))
    return _names_a_place(one.recipients, heap.spots) or _names_a_place(heap.recipients, one.spots)


def _names_a_place(recipients: Iterable[Who], spots: Iterable[Spot]) -> bool | None:
    places = {fold(spot.name) for spot in spots}
    return True if any(not (who.linked or places.isdisjoint(who.names)) for who in recipients) else None


def _times_meet(one: View, heap: Heap) -> bool:
    low = heap.low if one.low is None else one.low if heap.low is None else max(one.low, heap.low)
    high = heap.high if one.high is None else one.high if heap.high is None else min(one.high, heap.high)
    return low is None or high is None or low <= high


def _is_nameless(one: View) -> bool:
    """Whether its actors are known by a common noun only, 'gunmen': these are the same only at one place."""
    return all(who.group for who in one.actors)


def looked_up_by(one: View) -> Sequence[str]:
    """The tokens by which heaps are found for a view: the telling ones, of one that tells of nothing its actors'."""
    return one.tokens if _is_telling(one) else anything(one)


def is_found_by_anything(one: View) -> bool:
    """Whether a view of which no heap shares more than the actors may join one that shares only these."""
    return _is_telling(one) and not one.is_dated and bool(stretches(one.low, one.high))


def anything(one: View) -> list[str]:
    """What all views of its actors share, whatever else they tell."""
    return [f"*|{key}" for key in one.keys]


def _is_telling(one: View) -> bool:
    return bool(one.spots or one.things or one.recipients or one.is_dated)


def stretches(low: int | None, high: int | None) -> tuple[int, ...]:
    """The stretches of days between two days; () where it is open or longer than a season."""
    if low is None or high is None or high - low > 100:
        return ()
    return tuple(range(low // STRETCH, max(low, high) // STRETCH + 1))


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
