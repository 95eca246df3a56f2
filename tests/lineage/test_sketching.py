"""Sketches: the same everywhere, kept as bytes, and alike where texts are."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage import may_share, sketch
from reportedly.lineage.neighbours import FIRST, pairs
from reportedly.model.lineage import Sketch

TEXT = " ".join(f"word{i} follows" for i in range(150))
OTHER = " ".join(f"noun{i} comes" for i in range(150))


@pytest.mark.parametrize("seed", ["0", "77"])
def test_another_process_makes_the_same_sketch(seed: str) -> None:
    code = "import sys; from reportedly.lineage import sketch; print(sketch(sys.argv[1]).packed().hex())"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    found = subprocess.run(
        [sys.executable, "-c", code, TEXT], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == sketch(TEXT).packed().hex()


@given(st.lists(st.integers(-(2**63), 2**63 - 1)), st.integers(0, 10**9))
def test_a_sketch_comes_back_from_its_bytes(keys: list[int], words: int) -> None:
    made = Sketch(tuple(keys), words)
    assert Sketch.unpacked(made.packed()) == made


@pytest.mark.parametrize("packed", [b"", b"1234567"])
def test_other_bytes_are_no_sketch(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no sketch"):
        Sketch.unpacked(packed)


def test_about_one_word_in_eight_gives_a_key() -> None:
    assert 15 < len(sketch(TEXT).keys) < 65
    assert list(sketch(TEXT).keys) == sorted(set(sketch(TEXT).keys), key=lambda key: key % 2**64)


def test_a_brief_is_found_in_a_long_report() -> None:
    brief = " ".join(TEXT.split()[40:120])
    assert may_share(sketch(brief), sketch(f"{OTHER} {TEXT} {OTHER}"))
    assert not may_share(sketch(brief), sketch(OTHER))


def test_a_sentence_of_a_short_report_is_found_in_another() -> None:
    for start in range(0, 240, 10):
        shared = " ".join(TEXT.split()[start : start + 24])
        assert may_share(sketch(f"{shared} one more"), sketch(f"Another begins {shared} and goes on"))


def test_a_short_text_counts_beside_a_long_one_by_what_both_sample() -> None:
    brief = sketch(" ".join(TEXT.split()[:100]))
    assert 0 < brief.common < len(brief.keys) / 2
    assert sketch(f"{TEXT} {OTHER}").common == len(sketch(f"{TEXT} {OTHER}").keys)
    assert list(pairs([sketch(f"{TEXT} {OTHER}"), brief], [1.0, 1.0], ["a", "b"])) == [(0, 1)]


def test_a_footer_is_enough_for_no_pair_of_one_outlet_weeks_apart() -> None:
    footer = " ".join(f"foot{i}" for i in range(80))
    one, other = sketch(f"{TEXT} {footer}"), sketch(f"{OTHER} {footer}")
    assert may_share(one, other, 0)
    assert not may_share(one, other, 20, is_own=True)


def test_pairs_are_those_that_may_share() -> None:
    sketches = [sketch(TEXT), sketch(OTHER), sketch(f"{TEXT} more"), Sketch((), 0)]
    assert list(pairs(sketches, [1.0, 1.0, float("nan"), 1.0], ["a", "a", "", ""])) == [(0, 2)]
    assert list(pairs([], [], [])) == []


def test_what_all_have_leads_to_the_first_of_them_only() -> None:
    count = FIRST + 30
    found = list(pairs([sketch(TEXT)] * count, [1.0] * count, [""] * count))
    assert {earlier for earlier, _ in found} == set(range(FIRST))
    assert {later for _, later in found} == set(range(1, count))
