"""Whether two reports tell the same story in words of their own: by the names, numbers and matters that both have."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lineage.dating import days_between
from reportedly.lineage.words import fold
from reportedly.model.lineage import Report

SAME = 0.42  # measured on stories of ours: paraphrases lie above, other stories of one war below
WINDOW = 31  # days that a report may lie behind the one that it cites
_WORD = re.compile(r"\d+(?:,\d{3})*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?؟:\n\"“”]\s*$")
_STEM = 6  # letters: 'attack', 'attacks', 'attackers' count as one
_WEIGHTS = (3.0, 2.0, 1.0)  # of numbers, names and other words
MATTERS = {"place": 0.12, "dead": 0.1, "injured": 0.05, "day": 0.06, "actor": 0.05}
_TOLD = 20_000  # code points: what a report is about stands in its first pages
_YEARS = range(1900, 2100)


def likeness(report: Report, other: Report) -> float:
    """How much of what a report tells the other tells too, about 0 to 1; SAME or more is the same story.

    The share of the shorter text's numbers (weight 3), names (2) and longer words (1) that the other has, raised for
    each kind of matter that both readings agree on, lowered for each that both have and disagree on: two strikes in
    two towns are two stories however alike their words. 0 where more than WINDOW days lie between.
    """
    days = days_between(report.published, other.published)
    if days is not None and days > WINDOW:
        return 0.0
    one, two = features(report.text), features(other.text)
    least = min(one.weight, two.weight)
    return one.shared_with(two) / least + _agreement(report.matters, other.matters) if least else 0.0


@dataclass(frozen=True, slots=True)
class Features:
    """What a text tells by: folded stems of its numbers, names and longer words, all of them, and what they weigh."""

    numbers: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    every: frozenset[str]
    weight: float

    def shared_with(self, other: Features) -> float:
        """The weight of those that the other has too, as whatever kind."""
        return sum(weight * len(stems & other.every) for weight, stems in self.by_weight())

    def by_weight(self) -> Iterator[tuple[float, frozenset[str]]]:
        """Each kind of stems with what one of them weighs."""
        return zip(_WEIGHTS, (self.numbers, self.names, self.words), strict=True)


@functools.lru_cache(maxsize=4096)
def features(text: str) -> Features:
    """The features of a text's first pages: a word that once stands as a name or number counts as that."""
    found: dict[str, set[str]] = {"number": set(), "name": set(), "word": set()}
    for match in _WORD.finditer(text, 0, _TOLD):
        kind = _kind(text, match)
        if kind and not (kind == "number" and _is_year(match[0])):
            found[kind].add(fold(match[0])[:_STEM])
    numbers, names = found["number"], found["name"] - found["number"]
    words = found["word"] - names - numbers
    weight = sum(weight * len(stems) for weight, stems in zip(_WEIGHTS, (numbers, names, words), strict=True))
    return Features(frozenset(numbers), frozenset(names), frozenset(words), frozenset(numbers | names | words), weight)


def _kind(text: str, match: re.Match[str]) -> str | None:
    word = match[0]
    if word[0].isdigit():
        return "number"
    begins = match.start() == 0 or bool(_SENTENCE_END.search(text[max(match.start() - 3, 0) : match.start()]))
    if word[0].isupper() and not begins and len(word) > 2:
        return "name"
    return "word" if len(word) > 4 else None


def _is_year(number: str) -> bool:
    """Whether a number is a year: it tells when, and every report of the year has it."""
    return number.isdecimal() and int(number[:6]) in _YEARS


def _agreement(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """What the readings add or take: for each kind that both have, its weight, taken where they share none of it."""
    mine, theirs = kinds_of(one), kinds_of(other)
    total = 0.0
    for kind, rows in mine.items():
        if kind in theirs:
            total += -MATTERS[kind] if rows.isdisjoint(theirs[kind]) else MATTERS[kind]
    return total


@functools.lru_cache(maxsize=4096)
def kinds_of(matters: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """What a report tells of by kind, as far as the kind counts."""
    found: dict[str, set[str]] = {}
    for row in matters:
        found.setdefault(row.partition(":")[0], set()).add(row)
    return {kind: frozenset(found[kind]) for kind in MATTERS if kind in found}
