"""How much of known text reuse lineage finds, how true its edges are, and how its time and memory grow.

lineage.py reuse FOLDER ...     dev.jsonl.gz and reuse_silver.jsonl in each: pairs with the share of word 5-grams
lineage.py degrees FILE         JSON Lines of text, original, label: Spearman of the score with the degree of reuse
lineage.py scale [N ...]        made-up reports, by default 1,000 to 100,000, each number in a process of its own
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.lineage import trace
from reportedly.model.lineage import Citing, Descent, Report

DEGREES = {"not_copied": 0, "non": 0, "heavy_revision": 1, "light_revision": 2, "cut_and_paste": 3}
GRAM = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("reuse", "degrees", "scale"))
    parser.add_argument("rest", nargs="*")
    asked = parser.parse_args()
    if asked.what == "reuse":
        reuse([Path(folder) for folder in asked.rest])
    elif asked.what == "degrees":
        degrees(Path(asked.rest[0]))
    elif asked.rest[:1] == ["one"]:
        scale(int(asked.rest[1]))
    else:
        for count in asked.rest or ("1000", "10000", "100000"):
            subprocess.run([sys.executable, __file__, "scale", "one", count], check=True)


def reuse(folders: Sequence[Path]) -> None:
    """Recall over pairs of different publishers with containment >= 0.5, precision of edges made by passages."""
    sums = [0, 0, 0, 0]
    for folder in folders:
        counts = reused(folder)
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        _print_reuse(folder.name, counts)
    _print_reuse("together", sums)


def reused(folder: Path) -> list[int]:
    """Pairs in one lineage, pairs, true edges, edges of one folder."""
    with gzip.open(folder / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    descents = {row.report: row for row in trace(_report(row) for row in rows.values())}
    silver = [json.loads(line) for line in (folder / "reuse_silver.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [row for row in silver if not row["same_publisher"] and _larger(row) >= 0.5]
    together = sum(descents[row["a"]].lineage == descents[row["b"]].lineage for row in pairs)
    edges = [(row.report, row.derived_from) for row in descents.values() if row.derived_from and "passages" in row.why]
    true = sum(containment(rows[a]["text"], rows[b]["text"]) >= 0.15 for a, b in edges)
    return [together, len(pairs), true, len(edges)]


def _report(row: dict[str, str]) -> Report:
    return Report(row["id"], row["text"], row["title"], row["publisher"], row["date"], row.get("url"))


def _larger(row: dict[str, float]) -> float:
    return max(row["contained_a_in_b"], row["contained_b_in_a"])


def containment(a: str, b: str) -> float:
    """The share of word 5-grams of one text found in the other, the larger direction, as the pairs have it."""
    one, other = _grams(a), _grams(b)
    return max((len(one & other) / len(some) for some in (one, other) if some), default=0.0)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


def _print_reuse(name: str, counts: Sequence[int]) -> None:
    together, pairs, true, edges = counts
    print(f"{name}: {together} of {pairs} pairs in one lineage ({together / max(pairs, 1):.4f})", end="; ")
    print(f"{true} of {edges} edges by passages with containment >= 0.15 ({true / max(edges, 1):.4f})")


def degrees(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scores = [_score(row) for row in rows]
    rho = spearman(scores, [float(DEGREES[row["label"]]) for row in rows])
    print(f"{path.parent.name}: {len(rows)} texts, Spearman of score and degree {rho:.3f}")


def _score(row: dict[str, str]) -> float:
    original = Report("original", row["original"], published="2000-01-01")
    text = Report("text", row["text"], published="2000-01-02")
    found = next(descent for descent in trace([original, text]) if descent.report == "text")
    return found.score or 0.0


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation; equal values share the mean of their ranks."""
    a, b = _ranks(one), _ranks(other)
    mean = (len(a) - 1) / 2
    both = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return both / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    place = 0
    for _, group in itertools.groupby(ordered, key=values.__getitem__):
        members = list(group)
        for i in members:
            ranks[i] = place + (len(members) - 1) / 2
        place += len(members)
    return ranks


def scale(count: int) -> None:
    reports, truth = made_up(count)
    start = time.process_time()
    found = trace(reports)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    right = sum(_is_right(row, truth) for row in found)
    print(f"{count:,} reports: {seconds:.1f} s, {1000 * seconds / count:.2f} ms a report, {peak:,.0f} MB,", end=" ")
    print(f"{right / count:.4f} with the right origin")


def _is_right(row: Descent, truth: dict[str, str]) -> bool:
    return row.origin == truth[row.report]


def made_up(count: int, seed: int = 1) -> tuple[list[Report], dict[str, str]]:
    """Reports of stories over years, with their right origins: a wire, copies of it, edited copies, relays by citing.

    About 250 words a report; words come as words do, a few often. Every outlet has its footer.
    """
    chance = random.Random(seed)
    words = [_word(chance) for _ in range(20_000)]
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
    footers = {i: " ".join(_sentence(chance, words, weights, 20) for _ in range(2)) for i in range(300)}
    reports: list[Report] = []
    truth: dict[str, str] = {}
    while len(reports) < count:
        story = len(reports)
        day = story * 1_000 // max(count, 1)
        for report in itertools.islice(_story(chance, words, weights, footers, day), count - len(reports)):
            name = f"r{len(reports)}"
            reports.append(Report(name, *report))
            truth[name] = f"r{story}"
    chance.shuffle(reports)
    return reports, truth


def _story(
    chance: random.Random, words: list[str], weights: list[float], footers: dict[int, str], day: int
) -> Iterator[tuple[str, str, str, str, None, tuple[Citing, ...]]]:
    sentences = [_sentence(chance, words, weights, chance.randint(12, 30)) for _ in range(chance.randint(6, 14))]
    origin = chance.randrange(30)
    yield _made(sentences, footers, origin, day, ())
    for _ in range(chance.choice((0, 0, 0, 0, 1, 1, 2, 3, 8))):
        outlet = chance.randrange(30, 300)
        if chance.random() < 0.7:
            kept = [line for line in sentences if chance.random() < 0.8] or sentences
            own = [_sentence(chance, words, weights, 18) for _ in range(chance.randint(0, 2))]
            yield _made(own + kept, footers, outlet, day + 1, ())
        else:
            citing = Citing(_outlet(origin), 0.9, leads=True)
            told = [" ".join(chance.sample(line.split(), k=max(len(line.split()) - 4, 1))) for line in sentences[:5]]
            yield _made(told, footers, outlet, day + 1, (citing,))


def _made(
    sentences: Sequence[str], footers: dict[int, str], outlet: int, day: int, citing: tuple[Citing, ...]
) -> tuple[str, str, str, str, None, tuple[Citing, ...]]:
    date = time.strftime("%Y-%m-%d", time.gmtime(1_400_000_000 + day * 86_400))
    return f"{' '.join(sentences)}\n{footers[outlet]}", sentences[0][:60], _outlet(outlet), date, None, citing


def _outlet(number: int) -> str:
    return f"{'Wire' if number < 30 else 'Gazette'} {number}"


def _sentence(chance: random.Random, words: list[str], weights: list[float], length: int) -> str:
    drawn = chance.choices(words, cum_weights=weights, k=length)
    return f"{' '.join(drawn).capitalize()}."


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))


if __name__ == "__main__":
    main()
