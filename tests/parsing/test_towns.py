"""Names that the text shows to be towns are labelled so, whatever the tagger took them for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Parsed

Parse = Callable[[str], Parsed]


def labels(parsed: Parsed, word: str) -> set[str]:
    return {token.entity for token in parsed.tokens if token.text == word}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The army regained control of Wad Madani.", "Madani"),
        ("The shelling of Avdiivka by Russian forces killed two.", "Avdiivka"),
        ("The army denied that Al-Shabaab had captured Afmadow.", "Afmadow"),
        ("Israel bombed Khan Younis.", "Younis"),
        ("Jihadists hid in huts near Djibo. Djibo was quiet.", "Djibo"),
    ],
)
def test_what_is_held_shelled_or_stood_near_is_a_town(parsed_text: Parse, text: str, town: str) -> None:
    assert labels(parsed_text(text), town) <= {"GPE", "LOC"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels freed Adam Idris, a nurse. Later the police captured Idris.", "Idris"),
        ("Mr. Idris spoke first. The mob attacked Idris.", "Idris"),
        ("Israel struck Hamas.", "Hamas"),
        ("The coalition bombed ISIS.", "ISIS"),
    ],
)
def test_who_is_captured_or_attacked_stays_somebody(parsed_text: Parse, text: str, name: str) -> None:
    assert "GPE" not in labels(parsed_text(text), name)
