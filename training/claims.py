"""Learns what speaks for and against a claim: from annotated reports to src/reportedly/claims/data/scores.tsv.

    python training/claims.py --conflict conflict_claims/train --score score [--out scores.tsv]

Reads every report, holds each draft of a claim against the annotation by the official scorer's own rules, and fits a
logistic regression on the drafts' signs (claims/signs.py). Before that it is fitted five times on four fifths of the
reports and tried on the rest: those figures are printed, core F1 with nothing left out and by threshold.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reportedly import pipeline
from reportedly.attribution import TAGGER, attribute
from reportedly.claims.extract import candidates
from reportedly.claims.signs import signs_of
from reportedly.model import Claim, Document
from reportedly.parsing import parse
from reportedly.resolution import identify

PENALTY = 8.0  # of the squared weights
FEWEST = 8  # drafts that bear a sign, for it to be learnt
LIGHTEST = 0.03  # weights below it are not written down
FOLDS = 5
SEEDS = (7, 8, 9)
THRESHOLDS = (0.2, 0.25, 0.3, 0.35)
OPTIONAL = 0.5  # how much a claim counts that annotators held for disputable
HEAD = """# How sure a claim is: what each sign of claims/signs.py weighs, in log-odds, and how many drafts bear it.
# Logistic regression on {drafts} drafts in {reports} reports of conflict_claims/train, by training/claims.py.
# The annotation is CC BY 4.0.
sign\tweight\tdrafts
"""


@dataclass(frozen=True)
class Judged:
    """A draft's signs, and the annotated claims that it is, by number."""

    signs: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True)
class Report:
    """The drafts of one report, and which of its annotated claims are required."""

    drafts: tuple[Judged, ...]
    required: tuple[bool, ...]


def main() -> None:
    options = _options()
    sys.path.insert(0, str(options.score))
    import gold
    import reading

    reports = [judge(path, gold, reading) for path in sorted(options.conflict.glob("*.txt"))]
    print(json.dumps({"nothing left out": core_f1(reports, None, 0.0), **tried(reports)}))
    write(options.out, reports)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conflict", type=Path, required=True, help="folder with *.txt, *.meta.json and *.gold.yaml")
    parser.add_argument("--score", type=Path, required=True, help="folder with gold.py and reading.py")
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/claims/data/scores.tsv"))
    return parser.parse_args()


def judge(path: Path, gold: Any, reading: Any) -> Report:
    """A report's drafts, each held against the annotation."""
    meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
    text = path.read_bytes().decode("utf-8")
    parsed = parse(_document(path.name, text, meta))
    attributed = attribute(parsed, TAGGER)
    drafts = candidates(parsed, attributed)
    identified = identify(parsed, attributed, drafts)
    wanted = gold.load(path.with_suffix(".gold.yaml"))
    groups = reading.groups(wanted["claims"])
    actors = {"actors": [{"id": one.id, "name": one.name, "aliases": one.aliases} for one in identified.actors]}
    names = reading.Names(wanted, actors)
    signs = {id(draft): found for draft, found in zip(drafts, signs_of(parsed, attributed, drafts), strict=True)}
    judged = []
    for draft, claim in pipeline.told(parsed, attributed, identified, drafts):
        row = _row(claim)
        right = {
            i
            for i, group in enumerate(groups)
            if any(reading.there(row, one) and reading.core_right(one, row, names) for one in group)
        }
        judged.append(Judged(signs[id(draft)], frozenset(right)))
    return Report(tuple(judged), tuple(not group[0].get("optional") for group in groups))


def _document(name: str, text: str, meta: dict[str, str]) -> Document:
    told = {field: meta.get(key) for field, key in (("title",) * 2, ("publisher",) * 2, ("published", "date"))}
    return Document(name, name, text, language="en", **told)


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "event": claim.event,
        "relation": claim.relation,
        "polarity": claim.polarity,
        "spans": [[span.start, span.end] for span in claim.spans],
        "actors": list(claim.actors),
        "recipients": list(claim.recipients),
    }


def core_f1(reports: Sequence[Report], scores: Sequence[float] | None, least: float) -> float:
    """Core F1 of the drafts that score at least so much, as the official scorer counts."""
    found = told = disputable = 0
    place = 0
    for report in reports:
        taken: set[int] = set()
        for draft in report.drafts:
            score = 1.0 if scores is None else scores[place]
            place += 1
            if score < least:
                continue
            told += 1
            free = sorted(draft.right - taken, key=lambda i: not report.required[i])
            if free:
                taken.add(free[0])
                found += report.required[free[0]]
                disputable += not report.required[free[0]]
    wanted = sum(sum(report.required) for report in reports)
    return round(2 * found / (told - disputable + wanted), 4)


def tried(reports: Sequence[Report]) -> dict[str, float]:
    """Core F1 on reports that the weights were not fitted on, by threshold, mean of several shuffles."""
    total: Counter[str] = Counter()
    for seed in SEEDS:
        order = list(range(len(reports)))
        random.Random(seed).shuffle(order)
        fold = {report: place % FOLDS for place, report in enumerate(order)}
        scores: list[float] = []
        fits = [fit([one for i, one in enumerate(reports) if fold[i] != k]) for k in range(FOLDS)]
        for i, report in enumerate(reports):
            scores += [_score(fits[fold[i]], draft.signs) for draft in report.drafts]
        total.update({f"at least {least}": core_f1(reports, scores, least) for least in THRESHOLDS})
    return {name: round(value / len(SEEDS), 4) for name, value in total.items()}


def _score(weights: dict[str, float], signs: Sequence[str]) -> float:
    return float(1 / (1 + np.exp(-weights["every claim"] - sum(weights.get(sign, 0.0) for sign in set(signs)))))


def fit(reports: Sequence[Report]) -> dict[str, float]:
    """The weights of the signs, by Newton's method; the first, of every claim, is not held small."""
    drafts = [(report, draft) for report in reports for draft in report.drafts]
    counted = Counter(sign for _, draft in drafts for sign in set(draft.signs))
    signs = ["every claim", *sorted(sign for sign, count in counted.items() if count >= FEWEST)]
    column = {sign: i for i, sign in enumerate(signs)}
    table = np.zeros((len(drafts), len(signs)))
    table[:, 0] = 1
    for i, (_, draft) in enumerate(drafts):
        table[i, [column[sign] for sign in draft.signs if sign in column]] = 1
    right = np.array([float(bool(draft.right)) for _, draft in drafts])
    needed = [any(report.required[i] for i in draft.right) for report, draft in drafts]
    weight = np.where((right > 0) & ~np.array(needed), OPTIONAL, 1.0)
    penalty = np.full(len(signs), PENALTY)
    penalty[0] = 1e-9
    found = np.zeros(len(signs))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (weight * (chance - right)) + penalty * found
        bend = (table * (weight * chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    return dict(zip(signs, found.tolist(), strict=True))


def write(path: Path, reports: Sequence[Report]) -> None:
    """The weights fitted on all reports, as the reader has them."""
    drafts = [draft for report in reports for draft in report.drafts]
    counted = Counter(sign for draft in drafts for sign in set(draft.signs)) | {"every claim": len(drafts)}
    kept = {sign: weight for sign, weight in fit(reports).items() if abs(weight) >= LIGHTEST}
    rows = (f"{sign}\t{weight:.2f}\t{counted[sign]}\n" for sign, weight in kept.items())
    path.write_text(HEAD.format(drafts=len(drafts), reports=len(reports)) + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
