"""What is a name, and what only describes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.described import is_a_description, is_a_number

NUMBERS = (
    "at least 15 civilians",
    "more than 300",
    "1,200 fighters",
    "hundreds of thousands",
    "two children",
    "dozens",
)
DESCRIBED = ("gunmen", "the oil tanker", "a governor of Red Sea State", "40 pupils in Damboa", "army's allies", "de")
NAMES = (
    *("17 November", "Two Rivers Brigade", "7th Division", "Group of 77", "The Six", "Civilians", "", "  ", "لواء"),
    *("al-Shabaab", "al Qaeda", "de Gaulle", "bin Salman", "Houthi movement", "M23", "██████"),
)


@pytest.mark.parametrize("name", NUMBERS)
def test_so_many_of_a_kind_are_a_number(name: str) -> None:
    assert is_a_number(name)
    assert is_a_description(name)


@pytest.mark.parametrize("name", DESCRIBED)
def test_who_is_described_has_no_name(name: str) -> None:
    assert is_a_description(name)


@pytest.mark.parametrize("name", NAMES)
def test_who_has_a_name_is_not_described(name: str) -> None:
    assert not is_a_description(name)


@given(st.text(max_size=300))
def test_whatever_is_a_number_is_a_description(name: str) -> None:
    assert is_a_description(name) or not is_a_number(name)
