"""The heaps of statements that are held together, and an index that finds those which a further one could join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.corroboration.viewing import View, Who
from reportedly.model.corroboration import Spot

STRETCH = 28  # days by which heaps are found: a claim without a date looks into two at most
ACTOR_NAMES = 8  # ways in which a heap's members name its actors: more would only slow it down


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


def looked_up_by(one: View) -> Sequence[str]:
    """The tokens by which heaps are found for a view: the telling ones, of one that tells nothing else its actors'."""
    return one.tokens if is_more_than_actors(one) else anything(one)


def is_found_by_anything(one: View) -> bool:
    """Whether a view of which no heap shares more than the actors may join one that shares only these."""
    return is_more_than_actors(one) and not one.is_dated and bool(stretches(one.low, one.high))


def anything(one: View) -> list[str]:
    """What all views of its actors share, whatever else they tell."""
    return [f"*|{key}" for key in one.keys]


def is_more_than_actors(one: View) -> bool:
    """Whether a view tells anything but its actors that can tell its deed from others."""
    return bool(one.spots or one.things or one.recipients or one.is_dated)


def stretches(low: int | None, high: int | None) -> tuple[int, ...]:
    """The stretches of days between two days; () where it is open or longer than a season."""
    if low is None or high is None or high - low > 100:
        return ()
    return tuple(range(low // STRETCH, max(low, high) // STRETCH + 1))
