"""What a common noun says of those it names: soldiers are a state's force, rebels an armed group, skirmishes nobody."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from reportedly.model import Token
from reportedly.resolution.tables import rows

# Endings of nouns for people that the table lacks: 'gravedigger', 'cyclist', 'Tunisian'.
_PERSON = re.compile(r"(?:[^aeiou]er|or|ist|ian|eer|man|woman|men|women|ees?|ers|ors|ists|ians|eers)$")


@dataclass(frozen=True, slots=True)
class Description:
    """A row of data/descriptions.tsv: `role` (force, government, rank, group, civilian, never ...),
    PLOVER-style `type`, `nature` that whoever is called so must have ('any', 'rebel', 'jihadist' ...) or ''."""

    role: str
    type: str | None
    nature: str


@functools.cache
def _table() -> dict[str, Description]:
    return {
        noun: Description(role, kind or None, nature)
        for noun, role, kind, nature in rows("descriptions", "noun", "role", "type", "nature")
    }


def describe(token: Token, before: Token | None = None) -> Description | None:
    """What the noun says, with the one `before` it ('service members'), by its form, its singular or its ending."""
    pair = describe_word(f"{before.lower} {token.lower}") if before is not None else None
    if pair is not None:
        return pair
    found = describe_word(token.lower) or describe_word(token.lemma.lower())
    if found is None and token.pos == "NOUN" and len(token.text) > 5 and _PERSON.search(token.lower):
        return Description("civilian", "civilian", "")
    return found


def describe_word(noun: str) -> Description | None:
    """What a noun says, by the table alone."""
    table = _table()
    for form in (noun, *_singulars(noun)):
        if form in table:
            return table[form]
    return None


def _singulars(noun: str) -> tuple[str, ...]:
    if noun.endswith("ies"):
        return (f"{noun[:-3]}y",)
    if noun.endswith("men"):
        return (f"{noun[:-3]}man",)
    return (noun[:-1], noun[:-2]) if noun.endswith("s") else ()
