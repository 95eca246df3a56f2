"""Pronouns, 'the group' and 'the two sides' lead to those whom syntax, number, gender and nearness show."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Document, Parsed
from reportedly.parsing import parse

Parse = Callable[[str], Parsed]


def meant(parsed: Parsed, words: str, nth: int = 1) -> list[str]:
    """The words of those whom the nth mention with these words means."""
    found = [one for one in parsed.mentions if parsed.words(one.span).lower() == words.lower()]
    return [parsed.words(parsed.mentions[i].span) for i in found[nth - 1].antecedents]


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        ("The rebels took the mine. They later freed two guards.", "They", ["The rebels"]),
        ("Maria Keller met the rebels. She praised them.", "She", ["Maria Keller"]),
        ("Maria Keller met the rebels. She praised them.", "them", ["the rebels"]),
        ("Hamas said it would stop the fire.", "it", ["Hamas"]),
        ("The army shelled the camp and burned its own depot.", "its", ["The army"]),
        ("The general, who had fled, was caught.", "who", ["The general"]),
        ("Turkey and Iran said they had met.", "they", ["Turkey", "Iran"]),
        ("The soldiers shot themselves.", "themselves", ["The soldiers"]),
        ("Boko Haram burned a village. The group also took cattle.", "The group", ["Boko Haram"]),
        ("U.S. troops left Kandahar. The troops went home.", "The troops", ["U.S. troops"]),
        ("Rebels entered Goma. They looted the city.", "the city", ["Goma"]),
        ("The head of the clinic, Omar Saleh, spoke. He wept.", "He", ["Omar Saleh"]),
        ("Since it invaded Syria, Russia has bombed many towns.", "it", ["Russia"]),
        ("The observatory reported a raid. It killed six people.", "It", ["a raid"]),
        (
            "The drive to win back Tikrit, involving some soldiers and militiamen, is on. They try to take it.",
            "They",
            ["some soldiers", "militiamen"],
        ),
        ("Fighters have held Mosul since June. They captured it.", "They", ["Fighters"]),
        ("On Sunday, Baron said in a message that he had met Erdogan.", "he", ["Baron"]),
    ],
)
def test_whom_the_words_mean(parsed_text: Parse, text: str, words: str, whom: list[str]) -> None:
    assert meant(parsed_text(text), words) == whom


def test_those_at_odds_with_each_other_are_the_subjects(parsed_text: Parse) -> None:
    parsed = parsed_text("Hezbollah and Israel traded fire and blamed each other for it.")
    assert meant(parsed, "each other") == ["Hezbollah", "Israel"]


def test_the_two_groups_are_those_that_stood_side_by_side(parsed_text: Parse) -> None:
    parsed = parsed_text("The Houthis are said to be helping Al-Qaeda. She saw a bond between the two groups.")
    assert meant(parsed, "the two groups") == ["The Houthis", "Al-Qaeda"]


def test_they_after_the_two_groups_are_both(parsed_text: Parse) -> None:
    parsed = parsed_text(
        "Hamas met Fatah in Cairo. Despite the rift between the two groups, as Hamas rules Gaza, they work together."
    )
    assert meant(parsed, "they") == ["Hamas", "Fatah"]


def test_an_object_is_not_the_subject_of_its_own_verb(parsed_text: Parse) -> None:
    parsed = parsed_text("The police warned the miners. The guards hit them.")
    assert meant(parsed, "them") != ["The guards"]


def test_it_of_the_weather_and_of_judgements_is_nobody(parsed_text: Parse) -> None:
    parsed = parsed_text("The army fell back. It is clear that the war goes on.")
    assert meant(parsed, "It") == []


def test_a_translated_she_without_a_woman_is_the_body_that_spoke(parsed_text: Parse) -> None:
    parsed = parsed_text("The newspaper said the rebels had drones. She added that the drones were new.")
    assert meant(parsed, "She") == ["The newspaper"]


def test_a_woman_is_no_he(parsed_text: Parse) -> None:
    parsed = parsed_text("A woman met the governor. He promised bread.")
    assert meant(parsed, "He") == ["the governor"]


def test_the_other_tribes_are_not_the_sunni_tribes(parsed_text: Parse) -> None:
    parsed = parsed_text("Other tribes stayed away. Later the Sunni tribes fought.")
    assert meant(parsed, "the Sunni tribes") == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["He", "they", "the two sides", "each other", "said", ".", "“", "Hamas", "who", "it"]),
        max_size=30,
    )
)
def test_nothing_means_itself_and_no_text_raises(words: list[str]) -> None:
    parsed = parse(Document("sha256:0", "any", " ".join(words)))
    assert all(i not in one.antecedents for i, one in enumerate(parsed.mentions))


def test_twice_the_text_takes_about_twice_the_time(parsed_text: Parse) -> None:
    from reportedly.parsing.antecedents import link_antecedents

    once = parsed_text("The rebels met the army. They fled, and it took their camp. " * 60)
    twice = parsed_text("The rebels met the army. They fled, and it took their camp. " * 240)

    def cost(parsed: Parsed) -> float:
        began = time.process_time()
        link_antecedents(parsed, parsed.mentions)
        return time.process_time() - began

    assert min(cost(twice) for _ in range(3)) < 12 * min(cost(once) for _ in range(3))
