"""Templates: texts that say the same of other events, with other numbers, places and names in their slots."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.lineage.aligning import Run
from reportedly.lineage.rows import rows
from reportedly.lineage.words import Words
from reportedly.model import Span

_SLOT = 12  # words: a longer gap is another sentence, not another filling
_CHANGED = 0.5  # as many facts in slots as this part of those in the shared runs make a template
_COMMON = 1 / 3  # of a slot's facts that may be the same on both sides ('Hospital')

Facts = frozenset[str]


def is_template(a: str, b: str, first: Words, second: Words, runs: Sequence[Run], *, is_own: bool) -> bool:
    """Whether what parts the shared runs of two texts are other numbers and names, rather than edits.

    An update of the same story changes a number or two and keeps the rest; a template changes a name and a number, or
    three numbers where `is_own` (one outlet published both), and its shared runs tell little; where they tell nothing,
    one slot with other names is enough. Scripts without capitals
    show their numbers only.
    """
    slots = {(_facts(a, first, one), _facts(b, second, other)) for one, other in _slots(runs)}
    filled = [slot for slot in slots if _is_filled(*slot)]
    changed = sum(len(slot[0]) for slot in filled)
    kept = sum(len(_facts(a, first, range(run.a, run.a + run.length))) for run in runs)
    has_names = any(not _is_number(word) for slot in filled for word in slot[0] | slot[1])
    least = 3 if not has_names else 2 if kept else 1
    return (has_names or is_own) and len(filled) >= least and changed >= max(least, 2) and changed >= _CHANGED * kept


def _slots(runs: Sequence[Run]) -> Iterator[tuple[range, range]]:
    """The gaps between neighbouring runs that are short in both texts, and empty in neither."""
    for one, other in pairwise(runs):
        gaps = range(one.a + one.length, other.a), range(one.b + one.length, other.b)
        if all(0 < len(gap) <= _SLOT for gap in gaps):
            yield gaps


def _facts(text: str, words: Words, gap: range) -> Facts:
    """The folded numbers and names in a stretch of words; a sentence's first word is capital for another reason."""
    return frozenset(
        words.folded[i] for i in gap if words.folded[i] in _number_words() or _is_fact(text, words.spans[i])
    )


def _is_filled(one: Facts, other: Facts) -> bool:
    """Whether both sides of a slot hold facts, most of them not the other's."""
    return bool(one and other) and len(one & other) <= _COMMON * min(len(one), len(other))


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _number_words()


@functools.cache
def _number_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("number_words.tsv"))


def _is_fact(text: str, span: Span) -> bool:
    """Whether a word is a number or, by its capital within a sentence, a name."""
    first = text[span.start]
    if first.isdigit():
        return True
    before = text[max(span.start - 3, 0) : span.start].rstrip(" ")
    return first.isupper() and bool(before) and before[-1] not in '.!?:\n"“”'
