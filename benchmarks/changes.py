"""Which claims a change of the reader gains and loses on a folder of reports, with the gold's verdict if there is one.

    python benchmarks/changes.py FOLDER [--saved FILE]
    python benchmarks/changes.py FOLDER --against REVISION

The reports (NAME.txt, with NAME.meta.json and NAME.gold.yaml where there are such) are read with the working tree and
compared with the readings that the last run kept, or with those of a revision's own reader; then the new readings are
kept. A claim is the same where it stands on the same words with the same type, sides, voice, polarity, certainty and
time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportedly.model import Claim, Reading
from scorer import in_words, load_gold, read, shares, tally, verdict

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".readings"
Row = dict[str, Any]
Readings = Mapping[str, Reading]


def main() -> int:
    options = _options()
    reports = sorted(options.folder.glob("*.txt"))
    if not reports:
        print(f"{options.folder}: no reports (*.txt)", file=sys.stderr)
        return 2
    saved = options.saved or KEPT / f"{options.folder.resolve().name}.jsonl"
    if options.write:
        _keep(options.write, {path.stem: read(path) for path in reports})
        return 0
    before = _of_revision(options.against, options.folder) if options.against else _kept(saved)
    now = {path.stem: read(path) for path in reports}
    if before is None:
        print(f"nothing to compare with yet; {len(now)} readings are kept in {saved}")
    else:
        sys.stdout.writelines(f"{line}\n" for line in changes(before, now, golds(reports)))
    _keep(saved, now)
    return 0


def changes(before: Readings, now: Readings, gold: Mapping[str, Row]) -> Iterator[str]:
    """A line for each report with changes and for each claim lost (-) and gained (+), then the figures of both."""
    lost_in_all, gained_in_all = 0, 0
    for name in sorted(before.keys() | now.keys()):
        lost, gained = _lines(before.get(name), gold.get(name)), _lines(now.get(name), gold.get(name))
        gone, new = sorted((lost - gained).elements()), sorted((gained - lost).elements())
        lost_in_all, gained_in_all = lost_in_all + len(gone), gained_in_all + len(new)
        if gone or new:
            yield name
            yield from (f"  - {line}" for _, line in gone)
            yield from (f"  + {line}" for _, line in new)
    yield f"{gained_in_all} gained, {lost_in_all} lost"
    if gold:
        yield f"before: {in_words(_figures(before, gold))}"
        yield f"now:    {in_words(_figures(now, gold))}"


def golds(reports: list[Path]) -> dict[str, Row]:
    """The gold annotations beside the reports, by the reports' names."""
    paths = {path.stem: path.with_suffix(".gold.yaml") for path in reports}
    return {name: load_gold(path) for name, path in paths.items() if path.exists()}


def _lines(reading: Reading | None, gold: Row | None) -> Counter[tuple[int, str]]:
    """The claims of a reading in a line each, with where they begin."""
    if reading is None:
        return Counter()
    return Counter((claim.spans[0].start, _line(reading, claim, gold)) for claim in reading.claims)


def _line(reading: Reading, claim: Claim, gold: Row | None) -> str:
    names = {actor.id: actor.name for actor in reading.actors}
    voices = {source.id: source.name for source in reading.sources}
    sides = " > ".join(
        ", ".join(sorted(names[one] for one in side)) or "-" for side in (claim.actors, claim.recipients)
    )
    how = " ".join((claim.polarity, claim.certainty, claim.when))
    words = " ... ".join(" ".join(reading.document.text[span.start : span.end].split()) for span in claim.spans)
    said = f"[{verdict(gold, reading, claim)}] " if gold is not None else ""
    return f"{said}{claim.event or claim.relation} {sides} ({how}; {voices[claim.chain[-1]]}): {words}"


def _figures(readings: Readings, gold: Mapping[str, Row]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for name, row in gold.items():
        if name in readings:
            counts += tally(row, readings[name])
    return shares(counts)


def _of_revision(revision: str, folder: Path) -> Readings | None:
    """The readings of a revision's own reader: its `src` is unpacked, and this program run on it."""
    with tempfile.TemporaryDirectory() as place:
        packed = subprocess.run(["git", "-C", ROOT, "archive", revision, "src"], check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", place], check=True, input=packed.stdout)
        out = Path(place, "readings.jsonl")
        paths = os.pathsep.join((f"{place}/src", str(ROOT / "benchmarks")))
        command = [sys.executable, __file__, str(folder), "--write", str(out)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": paths})
        return _kept(out)


def _kept(path: Path) -> Readings | None:
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [Reading.from_json(line) for line in lines]
    return {Path(reading.document.name).stem: reading for reading in found}


def _keep(path: Path, readings: Readings) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{reading.to_json()}\n" for reading in readings.values()), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder of reports")
    parser.add_argument("--saved", type=Path, help="where readings are kept; .readings/FOLDER.jsonl in the checkout")
    parser.add_argument("--against", metavar="REVISION", help="compare with the reader of this revision")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
