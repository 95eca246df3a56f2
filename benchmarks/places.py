"""How often the place of a deed is the one that people mark for its verb in single sentences.

    python benchmarks/places.py DEV.jsonl.gz [--all] [--limit 500] [--misses 20]

A line is {"text", "gold", "events": [{"verb": [span], "locations": [span]}]}, span = {"start", "end"}, as Halterman's
'Geolocating Political Events in Text' (2019) puts them; without `--all` only the adjudicated sentences (`gold`) are
read. Only verbs that the reader takes for a deed count. `found`: of deeds with a place, one of ours touches one of the
marked; `first`: our nearest does; `quiet`: of deeds without a place, those for which we name none.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.attribution import RULES, attribute
from reportedly.claims import extract
from reportedly.model import Document, Span
from reportedly.parsing import parse
from reportedly.resolution import identify


@dataclass(frozen=True, slots=True)
class Placed:
    """A deed in a sentence: where people put it, and where we do, nearest first."""

    text: str
    verb: str
    marked: tuple[Span, ...]
    ours: tuple[Span, ...]


def main() -> None:
    options = _options()
    counts: Counter[str] = Counter()
    for row in _read(options.file, adjudicated=not options.all, limit=options.limit):
        counts.update(_judged(row))
        if counts["shown"] < options.misses and "missed" in _judged(row):
            counts["shown"] += 1
            print(f"{row.verb!r}, ours {[row.text[s.start : s.end] for s in row.ours]}: {row.text[:240]!r}")
    with_place, without = counts["placed"], counts["unplaced"]
    print(
        f"{with_place + without} deeds, {with_place} with a place: found {counts['found'] / with_place:.3f}, "
        f"first {counts['first'] / with_place:.3f}; {without} without: quiet {counts['quiet'] / without:.3f}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="JSON Lines, gzipped")
    parser.add_argument("--all", action="store_true", help="sentences that one annotator alone read, too")
    parser.add_argument("--limit", type=int, default=10_000, help="read so many sentences")
    parser.add_argument("--misses", type=int, default=0, help="print so many deeds whose place was not found")
    return parser.parse_args()


def _judged(row: Placed) -> list[str]:
    """What a deed counts as."""
    if not row.marked:
        return ["unplaced", "false" if row.ours else "quiet"]
    right = [any(span.touches(other) for other in row.marked) for span in row.ours]
    return ["placed", "found" if any(right) else "missed", *(["first"] if right[:1] == [True] else [])]


def _read(path: Path, *, adjudicated: bool, limit: int) -> Iterator[Placed]:
    rows = (json.loads(line) for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())
    wanted = [row for row in rows if row["gold"] or not adjudicated]
    for row in wanted[:limit]:
        yield from _placed(row["text"], row["events"])


def _placed(text: str, events: list[dict[str, list[dict[str, int]]]]) -> Iterator[Placed]:
    parsed = parse(Document("sha256:0", "sentence", text, language="en"))
    attributed = attribute(parsed, RULES)
    drafts = extract(parsed, attributed)
    known = identify(parsed, attributed, drafts).place_ids
    for event in events:
        for verb in event["verb"]:
            span = Span(verb["start"], verb["end"])
            draft = next((one for one in drafts if parsed.tokens[one.trigger].span.touches(span)), None)
            if draft is not None:
                marked = tuple(Span(one["start"], one["end"]) for one in event["locations"])
                yield Placed(text, parsed.words(span), marked, tuple(one for one in draft.places if one in known))


if __name__ == "__main__":
    main()
