"""The word, what it hangs on, why, and what is new."""

from __future__ import annotations

from corroboration.made import MAYOR, RESIDENTS, SPOKESMAN, copy_of, only, outlet, person, said
from reportedly.corroboration import Rule, contradictions, explain, keystones, lines, news, propositions, without
from reportedly.corroboration.support import word_for

RULE = Rule()


def test_the_word_follows_the_least_number_of_origins() -> None:
    words = [word_for(low, 0, RULE) for low in range(5)]
    assert words == ["uncorroborated", "uncorroborated", "partially corroborated", *["well corroborated"] * 2]
    assert word_for(9, 1, RULE) == "contested"


def test_a_range_from_one_is_not_corroborated() -> None:
    assert only(*(said(f"r{i}", RESIDENTS) for i in range(3))).support == "uncorroborated"


def test_the_rule_can_be_changed() -> None:
    told = said("r1"), said("r2", MAYOR)
    assert propositions(told)[0].support == "partially corroborated"
    assert propositions(told, rule=Rule(well_from=2))[0].support == "well corroborated"
    assert propositions(told, rule=Rule(uncorroborated_at_most=2))[0].support == "uncorroborated"


def test_keystones_are_the_voices_and_reports_that_alone_hold_the_word() -> None:
    found = only(said("r1", MAYOR), said("r2", MAYOR), said("r3", SPOKESMAN))
    left = {stone.name: stone.left for stone in found.keystones}
    names = ("Adam Idris", "Nabil Abdallah", "Sudanese Armed Forces", "r3", "Outlet of r3")
    assert left == dict.fromkeys(names, "uncorroborated")


def test_what_an_outlet_passed_on_falls_with_it() -> None:
    rows = propositions((said("r1", outlet("The Telegraph"), MAYOR), said("r2", places=())))
    (pair,) = without(rows, "The Telegraph")
    assert pair[1] == "uncorroborated"
    assert ("The Telegraph", 1) in keystones(rows)


def test_without_its_only_denial_nothing_is_contested() -> None:
    found = only(said("r1"), said("r2", MAYOR, polarity="denied"))
    assert {stone.name: stone.left for stone in found.keystones}["Adam Idris"] == "uncorroborated"
    assert contradictions((found,)) == (found,)
    assert contradictions((only(said("r1")),)) == ()


def test_the_tree_tells_the_way_to_the_word() -> None:
    found = only(said("r1", SPOKESMAN), said("r2", RESIDENTS), said("r3"), descents=(copy_of("r3", "r2"),))
    assert lines(explain(found)).split("\n")[:8] == [
        "partially corroborated: 2 certain origins, more than 1 and fewer than 3",
        "  for: 2 independent origins in 3 claims (1 in copies)",
        "    Nabil Abdallah",
        "      Nabil Abdallah speaks for Sudanese Armed Forces",
        "      r1 c1: Outlet of r1 > Nabil Abdallah, affirmed, certain, first-hand",
        "    residents (not named)",
        "      r3 goes back to r2 (passages)",
        "      r2 c1: Outlet of r2 > residents, affirmed, certain, first-hand",
    ]


def test_news_is_what_was_claimed_corroborated_or_contested_since() -> None:
    first = said("r1", MAYOR)
    before = propositions((first,))
    later = {
        "corroborated": said("r2", SPOKESMAN),
        "contested": said("r2", SPOKESMAN, polarity="denied"),
        "claimed": said("r2", SPOKESMAN, event="RETREAT"),
    }
    for what, statement in later.items():
        (change,) = news(before, propositions((first, statement)))
        assert (change.what, change.before) == (what, None if what == "claimed" else "uncorroborated")
    assert news(before, propositions((first, said("r2", MAYOR)))) == ()


def test_a_person_who_is_not_told_to_speak_for_anybody_speaks_for_himself() -> None:
    found = only(said("r1", person("Omar Ali", role="commander")), said("r2", SPOKESMAN))
    assert found.affirmed.low == 2
