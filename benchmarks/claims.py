"""How well claims are found: on PLOVER's gold sentences, on PETRARCH's tests, by sub-events, by who is blamed, by rows.

    python benchmarks/claims.py plover FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py petrarch FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py subevents FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py muc FILE.jsonl.gz --case FILE.jsonl.gz [--misses] [--floor]
    python benchmarks/claims.py rows FOLDER [FOLDER ...]

Each of the first four is told in the module of its name. `--floor`: exit status 1 where a figure lies below the one
that floors.toml asks for.

`rows`: reports annotated as `scorer.py` wants them. For each row of the lexicon it says how many of its claims the gold
has too, how many with other sides or denied, how many of another type, and how many stood alone: what to sharpen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

import muc
import petrarch
import plover
import subevents
from floors import below
from scorer import load_gold, read, report_of, verdict

MEASURES = {"plover": plover.measure, "petrarch": petrarch.measure, "subevents": subevents.measure, "muc": muc.measure}


def main() -> int:
    options = _options()
    if options.kind == "rows":
        _rows(options.paths)
        return 0
    figures = MEASURES[options.kind](*options.paths, *options.case, show=options.misses)
    for name, value in figures.items():
        print(f"{name:<20}{value:>8.3f}")
    return below(options.kind, figures) if options.floor else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=[*MEASURES, "rows"])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--case", type=Path, nargs=1, default=[], help="texts that show which words are capitalised")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--floor", action="store_true", help="exit status 1 where a figure lies below its floor")
    return parser.parse_args()


def _rows(folders: list[Path]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(path for folder in folders for path in folder.glob("*.gold.yaml")):
        gold = load_gold(path)
        reading = read(report_of(path))
        for claim in reading.claims:
            counts[claim.rule or ""][verdict(gold, reading, claim)] += 1
    print(f"{'row':<32}{'right':>8}{'sides':>8}{'type':>8}{'alone':>8}")
    for rule, found in sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        print(f"{rule:<32}{found['right']:>8}{found['sides']:>8}{found['type']:>8}{found['alone']:>8}")


if __name__ == "__main__":
    sys.exit(main())
