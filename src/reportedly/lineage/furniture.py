"""What stands at the head or tail of text after text and tells nothing: footers, menus, paragraphs of background."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from reportedly.lineage.aligning import Run
from reportedly.lineage.rows import rows
from reportedly.lineage.words import Words

_GAP = 15  # words of its own that a footer may hold (a headline of the day, a date)
_OWN = 0.25  # of one outlet's text: what begins later and runs to the end of both is its footer
_OTHERS = 0.5  # of two outlets' texts, which may share a wire's whole end behind leads of their own
_SENTENCE = re.compile(r"[^.!?؟\n]+")

Marks = tuple[bool, ...]


def common_ends(runs: Sequence[Run], a: int, b: int, *, is_own: bool) -> tuple[Marks, Marks]:
    """Marks the words of texts of `a` and `b` words that stand in a tail or head which both have, far from the rest.

    `is_own` says that one outlet published both.
    """
    most = _OWN if is_own else _OTHERS
    tail = _reach([Run(a - run.a - run.length, b - run.b - run.length, run.length) for run in reversed(runs)])
    head = _reach(runs)
    tails = tail if tail[0] < (1 - most) * a and tail[1] < (1 - most) * b else (0, 0)
    heads = head if head[0] < most * a and head[1] < most * b else (0, 0)
    return (
        tuple(i < heads[0] or i >= a - tails[0] for i in range(a)),
        tuple(i < heads[1] or i >= b - tails[1] for i in range(b)),
    )


def furniture(text: str, words: Words) -> Marks:
    """Marks the words of sentences that are no report's own: 'All rights reserved', 'Follow us', 'Read more'."""
    spans = [match.span() for match in _SENTENCE.finditer(text) if _furniture().search(match[0])]
    marks, k = [], 0
    for span in words.spans:
        while k < len(spans) and spans[k][1] <= span.start:
            k += 1
        marks.append(k < len(spans) and spans[k][0] <= span.start)
    return tuple(marks)


def _reach(runs: Sequence[Run]) -> tuple[int, int]:
    """How many words at the beginning of both texts belong to an unbroken row of shared runs."""
    a = b = 0
    for run in runs:
        if not (0 <= run.a - a <= _GAP and 0 <= run.b - b <= _GAP):
            break
        a, b = run.a + run.length, run.b + run.length
    return a, b


@functools.cache
def _furniture() -> re.Pattern[str]:
    phrases = (re.escape(row["phrase"]) for row in rows("furniture.tsv"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
