"""Which claims say the same thing, and which only look like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroboration.made import (
    ARMY,
    MAYOR,
    NYALA,
    RESIDENTS,
    RSF,
    TAWILA,
    THE_ARMY,
    copy_of,
    day,
    person,
    said,
)
from reportedly.corroboration import keys, propositions
from reportedly.model.corroboration import Party, Spot, Statement
from reportedly.model.reading import Time

DARFUR = Spot("South Darfur", "South Darfur", "SDN", "admin1")
SUDAN = Spot("Sudan", None, "SDN", "country")
CIVILIANS = Party("nine people|", "nine people", type="civilian")
PUPILS = Party("40 pupils in nyala|", "40 pupils in Nyala", type="civilian")
STUDENTS = Party("dozens of students|", "dozens of students", type="civilian")
WORKERS = Party("two aid workers|", "two aid workers", type="civilian")
GUNMEN = Party("gunmen|", "gunmen", type="armed group")


def groups(*statements: Statement, descents: tuple[object, ...] = ()) -> set[frozenset[str]]:
    """The reports that stand in each proposition."""
    found = propositions(statements, descents)  # type: ignore[arg-type]
    return {frozenset(one.document for one in row.members) for row in found}


def together(*reports: str) -> set[frozenset[str]]:
    return {frozenset(reports)}


def apart(*reports: str) -> set[frozenset[str]]:
    return {frozenset({report}) for report in reports}


def test_the_same_deed_told_twice_is_one() -> None:
    assert groups(said("r1"), said("r2")) == together("r1", "r2")


@pytest.mark.parametrize(
    "change",
    [
        {"time": day("2025-03-05"), "published": "2025-03-05"},
        {"places": (TAWILA,)},
        {"actors": (RSF,)},
        {"event": "COERCE"},
        {"mode": "abduct"},
        {"when": "future"},
        {"when": "hypothetical"},
        {"time": Time("2014", "2025-03-05", "since 2014")},
        {"event": None, "relation": "backs"},
        {"places": (replace(NYALA, admin1="Elsewhere"),)},
    ],
    ids=str,
)
def test_another_day_place_actor_or_deed_is_another(change: dict[str, object]) -> None:
    assert groups(said("r1"), said("r2", **change)) == apart("r1", "r2")


@pytest.mark.parametrize(
    "change",
    [
        {"places": ()},
        {"places": (DARFUR,)},
        {"places": (SUDAN,)},
        {"time": None},
        {"time": Time("2025-03", "2025-03", "in March")},
        {"recipients": (CIVILIANS,)},
        {"mode": "explosives"},
        {"things": ("barrel bombs",)},
        {"actors": (replace(ARMY, key="sudan|SDN", name="Sudan", type="country"),)},
        {"actors": (Party("sudanese army|", "Sudanese army", ("SAF",)),)},
        {"when": "ongoing"},
        {"certainty": "possible"},
    ],
    ids=str,
)
def test_what_is_left_open_or_said_otherwise_is_no_other_deed(change: dict[str, object]) -> None:
    assert groups(said("r1"), said("r2", **change)) == together("r1", "r2")


def test_a_claim_that_leaves_the_place_open_does_not_join_two_towns() -> None:
    one, other = said("r1"), said("r2", places=(TAWILA,))
    assert groups(one, other, said("r3", places=())) == apart("r1", "r2", "r3")


def test_a_claim_without_a_date_is_of_the_last_days() -> None:
    old = said("r1", time=day("2025-03-01"))
    new = said("r2", time=day("2025-03-05"), published="2025-03-06")
    vague = said("r3", time=None, published="2025-03-06")
    assert groups(old, new, vague) == {frozenset({"r1"}), frozenset({"r2", "r3"})}


def test_a_claim_without_a_date_is_of_nothing_that_came_after_it_or_long_before() -> None:
    assert groups(said("r1"), said("r2", time=None, published="2025-03-02")) == apart("r1", "r2")
    assert groups(said("r1"), said("r2", time=None, published="2025-03-20")) == apart("r1", "r2")


def test_a_bare_denial_meets_the_one_deed_of_its_days() -> None:
    denial = said("r2", THE_ARMY, polarity="denied", places=(), time=None, published="2025-03-05")
    assert groups(said("r1", MAYOR), denial) == together("r1", "r2")
    assert groups(said("r1", MAYOR), said("r3", MAYOR, places=(TAWILA,)), denial) == apart("r1", "r2", "r3")


def test_a_copy_stays_with_what_it_was_taken_from() -> None:
    vague = said("r3", places=(), time=None)
    both = said("r1"), said("r2", places=(TAWILA,))
    assert groups(*both, vague, descents=(copy_of("r3", "r2"),)) == {frozenset({"r1"}), frozenset({"r2", "r3"})}


def test_whom_it_is_done_to_tells_abductions_apart() -> None:
    taken = [said(f"r{i}", mode="abduct", recipients=(who,)) for i, who in enumerate((PUPILS, STUDENTS, WORKERS))]
    assert groups(*taken) == {frozenset({"r0", "r1"}), frozenset({"r2"})}
    held = said("r3", event="COERCE", mode="arrest", recipients=(PUPILS,))
    assert groups(taken[0], held) == together("r0", "r3")


def test_who_backs_whom_is_one_tie_however_it_is_told() -> None:
    told = ({"event": "SUPPORT"}, {"event": "AID", "things": ("rifles",)}, {"event": None, "relation": "backs"})
    ties = [
        said(f"r{i}", recipients=(RSF,), places=(), time=None, published=f"202{i}-01-01", **way)
        for i, way in enumerate(told)
    ]
    assert groups(*ties) == together("r0", "r1", "r2")


@pytest.mark.parametrize(("name", "same"), [("444 Brigade", True), ("55th Brigade", False)])
def test_a_numbered_unit_is_itself_under_any_name(name: str, same: bool) -> None:
    one, other = (Party(f"{called.casefold()}|", called) for called in ("444th Combat Brigade", name))
    found = groups(said("r1", actors=(one,)), said("r2", actors=(other,)))
    assert found == (together("r1", "r2") if same else apart("r1", "r2"))


def test_nobody_s_deed_is_the_one_done_to_the_same_people_on_that_day() -> None:
    named = said("r1", recipients=(PUPILS,))
    of_nobody = said("r2", actors=(), recipients=(STUDENTS,), places=())
    assert groups(named, of_nobody) == together("r1", "r2")
    assert groups(named, said("r2", actors=(), recipients=(WORKERS,), places=())) == apart("r1", "r2")
    other_day = said("r2", actors=(), recipients=(STUDENTS,), places=(), time=day("2025-03-09"), published="2025-03-09")
    assert groups(named, other_day) == apart("r1", "r2")


def test_named_recipients_tell_deeds_apart() -> None:
    tie = {"event": None, "relation": "backs", "time": None, "places": ()}
    backed = said("r1", recipients=(RSF,), **tie), said("r2", recipients=(RSF,), published="2021-01-01", **tie)
    assert groups(*backed) == together("r1", "r2")
    other = replace(RSF, key="houthi movement|YEM", name="Houthi movement", aliases=(), country="YEM")
    assert groups(backed[0], said("r3", recipients=(other,), **tie)) == apart("r1", "r3")


def test_things_tell_gifts_and_seizures_apart_but_not_a_kind_from_its_sort() -> None:
    def given(report: str, thing: str) -> Statement:
        return said(report, event="AID", recipients=(RSF,), things=(thing,), places=())

    assert groups(given("r1", "weapons"), given("r2", "seven drones")) == together("r1", "r2")
    assert groups(given("r1", "flour"), given("r2", "seven drones")) == apart("r1", "r2")


def test_a_mutual_deed_is_the_same_from_either_side() -> None:
    meeting = {"event": "CONSULT", "places": ()}
    one = said("r1", actors=(ARMY,), recipients=(RSF,), **meeting)
    other = said("r2", actors=(RSF, ARMY), **meeting)
    assert groups(one, other) == together("r1", "r2")


def test_gunmen_are_the_same_gunmen_only_at_one_place() -> None:
    shot = said("r1", actors=(GUNMEN,)), said("r2", actors=(GUNMEN,))
    assert groups(*shot) == together("r1", "r2")
    assert groups(shot[0], replace(shot[1], places=())) == apart("r1", "r2")


def test_an_alias_joins_what_the_knowledge_base_does_not_hold_and_never_what_it_holds_apart() -> None:
    plain = Party("free coast movement|", "Free Coast Movement", ("FCM",))
    short = Party("fcm|", "FCM")
    assert groups(said("r1", actors=(plain,)), said("r2", actors=(short,))) == together("r1", "r2")
    taliban = Party("taliban|AFG", "Taliban", (), "armed group", "AFG", linked=True)
    pakistani = Party("ttp|PAK", "Tehrik-i-Taliban Pakistan", ("Taliban",), "armed group", "PAK", linked=True)
    assert groups(said("r1", actors=(taliban,)), said("r2", actors=(pakistani,))) == apart("r1", "r2")


def test_statements_of_one_proposition_share_a_key() -> None:
    assert set(keys(said("r1"))) & set(keys(said("r2", places=(), time=None, polarity="denied")))
    assert not set(keys(said("r1"))) & set(keys(said("r2", actors=(RSF,), places=())))


def test_the_id_changes_only_with_the_claims_held() -> None:
    ids = {row.id for row in propositions((said("r1"), said("r2", places=(TAWILA,))))}
    more = {row.id for row in propositions((said("r1"), said("r2", places=(TAWILA,)), said("r3", RESIDENTS)))}
    assert len(ids & more) == 1


def test_what_most_claims_say_is_shown() -> None:
    (row,) = propositions((said("r1"), said("r2"), said("r3", person("X"), places=(DARFUR,), time=None)))
    assert (row.actors, row.place, row.time) == (("Sudanese Armed Forces",), "Nyala", day("2025-03-03"))


UAE = Party("united arab emirates|ARE", "United Arab Emirates", (), "country", "ARE", linked=True)
MINISTRY = Party("foreign ministry of the united arab emirates|", "foreign ministry of the United Arab Emirates")
GIFT = {"event": "AID", "recipients": (RSF,), "things": ("drones",), "places": (), "time": None}


def test_a_ministry_stands_for_its_state_in_every_deed_and_an_army_only_in_material_ones() -> None:
    ministry = replace(MINISTRY, type="government")
    assert groups(said("r1", actors=(UAE,), **GIFT), said("r2", actors=(ministry,), **GIFT)) == together("r1", "r2")
    army = Party("emirati army|ARE", "Emirati army", (), "military", "ARE", linked=True)
    assert groups(said("r1", actors=(UAE,), **GIFT), said("r2", actors=(army,), **GIFT)) == apart("r1", "r2")


@pytest.mark.parametrize("name", ["Rebel Government of Sudan", "Darfur regional government"])
def test_what_governs_a_part_of_a_state_or_against_it_is_not_the_state(name: str) -> None:
    sudan = Party("sudan|SDN", "Sudan", (), "country", "SDN", linked=True)
    other = Party(f"{name.lower()}|SDN", name, (), "government", "SDN", linked=True)
    assert groups(said("r1", actors=(sudan,)), said("r2", actors=(other,))) == apart("r1", "r2")


def test_described_recipients_part_no_attack_and_another_number_is_no_other_deed() -> None:
    names = ("army", "eleven soldiers", "nine Sudanese soldiers", "military base in Somalia's Lower Shabelle region")
    hit = [said(f"r{i}", recipients=(Party(f"{name}|", name, type="military"),)) for i, name in enumerate(names)]
    assert groups(*hit) == together("r0", "r1", "r2", "r3")


def test_the_town_is_the_thing_by_its_name_and_an_airport_is_another() -> None:
    def taken(report: str, thing: str) -> Statement:
        return said(report, event="COERCE", mode="seize", things=(thing,))

    assert groups(taken("r1", "the town"), taken("r2", "Nyala")) == together("r1", "r2")
    assert groups(taken("r1", "the airport"), taken("r2", "Nyala")) == apart("r1", "r2")


def test_gunmen_who_took_the_same_people_on_one_day_are_the_same_without_a_place_and_not_in_two() -> None:
    bandits = replace(GUNMEN, key="bandits|", name="Bandits")
    taken = {"mode": "abduct", "recipients": (PUPILS,)}
    one, other = said("r1", actors=(GUNMEN,), places=(), **taken), said("r2", actors=(bandits,), **taken)
    assert groups(one, other) == together("r1", "r2")
    assert groups(replace(one, places=(TAWILA,)), other) == apart("r1", "r2")


def test_what_a_report_adds_of_the_past_in_its_own_words_is_not_the_deed_that_it_tells() -> None:
    past = said("r1", claim="c2", time=None)
    found = propositions((said("r1", MAYOR), past, said("r2", MAYOR)))
    assert {frozenset((one.document, one.claim) for one in row.members) for row in found} == {
        frozenset({("r1", "c1"), ("r2", "c1")}),
        frozenset({("r1", "c2")}),
    }


def test_police_and_army_attack_apart_and_arrest_as_one_state() -> None:
    police = Party("sudanese police|SDN", "Sudanese police", (), "police", "SDN", linked=True)
    assert groups(said("r1"), said("r2", actors=(police,))) == apart("r1", "r2")
    arrest = {"event": "COERCE", "mode": "arrest", "recipients": (PUPILS,)}
    assert groups(said("r1", **arrest), said("r2", actors=(police,), **arrest)) == together("r1", "r2")


def test_a_mutual_deed_shows_nobody_on_both_sides() -> None:
    meeting = {"event": "COOPERATE", "places": ()}
    (row,) = propositions((said("r1", actors=(ARMY, RSF), recipients=(ARMY,), **meeting),))
    assert (row.actors, row.recipients) == (("Sudanese Armed Forces", "Rapid Support Forces"), ())
