"""The actors that are known beforehand, found by any of their names."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.resolution.names import fold, is_acronym, respelt
from reportedly.resolution.tables import rows, several

_WORDS = frozenset(["fact", "mend", "milf", "sana", "irna", "sarc", "rira", "igad", "isis"])  # other words or names too


@dataclass(frozen=True, slots=True)
class Known:
    """A row of data/actors.tsv: `nature` says what else it may be called ('jihadist', 'rebel', 'militia', 'outlet');
    `parent` is the body that it is part of, leads or speaks for."""

    id: str
    name: str
    type: str
    country: str | None
    nature: frozenset[str]
    wikidata: str | None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of a known actor: `sure` unless it needs the report's context; how its letters must stand in a text."""

    actor: Known
    sure: bool
    capitals: bool
    capital: bool

    def fits(self, words: str) -> bool:
        """Whether words that fold to the name are written as a name is: 'IS' is a group, 'is' a verb."""
        if self.capitals:
            as_a_word = self.sure and len(words) > 3 and words.istitle() and words.casefold() not in _WORDS
            return words.replace(".", "").isupper() or is_acronym(words) or as_a_word  # 'Jnim', 'Isis'
        return not self.capital or words != words.lower()


@dataclass(frozen=True, slots=True)
class Index:
    """Spellings by their folded name, and for each first word how many words a name may have."""

    spellings: dict[str, tuple[Spelling, ...]]
    longest: dict[str, int]


@functools.cache
def index() -> Index:
    """All names of data/actors.tsv."""
    found: dict[str, list[Spelling]] = {}
    longest: dict[str, int] = {}
    for actor, alias in _names():
        name = alias.lstrip("?")
        spelling = Spelling(actor, name == alias, is_acronym(name), name != name.lower())
        for key in _keys(name):
            found.setdefault(key, []).append(spelling)
            first = key.split(" ", 1)[0]
            longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    return Index({key: _best(spellings) for key, spellings in found.items()}, longest)


def _best(spellings: list[Spelling]) -> tuple[Spelling, ...]:
    """One spelling an actor, as sure and as easily written as any of his: 'CENTCOM', 'CentCom'."""
    found: dict[str, Spelling] = {}
    for one in spellings:
        other = found.get(one.actor.id, one)
        found[one.actor.id] = Spelling(
            one.actor, one.sure or other.sure, one.capitals and other.capitals, one.capital and other.capital
        )
    return tuple(sorted(found.values(), key=lambda one: not one.sure))


@functools.cache
def by_id() -> dict[str, Known]:
    """The known actors by their id."""
    return {actor.id: actor for actor, _ in _names()}


@functools.cache
def _names() -> tuple[tuple[Known, str], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[Known, str]]:
    for key, name, aliases, kind, country, nature, wikidata, parent in rows(
        "actors", "id", "name", "aliases", "type", "country", "nature", "wikidata", "parent"
    ):
        actor = Known(key, name, kind, country or None, frozenset(nature.split()), wikidata or None, parent or None)
        yield actor, name
        for alias in several(aliases):
            yield actor, alias


def _keys(name: str) -> set[str]:
    """A name's folded form, and the one of texts that lost their apostrophes: 'Kurdistan Workers Party'."""
    plain = {fold(name), respelt(fold(name))} - {""}
    return plain | {fold(name.replace("'", "").replace("’", ""))} if "'" in name or "’" in name else plain
