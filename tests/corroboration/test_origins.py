"""Which claims are one origin, which may be, and which are none: each rule of the count by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroboration.made import (
    DOCTOR,
    HEARSAY,
    MAYOR,
    OFFICIAL,
    RESIDENTS,
    SPOKESMAN,
    THE_ARMY,
    copy_of,
    only,
    outlet,
    person,
    range_of,
    said,
)
from reportedly.corroboration.stating import _body
from reportedly.model import Source
from reportedly.model.corroboration import Voice
from reportedly.model.lineage import Cited, Descent


def test_the_same_named_voice_in_many_reports_is_one_origin() -> None:
    observatory = Voice("Syrian Observatory for Human Rights", "organization", named=True)
    assert range_of(*(said(f"r{i}", observatory) for i in range(15))) == (1, 1)


def test_a_body_under_its_initials_is_the_same_body() -> None:
    spelt = Voice("Syrian Observatory for Human Rights", "organization", named=True)
    short = Voice("SOHR", "organization", named=True)
    assert range_of(said("r1", spelt), said("r2", short)) == (1, 1)


def test_a_ministry_is_one_under_two_spellings_and_two_of_two_countries() -> None:
    def ministry(name: str) -> Voice:
        return Voice(name, "organization", named=True)

    ours, same = ministry("Armenian Defence Ministry"), ministry("Ministry of Defense of Armenia")
    theirs, short = ministry("Defence Ministry of Azerbaijan"), ministry("Defence Ministry")
    assert range_of(said("r1", ours), said("r2", same)) == (1, 1)
    assert range_of(said("r1", ours), said("r2", theirs)) == (2, 2)
    assert range_of(said("r1", ours), said("r2", short)) == (1, 1)
    assert range_of(said("r1", ours), said("r2", theirs), said("r3", short)) == (2, 3)


def test_two_countries_whose_names_begin_alike_are_two() -> None:
    niger = Voice("Niger Army", "organization", named=True)
    nigeria = Voice("Nigerian Army", "organization", named=True)
    assert range_of(said("r1", niger), said("r2", nigeria)) == (2, 2)


def test_two_alike_groups_are_two_voices() -> None:
    taliban = Voice("Taliban", "organization", named=True)
    pakistani = Voice("Pakistani Taliban", "organization", named=True)
    assert range_of(said("r1", taliban), said("r2", pakistani)) == (2, 2)


def test_a_surname_is_the_one_person_of_that_name() -> None:
    assert range_of(said("r1", person("Adam Idris")), said("r2", person("Idris"))) == (1, 1)
    two = (said("r1", person("Adam Idris")), said("r2", person("Musa Idris")))
    assert range_of(*two) == (2, 2)
    assert range_of(*two, said("r3", person("Idris"))) == (2, 3)


def test_a_spokesman_is_his_organisation() -> None:
    assert range_of(said("r1", SPOKESMAN), said("r2", THE_ARMY)) == (1, 1)
    other = replace(SPOKESMAN, name="Tahir Hajja")
    unnamed = Voice("an army spokesman", "person", named=False, body="Sudanese Armed Forces")
    assert range_of(said("r1", SPOKESMAN), said("r2", other), said("r3", unnamed)) == (1, 1)


def test_a_copy_is_no_origin_whoever_speaks() -> None:
    for chain in ((), (RESIDENTS,), (MAYOR,), (HEARSAY,)):
        found = only(said("r1", *chain), said("r2", *chain), descents=(copy_of("r2", "r1"),))
        assert (found.affirmed.low, found.affirmed.high) == (1, 1)
        assert (found.affirmed.claims, found.affirmed.copies, found.affirmed.relays) == (2, 1, 0)
        assert [one.way for one in found.members] == ["own", "copy"]


def test_a_copy_that_turns_residents_into_its_own_word_is_no_origin() -> None:
    assert range_of(said("r1"), said("r2", RESIDENTS), descents=(copy_of("r2", "r1"),)) == (1, 1)
    assert range_of(said("r1", RESIDENTS), said("r2"), descents=(copy_of("r2", "r1"),)) == (1, 1)


def test_a_copy_with_a_voice_of_its_own_adds_an_origin() -> None:
    found = only(said("r1"), said("r2"), said("r2", MAYOR, claim="c2"), descents=(copy_of("r2", "r1"),))
    assert (found.affirmed.low, found.affirmed.high, found.affirmed.copies) == (2, 2, 1)


def test_credit_lines_to_one_agency_are_one_origin() -> None:
    def credited(report: str) -> Descent:
        return Descent(report, "AFP", None, ("credit",), is_outside=True, root=report)

    descents = (credited("r1"), credited("r2"))
    assert range_of(said("r1"), said("r2"), descents=descents) == (1, 1)
    agency = said("r3", publisher="Agence France-Presse")
    assert range_of(said("r1"), agency, descents=descents[:1]) == (1, 1)


def test_credit_lines_to_agencies_without_a_name_are_two() -> None:
    def credited(report: str) -> Descent:
        return Descent(report, "agencies", None, ("credit",), is_outside=True, is_named=False, root=report)

    assert range_of(said("r1"), said("r2"), descents=(credited("r1"), credited("r2"))) == (2, 2)


def test_a_relay_in_two_and_three_steps_adds_none() -> None:
    guardian, tribune = outlet("The Guardian"), outlet("Sudan Tribune")
    found = only(
        said("r1", RESIDENTS, publisher="The Guardian"),
        said("r2", guardian, publisher="Sudan Tribune"),
        said("r3", tribune, guardian),
        said("r4", tribune),
        said("r5", guardian, RESIDENTS),
    )
    assert (found.affirmed.low, found.affirmed.high) == (1, 1)
    assert (found.affirmed.claims, found.affirmed.copies, found.affirmed.relays) == (5, 0, 4)


def test_an_outlet_that_is_not_held_is_one_origin_for_all_who_cite_it() -> None:
    telegraph = outlet("The Telegraph")
    assert range_of(said("r1", telegraph), said("r2", outlet("Telegraph")), said("r3", telegraph)) == (1, 1)
    experts = Voice("experts", "group", named=False)
    assert range_of(said("r1", telegraph, experts), said("r2", telegraph, experts)) == (1, 1)


def test_two_outlets_that_cite_each_other_are_one() -> None:
    one, other = outlet("Al-Ahram"), outlet("Al-Akhbar")
    told = said("r1", other, publisher="Al-Ahram"), said("r2", one, publisher="Al-Akhbar")
    assert range_of(*told) == (1, 1)


def test_the_report_that_lineage_knows_is_the_one_cited() -> None:
    cited = Descent("r3", "r1", "r1", ("citation",), cited=(Cited("Reuters", "r1", 1.0, source="s-Reuters"),))
    told = (
        said("r1", RESIDENTS, publisher="Reuters"),
        said("r2", MAYOR, publisher="Reuters"),
        said("r3", outlet("Reuters")),
    )
    found = only(*told, descents=(cited,))
    assert {one.document: one.origin for one in found.members} == {
        "r1": "residents",
        "r2": "Adam Idris",
        "r3": "residents",
    }


def test_an_outlets_own_word_is_an_origin_and_twice_one() -> None:
    assert range_of(said("r1"), said("r2")) == (2, 2)
    assert range_of(said("r1", publisher="BBC"), said("r2", publisher="BBC")) == (1, 1)


def test_a_correspondent_is_his_outlets_word() -> None:
    ours = Voice("a BBC correspondent", "person", named=False)
    assert range_of(said("r1", ours, publisher="BBC"), said("r2", publisher="BBC")) == (1, 1)
    assert range_of(said("r1", ours, publisher="BBC"), said("r2", RESIDENTS), said("r3", MAYOR)) == (3, 3)
    elsewhere = said("r2", Voice("a BBC journalist", "person", named=False), publisher="Dawn")
    assert range_of(said("r1", publisher="BBC"), elsewhere) == (1, 1)


def test_a_local_journalist_is_nobodys_correspondent() -> None:
    local = Voice("a local journalist", "person", named=False)
    assert range_of(said("r1", local, publisher="BBC"), said("r2", publisher="BBC")) == (1, 2)


def test_hearsay_in_a_reports_own_text_is_one_origin() -> None:
    assert range_of(said("r1", HEARSAY)) == (1, 1)
    assert range_of(said("r1", HEARSAY), said("r1", claim="c2")) == (1, 1)
    assert range_of(said("r1", HEARSAY), said("r2", HEARSAY)) == (1, 2)
    assert range_of(said("r1", HEARSAY), said("r2", MAYOR)) == (1, 2)  # nobody knows that it was not he who said it


def test_unnamed_voices_of_unrelated_reports_may_be_the_same() -> None:
    assert range_of(said("r1", RESIDENTS), said("r2", RESIDENTS)) == (1, 2)
    assert range_of(said("r1", RESIDENTS), said("r2", RESIDENTS), said("r3", RESIDENTS)) == (1, 3)
    assert range_of(said("r1", RESIDENTS), said("r2", DOCTOR)) == (2, 2)


def test_who_goes_by_his_office_is_the_one_who_is_named_with_it() -> None:
    by_office = Voice("the administrator of Walikale territory", "person", named=False)
    named = Voice("Emmanuel Bahati", "person", named=True, role="administrator of Walikale territory")
    assert range_of(said("r1", by_office), said("r2", named)) == (1, 1)
    assert range_of(said("r1", Voice("a local official", "person", named=False)), said("r2", named)) == (1, 2)
    assert range_of(said("r1", by_office), said("r2", RESIDENTS)) == (2, 2)


def test_who_cites_hearsay_by_its_outlet_adds_no_name() -> None:
    hearsay = said("r1", HEARSAY, publisher="Dawn")
    cites = said("r2", Voice("Dawn", "outlet", named=True), publisher="Reuters")
    assert range_of(hearsay, said("r3", MAYOR)) == range_of(hearsay, cites, said("r3", MAYOR)) == (1, 2)


def test_unnamed_voices_of_two_sorts_who_speak_together_are_two() -> None:
    both = Voice("two residents and a police officer", "group", named=False)
    assert range_of(said("r1", both)) == (2, 2)
    assert range_of(said("r1", both), said("r2", RESIDENTS)) == (2, 3)
    assert range_of(said("r1", Voice("men and women of the village", "group", named=False))) == (1, 1)


def test_a_state_is_one_voice_with_the_ministry_that_speaks_for_it() -> None:
    government = Voice("Yemen's internationally recognised government", "organization", named=True)
    spokesman = Voice("Salim Awadh", "person", named=True, role="spokesman", body="Defense Ministry")
    assert range_of(said("r1", government), said("r1", spokesman, claim="c2")) == (1, 1)
    assert range_of(said("r1", government), said("r2", spokesman)) == (2, 2)
    two_words = Voice("Burkina Faso's government", "organization", named=True)
    other_state = Voice("Salim Awadh", "person", named=True, role="spokesman", body="Defence Ministry of Mali")
    assert range_of(said("r1", two_words), said("r1", spokesman, claim="c2")) == (1, 1)
    assert range_of(said("r1", two_words), said("r1", other_state, claim="c2")) == (2, 2)
    hospital = Voice("Health Ministry of Yemen", "organization", named=True)
    assert range_of(said("r1", government), said("r1", hospital, claim="c2")) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mali's military", "the Malian Armed Forces (FAMa)", True),
        ("Capt Salim Awadh", "Salim Awadh", True),
        ("Operational Command South", "Ukraine's Operational Command South", True),
        ("the Defence Ministry", "Ministry of National Defence of Niger", True),
        ("the Yemeni army", "the Libyan army", False),
        ("Libyan National Army", "the Libyan army", False),
    ],
)
def test_a_voice_is_itself_under_other_names(one: str, other: str, same: bool) -> None:
    kind = "person" if "Salim" in one else "organization"
    voices = (Voice(name, kind, named=True) for name in (one, other))
    assert range_of(*(said(f"r{i}", voice) for i, voice in enumerate(voices))) == ((1, 1) if same else (2, 2))


def test_unnamed_voices_of_one_report_are_told_apart_by_it() -> None:
    witnesses = Voice("witnesses", "group", named=False)
    assert range_of(said("r1", RESIDENTS), said("r1", witnesses, claim="c2")) == (2, 2)
    both = said("r1", RESIDENTS), said("r1", witnesses, claim="c2"), said("r2", witnesses)
    assert range_of(*both) == (2, 3)


def test_an_unnamed_voice_that_could_be_a_named_one_raises_only_the_upper_bound() -> None:
    found = only(said("r1", OFFICIAL), said("r2", SPOKESMAN))
    assert (found.affirmed.low, found.affirmed.high) == (1, 2)
    assert {row.name: row.could_be for row in found.affirmed.origins} == {
        "Nabil Abdallah": ("a security official",),
        "a security official": ("Nabil Abdallah",),
    }
    assert range_of(said("r1", RESIDENTS), said("r2", SPOKESMAN)) == (2, 2)


def test_two_unnamed_voices_of_one_report_cannot_both_be_the_third() -> None:
    source = Voice("a source", "person", named=False)
    both = said("r1", OFFICIAL), said("r1", source, claim="c2")
    assert range_of(*both, said("r2", SPOKESMAN)) == (2, 3)


def test_the_lower_bound_is_the_smallest_cover_not_the_first_found() -> None:
    """A source may be either; the two others may not be one: two groups, whichever the source goes to."""
    source = Voice("a source", "person", named=False)
    assert range_of(said("r1", source), said("r2", RESIDENTS), said("r3", DOCTOR)) == (2, 3)
    told = said("r1", source), said("r2", RESIDENTS), said("r3", DOCTOR), said("r4", source), said("r5", RESIDENTS)
    assert range_of(*told) == (2, 5)


def test_many_unnamed_voices_have_a_safe_lower_bound() -> None:
    assert range_of(*(said(f"r{i}", RESIDENTS) for i in range(80)), said("m", MAYOR)) == (2, 81)


def test_a_denial_counts_against_and_its_copies_do_not() -> None:
    denied = said("r2", THE_ARMY, polarity="denied")
    found = only(said("r1", RESIDENTS), denied, replace(denied, report="r3"), descents=(copy_of("r3", "r2"),))
    assert (found.denied.low, found.denied.high, found.denied.claims, found.denied.copies) == (1, 1, 2, 1)
    assert (found.affirmed.low, found.support) == (1, "contested")


def test_a_retraction_counts_once_for_and_once_against() -> None:
    found = only(said("r1", MAYOR), said("r2", MAYOR), said("r3", MAYOR, polarity="denied"))
    assert (found.affirmed.low, found.affirmed.high, found.denied.low, found.denied.high) == (1, 1, 1, 1)
    assert found.support == "contested"


def test_a_report_that_its_outlet_took_back_is_contested_by_it() -> None:
    told = Descent("r2", "r2", cited=(Cited("Reuters", "r1", 0.2, retracts=True),))
    found = only(said("r1", publisher="Reuters"), said("r3"), descents=(told,))
    assert (found.affirmed.high, found.denied.high, found.denied.claims, found.support) == (2, 1, 0, "contested")
    assert [(one.document, one.claim) for one in found.members if one.polarity == "denied"] == [("r2", None)]


def test_another_number_is_no_denial() -> None:
    found = only(said("r1", MAYOR, things=("12 shells",)), said("r2", things=("five shells",)))
    assert (found.affirmed.low, found.denied.high) == (2, 0)


def test_a_party_and_its_own_media_are_marked_and_counted_apart() -> None:
    hezbollah = Voice("Hezbollah", "organization", named=True, type="armed group", country="LBN")
    found = only(said("r1", hezbollah), said("r2", publisher="Al-Manar"))
    assert (found.affirmed.low, found.marked) == (2, (("hezbollah", ("Al-Manar", "Hezbollah")),))
    assert only(said("r1", hezbollah), said("r2", publisher="Dawn")).marked == ()


def test_a_states_agency_is_marked_with_the_state() -> None:
    syria = Voice("Syrian Army", "organization", named=True, type="military", country="SYR")
    assert only(said("r1", syria), said("r2", publisher="SANA")).marked == (("syr", ("SANA", "Syrian Army")),)


def test_a_copy_with_a_correspondent_of_its_own_is_no_copy_there() -> None:
    ours = Voice("our correspondent", "person", named=False)
    found = only(said("r1", publisher="AFP"), said("r2", ours, publisher="BBC"), descents=(copy_of("r2", "r1"),))
    assert (found.affirmed.low, found.affirmed.copies) == (2, 0)


def test_who_leads_a_monitor_speaks_for_it_and_a_minister_for_himself() -> None:
    source = Source("s1", "Rami Rahman", "person", named=True, role="head of the Syrian Observatory for Human Rights")
    minister = Source("s2", "Omar Ali", "person", named=True, role="head of the Ministry of Health")
    army = Source("s3", "the Kenyan army", "group", named=False)
    rebels = Source("s4", "Kenyan rebels", "group", named=False)
    assert [_body(one, {}) for one in (source, minister, army, rebels)] == [
        "Syrian Observatory for Human Rights",
        None,
        "Kenyan army",
        None,
    ]


def test_a_ministry_is_one_voice_under_the_name_and_the_adjective_of_its_country() -> None:
    names = "Turkish Defence Ministry", "Turkey's defense ministry"
    one, other = (Voice(name, "organization", named=True) for name in names)
    assert range_of(said("r1", one), said("r2", other)) == (1, 1)
    spokesman = Voice("Zeki Akturk", "person", named=True, role="spokesman", body="Turkish defence ministry")
    assert range_of(said("r1", other), said("r2", spokesman)) == (1, 1)
    french = Voice("French Defence Ministry", "organization", named=True)
    assert range_of(said("r1", one), said("r2", french)) == (2, 2)


def test_an_officer_and_a_captain_of_one_report_may_be_one() -> None:
    officer = Voice("an army officer", "person", named=False)
    captain = Voice("Ali Farah", "person", named=True, role="Captain")
    assert range_of(said("r1", officer), said("r1", captain, claim="c2")) == (1, 2)


def test_a_body_that_publishes_is_one_voice_in_its_own_reports_and_in_others() -> None:
    watch = Voice("Human Rights Watch", "organization", named=True)
    own = said("r1", publisher="Human Rights Watch")
    assert range_of(own, said("r2", watch), said("r3", watch, publisher="Human Rights Watch")) == (1, 1)
