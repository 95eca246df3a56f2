"""Measures how much faster two Ray workers are than one, on the same texts, in alternating rounds.

    python benchmarks/ray_workers.py [TEXT ...] [--reports 60] [--rounds 5] [--workers 2] [--address ADDRESS]

As benchmarks/workers.py does for the processes of one machine: every pool is warmed up first, and beside the clock it
counts processor time, here of this process and of the workers, since other programs on the same cores make the clock's
ratio worth less. Without an address it starts a Ray for as many workers as both pools have; each reads alone in turn.
Processor time is only counted where the workers are on this machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from pathlib import Path

from reportedly.book.cluster import Cluster
from reportedly.book.connecting import connect
from reportedly.book.reading_one import Done
from reportedly.book.workers import cores
from speed import REPORTS, processor
from workers import seconds, tasks_of


def main() -> None:
    options = parse_options()
    tasks = list(tasks_of([path.read_text(encoding="utf-8") for path in options.texts], options.reports))
    words = sum(len(task.document.text.split()) for task in tasks)
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    connected = connect(options.address, 1 + options.workers)
    print(f"Ray {connected.ray.__version__}, {platform.python_version()}, {processor()}, {cores()} cores, ", end="")
    print(f"load before {load}; {words:,} words a round\n")
    print(f"| round | 1 worker | {options.workers} | ratio | of processor time: 1 | {options.workers} | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    ratios, costs = [], []
    try:
        with Cluster[Done](1, options.address) as one, Cluster[Done](options.workers, options.address) as several:
            several.warm()
            for number in range(options.rounds + 1):
                (alone, own), (together, own_together) = seconds(one, tasks), seconds(several, tasks)
                if not number:
                    continue  # the first round warms their caches
                ratios.append(alone / together)
                costs.append(own / own_together)
                walls = f"{words / alone:,.0f} words/s | {words / together:,.0f} words/s | {ratios[-1]:.2f}"
                owns = f"{words / own:,.0f} words/s | {words / own_together:,.0f} words/s | {costs[-1]:.2f}"
                print(f"| {number} | {walls} | {owns} |", flush=True)
    finally:
        connected.close()
    expected = options.workers * statistics.median(costs)
    print(f"\nMedian ratio {statistics.median(ratios):.2f}; on free cores, by processor time, {expected:.2f}")
    print(f"Load after {os.getloadavg()[0]:.1f}")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="*", type=Path, default=list(REPORTS), help="plain text files")
    parser.add_argument("--reports", type=int, default=60, help="how many reports a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed, in turns")
    parser.add_argument("--workers", type=int, default=2, help="workers to be compared with one")
    parser.add_argument("--address", default=None, help="a Ray cluster")
    return parser.parse_args()


if __name__ == "__main__":
    main()
