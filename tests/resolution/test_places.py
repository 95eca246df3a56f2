"""Places are told by their names, by what stands beside them, and by the states that the report speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Parsed
from resolution.made import draft, identified, place, spans_of

Parse = Callable[[str], Parsed]


def test_a_governorate_is_a_region_of_its_state(parsed_text: Parse) -> None:
    found = place(parsed_text("Drones hit a base in Shabwa Governorate, southern Yemen."), "Shabwa Governorate")
    assert found is not None
    assert (found.name, found.admin1, found.country, found.country_name) == ("Shabwa", "Shabwa", "YEM", "Yemen")
    assert found.latitude == pytest.approx(14.5, abs=1)
    assert found.longitude == pytest.approx(46.8, abs=1)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Militias fought in Tripoli, Libya, on Monday.", "LBY"),
        ("Lebanese troops moved. Shots were heard in Tripoli, and Beirut called for calm. Lebanon mourned.", "LBN"),
        ("Shots were heard in the Libyan city of Tripoli. Lebanon and Lebanese aid workers watched.", "LBY"),
    ],
)
def test_a_shared_name_is_told_by_the_states_around_it(parsed_text: Parse, text: str, country: str) -> None:
    found = place(parsed_text(text), "Tripoli")
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("The rebels shelled Aleppo province in Syria.", "Aleppo province", "Aleppo", ("Aleppo", "SYR")),
        ("Rain fell in northern Syria.", "northern Syria", "Syria", (None, "SYR")),
        ("They met in South Korea.", "South Korea", "South Korea", (None, "KOR")),
        ("They met in North Kivu, where Congo fights.", "North Kivu", "North Kivu", ("North Kivu", "COD")),
        ("The Ukrainian army left the city of Bakhmut.", "the city of Bakhmut", "Bakhmut", ("Donetsk", "UKR")),
        ("A ship burned in the Red Sea.", "the Red Sea", "Red Sea", (None, None)),
    ],
)
def test_what_only_says_which_kind_of_place_it_is_falls_away(
    parsed_text: Parse, text: str, words: str, name: str, kind: tuple[str | None, str | None]
) -> None:
    found = place(parsed_text(text), words)
    assert found is not None
    assert (found.name, (found.admin1, found.country)) == (name, kind)


def test_an_unknown_place_keeps_its_name_and_what_the_text_says_of_it(parsed_text: Parse) -> None:
    found = place(parsed_text("They burned a mill in Qarqashandiyya, Idlib province, Syria."), "Qarqashandiyya")
    assert found is not None
    assert (found.name, found.admin1, found.country, found.latitude, found.geonames) == (
        "Qarqashandiyya", "Idlib", "SYR", None, None,
    )  # fmt: skip


def test_a_small_town_of_a_state_that_nobody_speaks_of_is_not_meant(parsed_text: Parse) -> None:
    found = place(parsed_text("The Houthis shelled the town of Hamilton in Yemen's hills. Yemen burned."), "Hamilton")
    assert found is not None
    assert (found.latitude, found.geonames) == (None, None)


@pytest.mark.parametrize("words", ["the area", "the east", "the south"])
def test_directions_and_areas_are_no_place(parsed_text: Parse, words: str) -> None:
    assert place(parsed_text(f"They fought in {words}."), words) is None


def test_the_city_is_the_one_named_before(parsed_text: Parse) -> None:
    found = place(parsed_text("Rebels entered Goma in Congo. They looted shops in the city."), "the city")
    assert found is not None
    assert (found.name, found.country) == ("Goma", "COD")


def test_one_place_is_one_row(parsed_text: Parse) -> None:
    parsed = parsed_text("Syria: shells hit Hasakah. In Hassakeh a mosque burned.")
    spans = spans_of(parsed, "Hasakah", "Hassakeh")
    found = identified(parsed, draft(places=spans))
    assert len(found.places) == 1
    assert found.places[0].mentions == spans


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A war is being fought in Yemen. The Houthis said jets struck fighters there.", "there", "Yemen"),
        ("Rebels entered Mosul in Iraq. Troops left the city.", "city", "Mosul"),
        ("Shells fell in Idlib province in Syria. Troops left the province.", "province", "Idlib"),
    ],
)
def test_there_is_the_last_place_of_its_kind_named(parsed_text: Parse, text: str, words: str, name: str) -> None:
    found = place(parsed_text(text), words)
    assert found is not None
    assert found.name == name


def test_no_place_before_leaves_there_without_one(parsed_text: Parse) -> None:
    assert place(parsed_text("Jets struck fighters there. Yemen was quiet."), "there") is None


def test_a_body_is_no_place(parsed_text: Parse) -> None:
    assert place(parsed_text("They threw the Islamic State out of Mosul in Iraq."), "Islamic State") is None
