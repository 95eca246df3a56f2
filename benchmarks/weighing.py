"""Measures what weighing takes in a casebook: all of it, and one more report.

    python benchmarks/weighing.py FILE [--more 20] [--first 1000000]

FILE is a casebook of made-up reports as scale.py grows it; it is weighed (all of it, where nothing of it was), then
takes in more reports, one at a time, each weighed by itself. Prints the process's own seconds, since other programs do
not lengthen them, those by the clock, and the most memory. `--first` is the number of the first report made up anew.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from made_up import made_up_report
from reportedly.book import Book, open_casebook
from reportedly.casebook import keep, prepare, write
from scale import CLAIMS, SEED, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--more", type=int, default=20)
    parser.add_argument("--first", type=int, default=1_000_000)
    asked = parser.parse_args()
    with open_casebook(asked.file, create=False, by="benchmark") as book:
        reports = book.counts().reports
        own, wall, found = weighed(book)
        print(
            f"{reports:,} reports, of which {found:,} were looked at: {own:.1f} s own, {wall:.1f} s by the clock,",
            end=" ",
        )
        print(f"{own / max(found, 1) * 1e3:.2f} ms own each; at most {peak():,.0f} MB", flush=True)
        taken = [one_more(book, asked.first + i) for i in range(asked.more)]
        if taken:
            print(f"one more report: median {statistics.median(taken):.3f} s own, slowest {max(taken):.3f} s", end=" ")
            print(f"of {asked.more}; at most {peak():,.0f} MB")


def weighed(book: Book) -> tuple[float, float, int]:
    """Seconds of this process's own and by the clock, and how many reports were looked at."""
    own, wall = time.process_time(), time.perf_counter()
    found = book.support.weigh()
    return time.process_time() - own, time.perf_counter() - wall, found.reports


def one_more(book: Book, number: int) -> float:
    """The process's own seconds to link and weigh a report that has just come in."""
    evidence, reading = made_up_report(SEED, number, claims=CLAIMS)
    with book.store.writing() as work:
        write(work, prepare(keep(work, evidence).report, reading))
    return weighed(book)[0]


if __name__ == "__main__":
    main()
