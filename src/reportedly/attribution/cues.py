"""The cue lexicon: which verbs and nouns attribute, and in which frame."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.tsv: `lemma` in `frame` (ccomp, xcomp, dobj, prep:for, quote ...) attributes with this rate."""

    lemma: str
    frame: str
    rate: float


@functools.cache
def lexicon() -> dict[tuple[str, str], Cue]:
    """The cues by lemma and frame."""
    with resources.files(__package__).joinpath("data/cues.tsv").open("r", encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {(row["lemma"], row["frame"]): Cue(row["lemma"], row["frame"], float(row["rate"])) for row in rows}


def cue(lemma: str, frame: str) -> Cue | None:
    """The lexicon's row for a lemma in a frame, or None."""
    return lexicon().get((lemma, frame))


def is_cue_verb(lemma: str) -> bool:
    """Whether the verb speaks in some frame."""
    return lemma in _verbs()


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(lemma for lemma, frame in lexicon() if frame in ("ccomp", "quote"))


@functools.cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in words.tsv: outlets' nouns, adverbs of hearsay, titles ..."""
    with resources.files(__package__).joinpath("data/words.tsv").open("r", encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return frozenset(row["word"] for row in rows if row["kind"] == kind)


@functools.cache
def letters() -> dict[str, str]:
    """States and bodies that go by letters anywhere ('U.N.'), with their names in full."""
    with resources.files(__package__).joinpath("data/letters.tsv").open("r", encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["letters"]: row["name"] for row in rows}
