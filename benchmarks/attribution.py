"""How well attributions are found in a file of PolNeAR's form: P, R and F1, exact and at overlaps of 0.5 and 0.8.

    python benchmarks/attribution.py dev.jsonl.gz [--attribution rules] [--misses 20]

A line of the file: {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}
(Newell et al. 2018, "An Attribution Relations Corpus for Political News"). PolNeAR marks no attribution inside
another's content and no carriers, so ours are left out. A whole attribution is right where the word Jaccard of content
and source with a gold one's reaches the overlap, each gold one at most once; an attribution without source needs one
without source. The form of a gold one (direct, mixed, indirect) is told by its quotation marks; recall is by form.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.attribution import METHODS
from reportedly.model import Document
from reportedly.pipeline import read_document

OVERLAPS = {"exact": 1.0, "0.8": 0.8, "0.5": 0.5}
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """An attribution as sets of word numbers, with its form and its content's words for a list of misses."""

    source: Words
    content: Words
    form: str
    text: str


def main() -> None:
    options = _options()
    counts: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    for gold in _rows(options.file):
        words = [match.span() for match in re.finditer(r"[^\W_]+", gold["text"])]
        want = [_row(gold["text"], words, row) for row in gold["attributions"] if row["content"]]
        got = [_row(gold["text"], words, row) for row in _ours(gold, options.attribution)]
        _count(counts, want, got)
        misses += [f"{gold['id']}: {row.text}" for row in _unfound(want, got, 0.5)]
    _print(counts)
    print(*misses[: options.misses], sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="JSON Lines in PolNeAR's form, gzipped or not")
    parser.add_argument("--attribution", choices=METHODS, default=METHODS[0], help="what finds who says what")
    parser.add_argument("--misses", type=int, default=0, help="print so many gold attributions that were not found")
    return parser.parse_args()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from (json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip())


def _ours(gold: dict[str, Any], method: str) -> list[dict[str, Any]]:
    """Our attributions of a text, without carriers and those inside another's content."""
    reading = read_document(Document("sha256:0", str(gold["id"]), str(gold["text"]), language="en"), attribution=method)
    rows = [row for row in reading.attributions if row.content_spans]
    contents = [row.content_spans for row in rows]
    outer = [row for row in rows if not any(_inside(row.content_spans, other) for other in contents)]
    return [{"source": list(row.source_spans), "content": list(row.content_spans)} for row in outer]


def _inside(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return one != other and all(any(a <= s and e <= b for a, b in other) for s, e in one)


def _row(text: str, words: list[tuple[int, int]], row: dict[str, Any]) -> Row:
    content = _words_in(words, row["content"])
    said = " ... ".join(text[start:end] for start, end in row["content"])
    return Row(_words_in(words, row["source"]), content, _form(text, row["content"]), " ".join(said.split())[:100])


def _words_in(words: list[tuple[int, int]], spans: Sequence[Sequence[int]]) -> Words:
    return frozenset(i for i, (start, end) in enumerate(words) for s, e in spans if start < e and end > s)


def _form(text: str, spans: Sequence[Sequence[int]]) -> str:
    """direct where every span begins and ends at a quotation mark, mixed where a mark stands in one, else indirect."""
    edges = [(text[max(0, s - 1) : s + 1], text[max(0, e - 1) : e + 1]) for s, e in spans]
    if all(re.search("[\"“”«»'‘’]", left) and re.search("[\"“”«»'‘’]", right) for left, right in edges):
        return "direct"
    return "mixed" if any(re.search('["“”«»]', text[s:e]) for s, e in spans) else "indirect"


def _count(counts: Counter[tuple[str, str]], want: list[Row], got: list[Row]) -> None:
    for row in want:
        counts["gold", row.form] += 1
    counts["gold", "all"] += len(want)
    counts["predicted", "all"] += len(got)
    for name, overlap in OVERLAPS.items():
        missed = _unfound(want, got, overlap)
        counts[name, "all"] += len(want) - len(missed)
        for row in want:
            counts[name, row.form] += row not in missed


def _unfound(want: list[Row], got: list[Row], overlap: float) -> list[Row]:
    """The gold rows that no row of ours fits, each of ours used once, the best fit first."""
    fits = sorted(
        (
            (-_jaccard(row.content, ours.content), i, j)
            for i, row in enumerate(want)
            for j, ours in enumerate(got)
            if _jaccard(row.content, ours.content) >= overlap and _jaccard(row.source, ours.source) >= overlap
        ),
    )
    taken: set[int] = set()
    found: set[int] = set()
    for _, i, j in fits:
        if i not in found and j not in taken:
            found.add(i)
            taken.add(j)
    return [row for i, row in enumerate(want) if i not in found]


def _jaccard(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _print(counts: Counter[tuple[str, str]]) -> None:
    gold, predicted = counts["gold", "all"], counts["predicted", "all"]
    print(f"{gold} gold attributions, {predicted} predicted")
    print(f"{'overlap':8}{'P':>7}{'R':>7}{'F1':>7}   recall of direct / mixed / indirect")
    for name in OVERLAPS:
        right = counts[name, "all"]
        p, r = right / max(predicted, 1), right / max(gold, 1)
        forms = " / ".join(f"{100 * counts[name, f] / max(counts['gold', f], 1):.1f}" for f in FORMS)
        print(f"{name:8}{100 * p:7.1f}{100 * r:7.1f}{100 * 2 * p * r / max(p + r, 1e-9):7.1f}   {forms}")


FORMS = ("direct", "mixed", "indirect")

if __name__ == "__main__":
    main()
