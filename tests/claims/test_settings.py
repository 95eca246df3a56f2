"""Where a deed is: by its own words, by what it is for, by the nouns before it, by the clause it stands in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import RULES, attribute
from reportedly.claims import extract
from reportedly.model import Parsed

Parse = Callable[[str], Parsed]


def where(parsed: Parsed, predicate: str) -> list[str]:
    drafts = extract(parsed, attribute(parsed, RULES))
    return [parsed.words(span) for one in drafts if parsed.tokens[one.trigger].text == predicate for span in one.places]


@pytest.mark.parametrize(
    ("text", "predicate", "first"),
    [
        ("Militants launched an attack on Friday to take the town of Ramadi.", "attack", "Ramadi"),
        ("Six soldiers were killed on Monday while guarding the western Iraqi town of Rutba.", "killed", "Rutba"),
        ("The Taliban raided the Kabul branch of a bank.", "raided", "Kabul"),
        ("A bomber killed two guards in the Syrian province of Idlib.", "killed", "Idlib"),
        ("The army shelled rebels near the Turkish border.", "shelled", "Turkish border"),
        ("The army shelled rebels in the city.", "shelled", "city"),
        ("Al-Qaeda in the Arabian Peninsula carried out attacks on a group in Shabwa.", "attacks", "Shabwa"),
    ],
)
def test_the_first_place_is_where_it_was_done(parsed_text: Parse, text: str, predicate: str, first: str) -> None:
    assert where(parsed_text(text), predicate)[:1] == [first]


def test_a_date_is_no_place(parsed_text: Parse) -> None:
    assert where(parsed_text("The army carried out a strike on March 4 against rebels."), "strike") == []


def test_a_party_is_no_place_of_what_is_said_to_it(parsed_text: Parse) -> None:
    assert where(parsed_text("The president urged Iraq to protect the embassy."), "urged") == []
    assert where(parsed_text("A truce ended violence between herders and clans in Syria."), "violence")[:1] == ["Syria"]


def test_what_is_said_is_not_said_where_other_deeds_were_done(parsed_text: Parse) -> None:
    text = "Three people were killed in Khost province after the president rejected a deal with the Taliban."
    assert where(parsed_text(text), "rejected") == []
    assert where(parsed_text(text), "killed")[:1] == ["Khost province"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels seized the town of Kobo in the Amhara region.", ["Kobo", "Amhara"]),
        ("Rebels seized three tanks in Idlib province near Taftanaz.", ["Idlib province", "Taftanaz"]),
    ],
)
def test_what_a_place_lies_in_comes_behind_it(parsed_text: Parse, text: str, places: list[str]) -> None:
    assert [one.removesuffix(" region") for one in where(parsed_text(text), "seized")][:2] == places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Israeli air strikes before dawn on Friday hit a depot.", "Friday"),
        ("Gunmen attacked a post in Pikit before dawn on Saturday.", "Saturday"),
        ("Gunmen attacked the post in the small hours of Friday.", "Friday"),
    ],
)
def test_an_hour_is_dated_by_the_day_behind_it(parsed_text: Parse, text: str, words: str) -> None:
    parsed = parsed_text(text)
    (draft,) = extract(parsed, attribute(parsed, RULES))
    assert draft.time is not None
    assert parsed.words(draft.time) == words


def test_a_heading_s_day_is_no_part_of_who_acts(parsed_text: Parse) -> None:
    parsed = parsed_text("On Saturday evening militants lobbed a grenade at a camp.")
    (draft,) = extract(parsed, attribute(parsed, RULES))
    assert [parsed.words(span) for span in draft.actors] == ["militants"]
