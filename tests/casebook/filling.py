"""Fills a casebook with made-up reports, as adding does: first all evidence, then the readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from made_up import made_up_report
from reportedly.casebook import Store, keep, prepare, report_key, write
from reportedly.model import Evidence, Kept, Reading, Written

SEED = 5


def reports(numbers: Iterable[int], reader: str = "1", claims: int = 6) -> list[tuple[Evidence, Reading]]:
    return [made_up_report(SEED, i, reader, claims) for i in numbers]


def key_of(evidence: Evidence) -> str:
    return report_key(hashlib.sha256(evidence.original).hexdigest(), evidence.document)


def fill(store: Store, rows: Iterable[tuple[Evidence, Reading]]) -> list[Written]:
    """One transaction of evidence, one of readings."""
    rows = list(rows)
    with store.writing() as work:
        kept: list[Kept] = [keep(work, evidence) for evidence, _ in rows]
    with store.writing() as work:
        return [write(work, prepare(one.report, reading)) for one, (_, reading) in zip(kept, rows, strict=True)]
