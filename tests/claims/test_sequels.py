"""A deed that is told again is where and when it was told to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Reading

Read = Callable[[str], Reading]
RAID = "Gunmen raided Kaya on Friday 12 May 2023, killing nine people, residents said."


def scenes(reading: Reading) -> list[tuple[str | None, str | None]]:
    """Place and first day of each claim, in text order."""
    names = {place.id: place.name for place in reading.places}
    return [(names.get(claim.place or ""), claim.time.start if claim.time else None) for claim in reading.claims]


@pytest.mark.parametrize(
    "sequel",
    [
        "The attack was carried out by rebels, the army said.",
        "A doctor said that twelve people had died in the raid.",
        "A group claimed responsibility for the attack.",
        "The gunmen wounded three soldiers.",
    ],
)
def test_the_deed_that_is_told_again_has_its_place_and_day(read_text: Read, sequel: str) -> None:
    assert set(scenes(read_text(f"{RAID}\n\n{sequel}"))) == {("Kaya", "2023-05-12")}


@pytest.mark.parametrize(
    "sequel",
    [
        "An attack was carried out by rebels.",
        "The earlier attack was carried out by rebels.",
        "The attack on the bridge was carried out by rebels.",
        "Rebels wounded three soldiers.",
    ],
)
def test_another_deed_has_not(read_text: Read, sequel: str) -> None:
    assert scenes(read_text(f"{RAID}\n\n{sequel}"))[-1] == (None, None)


def test_its_own_day_keeps_another_deed_apart(read_text: Read) -> None:
    text = f"{RAID} Soldiers were killed in the attack on 14 May 2023."
    assert scenes(read_text(text))[-1] == (None, "2023-05-14")


def test_what_is_told_in_one_breath_has_one_place_and_day(read_text: Read) -> None:
    text = "Two soldiers were killed and three were hurt when gunmen attacked a post in Kaya on 12 May 2023."
    assert set(scenes(read_text(text))) == {("Kaya", "2023-05-12")}


def test_what_came_before_has_no_day_of_it(read_text: Read) -> None:
    text = "Rebels attacked Goma on 12 May 2023 after the army had bombed Kaya."
    assert scenes(read_text(text))[-1] == ("Kaya", None)
