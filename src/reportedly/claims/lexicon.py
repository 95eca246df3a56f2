"""The words that claims are made of, read from data files: predicates with types and roles, and classes of nouns."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

RELATIONS = frozenset({"backs", "allied_with", "hostile_to", "leads", "member_of", "part_of"})


@dataclass(frozen=True, slots=True)
class Need:
    """What a row asks of its clause: one of `slots` must be there ('obj', 'with'), absent ('-obj'), or of a class or
    word ('obj=weapon', 'in=@attacks')."""

    slots: tuple[str, ...]
    words: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """Where a role is found: the first of `slots` that is filled. Without a filler of a `required` role there is no
    claim; with `idle` there is one even where nobody stands in it ('A car bomb exploded')."""

    slots: tuple[str, ...]
    required: bool = False
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One reading of a predicate: what it needs, its type or relation, and who stands in which role.

    `own_word` marks predicates by which the actor himself asserts the deed: 'claimed responsibility'.
    """

    id: str
    lemma: str
    particle: str
    needs: tuple[Need, ...]
    label: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: Role
    recipients: Role
    things: Role
    own_word: bool = False

    @property
    def event(self) -> str | None:
        return None if self.label in RELATIONS else self.label

    @property
    def relation(self) -> str | None:
        return self.label if self.label in RELATIONS else None


@functools.cache
def rows(kind: str) -> dict[str, tuple[Row, ...]]:
    """The rows of 'verbs' or 'nouns' by lemma, in the file's order: the first whose needs are met is taken."""
    found: dict[str, list[Row]] = {}
    for number, cells in enumerate(table(f"{kind}.tsv"), 1):
        for phrase in cells["lemma"].split("|"):
            lemma, _, particle = phrase.partition(" ")
            row = _row(f"{kind}:{phrase.replace(' ', '_')}:{number}", lemma, particle, cells)
            found.setdefault(lemma, []).append(row)
    return {lemma: tuple(group) for lemma, group in found.items()}


def in_class(lemma: str, name: str) -> bool:
    """Whether a noun or verb lemma belongs to a class of classes.tsv."""
    return lemma.lower() in word_class(name)


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class, of all its rows together."""
    return frozenset(
        word.strip() for cells in table("classes.tsv") if cells["class"] == name for word in cells["words"].split(",")
    )


@functools.cache
def lemma_of(lemma: str) -> str:
    """The lemma, put right where the tagger's is known to be wrong ('wag' for 'waged')."""
    return _corrections().get(lemma.lower(), lemma.lower())


@functools.cache
def _corrections() -> dict[str, str]:
    return {cells["wrong"]: cells["right"] for cells in table("lemmas.tsv")}


@functools.cache
def modes() -> dict[str, str]:
    """A deed's mode by the word that says how: 'drone' attacks, 'air' strikes."""
    return {word: cells["mode"] for cells in table("modes.tsv") for word in cells["words"].split(",")}


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file by column; lines that begin with # are notes."""
    lines = (files("reportedly.claims") / "data" / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    header = kept[0].split("\t")
    for line in kept[1:]:
        cells = line.split("\t")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))


def _row(name: str, lemma: str, particle: str, cells: dict[str, str]) -> Row:
    mode, _, context = cells["mode"].partition("/")
    return Row(
        id=name,
        lemma=lemma,
        particle=particle,
        needs=tuple(_need(text) for text in cells["needs"].split()),
        label=cells["label"],
        mode=mode or None,
        contexts=tuple(context.split("+")) if context else (),
        actors=_role(cells["actors"]),
        recipients=_role(cells["recipients"]),
        things=_role(cells["things"]),
        own_word=cells.get("voice") == "own",
    )


def _need(text: str) -> Need:
    slot, _, words = text.removeprefix("-").partition("=")
    slots = tuple(slot.replace("_", " ").split("|"))
    return Need(slots, tuple(words.replace("_", " ").split("|")) if words else (), text.startswith("-"))


def _role(text: str) -> Role:
    slots = text.rstrip("!?")
    return Role(tuple(slots.replace("_", " ").split("|")) if slots else (), text.endswith("!"), text.endswith("?"))
