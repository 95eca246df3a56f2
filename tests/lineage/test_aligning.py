"""Shared runs are exact, overlap nowhere, and are found in any order."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.aligning import SEED, shared_runs

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=60)


@given(WORDS, WORDS)
def test_runs_are_the_same_words_and_overlap_nowhere(a: list[str], b: list[str]) -> None:
    runs = shared_runs(a, b)
    for run in runs:
        assert run.length >= SEED
        assert a[run.a : run.a + run.length] == b[run.b : run.b + run.length]
    for side in (0, 1):
        places = [run[side] + i for run in runs for i in range(run.length)]
        assert len(places) == len(set(places))


@given(WORDS)
def test_a_text_is_found_whole_in_itself(words: list[str]) -> None:
    unlike = [f"{word}{i}" for i, word in enumerate(words)]
    assert sum(run.length for run in shared_runs(unlike, unlike)) == (len(unlike) if len(unlike) >= SEED else 0)


def test_paragraphs_may_change_places() -> None:
    first, second = [f"a{i}" for i in range(20)], [f"b{i}" for i in range(20)]
    assert sum(run.length for run in shared_runs(first + second, second + first)) == 40


def test_nothing_is_shared_by_other_words() -> None:
    assert shared_runs(["one", "two", "three", "four", "five"], ["six", "seven", "eight", "nine", "ten"]) == ()


def test_a_refrain_takes_no_square_of_time() -> None:
    start = time.process_time()
    shared_runs(["na"] * 4_000, ["na", "na", "na", "na", "hey"] * 800)
    assert time.process_time() - start < 3
