"""Words are folded so that what archives and editors strip makes no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.words import fold, quotations, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assad's forces", "Assads forces"),
        ("The U.S. said 1,200 died", "the US said 1200 died"),
        ("مـأرب", "مارب"),
        ("إلى مدرسةٍ", "الي مدرسه"),
        ("٣٥ قتيلا", "35 قتيلا"),
        ("Hürriyet, Ankara", "Hurriyet Ankara"),
        ("one, two; three.", "one two three"),
    ],
)
def test_variants_fold_to_the_same_words(one: str, other: str) -> None:
    assert words_of(one).folded == words_of(other).folded


def test_different_words_stay_different() -> None:
    assert fold("Marib") != fold("Maribor")
    assert words_of("12 killed").folded != words_of("21 killed").folded


def test_a_script_without_spaces_has_words() -> None:
    assert len(words_of("無人機が倉庫を攻撃した")) == 11


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we will go" and left.', ["we will go"]),
        ("“We go,” he said. “They stay.”", ["We go,", "They stay."]),
        ("قال «سنعود» ثم ذهب", ["سنعود"]),
        ('He "left.\nShe came.', ["left."]),
        ('A 5" pipe burst.', []),
        ("no marks", []),
    ],
)
def test_quotations_are_what_stands_between_marks(text: str, inside: list[str]) -> None:
    assert [text[start + 1 : end] for start, end in quotations(text)] == inside


@given(st.text())
def test_spans_are_the_text_s_own(text: str) -> None:
    words = words_of(text)
    assert all(fold(text[start:end]) == word for word, (start, end) in zip(words.folded, words.spans, strict=True))
    assert list(words.spans) == sorted(words.spans)
    assert len(words.quoted) == len(words)
