"""Who is told to have taken a report back."""

from __future__ import annotations

import pytest

from reportedly.lineage.retracting import is_own_correction, retracted_by


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Telegraph has retracted its report that boats came.", ("The Telegraph",)),
        ("On Monday Reuters withdrew an earlier story about the raid.", ("Reuters",)),
        ("Al-Watan later corrected its article.", ("Al-Watan",)),
        ("The army withdrew from the town.", ()),
        ("The minister withdrew his troops, a report said.", ()),
    ],
)
def test_a_retraction_is_somebody_s(text: str, names: tuple[str, ...]) -> None:
    assert retracted_by(text) == names


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Correction: Wedding in Juba\nFive were killed.", True),
        ("We retract our report of February 1.", True),
        ("An earlier version of this story said six.", True),
        ("Harbour Post has retracted its report of February 1.", True),
        ("Gulf Courier has retracted its report of February 1.", False),
        ("The court ordered a correction of the map.", False),
    ],
)
def test_a_notice_is_about_one_s_own_report(text: str, *, is_one: bool) -> None:
    assert is_own_correction(text, None, "Harbour Post") == is_one
