"""States: their names, adjectives, peoples and the seats that stand for their governments."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reportedly.resolution.names import fold, is_acronym
from reportedly.resolution.tables import rows, several


@dataclass(frozen=True, slots=True)
class Nation:
    """A state: ISO 3166-1 alpha-3, its usual English name, and the adjective that its forces are named by."""

    code: str
    name: str
    adjective: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a state: `kind` is name, adjective, people ('Syrians'), seat ('Moscow'), part ('northern Syria')."""

    nation: Nation
    kind: str
    capitals: bool

    def fits(self, words: str) -> bool:
        """'US' is a state, 'us' is not; 'turkey' is a bird."""
        return words.replace(".", "").isupper() if self.capitals else words[:1].isupper()


@functools.cache
def words() -> dict[str, tuple[Word, ...]]:
    """The words for states by their folded form."""
    found: dict[str, list[Word]] = {}
    for code, name, names, adjectives, people, seats in rows(
        "nations", "iso3", "name", "names", "adjectives", "people", "seats"
    ):
        nation = Nation(code, name, (several(adjectives) or (name,))[0])
        for kind, cell in (("name", f"{name}|{names}"), ("adjective", adjectives), ("people", people), ("seat", seats)):
            for word in several(cell):
                found.setdefault(fold(word), []).append(Word(nation, kind, is_acronym(word) and len(word) < 6))
    return {key: tuple(kinds) for key, kinds in found.items()}


@functools.cache
def by_code() -> dict[str, Nation]:
    """States by ISO 3166-1 alpha-3."""
    return {word.nation.code: word.nation for kinds in words().values() for word in kinds}
