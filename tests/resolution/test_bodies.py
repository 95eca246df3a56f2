"""Those who act as members, fighters or gunmen of a group are the group; those who suffer stay as many as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Parsed
from resolution.made import actors

Parse = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "who", "group"),
    [
        ("Members of the Red Dune gang killed nine people.", "Members of the Red Dune gang", "Red Dune"),
        ("Some fifty members of the Red Dune gang came.", "Some fifty members of the Red Dune gang", "Red Dune"),
        ('Bandits of the gang "Red Dune" attacked a bus.', 'Bandits of the gang "Red Dune', "Red Dune"),
        ("Fighters of the Free Coast Movement took the port.", "Fighters", "Free Coast Movement"),
        ("About 30 BIFF gunmen fired at the post.", "About 30 BIFF gunmen", "Bangsamoro Islamic Freedom Fighters"),
        ("Fighters from Jnim raided a post.", "Fighters from Jnim", "Jama'at Nasr al-Islam wal Muslimin"),
        ("Gunmen of the Ahrar al-Sharqiyyah faction left.", "Gunmen of the Ahrar al-Sharqiyyah faction",
         "Ahrar al-Sharqiya"),
        ("Forces loyal to Khalifa Haftar shelled a school.", "Forces", "Libyan National Army"),
        ("The Red Dune gang burned the market.", "The Red Dune gang", "Red Dune"),
        ("The Azande Ani Kpi Gbe militia came.", "The Azande Ani Kpi Gbe militia", "Azande Ani Kpi Gbe"),
        ("The Lendu militia burned the market.", "The Lendu militia", "Lendu militia"),
        ("Iran-backed Iraqi militias fired rockets.", "Iran-backed Iraqi militias", "Iran-backed Iraqi militias"),
    ],
)  # fmt: skip
def test_who_acts_for_a_group_is_the_group(parsed_text: Parse, text: str, who: str, group: str) -> None:
    assert [[row.name for row in rows] for rows in actors(parsed_text(text), who, event="ASSAULT")] == [[group]]


def test_who_only_speaks_stays_himself(parsed_text: Parse) -> None:
    text = "About 30 BIFF gunmen spoke to the mayor."
    assert [[row.name for row in rows] for rows in actors(parsed_text(text), "About 30 BIFF gunmen")] == [
        ["About 30 BIFF gunmen"]
    ]


@pytest.mark.parametrize(
    ("text", "who", "group"),
    [
        ("“We killed 12 rebels,” South Sudanese army spokesman Santo Deng said.", "We", "South Sudanese Armed Forces"),
        ("“Our men left,” said Abu Zaid, a spokesman for Boko Haram.", "Our men", "Boko Haram"),
        ("JNIM claimed the raid. The group said its men took arms.", "its men", "Jama'at Nasr al-Islam wal Muslimin"),
        ("The Israeli enemy bombed the port.", "The Israeli enemy", "Israel"),
        ("The Kiev regime shelled the plant.", "The Kiev regime", "Ukraine"),
    ],
)
def test_we_and_our_men_are_the_speakers_side(parsed_text: Parse, text: str, who: str, group: str) -> None:
    assert [[row.name for row in rows] for rows in actors(parsed_text(text), who, event="ASSAULT")] == [[group]]


def test_letters_stand_for_the_longer_name_that_only_this_report_has(parsed_text: Parse) -> None:
    text = "The Ambazonia Self-Defence Council took nine teachers. The ASC denied a killing."
    assert [[row.name for row in rows] for rows in actors(parsed_text(text), "The ASC", event="ASSAULT")] == [
        ["Ambazonia Self-Defence Council"]
    ]


def test_an_institute_is_no_organization_that_attacks(parsed_text: Parse) -> None:
    text = (
        "The Islamic State attacked a post. A researcher at the Gulf Institute for Security Studies said that the"
        " organization may expand its attacks."
    )
    ((meant,),) = actors(parsed_text(text), "the organization")
    assert meant.name == "Islamic State"


def test_letters_are_not_respelt(parsed_text: Parse) -> None:
    ((meant,),) = actors(parsed_text("AA terrorists attacked Gwa in Rakhine State."), "AA terrorists")
    assert meant.name != "Asaib Ahl al-Haq"
