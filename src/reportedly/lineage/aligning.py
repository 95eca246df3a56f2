"""The passages that two texts share word for word, in whatever order they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

SEED = 4  # words: the shortest run that counts as shared
_TRIED = 8  # places where a run may begin in the other text; a refrain has more, and any of them will do


class Run(NamedTuple):
    """`length` words that stand at `a` in one text and at `b` in the other."""

    a: int
    b: int
    length: int


def shared_runs(a: Sequence[str], b: Sequence[str]) -> tuple[Run, ...]:
    """The longest runs of common words, in the order of b, none overlapping in either text.

    Greedy string tiling (Wise 1993) on an index of four-word sequences, so that paragraphs may change their order;
    each place tries at most eight others, so that the time grows with the texts' lengths.
    """
    index = _places(a)
    found: list[Run] = []
    i = 0
    while i + SEED <= len(b):
        run = _longest(a, b, i, index.get(tuple(b[i : i + SEED]), ()), found[-1] if found else None)
        if run is not None:
            found.append(run)
        i += run.length if run else 1
    return _without_overlap(found)


def _places(a: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(a) - SEED + 1):
        places = index[tuple(a[i : i + SEED])]
        if len(places) < _TRIED:
            places.append(i)
    return index


def _longest(a: Sequence[str], b: Sequence[str], i: int, places: Sequence[int], last: Run | None) -> Run | None:
    """The longest run that begins at b[i]; of equal ones the one that goes on where the last one ended."""
    after = last.a + last.length if last else 0
    runs = [Run(place, i, _length(a, b, place, i)) for place in places]
    return max(runs, key=lambda run: (run.length, -abs(run.a - after), -run.a), default=None)


def _length(a: Sequence[str], b: Sequence[str], i: int, k: int) -> int:
    n = SEED
    while i + n < len(a) and k + n < len(b) and a[i + n] == b[k + n]:
        n += 1
    return n


def _without_overlap(runs: list[Run]) -> tuple[Run, ...]:
    """Each word of either text in one run at most: longer runs first, the rest cut down to what is still free."""
    taken: set[int] = set()
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, run.b, run.a)):
        kept.extend(_free(run, taken))
    return tuple(sorted(kept, key=lambda run: run.b))


def _free(run: Run, taken: set[int]) -> list[Run]:
    """The stretches of a run, of a seed's length at least, whose words in `a` no longer run has taken."""
    stretches: list[Run] = []
    start = 0
    for k in range(run.length + 1):
        if k < run.length and run.a + k not in taken:
            continue
        if k - start >= SEED:
            stretches.append(Run(run.a + start, run.b + start, k - start))
        start = k + 1
    for stretch in stretches:
        taken.update(range(stretch.a, stretch.a + stretch.length))
    return stretches
