"""Names compare whatever their articles, accents, apostrophes and possessives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolution.names import clean, fold, is_acronym


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Houthis", "Houthis’"),
        ("Al-Qaeda", "al Qaeda"),
        ("Sana'a", "Sanaa"),
        ("U.S.", "US"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Kurdistan Workers' Party", "The Kurdistan Workers Party"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Islamic State") != fold("Islamic Jihad")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("the “Free Army”,", "Free Army"),
        ("Iraq's", "Iraq"),
        ("their former\n enemies", "former enemies"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_clean_words_lose_articles_marks_and_possessives(words: str, left: str) -> None:
    assert clean(words) == left


@pytest.mark.parametrize(
    ("name", "so"), [("STC", True), ("U.S.", True), ("M23", True), ("Isis", False), ("2014", False)]
)
def test_acronyms_are_short_and_in_capitals(name: str, so: bool) -> None:
    assert is_acronym(name) is so


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)
