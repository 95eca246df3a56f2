"""Tells which voices of one report are one state speaking: its government, and the ministry whose spokesman says it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from reportedly.corroboration.folding import fold
from reportedly.corroboration.naming import names_the_whole, state_and_rest
from reportedly.corroboration.speaking import Speaker

# Words by which a body rules or fights for its state; a ministry of defence does both. Health, schools and courts speak
# for themselves: a hospital's word is no general's.
_RULES = frozenset(
    ("government", "presidency", "cabinet", "premier", "foreign", "information", "interior", "defence", "defense")
)
_FIGHTS = frozenset(("army", "military", "forces", "defence", "defense", "command", "staff", "troops"))


def one_state(speakers: Iterable[Speaker]) -> list[tuple[str, str]]:
    """Pairs of keys of one report's voices that are one state's: the state's own, and an arm's that speaks for it.

    'The government denied it', and two lines on 'the spokesman of its Defence Ministry'. Two arms beside one another,
    police and army, stay two.
    """
    bodies = {one.keys[0]: one for one in speakers if one.keys and one.voice and not one.holder_is_speaker}
    found = sorted(bodies.items())
    return [(a, b) for (a, one), (b, other) in combinations(found, 2) if _are_of_one(one, other)]


def _are_of_one(one: Speaker, other: Speaker) -> bool:
    mine, theirs = _state(one), _state(other)
    if mine and theirs and mine != theirs:
        return False
    kinds = _kinds(one) & _kinds(other)
    return bool(kinds) and bool(mine or theirs) and (_is_whole(one) or _is_whole(other))


def _named(one: Speaker) -> str:
    assert one.voice
    return one.voice.body or one.voice.name


def _state(one: Speaker) -> str | None:
    assert one.voice
    if one.voice.country and one.voice.type in ("government", "country", "military"):
        return one.voice.country
    return state_and_rest(_named(one))[0]


def _kinds(one: Speaker) -> frozenset[str]:
    assert one.voice
    words = set(fold(_named(one)).split())
    rules = words & _RULES or one.voice.type in ("government", "country")
    fights = words & _FIGHTS or one.voice.type == "military"
    return frozenset(kind for kind, holds in (("rules", rules), ("fights", fights)) if holds)


def _is_whole(one: Speaker) -> bool:
    """Whether it is the whole state's government or army rather than an arm of it."""
    assert one.voice
    return names_the_whole(state_and_rest(_named(one))[1]) or one.voice.type == "country"
