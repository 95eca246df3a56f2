"""The reader never falls below the floors of benchmarks/floors.toml on the annotated reports."""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.attribution import METHODS
from reportedly.model import Reading
from scorer import load_gold, report_of, shares, tally

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE.parent / "benchmarks/floors.toml").read_text(encoding="utf-8"))
GOLDS = sorted((HERE / "reports").glob("*.gold.yaml"))
ASKED = [(method, measure) for method, floors in FLOORS.items() for measure in floors]


@pytest.fixture(scope="module")
def measured(read_report: Callable[[Path, str], Reading]) -> Callable[[str], dict[str, float]]:
    @functools.cache
    def measure(method: str) -> dict[str, float]:
        counts: Counter[str] = Counter()
        for path in GOLDS:
            counts += tally(load_gold(path), read_report(report_of(path), method))
        return shares(counts)

    return measure


@pytest.mark.parametrize(("method", "measure"), ASKED)
def test_the_reader_stands_on_its_floor(method: str, measure: str, measured: Callable[[str], dict[str, float]]) -> None:
    assert measured(method)[measure] >= FLOORS[method][measure], measured(method)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_and_measure_has_a_floor_above_nothing(
    method: str, measured: Callable[[str], dict[str, float]]
) -> None:
    assert measured(method).keys() == FLOORS[method].keys()
    assert min(FLOORS[method].values()) > 0.4


def test_a_reader_that_finds_nothing_scores_nothing(read_text: Callable[[str], Reading]) -> None:
    gold = load_gold(GOLDS[0])
    assert set(shares(tally(gold, read_text("Nothing happened."))).values()) == {0.0}
