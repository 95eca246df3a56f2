"""How near the assessment of a deed comes to what people say: mean absolute error and Pearson's r, from -3 to 3.

    python benchmarks/factuality.py DEV.jsonl.gz [--scale TRAIN.jsonl.gz] [--worst 20]

A line is {"text", "targets": [{"start", "end", "factuality"}]}, as Jiang and de Marneffe (2021) put the UW set (Lee
et al. 2015) and others: 3 certainly happened, -3 certainly did not. Certainty gives the strength (VALUES), polarity
the sign; or polarity, certainty and time together the median of their kind in a training file (`--scale`). Published
for UW: MAE 0.42, r 0.66 (Stanovsky et al. 2017). With `--floor`, exit status 1 where a figure lies below
floors.toml's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from floors import below
from reportedly.factuality import assess
from reportedly.model import Assessment, Document, Span
from reportedly.parsing import parse

VALUES = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unspecified": 0.0}
Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A deed in a sentence, as people judged it and as we assess it."""

    text: str
    word: str
    gold: float
    ours: Assessment

    @property
    def kind(self) -> Kind:
        return self.ours.polarity, self.ours.certainty, self.ours.when


def main() -> int:
    options = _options()
    scale = _medians(read_judged(options.scale)) if options.scale else {}
    rows = tuple(read_judged(options.file))
    ours = [_value(row.kind, scale) for row in rows]
    figures = measure(rows, scale)
    plain = statistics.mean(abs(3 - row.gold) for row in rows)
    print(f"{len(rows)} deeds: MAE {figures['error']:.3f}, r {figures['r']:.3f}; all for certain: {plain:.3f}")
    ranked = sorted(zip(ours, rows, strict=True), key=lambda pair: -abs(pair[0] - pair[1].gold))
    for value, row in ranked[: options.worst]:
        print(f"{row.gold:5.1f}, ours {value:4.1f} {row.kind}: {row.word!r} in {row.text[:120]!r}")
    return below("factuality", figures) if options.floor else 0


def measure(rows: Sequence[Judged], scale: Mapping[Kind, float] | None = None) -> dict[str, float]:
    """`error`, the mean absolute one, and Pearson's `r` of deeds on the scale of their judges."""
    ours, golds = [_value(row.kind, scale or {}) for row in rows], [row.gold for row in rows]
    error = statistics.mean(abs(a - b) for a, b in zip(ours, golds, strict=True))
    return {"error": error, "r": statistics.correlation(ours, golds)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="JSON Lines, gzipped")
    parser.add_argument("--scale", type=Path, help="a training file whose medians stand for our kinds of assessment")
    parser.add_argument("--floor", action="store_true", help="exit status 1 where a figure lies below its floor")
    parser.add_argument("--worst", type=int, default=0, help="print so many of the largest errors")
    return parser.parse_args()


def read_judged(path: Path) -> Iterator[Judged]:
    """The deeds of a file, assessed; a name that ends in .gz is gzipped."""
    packed = path.read_bytes()
    for line in (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8").splitlines():
        row = json.loads(line)
        parsed = parse(Document("sha256:0", row["id"], row["text"], language="en"))
        for target in row["targets"]:
            span = Span(target["start"], target["end"])
            yield Judged(row["text"], parsed.words(span), float(target["factuality"]), assess(parsed, span))


def _medians(rows: Iterator[Judged]) -> dict[Kind, float]:
    found: dict[Kind, list[float]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row.gold)
    return {kind: statistics.median(values) for kind, values in found.items()}


def _value(kind: Kind, scale: Mapping[Kind, float]) -> float:
    polarity, certainty, _ = kind
    sure = VALUES[certainty]
    return scale.get(kind, -sure if polarity == "denied" else sure)


if __name__ == "__main__":
    sys.exit(main())
