"""The words that hedge, deny and set in time, read from data files."""

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
    """What a verb or adjective does to the deed that it governs, or None where it is not known to govern."""
    return _governors("verb").get(lemma.lower())


def governing_passive(lemma: str) -> Effect | None:
    """What a verb of saying does as a passive: 'are said to be helping' is hearsay, 'he said that' is his word."""
    return _governors("passive").get(lemma.lower())


def governing_noun(lemma: str) -> Effect | None:
    """What a noun does to the deed that it governs by 'to' or 'of': a plan, a threat, an allegation."""
    return _governors("noun").get(lemma.lower())


def hedge(word: str) -> Effect | None:
    """What an adverb or adjective does to the word that it hangs on."""
    return _hedges().get(word.lower())


def cue(lemma: str) -> Effect | None:
    """What an attribution's cue does to its content for the voice that it belongs to."""
    return _cues().get(lemma.lower())


def lasts(lemma: str, pos: str) -> bool:
    """Whether a 'verb' or 'noun' names a state that lasts, as far as nothing else is said."""
    return lemma.lower() in _lasting(pos)


def modal(word: str) -> Modal | None:
    """A modal auxiliary's certainty and times."""
    return _modals().get(word.lower())


def raises_negation(lemma: str) -> bool:
    """Whether a verb's own negation denies its clause: 'does not think that they left' (Horn 1978)."""
    return lemma.lower() in _lasting("raising")


def averts(lemma: str) -> bool:
    """Whether a verb's object did not happen: 'foiled an attack'; what was ended or denied may have."""
    return lemma.lower() in _lasting("averting")


def refutes(lemma: str) -> bool:
    """Whether a word says of a report that it is not so: 'false', 'a fabrication'."""
    return lemma.lower() in _lasting("refuting")


def vouches(lemma: str) -> bool:
    """Whether a word says of a report that it is so, and with 'not' or 'no' that it is not: 'true', 'correspond'."""
    return lemma.lower() in _lasting("vouching")


def occurs(lemma: str) -> bool:
    """Whether a verb says that its subject happens, so that its words bear on it: 'the talks will resume'."""
    return lemma.lower() in _lasting("occurring")


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
    return frozenset(
        word for cells in _table("lasting.tsv") if cells["pos"] == pos for word in cells["words"].split("|")
    )


@functools.cache
def _modals() -> dict[str, Modal]:
    return {
        cells["word"]: Modal(_bound(cells["certainty"]), cells["bare"], cells["have"], cells["being"])
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
