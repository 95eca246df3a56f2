"""Noun phrases mean known actors, states and their arms, persons, those spoken of before, or their own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution import attribute
from reportedly.model import Attributed, Document, Parsed, Reading, Source, Span
from reportedly.parsing import parse
from reportedly.resolution import identify
from resolution.made import actors, draft, identified, names, spans_of

Parse = Callable[[str], Parsed]

GULF = (
    "The Iranian-backed Houthi militias shelled Taiz on Monday. Ansar Allah said the Saudi-led coalition bombed it. "
    "The rebels and Al-Qaeda in the Arabian Peninsula have fought for years. Al-Qaeda denied a deal. "
    "A group loyal to the Southern Transitional Council was attacked; four civilians died in the skirmishes. "
    "The council blamed both the Houthis and AQAP."
)


def test_one_actor_of_the_world_is_one_row_whatever_it_is_called(parsed_text: Parse) -> None:
    rows = actors(parsed_text(GULF), "The Iranian-backed Houthi militias", "Ansar Allah", "The rebels", "the Houthis")
    assert {row.id for (row,) in rows} == {rows[0][0].id}
    (row,) = rows[0]
    assert (row.name, row.type, row.country) == ("Houthi movement", "armed group", "YEM")
    assert row.aliases == ("Iranian-backed Houthi militias", "Houthi militias", "Ansar Allah", "rebels", "Houthis")


def test_a_shared_name_means_the_one_that_the_report_names_in_full(parsed_text: Parse) -> None:
    assert names(parsed_text(GULF), "Al-Qaeda denied"[:8] + "~2") == ["Al-Qaeda in the Arabian Peninsula"]
    assert names(parsed_text("Al-Qaeda was founded in Peshawar. Al-Qaeda grew."), "Al-Qaeda") == ["Al-Qaeda"]


def test_a_name_that_is_short_for_a_longer_one_is_that_one(parsed_text: Parse) -> None:
    assert names(parsed_text(GULF), "The council") == ["Southern Transitional Council"]


def test_those_whom_only_words_describe_are_named_by_the_words(parsed_text: Parse) -> None:
    (group,), (dead,) = actors(parsed_text(GULF), "A group", "four civilians")
    assert (group.name, group.aliases, group.type) == (
        "group loyal to the Southern Transitional Council", ("group",), "armed group",
    )  # fmt: skip
    assert (dead.name, dead.type) == ("four civilians", "civilian")


@pytest.mark.parametrize("words", ["the skirmishes", "Taiz", "years", "a deal"])
def test_things_and_places_are_nobody(parsed_text: Parse, words: str) -> None:
    assert names(parsed_text(GULF), words) == [""]


WAR = (
    "Syrian government forces backed by Russian warplanes took the town, and the regime promised calm. "
    "Damascus said its army had lost 12 soldiers. Iraqi Shia militias and Kurdish fighters held the east. "
    "President Bashar al-Assad met Turkish Foreign Minister Hakan Fidan. Assad's forces withdrew. "
    "U.S. and French special forces left the Assad regime's enemies. Islamic State positions were bombed. "
    "Islamic State fighters fled, but five ISIS fighters were captured. The jihadists fought on."
)


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Syrian government forces", "Syrian Armed Forces", "military"),
        ("Russian warplanes", "Russia", "country"),
        ("the regime", "Syrian government", "government"),
        ("Damascus", "Syria", "country"),
        ("its army", "Syrian Armed Forces", "military"),
        ("12 soldiers", "12 soldiers", "military"),
        ("Iraqi Shia militias", "Iraqi Shia militias", "armed group"),
        ("Kurdish fighters", "Kurdish fighters", "armed group"),
        ("President Bashar al-Assad", "Bashar al-Assad", "person"),
        ("Turkish Foreign Minister Hakan Fidan", "Hakan Fidan", "person"),
        ("Assad's forces", "Syrian Armed Forces", "military"),
        ("Islamic State positions", "Islamic State", "armed group"),
        ("Islamic State fighters", "Islamic State", "armed group"),
        ("five ISIS fighters", "five ISIS fighters", "armed group"),
        ("The jihadists", "Islamic State", "armed group"),
    ],
)
def test_a_state_its_arms_and_its_enemies_are_told_apart(parsed_text: Parse, words: str, name: str, kind: str) -> None:
    ((row,),) = actors(parsed_text(WAR), words)
    assert (row.name, row.type) == (name, kind)


def test_forces_of_two_states_are_two(parsed_text: Parse) -> None:
    assert names(parsed_text(WAR), "U.S. and French special forces") == ["U.S. special forces + French special forces"]


def test_a_seat_of_government_is_a_place_where_something_is_done_to_it_by_force(parsed_text: Parse) -> None:
    parsed = parsed_text("Israel bombed Damascus. Damascus protested to Moscow.")
    (bombed, asked) = spans_of(parsed, "Damascus", "Moscow")
    found = identified(parsed, draft("ASSAULT", recipients=(bombed,)), draft("ACCUSE", recipients=(asked,)))
    assert found.actor_ids[bombed] == ()
    assert [row.name for row in found.actors] == ["Russia"]


def test_the_person_of_a_surname_is_the_one_named_in_full(parsed_text: Parse) -> None:
    parsed = parsed_text("Dr. Leila Haddad runs the clinic. Haddad said so. First lady Melania Trump met Donald Trump.")
    assert names(parsed, "Haddad~2", "First lady Melania Trump", "Donald Trump") == [
        "Leila Haddad", "Melania Trump", "Donald Trump",
    ]  # fmt: skip


def test_pronouns_mean_whom_they_stand_for_and_are_no_alias(parsed_text: Parse) -> None:
    parsed = parsed_text("The M23 rebels took Goma. They later freed two farmers. It rained.")
    ((row,),) = actors(parsed, "They")
    assert row.name == "March 23 Movement"
    assert "They" not in row.aliases
    assert names(parsed, "It") == [""]


def test_the_two_sides_are_both(parsed_text: Parse) -> None:
    parsed = parsed_text(
        "Fighting between the Rapid Support Forces and the Sudanese army went on. The two sides met in Jeddah."
    )
    assert names(parsed, "The two sides") == ["Rapid Support Forces + Sudanese Armed Forces"]


def test_i_and_we_are_the_voice(parsed_text: Parse) -> None:
    text = "“I ordered the strike, and we regret it,” Vladimir Putin said in Moscow."
    parsed = parsed_text(text)
    assert names(parsed, "I", "we") == ["Vladimir Putin", "Russia"]


def test_we_is_who_speaks_where_we_only_say(parsed_text: Parse) -> None:
    parsed = parsed_text("“We condemn the raid,” Ingrid Solheim said in Oslo.")
    assert names(parsed, "We") == ["Ingrid Solheim"]


def test_we_of_an_unnamed_member_is_the_body(parsed_text: Parse) -> None:
    parsed = parsed_text("“We will take the town,” a commander of the Free Syrian Army said on Monday.")
    assert names(parsed, "We") == ["Free Syrian Army"]


def test_a_name_between_commas_tells_who_the_general_is(parsed_text: Parse) -> None:
    parsed = parsed_text("The strike killed a top general, Karim Daoudi, at the airport.")
    assert names(parsed, "a top general") == ["Karim Daoudi"]


def test_words_for_states_are_read_by_their_letters(parsed_text: Parse) -> None:
    parsed = parsed_text("The US told us that turkey is eaten; IS is a group, it is said.")
    assert names(parsed, "The US", "IS") == ["United States", "Islamic State"]
    assert names(parsed, "turkey") == [""]


def test_northern_syria_is_a_scene_and_no_state(parsed_text: Parse) -> None:
    assert names(parsed_text("Turkey invaded northern Syria."), "Turkey", "northern Syria") == ["Turkey", ""]


def test_no_name_is_another_rows_alias(parsed_text: Parse) -> None:
    parsed = parsed_text(WAR)
    spans = tuple(Span(token.start, token.end) for token in parsed.tokens)
    found = identified(parsed, draft(actors=spans))
    every = {row.name for row in found.actors}
    assert not [alias for row in found.actors for alias in row.aliases if alias in every - {row.name}]


def test_named_voices_are_actors_by_name_and_unnamed_ones_nobody(parsed_text: Parse) -> None:
    parsed = parsed_text("Hassan Nasrallah said Hezbollah would answer. A resident agreed. The resident fled.")
    voices = Attributed(
        (
            Source("s1", "Nasrallah", "person", named=True),
            Source("s2", "Hezbollah", "organization", named=True),
            Source("s3", "a resident", "person", named=False),
        ),
        (),
    )
    found = identified(
        parsed, draft(actors=spans_of(parsed, "Hassan Nasrallah", "Hezbollah", "The resident")), attributed=voices
    )
    rows = {row.id: row.name for row in found.actors}
    assert {source: rows[actor] for source, actor in found.source_actors.items()} == {
        "s1": "Hassan Nasrallah", "s2": "Hezbollah",
    }  # fmt: skip


WORDS = st.sampled_from(
    [
        "the",
        "rebels",
        "Syria",
        "U.S.",
        "ISIS",
        "and",
        "they",
        "its",
        "army",
        "“",
        "-backed",
        "two",
        "sides",
        "of",
        "’s",
        "\n",
        "🙂",
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60)), st.integers(0, 60), st.integers(0, 20)
)
def test_no_text_and_no_span_raises_and_every_id_is_a_row(text: str, start: int, width: int) -> None:
    parsed = parse(Document("sha256:0", "any", text, published="2024-02-30", language="en"))
    span = Span(min(start, len(text)), min(start + width, len(text)))
    found = identify(parsed, attribute(parsed), [draft(actors=(span,), places=(span,), time=span)])
    ids = {row.id for row in found.actors}
    assert all(key in ids for keys in found.actor_ids.values() for key in keys)
    assert set(found.place_ids.values()) == {row.id for row in found.places}


def test_an_outlet_tells_of_fighting_and_takes_no_part(read_text: Callable[[str], Reading]) -> None:
    reading = read_text("Reuters attacked the village. Reuters condemned the army.")
    names = {row.id: row.name for row in reading.actors}
    acting = [(claim.event, [names[one] for one in claim.actors]) for claim in reading.claims]
    assert ("ACCUSE", ["Reuters"]) in acting
    assert ("ASSAULT", ["Reuters"]) not in acting


def test_fighters_from_two_groups_are_both(parsed_text: Parse) -> None:
    parsed = parsed_text("Fighters from Hezbollah and Hamas attacked the post.")
    (groups,) = actors(parsed, "Fighters from Hezbollah and Hamas")
    assert [row.name for row in groups] == ["Hezbollah", "Hamas"]


def test_one_of_a_people_is_no_state(parsed_text: Parse) -> None:
    (who,) = actors(parsed_text("An Israeli soldier was stabbed by a Palestinian."), "a Palestinian")
    assert [(row.name, row.type) for row in who] == [("Palestinian", "civilian")]


def test_a_name_right_behind_an_office_is_who_holds_it(parsed_text: Parse) -> None:
    text = "Israel's prime minister Benjamin Netanyahu vowed to destroy Hamas."
    assert names(parsed_text(text), "Israel's prime minister") == ["Benjamin Netanyahu"]


def sides(reading: Reading) -> list[tuple[list[str], list[str]]]:
    named = {row.id: row.name for row in reading.actors}
    return [([named[one] for one in row.actors], [named[one] for one in row.recipients]) for row in reading.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Qaeda's affiliate in Syria, the Nusra Front, attacked a post.", [(["Al-Nusra Front"], [])]),
        (
            "Some of the captured soldiers were beheaded by the militants.",
            [(["militants"], ["Some of the captured soldiers"])],
        ),
        ("The army had hit its own side.", [(["army"], [])]),
        (
            "The FDLR attacked a camp. The government blamed the rebels.",
            [
                (["Democratic Forces for the Liberation of Rwanda"], []),
                (["government"], ["Democratic Forces for the Liberation of Rwanda"]),
            ],
        ),
        (
            "Rebels seized Rutshuru, Butembo and Bunia. The army attacked the rebels.",
            [(["Rebels"], []), (["Armed Forces of the Democratic Republic of the Congo"], ["Rebels"])],
        ),
        ("Baghdad summoned the ambassador in protest.", [(["Iraq"], ["ambassador"])]),
        ("A government offensive began on four fronts on Monday.", [(["government"], [])]),
        (
            "Gunmen attacked a village, residents said. They burned huts and kidnapped six women.",
            [(["Gunmen"], []), (["Gunmen"], []), (["Gunmen"], ["six women"])],
        ),
    ],
)
def test_who_stands_on_which_side(
    read_text: Callable[[str], Reading], text: str, expected: list[tuple[list[str], list[str]]]
) -> None:
    assert sides(read_text(text)) == expected


def test_a_tie_of_one_alone_is_none(read_text: Callable[[str], Reading]) -> None:
    reading = read_text("Kenyan officers lead the effort.")
    assert all(claim.relation is None for claim in reading.claims)


@pytest.mark.parametrize(
    "text",
    [
        "In support of our people in the valley and their resistance, Hezbollah announces that its men hit a tank.",
        "In support of our people in the camps and their resistance, the fighters of the front hit a tank near Metula.",
    ],
)
def test_whose_own_is_their_own_comes_to_an_end(read_text: Callable[[str], Reading], text: str) -> None:
    """'Their resistance' may mean the people whose resistance it is, and so on without end."""
    assert "ASSAULT" in {claim.event for claim in read_text(text).claims}
