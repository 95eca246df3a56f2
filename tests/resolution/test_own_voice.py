"""A body goes by the names that it gives itself in its own mouth, and there alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Reading
from reportedly.resolution.known import by_id
from reportedly.resolution.tables import rows, several

Read = Callable[[str], Reading]


def doers(reading: Reading) -> list[str]:
    names = {row.id: row.name for row in reading.actors}
    return [names[one] for claim in reading.claims for one in claim.actors]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Houthi spokesman said the Yemeni armed forces had attacked a destroyer.", "Houthi movement"),
        ("Yahya Saree said that the Yemeni armed forces had attacked a destroyer.", "Houthi movement"),
        ("The Houthis claimed that the Yemeni armed forces had attacked a destroyer.", "Houthi movement"),
        ("The government said that the Yemeni armed forces had attacked a militia camp.", "Yemeni Armed Forces"),
        ("The Yemeni armed forces attacked a militia camp.", "Yemeni Armed Forces"),
    ],
)
def test_who_speaks_says_whose_armed_forces_they_are(read_text: Read, text: str, name: str) -> None:
    assert doers(read_text(text)) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abdul-Malik al-Houthi said his movement would attack the port.", "Houthi movement"),
        ("Hassan Nasrallah said his fighters had attacked the port.", "Hezbollah"),
    ],
)
def test_a_leaders_movement_is_the_one_that_he_leads(read_text: Read, text: str, name: str) -> None:
    assert doers(read_text(text)) == [name]


def test_a_juntas_soldiers_are_its_states(read_text: Read) -> None:
    text = "The Myanmar army shelled the village. Junta troops burned 40 houses. Junta soldiers arrested two men."
    assert doers(read_text(text)) == ["Tatmadaw"] * 3


def test_a_plain_word_makes_no_state_the_one_that_a_report_is_about(read_text: Read) -> None:
    text = "Rebels seized the mine. Rebels freed two guards. The rebels attacked government troops."
    assert {row.name for row in read_text(text).actors}.isdisjoint({"Syrian rebels", "Syrian Armed Forces"})


def test_every_row_is_of_a_known_actor_and_every_parent_too() -> None:
    assert all(actor in by_id() and several(names) for actor, names in rows("own_voice", "actor", "names"))
    assert all(not actor.parent or actor.parent in by_id() for actor in by_id().values())
