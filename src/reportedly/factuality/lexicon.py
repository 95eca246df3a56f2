"""The words that hedge, deny and set in time: modals, governing verbs and nouns, adverbs and adjectives, as data files."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to the deed that it governs: `denied` turns it round, `certainty` is the most that it leaves
    ('' for all), `when` the time that it sets ('' for none)."""

    denied: bool = False
    certainty: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal's certainty, and its time before a bare infinitive, before 'have', before 'be -ing'."""

    certainty: str
    bare: str
    have: str
    being: str


def governing_verb(lemma: str) -> Effect | None:
    return _governors("verb").get(lemma.lower())


def governing_passive(lemma: str) -> Effect | None:
    """What a verb of saying does as a passive: 'are said to be helping' is hearsay, 'he said that' is a voice's word."""
    return _governors("passive").get(lemma.lower())


def governing_noun(lemma: str) -> Effect | None:
    return _governors("noun").get(lemma.lower())


def hedge(word: str) -> Effect | None:
    return _hedges().get(word.lower())


def cue(lemma: str) -> Effect | None:
    """What an attribution's cue does to its content for the voice that it belongs to."""
    return _cues().get(lemma.lower())


def lasts(lemma: str, pos: str) -> bool:
    """Whether a 'verb' or 'noun' names a state that lasts, as far as nothing else is said."""
    return lemma.lower() in _lasting(pos)


def modal(word: str) -> Modal | None:
    return _modals().get(word.lower())


@functools.cache
def _governors(pos: str) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for cells in _table("embedders.tsv"):
        if cells["pos"] == pos:
            for word in cells["words"].split("|"):
                found.setdefault(word, Effect(bool(cells["polarity"]), _bound(cells["certainty"]), cells["when"]))
    return found


@functools.cache
def _hedges() -> dict[str, Effect]:
    return {
        word: Effect(bool(cells["polarity"]), _bound(cells["certainty"]), cells["when"])
        for cells in _table("hedges.tsv")
        for word in cells["words"].split("|")
    }


@functools.cache
def _cues() -> dict[str, Effect]:
    return {
        word: Effect(bool(cells["polarity"]), _bound(cells["certainty"]), cells["when"])
        for cells in _table("cues.tsv")
        for word in cells["words"].split("|")
    }


@functools.cache
def _lasting(pos: str) -> frozenset[str]:
    return frozenset(word for cells in _table("lasting.tsv") if cells["pos"] == pos for word in cells["words"].split("|"))


@functools.cache
def _modals() -> dict[str, Modal]:
    return {
        cells["word"]: Modal(cells["certainty"], cells["bare"], cells["have"], cells["being"])
        for cells in _table("modals.tsv")
    }


def _bound(certainty: str) -> str:
    return "" if certainty == "certain" else certainty


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = (files("reportedly.factuality") / "data" / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    header = kept[0].split("\t")
    for line in kept[1:]:
        cells = line.split("\t")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
