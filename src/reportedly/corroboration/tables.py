"""The room's knowledge: the rule, kinds of deeds, words that mean the same, sorts of voices, whose an outlet is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.corroboration.folding import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers that turn origins into a word, and hold claims together (data/rule.toml says what each is for)."""

    uncorroborated_at_most: int = 1
    well_from: int = 3
    days_back: int = 7
    longest_days: int = 31


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of deed or tie; what tells one of it from another."""

    kind: str
    mutual: bool = False
    patient: bool = False
    thing: bool = False
    material: bool = False
    lasting: bool = False


@cache
def default_rule() -> Rule:
    """The rule that comes with the package."""
    found = tomllib.loads(_text("reportedly.corroboration", "data/rule.toml"))
    return Rule(**found["words"], **found["together"])


@cache
def deed_of(event: str | None, relation: str | None, mode: str | None) -> Deed:
    """The kind of deed that a claim's type and mode are, or its relation."""
    known = _deeds()
    if relation:
        return known.get(("*", f"={relation}")) or Deed(relation, patient=True, lasting=True)
    return known.get((event or "", mode or "*")) or known.get((event or "", "*")) or Deed((event or "").lower())


@cache
def groups() -> dict[str, str]:
    """Word to its group."""
    return {word: row["group"] for row in _rows("words") for word in row["words"].split("|")}


@cache
def wider() -> dict[str, frozenset[str]]:
    """Group to the groups that it takes in; '*' stands for all."""
    return {row["group"]: frozenset(filter(None, row["holds"].split("|"))) for row in _rows("words")}


@cache
def nations() -> dict[str, str]:
    """Folded name or adjective of a state to its code (ISO 3166-1 alpha-3); those of two states are left out."""
    found: dict[str, set[str]] = {}
    for row in _parsed(_text("reportedly.resolution", "data/nations.tsv")):
        for column in ("name", "names", "adjectives"):
            for word in filter(None, row[column].split("|")):
                found.setdefault(fold(word), set()).add(row["iso3"])
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}


@cache
def titles() -> frozenset[str]:
    """Folded words that stand before a person's name without being part of it: 'capt', 'spokesperson', 'mr'."""
    rows = _parsed(_text("reportedly.resolution", "data/titles.tsv"))
    return frozenset(fold(row["title"]) for row in rows)


@cache
def sorts() -> dict[str, str]:
    """Word to the sort of voice that it tells of."""
    return {word: row["sort"] for row in _rows("voices") for word in row["words"].split("|")}


@cache
def alike_sorts() -> frozenset[tuple[str, str]]:
    """The pairs of sorts that may be the same people, both ways."""
    pairs = {(row["sort"], other) for row in _rows("could_be") for other in row["others"].split("|")}
    return frozenset(pairs | {(b, a) for a, b in pairs} | {(sort, sort) for sort in sorts().values()})


@cache
def interests() -> dict[str, str]:
    """Folded canonical outlet to the party whose it is."""
    return {outlet_key(row["outlet"]): fold(row["party"]) for row in _rows("interests")}


@cache
def grades() -> dict[str, tuple[float, float, float]]:
    """Reliability letter to belief, disbelief, uncertainty."""
    return {
        row["letter"]: (float(row["belief"]), float(row["disbelief"]), float(row["uncertainty"]))
        for row in _rows("grades")
    }


@cache
def steps(scale: str) -> tuple[tuple[float, str], ...]:
    """The steps of a scale, the highest first."""
    found = ((float(row["from"]), row["word"]) for row in _rows("scales") if row["scale"] == scale)
    return tuple(sorted(found, reverse=True))


def outlet_key(name: str) -> str:
    """An outlet's folded canonical name: 'AFP' and 'Agence France-Presse' are one."""
    folded = fold(name)
    return _outlets().get(folded, folded)


def is_known_outlet(name: str) -> bool:
    """Whether the list of outlets that comes with the package has it."""
    return fold(name) in _outlets()


@cache
def _outlets() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _parsed(_text("reportedly.knowledge", "outlets.tsv")):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(fold(name), fold(row["name"]))
    return found


@cache
def _deeds() -> dict[tuple[str, str], Deed]:
    return {
        (row["event"], row["mode"]): Deed(
            row["kind"], *(row[column] == "yes" for column in ("mutual", "patient", "thing", "material", "lasting"))
        )
        for row in _rows("deeds")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    return _parsed(_text("reportedly.corroboration", f"data/{name}.tsv"))


def _parsed(text: str) -> Iterator[dict[str, str]]:
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


def _text(package: str, path: str) -> str:
    return files(package).joinpath(path).read_text(encoding="utf-8")
