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
