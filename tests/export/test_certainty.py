"""Words and their numbers: one table for STIX, MISP and ICD 203; what can't be judged has none."""

from __future__ import annotations

import pytest

from reportedly.export.certainty import scale_of, scales


@pytest.mark.parametrize(
    ("word", "stix", "misp", "band"),
    [("certain", 100, 100, (95, 99)), ("probable", 70, 75, (55, 80)), ("possible", 50, 50, None)],
)
def test_the_numbers_of_a_word(word: str, stix: int, misp: int, band: tuple[int, int] | None) -> None:
    scale = scale_of(word)
    assert (scale.stix, scale.misp_number, scale.icd203_band) == (stix, misp, band)


@pytest.mark.parametrize("scheme", ["certainty", "credibility", "support"])
def test_what_cannot_be_judged_has_no_number(scheme: str) -> None:
    words = {"certainty": "unspecified", "credibility": "6", "support": "contested"}
    scale = scale_of(words[scheme], scheme)
    assert (scale.stix, scale.misp_number, scale.icd203_band) == (None, None, None)
    assert scale.misp == "confidence-cannot-be-evaluated"


def test_an_unknown_word_has_none_either() -> None:
    assert scale_of("rumoured").stix is None


def test_surer_words_have_higher_numbers() -> None:
    numbers = [scale_of(word).stix or 0 for word in ("certain", "probable", "possible", "unspecified")]
    assert numbers == sorted(numbers, reverse=True)
    credible = [scale_of(str(i), "credibility").stix for i in range(1, 6)]
    assert credible == [90, 70, 50, 30, 10]


def test_bands_hold_and_every_row_names_its_source() -> None:
    assert {scheme for scheme, _ in scales()} == {"certainty", "credibility", "support"}
    for scale in scales().values():
        low, high = scale.icd203_band or (0, 100)
        assert 0 <= low < high <= 100
