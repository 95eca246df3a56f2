"""The reader never falls below the floors of benchmarks/floors.toml on annotated reports and on sentences of ours."""

from __future__ import annotations

import functools
import operator
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import factuality
import floors
import plover
import stories
from reportedly.attribution import METHODS
from reportedly.model import Reading
from scorer import load_gold, report_of, shares, tally

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences"
FLOORS = {method: floors.FLOORS[method] for method in METHODS}
GOLDS = sorted((HERE / "reports").glob("*.gold.yaml"))
ASKED = [(method, measure) for method in METHODS for measure in FLOORS[method]]


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


def test_whole_stories_stand_on_their_floor() -> None:
    folders = sorted(path for path in (Path(stories.__file__).parent / "stories").iterdir() if path.is_dir())
    figures = functools.reduce(operator.add, (stories.measured(folder)[0] for folder in folders)).shares
    asked = floors.FLOORS["stories"]
    assert {name: figures[name] for name in asked if figures[name] < asked[name]} == {}


def test_sentences_in_the_manner_of_plover_stand_on_their_floor() -> None:
    figures = plover.measure(SENTENCES / "plover.jsonl")
    asked = floors.FLOORS["sentences"]["plover"]
    assert {name: figures[name] for name in asked if figures[name] < asked[name]} == {}
    assert figures["commonest"] < 0.2  # a guess gets nowhere near the floor


def test_judged_deeds_stand_on_their_floor() -> None:
    figures = factuality.measure(tuple(factuality.read_judged(SENTENCES / "factuality.jsonl")))
    asked = floors.FLOORS["sentences"]["factuality"]
    assert figures["error"] <= asked["error"]
    assert figures["r"] >= asked["r"]


def test_a_figure_below_its_floor_is_told_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    good = {"error": 0.1, "r": 0.9}
    assert floors.below("factuality", good) == 0
    assert floors.below("factuality", {**good, "error": 2.0}) == 1
    assert floors.below("factuality", {**good, "r": 0.1}) == 1
    told = capsys.readouterr().out
    assert "below the floor: error 2.000" in told
    assert "below the floor: r 0.100" in told


def test_every_measure_asks_for_a_floor_above_nothing() -> None:
    for name in ("plover", "petrarch", "subevents", "muc", "factuality"):
        assert min(floors.FLOORS["measured"][name].values()) > 0.3, name
