"""How sure the reader is of a claim: how often such claims were right in annotated reports."""

from __future__ import annotations

import functools

from reportedly.claims.lexicon import table
from reportedly.model import Draft

LEAST = 0.2  # below it a claim is not told: on the training reports that gains precision and loses no recall
_UNKNOWN = 0.5


def sureness(draft: Draft) -> float:
    """The share of claims of the same type, kind of row and named sides that annotators had too, 0 to 1."""
    kind = {"verbs": "verb", "nouns": "noun"}.get(draft.rule.split(":")[0], "tie")
    label, named = draft.event or draft.relation or "", _named(draft)
    known = _shares()
    keys = ((label, kind, named), ("*", kind, named), ("*", "*", named))
    return next((known[key] for key in keys if key in known), _UNKNOWN)


def _named(draft: Draft) -> str:
    if draft.actors and draft.recipients:
        return "both"
    if draft.actors:
        return "actors"
    return "recipients" if draft.recipients else "nobody"


@functools.cache
def _shares() -> dict[tuple[str, str, str], float]:
    return {(cells["label"], cells["kind"], cells["sides"]): float(cells["share"]) for cells in table("scores.tsv")}
