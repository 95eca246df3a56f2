"""Who does what to whom, where and when, on sentences in the manner of news: each form that a deed is put in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution import attribute
from reportedly.claims.extract import candidates, extract
from reportedly.model import Draft, Parsed, Quantity, Reading

Parse = Callable[[str], Parsed]
Read = Callable[[str], Reading]
WORDS = ["rebels", "army", "killed", "the", "of", "by", "with", "attacks", "on", "and", ",", ".", "that", "to", "were"]


def drafts(parsed: Parsed) -> tuple[Draft, ...]:
    return candidates(parsed, attribute(parsed))


def said(parsed: Parsed, draft: Draft) -> str:
    """A draft in short: 'ASSAULT rebels > the convoy'."""
    sides = (" + ".join(parsed.words(span) for span in spans) for spans in (draft.actors, draft.recipients))
    return f"{draft.event or draft.relation} {' > '.join(sides)}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs, active and passive, and their conjuncts
        ("Rebels attacked an army convoy near Harasta.", ["ASSAULT Rebels > army"]),
        ("The convoy was attacked by rebels.", ["ASSAULT rebels > The convoy"]),
        (
            "Soldiers and policemen arrested six activists and two journalists.",
            ["COERCE Soldiers + policemen > six activists + two journalists"],
        ),
        (
            "He was detained by the police in 2019 and released a year later.",
            ["COERCE the police > He", "RETREAT  > He"],
        ),
        # names that a town has too, or that the parser takes for one
        ("Fano captured the town of Debre Tabor on Friday.", ["COERCE Fano >"]),
        ("M23 seized the town of Sake.", ["COERCE M23 >"]),
        ("Pirates seized a cargo ship on Monday.", ["COERCE Pirates >"]),
        ("Gunmen kidnapped 20 villagers in Katsina on Sunday.", ["ASSAULT Gunmen > 20 villagers"]),
        ("The M23 is backed by Rwanda.", ["SUPPORT Rwanda > The M23"]),
        ("Monitors counted 31 attacks by Fano on government forces.", ["ASSAULT Fano > government forces"]),
        # what befell somebody, and what it is called
        ("Colleagues spoke of Adam's murder.", ["ASSAULT  > Adam"]),
        ("The union condemned Ali Hassan's arrest.", ["ACCUSE The union >", "COERCE  > Ali Hassan"]),
        ("Israel's killing of two men angered the town.", ["ASSAULT Israel > two men"]),
        ("Adam Musa, a driver, died after being shot in his car.", ["ASSAULT  > Adam Musa"]),
        ("The bishop called the raid an act of aggression.", ["ACCUSE The bishop >"]),
        ("The bishop called the raid necessary.", ["SUPPORT The bishop >"]),
        ("Ethiopia described the attack as a war crime.", ["ACCUSE Ethiopia >"]),
        # several sides, several clauses
        (
            "Fighting erupted between fighters from the Free Syrian Army and fighters from Hamas.",
            ["ASSAULT fighters + fighters >"],
        ),
        (
            "Three people were killed and 90 injured when the Taliban attacked a hotel.",
            ["ASSAULT the Taliban > Three people", "ASSAULT the Taliban > 90", "ASSAULT the Taliban > a hotel"],
        ),
        (
            "The council urged the parties to disarm and called on neighbours to help.",
            ["REQUEST The council > the parties", "RETREAT the parties >", "REQUEST The council > neighbours"],
        ),
        ("Lebanon asked Washington to help.", ["REQUEST Lebanon > Washington"]),
        (
            "An Israeli strike on a school sheltering displaced families killed 22 people.",
            ["ASSAULT Israeli > 22 people"],
        ),
        ("Rebels shelled the port, residents said, sinking a boat.", ["ASSAULT Rebels >", "ASSAULT Rebels >"]),
        ("Chad has ended its defence pact with France.", ["SANCTION Chad > France"]),
        ("The rebels handed the men to a commission.", ["RETREAT The rebels > the men"]),
        # nouns, and verbs that only carry them
        ("The release of forty prisoners by the Taliban surprised him.", ["RETREAT the Taliban > forty prisoners"]),
        ("The militia carried out seven drone attacks on the port.", ["ASSAULT The militia >"]),
        ("Hamas held talks with Egypt in Cairo.", ["CONSULT Hamas > Egypt"]),
        ("Israel agreed to a ceasefire with Hamas.", ["AGREE Israel > Hamas"]),
        # who owns what acts or suffers
        ("Government airstrikes killed 22 volunteers.", ["ASSAULT Government > 22 volunteers"]),
        ("Four farmers were killed in a strike by Turkish warplanes.", ["ASSAULT Turkish > Four farmers"]),
        ("Russian warplanes struck rebel positions.", ["ASSAULT Russian > rebel"]),
        # participles, relative clauses, control and raising, purpose
        (
            "The group that seized the dam also controls the road.",
            ["COERCE The group >", "COERCE The group >"],
        ),
        (
            "The rebels, backed by Rwanda, captured the town of Bunagana from the army.",
            ["SUPPORT Rwanda > The rebels", "COERCE The rebels > the army"],
        ),
        ("The Houthis are said to be helping the smugglers.", ["AID The Houthis > the smugglers"]),
        ("Both groups appear to be coordinating.", ["COOPERATE Both groups >"]),
        ("The general aims to control the valley.", ["COERCE The general >"]),
        (
            "Iran is helping the rebels by giving them drones.",
            ["AID Iran > the rebels", "AID Iran > them"],
        ),
        ("The army is accused of killing dozens of villagers.", ["ASSAULT The army > dozens of villagers"]),
        # both sides
        ("The two sides shelled each other.", ["ASSAULT The two sides >"]),
        ("Kenya and Somalia signed an agreement on Monday.", ["AGREE Kenya + Somalia >"]),
        # speech that is a deed
        ("The UN called on both sides to stop the fighting.", ["REQUEST The UN > both sides"]),
        (
            "The minister accused Rwanda of arming the rebels.",
            ["ACCUSE The minister > Rwanda", "AID Rwanda > the rebels"],
        ),
        # headlines
        ("Three killed in blast at Mogadishu hotel", ["ASSAULT  > Three"]),
        ("Rebels seize border town", ["COERCE Rebels >"]),
        ("Rebels seized Goma.", ["COERCE Rebels >"]),
        # ties
        ("Mali is a close ally of Russia.", ["allied_with Mali > Russia"]),
        ("The group is loyal to the former president.", ["allied_with The group > the former president"]),
        (
            "The Iranian-backed militia shelled the base.",
            ["backs Iranian > The Iranian-backed militia", "ASSAULT The Iranian-backed militia > the base"],
        ),
        # who acts where syntax shares or hides it
        (
            "Five traders were arrested and shot by the rebels.",
            ["COERCE the rebels > Five traders", "ASSAULT the rebels > Five traders"],
        ),
        ("The ministry announced the decision to aid the northern rebels.", ["AID The ministry > the northern rebels"]),
        ("It is a cell with the ability to capture young officers.", ["COERCE a cell > young officers"]),
        ("Twelve farmers were killed in a series of Turkish air strikes.", ["ASSAULT Turkish > Twelve farmers"]),
        ("The monitor said rebels captured the town and pushed into Idlib.", ["COERCE rebels >", "MOBILIZE rebels >"]),
        ("U.S.-led coalition strikes killed two guards.", ["ASSAULT coalition > two guards"]),
        # 'the attack' takes up the one just told, also where somebody only judges it
        (
            "Turkey launched a strike on a camp. Six guards were killed in the strike.",
            ["ASSAULT Turkey > a camp", "ASSAULT Turkey > Six guards"],
        ),
        (
            "Turkey bombed a camp in Syria on Monday. Norway condemned the strike.",
            ["ASSAULT Turkey > a camp", "ACCUSE Norway > Turkey"],
        ),
        ("A blast killed six guards. Two died in a fire.", ["ASSAULT  > six guards", "ASSAULT  > Two"]),
        (
            "Rebels captured the dam in an offensive that drove the soldiers from Idlib.",
            ["COERCE Rebels >", "COERCE Rebels > the soldiers"],
        ),
        # one number counts several nouns
        ("The Taliban killed 20 soldiers and policemen.", ["ASSAULT The Taliban > 20 soldiers and policemen"]),
        # at whom a word is aimed
        ("The rebels dismissed an appeal from President Gbagbo.", ["REJECT The rebels > President Gbagbo"]),
        # what is no claim
        ("The storm killed six people.", []),
        ("The company reported a loss of two million dollars.", []),
        ("It rained all night in the valley.", []),
        ("No group claimed responsibility for the attack.", []),
    ],
)
def test_a_deed_is_found_in_each_form(parsed_text: Parse, text: str, expected: list[str]) -> None:
    parsed = parsed_text(text)
    assert [said(parsed, draft) for draft in drafts(parsed)] == expected


@pytest.mark.parametrize(
    ("text", "place", "time"),
    [
        ("The militia shelled the port of Aden in May 2021.", ["Aden"], "May 2021"),
        ("On Tuesday, rebels attacked a convoy in Shabwa Governorate.", ["Shabwa Governorate"], "Tuesday"),
        ("Troops in Iraq attacked a village in Syria.", ["Syria"], None),
        ("Rebels seized Goma.", ["Goma"], None),
        ("Rebels attacked a convoy for five hours.", [], None),
    ],
)
def test_place_and_time_are_the_deed_s_own(parsed_text: Parse, text: str, place: list[str], time: str | None) -> None:
    parsed = parsed_text(text)
    draft = drafts(parsed)[0]
    assert [parsed.words(span) for span in draft.places] == place
    assert (parsed.words(draft.time) if draft.time else None) == time


def test_things_and_counts_are_in_the_text_s_own_words(parsed_text: Parse) -> None:
    attack = drafts(parsed_text("The militia carried out seven drone attacks on the port."))[0]
    assert (attack.count, attack.things, attack.mode) == (7, ("drone",), "drone")
    gift = drafts(parsed_text("The coalition supplied the tribes with rifles and ammunition."))[0]
    assert gift.things == ("rifles", "ammunition")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Gunmen killed at least 14 people.", 14, None),
        ("Gunmen killed more than 20 people.", 21, None),
        ("Gunmen killed up to 80 fighters.", 0, 80),
        ("Gunmen killed four farmers.", 4, 4),
        ("Gunmen killed dozens of villagers.", 24, None),
        ("Gunmen killed a guard.", 1, 1),
        ("Gunmen killed 1,200 people.", 1200, 1200),
    ],
)
def test_the_dead_are_counted_as_told(parsed_text: Parse, text: str, low: int, high: int | None) -> None:
    dead = drafts(parsed_text(text))[0].dead
    assert isinstance(dead, Quantity)
    assert (dead.low, dead.high) == (low, high)


def test_the_wounded_are_no_dead(parsed_text: Parse) -> None:
    draft = drafts(parsed_text("Gunmen wounded eight passengers."))[0]
    assert draft.dead is None
    assert draft.injured == Quantity(8, 8, "eight passengers")


def test_a_claim_of_responsibility_is_its_actor_s_own_word(parsed_text: Parse) -> None:
    parsed = parsed_text("The Islamic State claimed responsibility for the bombing in Kabul.")
    cues = {row.id for row in attribute(parsed).attributions}
    found = drafts(parsed)
    assert [draft.cue_of in cues for draft in found] == [True]


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("The Defense Ministry accused the National Shield of firing rockets at a checkpoint.", ["fire"]),
        ("The minister blamed the rebels for shelling the town and killing four civilians.", ["shell", "kill"]),
    ],
)
def test_a_charge_is_the_word_of_who_makes_it(read_text: Read, text: str, deeds: list[str]) -> None:
    reading = read_text(text)
    found = [claim for claim in reading.claims if claim.rule and claim.rule.split(":")[1] in deeds]
    assert [(len(claim.chain), claim.certainty) for claim in found] == [(2, "certain")] * len(deeds)


def test_attackers_are_shared_within_a_sentence(parsed_text: Parse) -> None:
    parsed = parsed_text("Militants stormed the barracks on Friday, and two guards were killed.")
    assert [said(parsed, draft) for draft in drafts(parsed)] == [
        "ASSAULT Militants > the barracks",
        "ASSAULT Militants > two guards",
    ]


def test_each_predicate_speaks_once_and_names_its_row(parsed_text: Parse) -> None:
    found = drafts(parsed_text("Gunmen opened fire on a bus, wounding eight passengers and killing the driver."))
    assert len({draft.trigger for draft in found}) == len(found) == 3
    assert all(draft.rule.split(":")[0] in ("verbs", "nouns", "ties") for draft in found)


def test_spans_stay_short_and_in_their_sentence(parsed_text: Parse) -> None:
    road = "The long road, which nobody repaired for years, " * 8
    parsed = parsed_text(f"Rebels shelled the camp. {road} is closed.")
    for draft in drafts(parsed):
        start, end = draft.spans[0]
        assert end - start <= 200
        assert "camp. The" not in parsed.text[start:end]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_no_text_raises_and_every_span_holds_words(parsed_text: Parse, words: list[str]) -> None:
    parsed = parsed_text(" ".join(words))
    for draft in drafts(parsed):
        for start, end in (*draft.spans, *draft.actors, *draft.recipients, *draft.places):
            assert 0 <= start < end <= len(parsed.text)


def test_a_claim_with_both_sides_is_surer_than_one_without_agent(parsed_text: Parse) -> None:
    scores = []
    for text in ("Rebels killed two guards.", "Two guards were killed."):
        parsed = parsed_text(text)
        scores.append(extract(parsed, attribute(parsed))[0].score)
    whole, half = scores
    assert 0 < half < whole < 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The 2019 military airstrike on the hospital killed 20 people.", None),
        ("A 2021 drone attack by Turkey killed six fighters.", None),
        ("The militia carried out seven drone attacks on the port.", 7),
        ("Monitors counted 2,113 attacks by the militia on farmers.", 2113),
    ],
)
def test_a_year_counts_no_deeds(parsed_text: Parse, text: str, count: int | None) -> None:
    assert [draft.count for draft in drafts(parsed_text(text))][:1] == [count]


def test_those_shot_dead_died(parsed_text: Parse) -> None:
    (draft,) = drafts(parsed_text("Gunmen shot dead nine farmers."))
    assert said(parsed_text("Gunmen shot dead nine farmers."), draft) == "ASSAULT Gunmen > nine farmers"
    assert draft.dead == Quantity(9, 9, "nine farmers")
