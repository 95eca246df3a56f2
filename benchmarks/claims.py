"""How well claims are found: on PLOVER's gold sentences, on PETRARCH's tests, by sub-events, by who is blamed, by rows.

    python benchmarks/claims.py plover FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py petrarch FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py subevents FILE.jsonl [--misses] [--floor]
    python benchmarks/claims.py muc FILE.jsonl.gz --case FILE.jsonl.gz [--misses] [--floor]
    python benchmarks/claims.py rows FOLDER [FOLDER ...]

Each of the first four is told in the module of its name. `--floor`: exit status 1 where a figure lies below the one
that floors.toml asks for.

`rows`: reports annotated as `scorer.py` wants them. For each row of the lexicon it says how many of its claims had a
gold claim of their type at their place, how many one of another type, and how many stood alone: what to sharpen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import muc
import petrarch
import plover
import subevents
from floors import below
from reportedly.model import Claim, Span
from scorer import load_gold, read, report_of

Row = dict[str, Any]
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
        for claim in read(report_of(path)).claims:
            counts[claim.rule or ""][_verdict(claim, gold["claims"])] += 1
    print(f"{'row':<32}{'right type':>12}{'other type':>12}{'alone':>8}")
    for rule, found in sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        print(f"{rule:<32}{found['right']:>12}{found['other']:>12}{found['alone']:>8}")


def _verdict(claim: Claim, golds: list[Row]) -> str:
    near = [row for row in golds if any(span.touches(Span(*row["span"])) for span in claim.spans)]
    kinds = [_listed(row, "event") + _listed(row, "relation") for row in near]
    if any((claim.event or claim.relation) in kind for kind in kinds):
        return "right"
    return "other" if near else "alone"


def _listed(row: Row, field: str) -> list[str]:
    value = row.get(field) or []
    return [value] if isinstance(value, str) else list(value)


if __name__ == "__main__":
    sys.exit(main())
