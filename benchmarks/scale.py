"""Measures how a casebook grows and answers: made-up reports with about 20 claims each, in one growing SQLite file.

    python benchmarks/scale.py FILE [--sizes 1000 10000 100000] [--queries]

Nothing is read by a model: readings come from made_up.py and are prepared as workers prepare them, which is not timed.
What is timed is what one process must do for all: keeping the evidence and writing the readings, with every commit on
the disk. `--queries` only asks a casebook that stands. Prints Markdown tables: time per report up to each size and over
the last thousand before it (wall clock, and this process's own processor time, which other programs do not lengthen),
the growth, size of file, peak memory; then the median and the slowest of some rounds of each query, and the median of
this process's own processor time.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from made_up import made_up_report
from reportedly.book import Book, open_casebook
from reportedly.casebook import keep, prepare, write
from speed import processor

SEED, KEPT_AT_ONCE, WRITTEN_AT_ONCE, LAST = 7, 256, 256, 1_000
CLAIMS = 23  # asked of each made-up report; some sentences make none, and 20 stand in the end


def main() -> None:
    options = parse_options()
    print(f"{platform.python_version()}, {processor()}, load {os.getloadavg()[0]:.1f}\n")
    if not options.queries:
        grow(options.file, options.sizes)
    ask(options.file, options.rounds)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="the casebook; a new one, or with --queries one that stands")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="numbers of reports")
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--queries", action="store_true", help="only ask")
    return parser.parse_args()


@dataclass
class Spent:
    """Seconds by the clock and of this process's own processor time."""

    wall: float = 0.0
    own: float = 0.0

    def time(self, act: Callable[[], None]) -> None:
        wall, own = time.perf_counter(), time.process_time()
        act()
        self.wall += time.perf_counter() - wall
        self.own += time.process_time() - own


def grow(file: Path, sizes: list[int]) -> None:
    """One casebook, filled up to each size in turn."""
    if file.exists():
        raise SystemExit(f"{file} is there already; name a new file")
    print("| reports | claims | ms a report | own ms | the last 1,000 | growth, own | file | memory |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    whole, first = Spent(), None
    with open_casebook(file, by="benchmark") as book:
        for start, end in itertools.pairwise([0, *sizes]):
            fill(book, start, end - LAST, whole)
            last = Spent()
            fill(book, max(start, end - LAST), end, last)
            whole.wall, whole.own = whole.wall + last.wall, whole.own + last.own
            first = first or Spent(whole.wall / end, whole.own / end)
            claims = book.counts().claims
            print(
                f"| {end:,} | {claims:,} | {whole.wall / end * 1e3:.2f} | {whole.own / end * 1e3:.2f} "
                f"| {last.wall / LAST * 1e3:.2f}, {last.own / LAST * 1e3:.2f} "
                f"| {whole.wall / end / first.wall:.2f}, {whole.own / end / first.own:.2f} "
                f"| {size(file) / 1e6:,.0f} MB | {peak():,.0f} MB |",
                flush=True,
            )
    print()


def fill(book: Book, start: int, end: int, spent: Spent) -> None:
    """Reports `start` to `end`, kept and written in lots as `add` does it."""
    for lot in lots(start, end):
        made = [made_up_report(SEED, i, claims=CLAIMS) for i in range(*lot)]
        kept: list[str] = []

        def keep_all(made: list = made, kept: list[str] = kept) -> None:
            with book.store.writing() as work:
                kept += [keep(work, evidence).report for evidence, _ in made]

        spent.time(keep_all)
        prepared = [prepare(report, reading) for report, (_, reading) in zip(kept, made, strict=True)]
        for i in range(0, len(prepared), WRITTEN_AT_ONCE):

            def write_some(some: list = prepared[i : i + WRITTEN_AT_ONCE]) -> None:
                with book.store.writing() as work:
                    for one in some:
                        write(work, one)

            spent.time(write_some)


def lots(start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((i, min(i + KEPT_AT_ONCE, end)) for i in range(start, end, KEPT_AT_ONCE))


def ask(file: Path, rounds: int) -> None:
    """What a person asks, of the most frequent names, which are the slowest, and of seldom ones."""
    with open_casebook(file, create=False, read_only=True) as book:
        print("| query | rows | median | own | slowest |\n| --- | --- | --- | --- | --- |")
        for name, query in questions(book):
            taken, own, rows = [], [], 0
            for _ in range(rounds):
                start, used = time.perf_counter(), time.process_time()
                rows = len(query())
                taken.append(time.perf_counter() - start)
                own.append(time.process_time() - used)
            middle, spent = statistics.median(taken) * 1e3, statistics.median(own) * 1e3
            print(f"| {name} | {rows} | {middle:,.0f} ms | {spent:,.0f} ms | {max(taken) * 1e3:,.0f} ms |", flush=True)
    print(f"\nPeak memory of the process that asked: {peak():,.0f} MB")


def questions(book: Book) -> Iterator[tuple[str, Callable[[], tuple]]]:
    often, *others = [f"{row.name} ({row.country or '-'})" for row in book.actors(limit=40)]
    seldom = [f"{row.name} ({row.country or '-'})" for row in book.actors(limit=1, offset=15_000)] or others[-1:]
    voice, *_ = [row.name for row in book.voices(named=True, limit=5)]
    place = next(row.place for row in book.claims(limit=50) if row.place)
    report = book.reports(limit=1)[0]
    text = book.show(report.key).text.split()
    common, rare = max(text[:40], key=text.count), min(text, key=text.count)
    yield f"search, a frequent word ('{common}')", lambda: book.search(common)
    yield f"search, a seldom word ('{rare}')", lambda: book.search(rare)
    yield "search, words in a row", lambda: book.search(f'"{text[20]} {text[21]}"')
    yield "search, the start of a word", lambda: book.search(f"{common[:3]}*")
    yield "search, two frequent words and an actor", lambda: book.search(f"{text[0]} {text[1]}", actor=often)
    yield "search by the most frequent actor", lambda: book.search(actor=often)
    yield "actors", book.actors
    yield "actors, by the start of a name", lambda: book.actors(often[:3])
    yield "voices", book.voices
    yield "voices, not named", lambda: book.voices(named=False)
    yield "ties of the most frequent actor", lambda: book.ties(often)
    yield "ties of the two most frequent", lambda: book.ties(often, others[0])
    yield "ties of a seldom actor", lambda: book.ties(seldom[0])
    yield "claims of the most frequent actor", lambda: book.claims(actor=often)
    yield "claims of a seldom actor", lambda: book.claims(actor=seldom[0])
    yield "claims between two, denied", lambda: book.claims(actor=often, recipient=others[0], polarity="denied")
    yield "claims by voice", lambda: book.claims(voice=voice)
    yield "claims through a voice, possible", lambda: book.claims(through=voice, certainty="possible")
    yield "claims by unnamed residents", lambda: book.claims(voice="residents")
    yield "claims by place", lambda: book.claims(place=place)
    yield "claims by publisher", lambda: book.claims(publisher=report.publisher or "")
    yield "claims, possible and denied", lambda: book.claims(certainty="possible", polarity="denied")
    yield "claims in one month", lambda: book.claims(since="2020-05", until="2020-05")
    yield (
        "claims of one type in one day, of an actor",
        lambda: book.claims(event="AID", since="2020-05-03", until="2020-05-03", involving=often),
    )
    yield "claims of a seldom actor, before 2015", lambda: book.claims(involving=seldom[0], until="2014")
    yield "claims by words", lambda: book.claims(words=f"{common} {rare}")
    yield "timeline", book.timeline
    yield "timeline of the most frequent actor", lambda: book.timeline(involving=often)
    yield (
        "timeline by report, of one publisher",
        lambda: book.timeline(by_report=True, publisher=report.publisher or ""),
    )
    yield "the page of one report", lambda: book.show(report.key).claims
    yield "reports", book.reports
    yield "log", book.log
    yield from questions_of_support(book, often, others[0], voice)


def questions_of_support(book: Book, often: str, other: str, voice: str) -> Iterator[tuple[str, Callable[[], tuple]]]:
    """What is asked of propositions, as far as they were weighed; asking weighs nothing in a casebook of this size."""
    print(f"| log entries not weighed | {book.support.waiting():,} | | | |")
    yield "propositions", book.support.propositions
    yield "propositions, contested", lambda: book.support.propositions(support="contested")
    yield "propositions of the most frequent actor", lambda: book.support.propositions(often)
    yield "propositions of the two most frequent", lambda: book.support.propositions(often, other)
    yield "keystones", book.support.keystones
    found = book.support.propositions(limit=1)
    if found:
        yield "explain", lambda: (book.support.explain(found[0].id),)
        yield "without the most frequent voice", lambda: book.support.without(voice)


def size(file: Path) -> int:
    """Bytes of the file and of the log beside it that is not yet written back."""
    return sum(part.stat().st_size for part in (file, Path(f"{file}-wal")) if part.exists())


def peak() -> float:
    """The largest resident set so far in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
