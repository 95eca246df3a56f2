"""Scores a reading against a gold annotation: which attributions, voices, chains and claims were found.

The gold is YAML: actors and sources under the names that a reader may give them, attributions by their `content`,
claims by their `evidence`, both quoted from the text letter for letter. `optional: true` marks what a careful reader
may list or leave out; it counts neither for nor against.

    python benchmarks/scorer.py [FOLDER ...]

reads every NAME.txt beside a NAME.gold.yaml in the folders (the annotated test reports where none is given), with the
date and publisher of NAME.meta.json where there is one, and prints the shares a report and over all.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

import reportedly
from reportedly.model import Attribution, Claim, Reading, Span

Row = dict[str, Any]
ANNOTATED = Path(__file__).parent.parent / "tests/reports"


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ANNOTATED]
    total: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.glob("*.gold.yaml")):
        counts = tally(load_gold(path), read(report_of(path)))
        total += counts
        print(f"{path.name.removesuffix('.gold.yaml'):<24}", in_words(shares(counts)))
    print(f"{'all':<24}", in_words(shares(total)))


def read(path: Path) -> Reading:
    """The reading of a report, with what its meta file knows of it."""
    beside = path.with_suffix(".meta.json")
    known = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    return reportedly.read(path, published=known.get("date") or None, publisher=known.get("publisher") or None)


def report_of(gold: Path) -> Path:
    return gold.with_name(gold.name.replace(".gold.yaml", ".txt"))


def in_words(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in found.items())


def load_gold(path: Path) -> Row:
    """A gold annotation with a `span` in every attribution and claim; its text stands beside it."""
    gold: Row = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = report_of(path).read_text(encoding="utf-8")
    for row in (*gold["attributions"], *gold["claims"]):
        row["span"] = _place(text, row.get("content") or row["evidence"])
    return gold


def tally(gold: Row, reading: Reading) -> Counter[str]:
    """What was asked, what was found and what was predicted in one report."""
    return _tally_attributions(gold, reading) + _tally_claims(gold, reading)


def shares(counts: Counter[str]) -> dict[str, float]:
    """Shares from 0 to 1: of the gold's attributions, of those predicted, and of claims; 0 where nothing was asked."""
    precision = _share(counts["claims found"], counts["claims predicted"])
    recall = _share(counts["claims found"], counts["claims"])
    return {
        "content": _share(counts["content"], counts["attributions"]),
        "content_precision": _share(counts["content"], counts["predicted"]),
        "source": _share(counts["source"], counts["attributions"]),
        "chain": _share(counts["chain"], counts["attributions"]),
        "claims_f1": round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0,
        "origin": _share(counts["origin"], counts["claims found"]),
        "certainty": _share(counts["certainty"], counts["claims found"]),
    }


def verdict(gold: Row, reading: Reading, claim: Claim) -> str:
    """What the gold says of a claim: 'right', 'sides' (another's, or denied), 'type' (another deed there), 'alone'."""
    if any(_is_core(gold, row, reading, claim) for row in gold["claims"]):
        return "right"
    near = [row for row in gold["claims"] if any(span.touches(row["span"]) for span in claim.spans)]
    if any(claim.event in row.get("event", ()) or claim.relation in row.get("relation", ()) for row in near):
        return "sides"
    return "type" if near else "alone"


def _tally_attributions(gold: Row, reading: Reading) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["predicted"] = sum(bool(row.content_spans) for row in reading.attributions)
    taken: set[str] = set()
    by_id = {row.id: row for row in reading.attributions}
    for want in gold["attributions"]:
        found = _best_content(want["span"], (row for row in reading.attributions if row.id not in taken))
        taken.update({found.id} if found else ())
        if want.get("optional"):
            counts["predicted"] -= found is not None
            continue
        counts["attributions"] += 1
        if not found:
            continue
        parent = by_id.get(found.parent or "")
        right = _is_voice(gold, want["source"], reading, found.source)
        through = "parent" not in want or (parent and _is_voice(gold, want["parent"], reading, parent.source))
        counts.update({"content": 1, "source": int(right), "chain": int(bool(right and through))})
    return counts


def _tally_claims(gold: Row, reading: Reading) -> Counter[str]:
    counts: Counter[str] = Counter({"claims predicted": len(reading.claims)})
    taken: set[str] = set()
    for evidence in dict.fromkeys(row["evidence"] for row in gold["claims"]):
        rows = [row for row in gold["claims"] if row["evidence"] == evidence]
        optional = all(row.get("optional") for row in rows)
        counts["claims"] += not optional
        fits = [(row, got) for row in rows for got in reading.claims if got.id not in taken]
        want, found = next((fit for fit in fits if _is_core(gold, fit[0], reading, fit[1])), (rows[0], None))
        if found is None:
            continue
        taken.add(found.id)
        if optional:
            counts["claims predicted"] -= 1
            continue
        origins = want["origin"] if isinstance(want["origin"], list) else [want["origin"]]
        counts["claims found"] += 1
        counts["origin"] += any(_is_voice(gold, key, reading, found.chain[-1]) for key in origins)
        counts["certainty"] += found.certainty in want.get("certainty", [found.certainty])
    return counts


def _is_core(gold: Row, want: Row, reading: Reading, got: Claim) -> bool:
    """Whether type, polarity and participants are right, and the claim stands on the gold's evidence."""
    if not any(span.touches(want["span"]) for span in got.spans):
        return False
    if got.event not in want.get("event", ()) and got.relation not in want.get("relation", ()):
        return False
    if got.polarity != want.get("polarity", "affirmed"):
        return False
    if want.get("symmetric"):
        return _are_actors(gold, want["actors"] + want["recipients"], reading, (*got.actors, *got.recipients))
    return _are_actors(gold, want["actors"], reading, got.actors) and _are_actors(
        gold, want["recipients"], reading, got.recipients
    )


def _are_actors(gold: Row, keys: list[str], reading: Reading, ids: Iterable[str]) -> bool:
    rows = [actor for actor in reading.actors if actor.id in set(ids)]
    return len(rows) == len(keys) and all(
        any(_share_a_name(gold["actors"][key], (row.name, *row.aliases)) for row in rows) for key in keys
    )


def _is_voice(gold: Row, key: str, reading: Reading, source: str) -> bool:
    want = gold["sources"][key]
    got = next(row for row in reading.sources if row.id == source)
    if want["kind"] in ("author", "unspecified"):
        return bool(got.kind == want["kind"])
    return _share_a_name(want, (got.name, *got.aliases))


def _share_a_name(want: Row, names: Iterable[str]) -> bool:
    accepted = {_plain(name) for name in (want["name"], *want.get("aliases", ()))}
    return any(_plain(name) in accepted for name in names)


def _plain(name: str) -> str:
    words = re.sub(r"[^\w ]+", " ", name.casefold()).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _best_content(span: Span, rows: Iterator[Attribution]) -> Attribution | None:
    """The attribution whose content overlaps the span most, by half of their common characters at least."""
    scored = [(max(_overlap(span, part) for part in _parts(row)), row) for row in rows if row.content_spans]
    return max((fit for fit in scored if fit[0] >= 0.5), key=lambda fit: fit[0], default=(0.0, None))[1]


def _parts(row: Attribution) -> list[tuple[Span, ...]]:
    """The whole content, and each of its stretches: an interrupted quotation is two rows in the gold."""
    return [row.content_spans, *((span,) for span in row.content_spans)]


def _overlap(span: Span, parts: tuple[Span, ...]) -> float:
    """Jaccard's share of common characters."""
    mine = set(range(*span))
    theirs = {i for part in parts for i in range(*part)}
    return len(mine & theirs) / len(mine | theirs)


def _place(text: str, quoted: str) -> Span:
    pattern = r"(?<!\w)" + re.escape(quoted) + (r"(?!\w)" if quoted[-1].isalnum() else "")
    found = [Span(*match.span()) for match in re.finditer(pattern, text)]
    if len(found) != 1:
        raise ValueError(f"stands {len(found)} times in the text: {quoted!r}")
    return found[0]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


if __name__ == "__main__":
    main()
