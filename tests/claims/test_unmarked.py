"""Texts that lost their commas and headings that run into the first sentence; who only tells takes no part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import attribute
from reportedly.claims.extract import candidates
from reportedly.claims.tellers import without_tellers
from reportedly.model import Attributed, Attribution, Draft, Parsed, Reading, Source, Span

Parse = Callable[[str], Parsed]
Read = Callable[[str], Reading]


def sides(parsed: Parsed) -> list[str]:
    """'ASSAULT rebels > the convoy' for each draft."""
    found = []
    for draft in candidates(parsed, attribute(parsed)):
        who, whom = (" + ".join(map(parsed.words, spans)) for spans in (draft.actors, draft.recipients))
        found.append(f"{draft.event} {who} > {whom}")
    return found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("8 July 2015 Rebel fighters attacked the army.", "Rebel fighters"),
        ("Wednesday 27 November 2016 Army troops attacked the rebels.", "Army troops"),
        ("17-02-2016 Rebel fighters attacked the army.", "Rebel fighters"),
        ("Some 2000 rebels attacked the army.", "Some 2000 rebels"),
        ("(Photo by a stringer) Rebel fighters attacked the army.", "Rebel fighters"),
    ],
)
def test_a_name_begins_behind_the_heading(parsed_text: Parse, text: str, actor: str) -> None:
    parsed = parsed_text(text)
    (draft,) = candidates(parsed, attribute(parsed))
    assert [parsed.words(span) for span in draft.actors] == [actor]


def test_victims_wound_nobody_where_a_comma_is_lost(parsed_text: Parse) -> None:
    assert sides(parsed_text("The rebels killed two patients wounded eight others.")) == [
        "ASSAULT The rebels > two patients",
        "ASSAULT The rebels > eight others",
    ]


def test_a_headline_lists_its_victims(parsed_text: Parse) -> None:
    assert sides(parsed_text("Civilian killed others injured in Aleppo.")) == [
        "ASSAULT  > Civilian",
        "ASSAULT  > others",
    ]


def test_who_killed_is_told_behind(parsed_text: Parse) -> None:
    found = sides(parsed_text("Ten civilians were killed when regime troops attacked the village."))
    assert "ASSAULT regime troops > Ten civilians" in found


def test_an_attack_told_anew_is_nobodys_before_it(parsed_text: Parse) -> None:
    found = sides(parsed_text("The army attacked the rebels after a roadside bomb killed two soldiers."))
    assert "ASSAULT  > two soldiers" in found


@pytest.mark.parametrize("text", ["They shelled the towns of Arbin and Douma.", "They shelled Hama district."])
def test_a_named_place_suffers_as_nobody(parsed_text: Parse, text: str) -> None:
    assert sides(parsed_text(text)) == ["ASSAULT They > "]


def test_a_teller_takes_no_part(parsed_text: Parse) -> None:
    parsed = parsed_text("Shells killed ten people the ministry said.")
    teller = Span(parsed.text.index("the ministry"), parsed.text.index(" said"))
    source = Source("s1", "the ministry", kind="organization", named=False)
    row = Attribution(
        "t1", "s1", (teller,), (Span(teller.end + 1, teller.end + 5),), (Span(0, teller.start - 1),), "indirect", 1.0
    )
    drafts = (Draft((Span(0, 12),), 1, "verbs:kill:1", "ASSAULT", actors=(), recipients=(Span(14, 24), teller)),)
    (found,) = without_tellers(parsed, Attributed((source,), (row,)), drafts)
    assert found.recipients == (Span(14, 24),)


def test_the_same_of_the_same_is_told_once(read_text: Read) -> None:
    reading = read_text("The militia killed and wounded dozens of villagers.")
    assert [(claim.event, len(claim.actors), len(claim.recipients)) for claim in reading.claims] == [("ASSAULT", 1, 1)]


def test_nobody_does_a_deed_to_himself(read_text: Read) -> None:
    for claim in read_text("Israel attacked positions of Israel, Hamas said.").claims:
        assert not set(claim.actors) & set(claim.recipients)


def test_a_possessive_without_apostrophe_owns(read_text: Read) -> None:
    (claim,) = read_text("ISILs fighters attacked the village.").claims
    reading = read_text("ISILs fighters attacked the village.")
    assert [row.name for row in reading.actors if row.id in claim.actors] == ["Islamic State"]


def test_what_was_hit_killed_nobody(parsed_text: Parse) -> None:
    found = sides(parsed_text("An army helicopter was shot down on Monday, killing five soldiers."))
    assert "ASSAULT  > five soldiers" in found


def test_a_told_clause_has_not_lost_its_auxiliary(parsed_text: Parse) -> None:
    found = sides(parsed_text("The source said that rebels attacked on Monday with rockets."))
    assert [one for one in found if one.startswith("ASSAULT")] == ["ASSAULT rebels > "]
