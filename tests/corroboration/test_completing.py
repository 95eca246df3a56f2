"""What a claim leaves to its report: 'its spokesman', 'our forces', who did not do it, where it was."""

from __future__ import annotations

import pytest

from corroboration.made import RSF, said
from reportedly import read_text
from reportedly.corroboration import statements
from reportedly.corroboration.completing import with_doers
from reportedly.corroboration.folding import is_common, is_proper
from reportedly.model.corroboration import Party, Statement

PUPILS = Party("20 pupils|", "20 pupils", type="civilian")


def told(text: str) -> tuple[Statement, ...]:
    return statements(read_text(text, published="2025-06-02", publisher="The Herald"))


def test_its_spokesman_speaks_for_whom_he_tells_of_and_our_forces_are_his() -> None:
    first = "The Amhara militia Fano captured the town of Debre Tabor on Sunday, its spokesman Asres Mare said."
    found = told(f'{first}\n\n"Our forces are in full control of Debre Tabor," Asres Mare told reporters.')
    assert {one.chain[-1].body for one in found} == {"Fano"}
    assert {party.name for one in found for party in one.actors} == {"Fano"}


def test_a_dateline_is_no_part_of_a_group() -> None:
    dateline = "MOGADISHU, May 12 (Reuters) - Al Shabaab fighters attacked a military base in Barire on Monday,"
    found = told(f"{dateline} an army officer said.\n\nAl Shabaab has fought the government for years.")
    assert {party.name for one in found for party in one.actors} == {"al-Shabab"}


def test_a_denial_that_names_nobody_is_of_whom_its_report_names() -> None:
    taken = said("r1", mode="abduct", actors=(RSF,), recipients=(PUPILS,))
    nobody = said("r1", claim="c2", mode="abduct", actors=(), recipients=(PUPILS,), polarity="denied", places=())
    assert with_doers((taken, nobody))[1].actors == (RSF,)
    other = said("r1", claim="c3", mode="abduct", recipients=(PUPILS,))
    assert with_doers((taken, nobody, other))[1].actors == ()


@pytest.mark.parametrize("name", ["eleven soldiers", "Seven Palestinians", "a base in Lower Shabelle", "the camp"])
def test_what_is_counted_or_ends_in_a_common_noun_is_a_description(name: str) -> None:
    assert is_common(name)


@pytest.mark.parametrize("name", ["Interior Ministry", "foreign ministry of Iran", "al-Shabab", "Somali army", "Fano"])
def test_a_name_or_a_body_is_none(name: str) -> None:
    assert not is_common(name)
    assert is_proper(name)
