"""Measures how corroboration grows: statements of made-up reports to propositions, with a copy for every third report.

Run `python benchmarks/corroboration.py 1000 10000 100000`; prints a line a size. No casebook, so that the room is
measured and not the store.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from made_up import made_up
from reportedly.corroboration import propositions, statements
from reportedly.model.corroboration import Statement
from reportedly.model.lineage import Descent

SEED, COPIED = 7, 3
Same = TypeVar("Same", bound=Hashable)


def main(sizes: list[int]) -> None:
    """Prints reports, claims, propositions, seconds, milliseconds a report, and the most memory so far."""
    for size in sizes:
        start = time.process_time()
        told, known = stated(size)
        stating = time.process_time() - start
        start = time.process_time()
        found = propositions(told, known)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>7,} reports {len(told):>9,} claims {len(found):>9,} propositions {seconds:8.1f} s "
            f"{1000 * seconds / size:6.2f} ms a report, {peak:6,.0f} MiB; statements took {stating:.1f} s",
            flush=True,
        )


def stated(size: int) -> tuple[list[Statement], list[Descent]]:
    """The statements of so many reports, and descents that make every third a copy of the one before it."""
    told: list[Statement] = []
    known: list[Descent] = []
    last: list[Statement] = []
    seen: dict[Hashable, Hashable] = {}
    for i, (_, reading) in enumerate(made_up(SEED, size)):
        name = reading.document.name
        if i % COPIED == COPIED - 1:
            copied = [replace(one, report=name, publisher=reading.document.publisher) for one in last]
            told += copied
            known.append(Descent(name, last[0].report, last[0].report, ("passages",), root=last[0].report))
            continue
        last = [shared(one, seen) for one in statements(reading)]
        told += last
    return told, known


def shared(one: Statement, seen: dict[Hashable, Hashable]) -> Statement:
    """The statement with what another says alike as one and the same value, as a casebook hands it out."""

    def same(value: Same) -> Same:
        return seen.setdefault(value, value)  # type: ignore[return-value]

    return replace(
        one,
        actors=same(tuple(map(same, one.actors))),
        recipients=same(tuple(map(same, one.recipients))),
        places=same(tuple(map(same, one.places))),
        time=same(one.time),
        chain=same(tuple(map(same, one.chain))),
        publisher=same(one.publisher),
        published=same(one.published),
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10_000])
