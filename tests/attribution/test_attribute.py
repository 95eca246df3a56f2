"""Who says what, through whom: sources, cues, contents, chains, on sentences in the manner of news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import RULES, attribute, chain, innermost
from reportedly.model import Attributed, Attribution, Parsed, Source, Span

Parse = Callable[[str], Parsed]


def told(parsed: Parsed) -> list[tuple[str, str, str]]:
    """(voice, cue, content) of each attribution that has a content."""
    found = attribute(parsed, RULES)
    names = {source.id: source.name for source in found.sources}
    return [
        (names[row.source], words(parsed, row.cue_spans), words(parsed, row.content_spans))
        for row in found.attributions
        if row.content_spans
    ]


def words(parsed: Parsed, spans: tuple[Span, ...]) -> str:
    return " ... ".join(parsed.words(span) for span in spans)


def paths(parsed: Parsed) -> list[list[str]]:
    """The chain of names of each attribution that has a content, without the author."""
    found = attribute(parsed, RULES)
    names = {source.id: source.name for source in found.sources}
    return [[names[i] for i in chain(found, row)[1:]] for row in found.attributions if row.content_spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said that rebels had shelled the town.",
            ("the army", "said", "that rebels had shelled the town"),
        ),
        (
            "Rebels shelled the town on Monday, a hospital worker said.",
            ("a hospital worker", "said", "Rebels shelled the town on Monday"),
        ),
        (
            "The road to the port is closed, according to two aid workers.",
            ("two aid workers", "according to", "The road to the port is closed"),
        ),
        (
            "“We have no water,” said Amal Haddad, a nurse in the camp.",
            ("Amal Haddad", "said", "We have no water"),
        ),
        (
            "The minister promised to release the prisoners.",
            ("the minister", "promised", "to release the prisoners"),
        ),
    ],
)
def test_sources_cues_and_contents(parsed_text: Parse, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(voice, cue, content) for voice, cue, content in told(parsed_text(text))]


def test_an_interrupted_quotation_is_one_attribution_with_two_contents(parsed_text: Parse) -> None:
    text = "“The town is empty,” Karim Nasser said. “Everybody has fled to the hills.”"
    assert [content for _, _, content in told(parsed_text(text))] == [
        "The town is empty ... Everybody has fled to the hills."
    ]


def test_a_quotation_runs_on_over_paragraphs_until_it_is_closed(parsed_text: Parse) -> None:
    text = "Karim Nasser said: “They came at night.\n\n“They took two men with them.”"
    (row,) = told(parsed_text(text))
    assert row[0] == "Karim Nasser"
    assert row[2].endswith("They took two men with them.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than ten houses were burnt the monitor said.", ("monitor", "More than ten houses were burnt")),
        (
            "A shell fired by rebels hit the market of the old city a medic said.",
            ("a medic", "A shell fired by rebels"),
        ),
        ("The road was cut on Friday the Chadian army said.", ("Chadian army", "The road was cut on Friday")),
        ("Shelling went on in the south overnight said the monitor.", ("monitor", "Shelling went on in the south")),
    ],
)
def test_texts_that_lost_their_commas(parsed_text: Parse, text: str, expected: tuple[str, str]) -> None:
    (voice, _, content) = told(parsed_text(text))[0]
    assert voice.removeprefix("the ") == expected[0]
    assert content.startswith(expected[1])


def test_hearsay_is_nobodys_voice(parsed_text: Parse) -> None:
    found = attribute(parsed_text("The convoys are said to carry rockets."), RULES)
    kinds = {source.id: (source.kind, source.named) for source in found.sources}
    assert [kinds[row.source] for row in found.attributions] == [("unspecified", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shopkeeper told Reuters that the bridge was gone.", ["Reuters", "a shopkeeper"]),
        ("The newspaper Al-Fajr quoted officers as saying that the base had fallen.", ["Al-Fajr", "officers"]),
        ("Reuters, citing two diplomats, reported that the talks had failed.", ["Reuters", "two diplomats"]),
        (
            "In an interview with the BBC, General Idris Balogun said that the siege would end.",
            ["BBC", "Idris Balogun"],
        ),
        ("The Guardian said that residents say that the village has been burnt.", ["The Guardian", "residents"]),
    ],
)
def test_chains(parsed_text: Parse, text: str, expected: list[str]) -> None:
    assert expected in paths(parsed_text(text))


def test_the_carrier_goes_on_with_him_until_another_is_named(parsed_text: Parse) -> None:
    text = "Omar Saleh told Reuters that the bridge was gone. He added that nobody was hurt."
    assert paths(parsed_text(text)) == [["Reuters", "Omar Saleh"], ["Reuters", "Omar Saleh"]]


def test_told_to_a_listener_who_is_no_outlet_is_no_relay(parsed_text: Parse) -> None:
    assert paths(parsed_text("Omar Saleh told parliament that the bridge was gone.")) == [["Omar Saleh"]]


def test_the_newspaper_and_a_mistranslated_she_are_the_outlet(parsed_text: Parse) -> None:
    text = (
        "The groups work together, according to a report published by the British newspaper The Guardian.\n"
        "The newspaper added that they share weapons.\n"
        "She said that the alliance was new."
    )
    assert [voice for voice, _, _ in told(parsed_text(text))] == ["The Guardian"] * 3


def test_one_voice_by_full_and_short_name_and_pronoun(parsed_text: Parse) -> None:
    text = (
        "The police chief, Amina Yusuf, said the market was shut. “It is not safe,” Yusuf said. She said it may reopen."
    )
    assert [voice for voice, _, _ in told(parsed_text(text))] == ["Amina Yusuf"] * 3


@pytest.mark.parametrize(
    "phrase",
    [
        "A spokesman for Joseph Kamau",
        "An aide to President Joseph Kamau",
        "The aide to the president, Joseph Kamau,",
        "A member of the party of Joseph Kamau",
        "A relative of Joseph Kamau",
        "Two officials",
    ],
)
def test_an_unnamed_voice_never_becomes_a_person_who_is_named_beside_it(parsed_text: Parse, phrase: str) -> None:
    text = f"{phrase} said that the talks had failed. Joseph Kamau said that they had not."
    found = attribute(parsed_text(text), RULES)
    named = {source.id: source.named for source in found.sources}
    first, second = (row for row in found.attributions if row.content_spans)
    assert not named[first.source]
    assert named[second.source]
    assert first.source != second.source


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The president of the League for Human Rights, Jamel Msallem, said that the law was fair.", "Jamel Msallem"),
        ("Karim Haddad, the governor of the province, said that the road was open.", "Karim Haddad"),
        ("The militant organisation, the Northern Front, said that it had left.", "Northern Front"),
        ("The Britain-based Syrian Observatory said that it had left.", "Syrian Observatory"),
        ("The U.N. said that it had left.", "United Nations"),
    ],
)
def test_a_voice_goes_by_its_name(parsed_text: Parse, text: str, name: str) -> None:
    assert [voice for voice, _, _ in told(parsed_text(text))] == [name]


def test_the_report_itself_is_always_the_first_voice(parsed_text: Parse) -> None:
    (author,) = attribute(parsed_text("Shells fell on the port."), RULES).sources
    assert (author.kind, author.named) == ("author", False)


def test_an_empty_text_has_no_attribution(parsed_text: Parse) -> None:
    assert attribute(parsed_text(""), RULES).attributions == ()


def test_innermost_is_the_shortest_content_that_holds_the_span() -> None:
    outer = Attribution("t1", "s1", (), (), (Span(0, 50),), "indirect", 1.0)
    inner = Attribution("t2", "s2", (), (), (Span(20, 40),), "indirect", 1.0, "t1")
    assert innermost((outer, inner), Span(25, 30)) is inner
    assert innermost((outer, inner), Span(2, 5)) is outer
    assert innermost((outer, inner), Span(60, 70)) is None


def test_a_chain_of_parents_that_bites_its_tail_ends() -> None:
    rows = (
        Attribution("t1", "s1", (), (), (), "indirect", 1.0, "t2"),
        Attribution("t2", "s2", (), (), (), "indirect", 1.0, "t1"),
    )
    found = Attributed((Source("s0", "this report", "author", named=False),), rows)
    assert set(chain(found, rows[0])) == {"s0", "s1", "s2"}
