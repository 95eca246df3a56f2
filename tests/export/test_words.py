"""Claims, times, places and people in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from export.made import MARSH, claim
from reportedly.export.dates import date_in_words, interval, time_in_words
from reportedly.export.deeds import Deed, deed, deeds
from reportedly.export.positions import Position, Positions, word_count, words_at
from reportedly.export.schema import reading_schema
from reportedly.export.ties import ties
from reportedly.export.voices import counted, voices
from reportedly.export.words import chain_in_words, label, listed, names_of, people, plain, sentence, sureness
from reportedly.model import Place, Quantity, Source, Span, Time

NAMES = names_of(MARSH)


def said(**known: Any) -> str:
    return plain(sentence(claim(**known), NAMES))


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"when": "past"}, "said to have given aid to Salt Brigade"),
        ({"when": "ongoing"}, "said to be giving aid to Salt Brigade"),
        ({"when": "future"}, "said to be going to give aid to Salt Brigade"),
        ({"when": "intended"}, "said to intend to give aid to Salt Brigade"),
        ({"when": "hypothetical"}, "said, on a condition, to give aid to Salt Brigade"),
        ({"polarity": "denied"}, "said NOT to be giving aid to Salt Brigade"),
        ({"certainty": "probable"}, "said probably to be giving aid to Salt Brigade"),
        ({"certainty": "possible", "polarity": "denied"}, "said possibly NOT to be giving aid to Salt Brigade"),
        ({"recipients": ()}, "said to be giving aid"),
        ({"recipients": ("brigade", "council")}, "said to be giving aid to Salt Brigade and River Council"),
        ({"things": ("rifles", "boats")}, "said to be giving aid to Salt Brigade (rifles, boats)"),
        ({"count": 1}, "said to be giving aid to Salt Brigade, once"),
        ({"count": 7}, "said to be giving aid to Salt Brigade, 7 times"),
        ({"place": "maro"}, "said to be giving aid to Salt Brigade, in Maro, Maysan, Iraq"),
        ({"places_all": ("maro", "sea")}, "said to be giving aid to Salt Brigade, in Maro and sea"),
        ({"dead": Quantity(3, 3, "three")}, "said to be giving aid to Salt Brigade, 3 dead"),
    ],
)
def test_a_deed_is_always_said(known: dict[str, Any], words: str) -> None:
    assert said(event="AID", **known) == f"Marsh Front: {words}"


def test_a_tie_is_said_in_the_plain_infinitive() -> None:
    assert said(event=None, relation="leads") == "Marsh Front: said to lead Salt Brigade"
    assert said(event=None, relation="leads", when="past") == "Marsh Front: said to have led Salt Brigade"
    assert said(event=None, relation="member_of", polarity="denied").endswith("said NOT to be a member of Salt Brigade")


def test_nobody_named_is_told() -> None:
    assert said(actors=()) == "(nobody named): said to be cooperating with Salt Brigade"


def test_what_the_verb_says_is_not_said_twice() -> None:
    words = said(event="ASSAULT", mode="drone", things=("drone", "boats"), when="past")
    assert words == "Marsh Front: said to have attacked Salt Brigade by drone (boats)"


def test_ids_that_lead_nowhere_stand_for_themselves() -> None:
    assert said(actors=("x",), recipients=("y",), place="z", event="WALK") == "x: said to be doing WALK to y, in z"


def test_how_surely_is_the_voices_own() -> None:
    assert sureness(claim(certainty="probable")) == "as probable"
    assert sureness(claim(certainty="unspecified")) == "how surely is not told"
    assert sureness(claim(polarity="denied")) == "DENIED"
    assert sureness(claim(polarity="denied", certainty="possible")) == "DENIED as possible"


def test_a_chain_begins_with_the_author() -> None:
    assert chain_in_words(MARSH.claims[4], NAMES) == ("author", "The Harbour Post", "(nobody named)")
    assert chain_in_words(claim(chain=()), NAMES) == ("author",)


def test_labels() -> None:
    assert label(claim(event="ASSAULT", mode="drone")) == "ASSAULT drone"
    assert label(claim(event=None, relation="allied_with")) == "allied with"


def test_every_type_mode_and_tie_has_its_words() -> None:
    """The published schema lists the modes of each type; each is a row, and no row is of anything else."""
    schema = reading_schema()["$defs"]["claim"]
    types = {
        rule["if"]["properties"]["event"]["const"]: rule["then"]["properties"]["mode"]["enum"]
        for rule in schema["allOf"]
    }
    relations = [name for name in schema["properties"]["relation"]["enum"] if name]
    rows = {(event, mode or "") for event, modes in types.items() for mode in modes} | {
        (name, "") for name in relations
    }
    assert deeds().keys() == rows
    assert set(schema["properties"]["event"]["enum"]) - {None} == types.keys()


def test_every_row_of_the_deeds_can_be_said() -> None:
    for (kind, mode), row in deeds().items():
        assert row.base, (kind, mode)
        assert row.participle, (kind, mode)
        assert row.to.count("{}") == 1, (kind, mode)
        assert "{}" not in row.alone, (kind, mode)
        assert row.is_standing == kind.islower(), (kind, mode)


def test_an_unknown_mode_takes_the_types_words() -> None:
    assert deed("AID", "by foot") == deed("AID", None)
    assert deed("WALK", None) == Deed("do", "done", "doing", "WALK to {}", "WALK")


def test_dates() -> None:
    assert date_in_words("2024-05-09") == "9 May 2024"
    assert date_in_words("2024-05-09T10:00:00Z") == "9 May 2024"
    assert date_in_words("2024-05") == "May 2024"
    assert date_in_words("2024") == "2024"
    assert date_in_words("2024-13") == "2024-13"
    assert date_in_words("last week\n") == "last week\n"


def test_times() -> None:
    assert time_in_words(Time("2024-05", "2024-05", "May")) == "in May 2024"
    assert time_in_words(Time("2024-05-09", "2024-05-09", "Thursday")) == "on 9 May 2024"
    assert time_in_words(Time("2024", "2024", "2024")) == "in 2024"
    assert time_in_words(Time("2024-05", "2024-07", "from May to July")) == "from May 2024 to July 2024"
    assert interval(Time("2024-05", "2024-07", "")) == "2024-05/2024-07"
    assert interval(Time("2024-05", "2024-05", "")) == "2024-05"


def test_numbers_of_people() -> None:
    assert people(Quantity(3, 3, ""), "dead") == "3 dead"
    assert people(Quantity(3, 5, ""), "dead") == "3 to 5 dead"
    assert people(Quantity(3, None, ""), "dead") == "at least 3 dead"


def test_lists_in_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed("abc") == "a, b and c"
    assert counted(0, "claim") == "no claims"
    assert counted(1, "claim") == "1 claim"


def test_positions_count_lines_as_editors_do() -> None:
    positions = Positions("ab\ncd\r\nef\rg\u2028h😀i")
    assert [positions.at(i) for i in (0, 2, 3, 7, 10, 14)] == [(1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (4, 5)]
    assert positions.at(-5) == (1, 1)
    assert positions.at(99) == positions.at(15)
    assert positions.first([]) is None
    assert str(positions.first([Span(7, 8), Span(3, 4)])) == "2:1"
    assert Positions("").at(0) == Position(1, 1)


def test_words_at_spans_that_meet_are_one() -> None:
    text = "are no longer\nshelling, no"
    assert words_at(text, [Span(7, 13), Span(4, 6)]) == ["no longer"]
    assert words_at(text, [Span(4, 6), Span(24, 26)]) == ["no"]
    assert words_at(text, [Span(0, 3), Span(14, 22)]) == ["are", "shelling"]
    assert words_at(text, [Span(7, 22)]) == ["longer shelling"]
    assert words_at(text, [Span(-4, 3), Span(24, 99), Span(9, 5), Span(70, 80)]) == ["are", "no"]
    assert word_count(text) == 5


def test_voices_come_as_the_text_brings_them() -> None:
    found = voices(MARSH, NAMES)
    assert [voice.name for voice in found] == [
        "author",
        "The Harbour Post",
        "experts",
        "(nobody named)",
        "local residents",
        "Tomas Verel",
    ]
    assert [voice.through for voice in found[2:]] == [("The Harbour Post",)] * 4
    assert [voice.is_unnamed for voice in found] == [False, False, True, False, True, False]
    assert [voice.counts for voice in found[1:3]] == ["3 statements, 2 claims", "1 statement, 2 claims"]


def test_a_voices_capacity_is_told_once() -> None:
    source = Source("s", "Iva Ro", "person", named=True, role="head of the Delta Center", affiliation="Delta Center")
    [voice] = voices(replace(MARSH, sources=(source,)), NAMES)
    assert voice.capacity == ("head of the Delta Center",)
    [voice] = voices(replace(MARSH, sources=(replace(source, role=None),)), NAMES)
    assert voice.capacity == ("Delta Center",)
    [voice] = voices(replace(MARSH, sources=(replace(source, name="Delta Center", role=None),)), NAMES)
    assert voice.capacity == ()


def test_ties_gather_claims_of_one_kind() -> None:
    found = {(pair.one, pair.direction, pair.other): rows for pair, rows in ties(MARSH)}
    assert list(found) == [
        ("iran", "->", "front"),
        ("front", "<->", "brigade"),
        ("front", "->", "brigade"),
        ("front", "->", "council"),
        ("front", "+", "brigade"),
        ("brigade", "->", "council"),
    ]
    [aid] = found["front", "->", "brigade"]
    assert (aid.kind, aid.things, aid.certainties, aid.whens) == (
        "AID",
        ("rifles", "drones"),
        ("certain", "probable"),
        ("past", "ongoing"),
    )
    assert aid.origins == ("experts", "nobody")
    assert [row.denied for row in found["front", "+", "brigade"]] == [True]


def test_affirmed_and_denied_are_never_one_tie() -> None:
    reading = replace(MARSH, claims=(claim(), claim(id="c2", polarity="denied")))
    [(_, rows)] = ties(reading)
    assert [row.denied for row in rows] == [False, True]


def test_mutual_ties_are_one_whoever_is_named_first() -> None:
    turned = claim(id="c2", actors=("brigade",), recipients=("front",))
    together = claim(id="c3", actors=("brigade", "front"), recipients=())
    [(pair, [tie])] = ties(replace(MARSH, claims=(claim(), turned, together)))
    assert (pair.direction, len(tie.claims)) == ("<->", 3)


def test_nobody_is_tied_to_himself() -> None:
    reading = replace(
        MARSH, claims=(claim(event="AID", recipients=("front",)), claim(actors=("front", "front"), recipients=()))
    )
    assert ties(reading) == ()


def test_a_place_says_each_part_once() -> None:
    names = names_of(replace(MARSH, places=(Place("p", "Yemen", None, "YEM", "Yemen"),)))
    assert plain(sentence(claim(place="p"), names)).endswith(", in Yemen")
