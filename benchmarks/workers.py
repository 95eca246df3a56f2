"""Measures how much faster two reading processes are than one, on the same texts, in alternating rounds.

    python benchmarks/workers.py [TEXT ...] [--reports 60] [--rounds 5] [--workers 2] [--engine ray] [--address ADDRESS]

Without texts it reads the example and test reports, each made its own by a number. A first round, which is not counted,
warms every pool up, so that loading the model is not timed. Prints the words a second of each round, the median ratio,
and the machine's load before it began: other programs on the same cores make the ratio worth less. So it prints the
words for each second of processor time too, the readers' and this process's own: on free cores, several readers are
faster than one by as many times as there are readers, less what one of them reads fewer words in a second of its own
time when it is not alone. With `--engine ray` the readers are Ray's workers, of a Ray that it starts where no address
is given; their processor time is only counted where they are on this machine.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.book.cluster import Cluster
from reportedly.book.connecting import connect
from reportedly.book.engines import Engine
from reportedly.book.reading_one import Done, Task
from reportedly.book.workers import Workers, cores
from reportedly.model import Document
from speed import REPORTS, processor


def main() -> None:
    options = parse_options()
    tasks = list(tasks_of([path.read_text(encoding="utf-8") for path in options.texts], options.reports))
    words = sum(len(task.document.text.split()) for task in tasks)
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    with pools(options) as (one, several):
        print(f"{options.engine}, {platform.python_version()}, {processor()}, {cores()} cores, ", end="")
        print(f"load before {load}; {words:,} words a round\n")
        print(f"| round | 1 worker | {options.workers} | ratio | of processor time: 1 | {options.workers} | ratio |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        ratios, costs = [], []
        for number in range(options.rounds + 1):
            (alone, own), (together, own_together) = seconds(one, tasks), seconds(several, tasks)
            if not number:
                continue
            ratios.append(alone / together)
            costs.append(own / own_together)
            walls = f"{words / alone:,.0f} words/s | {words / together:,.0f} words/s | {ratios[-1]:.2f}"
            owns = f"{words / own:,.0f} words/s | {words / own_together:,.0f} words/s | {costs[-1]:.2f}"
            print(f"| {number} | {walls} | {owns} |", flush=True)
    expected = options.workers * statistics.median(costs)
    print(f"\nMedian ratio {statistics.median(ratios):.2f}; on free cores, by processor time, {expected:.2f}")
    print(f"Load after {os.getloadavg()[0]:.1f}")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="*", type=Path, default=list(REPORTS), help="plain text files")
    parser.add_argument("--reports", type=int, default=60, help="how many reports a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed, in turns")
    parser.add_argument("--workers", type=int, default=2, help="processes to be compared with one")
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="whose processes")
    parser.add_argument("--address", default=None, help="a Ray cluster")
    return parser.parse_args()


@contextmanager
def pools(options: argparse.Namespace) -> Iterator[tuple[Engine[Done], Engine[Done]]]:
    """One reader, and several, which read in turns."""
    if options.engine == "local":
        with Workers[Done](1) as one, Workers[Done](options.workers) as several:
            yield one, several
        return
    connected = connect(options.address, 1 + options.workers)
    try:
        with Cluster[Done](1, options.address) as one, Cluster[Done](options.workers, options.address) as several:
            several.warm()
            yield one, several
    finally:
        connected.close()


def tasks_of(texts: list[str], count: int) -> list[Task]:
    pairs = zip(itertools.cycle(texts), range(count))
    return [
        Task(f"{i:064x}", Document(f"sha256:{i:064x}", f"{i}", f"{text}\n\n{i}", language="en")) for text, i in pairs
    ]


def seconds(workers: Engine[Done], tasks: list[Task]) -> tuple[float, float]:
    """How long it takes to read them all, fed as `add` feeds them, and the processor time that it takes."""
    start, before = time.perf_counter(), processor_time(workers)
    for task in tasks:
        while not workers.has_room:
            list(workers.take())
        workers.put(task)
    while workers.pending:
        list(workers.take())
    return time.perf_counter() - start, processor_time(workers) - before


def processor_time(workers: Engine[Done]) -> float:
    """Seconds of this process and of those that read, as Linux counts them (proc(5), the 14th and 15th field)."""
    ticks = os.sysconf("SC_CLK_TCK")
    stats = [
        Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1] for number in workers.processes
    ]
    return time.process_time() + sum(sum(map(int, stat.split()[11:13])) for stat in stats) / ticks


if __name__ == "__main__":
    main()
