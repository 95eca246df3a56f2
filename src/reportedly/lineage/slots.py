"""Templates: texts that say the same of other events, with other numbers, places and names in their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.lineage.aligning import Run
from reportedly.lineage.words import Words

_SLOT = 12  # words: a longer gap is another sentence, not another filling
_FILLED = 0.25  # of the joints between shared runs, from which on two texts are fillings of one template
_COMMON = 1 / 3  # of a slot's facts that may be the same on both sides ('Hospital')

Facts = frozenset[str]


def is_template(a: str, b: str, first: Words, second: Words, runs: Sequence[Run]) -> bool:
    """Whether what parts the shared runs of two texts are other numbers and names, rather than edits.

    An update of the same story changes a number or two; a template changes a name and a number, or three numbers.
    Scripts without capitals show their numbers only.
    """
    slots = [(_facts(a, first, one), _facts(b, second, other)) for one, other in _slots(runs)]
    filled = {slot for slot in slots if _is_filled(*slot)}
    has_names = any(not word.isdigit() for slot in filled for word in slot[0] | slot[1])
    numbers = {(number, slot) for slot in filled for number in slot[0] if number.isdigit()}
    return len(filled) >= _FILLED * len(runs) and ((has_names and len(filled) >= 2) or len(numbers) >= 3)


def _slots(runs: Sequence[Run]) -> Iterator[tuple[range, range]]:
    """The gaps between neighbouring runs that are short in both texts, and empty in neither."""
    for one, other in pairwise(runs):
        gaps = range(one.a + one.length, other.a), range(one.b + one.length, other.b)
        if all(0 < len(gap) <= _SLOT for gap in gaps):
            yield gaps


def _facts(text: str, words: Words, gap: range) -> Facts:
    return frozenset(words.folded[i] for i in gap if _is_fact(text[slice(*words.spans[i])]))


def _is_filled(one: Facts, other: Facts) -> bool:
    """Whether both sides of a slot hold facts, most of them not the other's."""
    return bool(one and other) and len(one & other) <= _COMMON * min(len(one), len(other))


def _is_fact(word: str) -> bool:
    """Whether a word is a number or, by its capital, a name."""
    return word[:1].isdigit() or word[:1].isupper()
