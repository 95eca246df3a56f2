"""The reader never falls below the floors of benchmarks/floors.toml on the annotated reports."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.model import Reading
from scorer import load_gold, report_of, shares, tally

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE.parent / "benchmarks/floors.toml").read_text(encoding="utf-8"))["rules"]
GOLDS = sorted((HERE / "reports").glob("*.gold.yaml"))


@pytest.fixture(scope="module")
def measured(read_report: Callable[[Path], Reading]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for path in GOLDS:
        counts += tally(load_gold(path), read_report(report_of(path)))
    return shares(counts)


@pytest.mark.parametrize("measure", FLOORS)
def test_the_reader_stands_on_its_floor(measure: str, measured: dict[str, float]) -> None:
    assert measured[measure] >= FLOORS[measure], measured


def test_every_measure_has_a_floor(measured: dict[str, float]) -> None:
    assert measured.keys() == FLOORS.keys()


def test_a_reader_that_finds_nothing_scores_nothing(read_text: Callable[[str], Reading]) -> None:
    gold = load_gold(GOLDS[0])
    assert set(shares(tally(gold, read_text("Nothing happened."))).values()) == {0.0}
