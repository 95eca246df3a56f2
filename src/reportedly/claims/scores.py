"""How sure the reader is of a claim, and why: a sum of what its signs weigh, learnt from annotated reports."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

from reportedly.claims.lexicon import table

LEAST = 0.25  # below it a claim is not told: half the F1 that is reached, where leaving out begins to pay
_MOST_REASONS = 3
_START = "every claim"


def sureness(signs: Iterable[str]) -> tuple[float, tuple[str, ...]]:
    """The probability, 0 to 1, that annotators have such a claim too, and the signs that move it most, strongest
    first, each with its weight in log-odds: ('+0.61 type REQUEST', '-0.40 actor is it').

    Logistic regression on binary signs; data/scores.tsv says what it was fitted on.
    """
    known = weights()
    found = sorted({sign: known[sign] for sign in signs if sign in known}.items(), key=lambda one: (-abs(one[1]), one))
    evidence = known.get(_START, 0.0) + sum(weight for _, weight in found)
    reasons = tuple(f"{weight:+.2f} {sign}" for sign, weight in found[:_MOST_REASONS])
    return round(1 / (1 + math.exp(-evidence)), 2), reasons


@functools.cache
def weights() -> dict[str, float]:
    """What each sign weighs, in log-odds."""
    return {cells["sign"]: float(cells["weight"]) for cells in table("scores.tsv")}
