"""English is known by its function words, other languages by the model, and short texts are left unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.made import ARABIC, REPORT, RUSSIAN
from reportedly.intake.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (REPORT, "en"),
        (f"The army said: {ARABIC[:20]}. It left the town by night, and the rebels were gone from it.", "en"),
        (ARABIC, "ar"),
        ("اليمن", "ar"),
        (RUSSIAN, "ru"),
        ("Der Sprecher der Armee sagte, die Truppen hätten die Stadt nach zwei Tagen Kampf eingenommen.", "de"),
        ("Le porte-parole de l'armée a déclaré que les troupes avaient pris la ville hier soir.", "fr"),
    ],
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["Yemen", "Ansar Allah", "12", "😀", " ", "", "Syria bombs jihadist positions in Raqa"]
)
def test_a_text_too_short_to_tell_is_unknown(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert language_of(REPORT * 100 + RUSSIAN * 10_000) == "en"


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_no_text_raises(text: str) -> None:
    assert language_of(text) == language_of(text)
