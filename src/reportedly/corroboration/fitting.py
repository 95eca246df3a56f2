"""What speaks for a statement's being of a heap, and what against it: time, actors, place, whom, thing and lineage."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.corroboration.alike import Sides, may_be_same_sides, places_agree, things_agree
from reportedly.corroboration.folding import fold
from reportedly.corroboration.heaps import Heap
from reportedly.corroboration.viewing import View, Who, is_telling
from reportedly.model.corroboration import Spot

SEASON = 45  # days: a time told that is longer tells how things have been, 'since 2014', and dates no single deed
VAGUE = 4  # by how much less speaks for a heap whose actors a view only may mean
VICTIMS = 3  # the same where it was done to the same people


class Fit:
    """A view held against one heap after the other; what it found of a party it remembers for the next."""

    def __init__(self, one: View) -> None:
        self.one = one
        self.is_nameless = all(who.group for who in one.actors)
        self._sides = Sides(one.actors, one.recipients, one.deed)

    def score(self, heap: Heap) -> int | None:
        """What speaks for the view's being of a heap; None where something speaks against it."""
        one = self.one
        if not _times_meet(one, heap) or _is_background(one, heap) or _is_of_another_scale(one, heap):
            return None
        vaguely = 0
        if not any(map(self._sides.are_same, heap.actors)):
            if not _may_be_of_its_scene(one, heap):
                return None
            vaguely = VICTIMS if _has_its_victims(one, heap) else VAGUE
        place = _place_agrees(one, heap)
        if place is False:
            return None
        recipient = self._sides.recipients_agree(tuple(heap.recipients))
        thing = things_agree(one.things, heap.things, one.deed)
        if recipient is False or thing is False:
            return None
        same_day = one.is_dated and heap.is_dated
        same_victims = bool(same_day and recipient and any(is_telling(who.kind) for who in one.recipients))
        of_kin = one.kin in heap.kin and not adds_to_its_report(one, heap)
        if self.is_nameless and not (place or same_victims or of_kin):
            return None
        said = 3 * same_day + 3 * (place is True) + 2 * (recipient is True) + 2 * (thing is True) + 4 * of_kin
        return said - vaguely


def adds_to_its_report(one: View, heap: Heap) -> bool:
    """Whether its report tells the heap's deed already: another claim of it may as well be of another deed.

    A denial needs no more than to stand in the same report: 'The Emirates deny it'.
    """
    return one.statement.report in heap.reports and one.statement.polarity != "denied"


def _may_be_of_its_scene(one: View, heap: Heap) -> bool:
    """Whether it was on the same day in the same town or to the same people, and nobody is named whom the heap lacks.

    'Gunmen' of one report may then be those whom another names, a deed without a doer that with one.
    """
    if not (one.is_dated and heap.is_dated and one.deed.material):
        return False
    is_of_victims = _has_its_victims(one, heap)
    if adds_to_its_report(one, heap) and (one.actors or not is_of_victims):
        return False
    if not is_of_victims:
        towns = {fold(spot.name) for spot in heap.spots if spot.level == "place"}
        if towns.isdisjoint(fold(spot.name) for spot in one.spots if spot.level == "place"):
            return False
    return all(may_be_same_sides(one.actors, actors) for actors in heap.actors)


def _has_its_victims(one: View, heap: Heap) -> bool:
    """Whether both say what people it was done to, 'nine teachers' and 'the teachers', and it is the same people."""
    mine = {(who.kind, who.country) for who in one.recipients if is_telling(who.kind)}
    theirs = {(who.kind, who.country) for who in heap.recipients if is_telling(who.kind)}
    return any(a == b and (not c or not d or c == d) for a, c in mine for b, d in theirs)


def _is_background(one: View, heap: Heap) -> bool:
    """Whether it only fills in what its report tells: 'the group has fought the government for fifteen years'.

    A report's own word for a deed of no day, place or victim is such, whichever report the deed is told in.
    """
    is_own_word = len(one.statement.chain) < 2
    if not is_own_word or one.has_time:
        return False
    tells_nothing = not (one.spots or one.things or one.recipients) and one.deed.material and one.kin not in heap.kin
    return tells_nothing or adds_to_its_report(one, heap)


def _is_of_another_scale(one: View, heap: Heap) -> bool:
    """Whether it tells of years and the heap of a day: 'has fought the government since 2014' is no word for a raid."""
    return heap.is_dated and one.deed.material and _is_long(one)


def _is_long(one: View) -> bool:
    return one.has_time and (one.low is None or one.high is None or one.high - one.low > SEASON)


def _place_agrees(one: View, heap: Heap) -> bool | None:
    """Whether the places are the same, or one names as acted upon what the other names as the place.

    'Shelled Neelum' and 'shelling in Neelum' are of one place.
    """
    if one.spots and heap.spots:
        return places_agree(one.spots, heap.spots)
    return _names_a_place(one.recipients, heap.spots) or _names_a_place(heap.recipients, one.spots)


def _names_a_place(recipients: Iterable[Who], spots: Iterable[Spot]) -> bool | None:
    places = {fold(spot.name) for spot in spots}
    return True if places and any(not (who.linked or places.isdisjoint(who.names)) for who in recipients) else None


def _times_meet(one: View, heap: Heap) -> bool:
    low = heap.low if one.low is None else one.low if heap.low is None else max(one.low, heap.low)
    high = heap.high if one.high is None else one.high if heap.high is None else min(one.high, heap.high)
    return low is None or high is None or low <= high
