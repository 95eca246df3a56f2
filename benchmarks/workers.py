"""Measures how much faster two reading processes are than one, on the same texts, in alternating rounds.

    python benchmarks/workers.py [TEXT ...] [--reports 60] [--rounds 5] [--workers 2]

Without texts it reads the example and test reports, each made its own by a number. Every pool is warmed up first, so
that loading the model is not timed. Prints the words a second of each round, the median ratio, and the machine's load
before it began: other programs on the same cores make the ratio worth less.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import statistics
import time
from pathlib import Path

from reportedly.book.reading_one import Task
from reportedly.book.workers import Workers, cores
from reportedly.model import Document
from speed import REPORTS, processor


def main() -> None:
    options = parse_options()
    tasks = list(tasks_of([path.read_text(encoding="utf-8") for path in options.texts], options.reports))
    words = sum(len(task.document.text.split()) for task in tasks)
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    print(f"{platform.python_version()}, {processor()}, {cores()} cores, load before {load}; {words:,} words a round\n")
    print(f"| round | 1 worker | {options.workers} workers | ratio |\n| --- | --- | --- | --- |")
    ratios = []
    with Workers(1) as one, Workers(options.workers) as several:
        for workers, number in ((one, 1), (several, options.workers)):
            seconds(workers, tasks[: 4 * number])
        for number in range(1, options.rounds + 1):
            alone, together = seconds(one, tasks), seconds(several, tasks)
            ratios.append(alone / together)
            print(
                f"| {number} | {words / alone:,.0f} words/s | {words / together:,.0f} words/s | {ratios[-1]:.2f} |",
                flush=True,
            )
    print(f"\nMedian ratio {statistics.median(ratios):.2f}; load after {os.getloadavg()[0]:.1f}")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="*", type=Path, default=list(REPORTS), help="plain text files")
    parser.add_argument("--reports", type=int, default=60, help="how many reports a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed, in turns")
    parser.add_argument("--workers", type=int, default=2, help="processes to be compared with one")
    return parser.parse_args()


def tasks_of(texts: list[str], count: int) -> list[Task]:
    pairs = zip(itertools.cycle(texts), range(count))
    return [
        Task(f"{i:064x}", Document(f"sha256:{i:064x}", f"{i}", f"{text}\n\n{i}", language="en")) for text, i in pairs
    ]


def seconds(workers: Workers, tasks: list[Task]) -> float:
    """How long it takes to read them all, fed as `add` feeds them."""
    start = time.perf_counter()
    for task in tasks:
        while not workers.has_room:
            list(workers.take())
        workers.put(task)
    while workers.pending:
        list(workers.take())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
