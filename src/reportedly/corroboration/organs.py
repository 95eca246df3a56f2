"""Tells which state a party acts for: the country itself, its government, a ministry or its army."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.corroboration.folding import fold, is_proper
from reportedly.corroboration.tables import nations
from reportedly.model.corroboration import Party

STATE = frozenset({"country", "government", "military", "police"})
# What governs a part of a state, or against it, does not act for it: 'Kaduna State Government', 'rebel government'.
_PART = re.compile(
    r"\b(?:regional|provincial|local|municipal|county|city|district|rebel|rival|parallel|breakaway|separatist|exile"
    r"|exiled|shadow|interim council|state (?:government|governor|command|assembly))\b"
)
_LONGEST = 4  # words of a country's name


@lru_cache(100_000)
def state_of(party: Party) -> str:
    """The state (ISO 3166-1 alpha-3) that a party is an arm of; '' where it is none, or nobody can tell."""
    if party.type not in STATE or _PART.search(fold(party.name)):
        return ""
    return party.country or _named_in(party.name)


def _named_in(name: str) -> str:
    """The one country whose name or adjective stands in a name: 'foreign ministry of the United Arab Emirates'."""
    if not is_proper(name):
        return ""
    words = fold(name).split()
    found: set[str] = set()
    i = 0
    while i < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[i : i + n]) in nations()), 0)
        if size:
            found.add(nations()[" ".join(words[i : i + size])])
        i += size or 1
    return found.pop() if len(found) == 1 else ""
