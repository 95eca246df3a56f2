"""Fits how likely an attribution is right to what speaks for it: a logistic regression on dev."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from corpus import Report

FOLDS = 6


def fit_weights(found: list[tuple[Report, list[Any], Any]], scorer: Any) -> tuple[np.ndarray, dict[str, float]]:
    """A weight for each feature and a constant, and the F1 that they reach on reports that they were not fitted on."""
    rows = [
        (i, *row)
        for i, (report, tokens, candidates) in enumerate(found)
        for row in _rows(report, tokens, candidates, scorer)
    ]
    fold, right = (np.array([row[k] for row in rows]) for k in (0, 2))
    features = np.array([row[1] for row in rows])
    apart = np.zeros(len(rows))
    for k in range(FOLDS):
        held = fold % FOLDS == k
        apart[held] = _with_one(features[held]) @ _regress(features[~held], right[~held])
    gold = sum(len(report.attributions) for report, _, _ in found)
    return _regress(features, right), _best_cut(apart, right, gold)


def _rows(report: Report, tokens: Any, candidates: Any, scorer: Any) -> list[tuple[tuple[float, ...], bool]]:
    """Of every candidate its features, and whether it is right as the scorer sees it (content and source at 0.5)."""
    words = [match.span() for match in re.finditer(r"[^\W_]+", report.text)]

    def covered(attribution: dict[str, Any]) -> dict[str, Any]:
        return {
            role: scorer.covered(words, scorer.clean(report.text, attribution[role])) for role in ("source", "content")
        }

    left = [covered(attribution) for attribution in report.attributions]
    rows = []
    for candidate in candidates:
        places = {
            role: [(tokens.starts[a], tokens.ends[b - 1]) for a, b in getattr(candidate, role)]
            for role in ("source", "content")
        }
        got = covered(places)
        match = next((gold for gold in left if scorer.WHOLE["triple50"](gold, got)), None)
        if match is not None:
            left.remove(match)
        rows.append((candidate.features, match is not None))
    return rows


def _regress(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression with a little shrinkage, by Newton's method, on features of mean 0 and deviation 1."""
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-6
    rows = _with_one((features - mean) / deviation)
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.eye(len(weights))
        weights += np.linalg.solve(curve, rows.T @ (right - chance) - weights)
    plain = weights[:-1] / deviation
    return np.append(plain, weights[-1] - plain @ mean)


def _with_one(rows: np.ndarray) -> np.ndarray:
    return np.column_stack([rows, np.ones(len(rows))])


def _best_cut(evidence: np.ndarray, right: np.ndarray, gold: int) -> dict[str, float]:
    order = np.argsort(-evidence)
    f = 200 * np.cumsum(right[order]) / (np.arange(1, len(order) + 1) + gold)
    cut = 1 / (1 + np.exp(-evidence[order][f.argmax()]))
    return {"f": round(float(f.max()), 2), "minimum": round(float(cut), 3)}
