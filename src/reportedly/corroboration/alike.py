"""Whether two statements can tell of one deed, and what speaks for it: actors, those acted upon, place, things."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from itertools import product

from reportedly.corroboration.folding import fold
from reportedly.corroboration.tables import Deed, wider
from reportedly.corroboration.viewing import Who
from reportedly.model.corroboration import Spot


def is_same_party(a: Who, b: Who, deed: Deed) -> bool:
    """Whether two parties are one actor, by key or name, or as arms of one state.

    A state's army, government and ministries do material deeds for it; in words only its government stands for it.
    """
    if a.key == b.key:
        return True
    if a.state and a.state == b.state and _stand_for_one(a, b, deed):
        return True
    if a.group or b.group:
        return bool(a.group) and a.group == b.group
    if (a.linked and b.linked) or (a.country and b.country and a.country != b.country):
        return False
    return bool(a.names & b.names)


def _stand_for_one(a: Who, b: Who, deed: Deed) -> bool:
    """Whether two arms of a state are one for a deed.

    What its police attacked, its army did not; whom they arrested tells by itself whether two arrests are one.
    """
    if not deed.material:
        return a.is_ruler and b.is_ruler
    return deed.patient or not ((a.is_police and b.is_army) or (a.is_army and b.is_police))


def may_be_same_sides(mine: tuple[Who, ...], theirs: tuple[Who, ...]) -> bool:
    """Whether one list names nobody, or only says what those of the other are: 'gunmen' may be any armed group."""
    if not mine or not theirs:
        return True
    return any(_may_be_called(a, b) or _may_be_called(b, a) for a in mine for b in theirs)


def _may_be_called(a: Who, b: Who) -> bool:
    """Whether a description may mean those of a name, or of another description."""
    if not a.group:
        return False
    if a.group == "people" and b.group:
        return True
    return a.group == ("soldier" if b.is_army or b.is_police else "fighter" if b.is_armed else None)


class Sides:
    """Who acts and on whom in one statement, held against many others; each other party is looked at once."""

    def __init__(self, actors: tuple[Who, ...], recipients: tuple[Who, ...], deed: Deed) -> None:
        self._actors, self._recipients, self._deed = actors, recipients, deed
        self._who_is: dict[Who, frozenset[int]] = {}
        self._agree: dict[tuple[Who, ...], bool | None] = {}

    def are_same(self, theirs: tuple[Who, ...]) -> bool:
        """Whether the actors agree: one in common; of a mutual deed all of the shorter list."""
        mine = self._actors
        if not mine or not theirs:
            return not mine and not theirs
        if not self._deed.mutual:
            return any(map(self._which, theirs))
        if len(theirs) < len(mine):
            return all(map(self._which, theirs))
        return len(frozenset().union(*map(self._which, theirs))) == len(mine)

    def recipients_agree(self, theirs: tuple[Who, ...]) -> bool | None:
        """True where one is the same, False where they tell the deeds apart, None where nothing can be told."""
        if not self._recipients or not theirs:
            return None
        if theirs not in self._agree:
            self._agree[theirs] = _recipients_agree(self._recipients, theirs, self._deed)
        return self._agree[theirs]

    def _which(self, other: Who) -> frozenset[int]:
        """Which of the actors another is, by their places."""
        found = self._who_is.get(other)
        if found is None:
            found = frozenset(i for i, who in enumerate(self._actors) if is_same_party(who, other, self._deed))
            self._who_is[other] = found
        return found


def _recipients_agree(mine: tuple[Who, ...], theirs: tuple[Who, ...], deed: Deed) -> bool | None:
    if any(is_same_party(a, b, deed) for a in mine for b in theirs):
        return True
    if any(a.kind and a.kind == b.kind for a in mine for b in theirs):
        return True
    named_mine, named_theirs = [w for w in mine if not w.kind], [w for w in theirs if not w.kind]
    if any(_may_be_an_arm(a, b) or _may_be_an_arm(b, a) for a in named_mine for b in named_theirs):
        return None
    if named_mine and named_theirs:
        return False if deed.patient or _are_of_a_sort(named_mine, named_theirs) else None
    if not deed.patient:
        return None
    if not named_mine and not named_theirs:
        return None if any(_may_be(a.kind, b.kind) for a in mine for b in theirs) else False
    return None


def _may_be_an_arm(a: Who, b: Who) -> bool:
    """Whether 'General Security', which nobody knows, may be of 'Syrian security forces'."""
    return not a.linked and not a.is_person and (b.is_army or b.is_police) and bool(a.words & b.words)


def _are_of_a_sort(mine: Iterable[Who], theirs: Iterable[Who]) -> bool:
    """Whether both are people or both bodies: who kills a commander also attacks his army."""
    theirs = tuple(theirs)
    return any(a.is_person == b.is_person for a in mine for b in theirs)


def things_agree(mine: AbstractSet[str], theirs: AbstractSet[str], deed: Deed) -> bool | None:
    """True where one thing is the same, False where other things make it another deed, None where they do not tell."""
    if not mine or not theirs:
        return None
    if mine & theirs:
        return True
    if any(_may_be(a, b) or _are_of_one_sort(a, b) for a in mine for b in theirs):
        return None
    return False if deed.thing else None


def places_agree(mine: Collection[Spot], theirs: Collection[Spot]) -> bool | None:
    """True where a place is the same, False where they are apart, None where one lies in the other or is unknown."""
    if not mine or not theirs:
        return None
    found: bool | None = False
    for one, other in product(mine, theirs):
        is_same = _is_same_spot(one, other)
        if is_same:
            return True
        found = None if is_same is None else found
    return found


def _is_same_spot(a: Spot, b: Spot) -> bool | None:
    if a.country and b.country and a.country != b.country:
        return False
    if fold(a.name) == fold(b.name):
        two_towns = a.admin1 and b.admin1 and a.level == b.level and fold(a.admin1) != fold(b.admin1)
        return False if two_towns else None if a.level == "country" else True
    return None if _lies_in(a, b) or _lies_in(b, a) else False


def _lies_in(inner: Spot, outer: Spot) -> bool:
    if outer.level == "country":
        return inner.country in (None, outer.country)
    if outer.level == "admin1" and inner.level == "place" and not inner.admin1 and not inner.country:
        return True  # a village that no gazetteer has may lie anywhere: its name does not part it from a province
    return bool(inner.admin1) and fold(inner.admin1 or "") == fold(outer.name) and outer.level == "admin1"


def _are_of_one_sort(a: str, b: str) -> bool:
    """Whether a wider word takes in both, as weapons do drones and rifles; 'aid' may be anything."""
    return any({a, b} <= held for group, held in wider().items() if group != "aid")


def _may_be(a: str, b: str) -> bool:
    """Whether one word takes in the other: weapons and drones, people and pupils."""
    return any("*" in wider().get(x, ()) or y in wider().get(x, ()) for x, y in ((a, b), (b, a)))
