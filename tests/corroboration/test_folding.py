"""Names and phrases that are one, and those that only look alike; the data files hold together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corroboration.folding import fold, head, is_same_name
from reportedly.corroboration.tables import (
    alike_sorts,
    deed_of,
    default_rule,
    grades,
    groups,
    interests,
    is_known_outlet,
    outlet_key,
    sorts,
    steps,
    wider,
)
from reportedly.corroboration.viewing import days


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("40 pupils in Damboa", "pupil"),
        ("dozens of students", "student"),
        ("the two aid workers", "aid worker"),
        ("at least nine women and children", "woman"),
        ("three former officers", "officer"),
        ("militiamen", "militiaman"),
        ("supplies", "supply"),
        ("control of the city", "control"),
        ("", ""),
    ],
)
def test_what_a_phrase_is_about(phrase: str, word: str) -> None:
    assert head(phrase) == word


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Armenian Defence Ministry", "the Defense Ministry of Armenia", True),
        ("Ukrainian General Staff", "General Staff of Ukraine", True),
        ("SOHR", "Syrian Observatory for Human Rights", True),
        ("Niger Army", "Nigerian Army", False),
        ("Pakistani Taliban", "Taliban", False),
        ("Defence Ministry of Armenia", "Defence Ministry of Azerbaijan", False),
        ("Iran", "Iraq", False),
    ],
)
def test_whether_two_names_are_one(a: str, b: str, same: bool) -> None:
    assert is_same_name(a, b) is same
    assert is_same_name(b, a) is same


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert fold(fold(text)) == fold(text) or not text.isascii()
    assert isinstance(head(text), str)
    assert days(text) is None or text[:1].isdigit()


def test_days_of_partial_dates() -> None:
    first, last = days("2024-02") or (0, 0)
    assert last - first == 28
    assert (days("2024") or (0, 0))[1] - (days("2024") or (0, 0))[0] == 365
    assert days("2024-02-30") is None
    assert days(None) is None


def test_the_data_hold_together() -> None:
    assert {sort for pair in alike_sorts() for sort in pair} <= set(sorts().values())
    assert {group for held in wider().values() for group in held} - {"*"} <= set(groups().values())
    assert all(sum(parts) == pytest.approx(1) for parts in grades().values())
    assert list(grades()) == list("ABCDEF")
    assert steps("likelihood")[-1][0] == 0.0
    assert default_rule().well_from > default_rule().uncorroborated_at_most
    assert deed_of("COERCE", None, "arrest").kind == deed_of("ASSAULT", None, "abduct").kind
    assert deed_of(None, "backs", None).lasting
    assert all(party for party in interests().values())
    assert outlet_key("AFP") == outlet_key("Agence France-Presse")
    assert is_known_outlet("Al-Manar")
