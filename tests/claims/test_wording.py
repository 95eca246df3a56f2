"""Ordinary wordings of conflict, cause by cause: who did what to whom, where, in the words that news puts it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import RULES, attribute
from reportedly.claims import extract
from reportedly.model import Claim, Parsed, Reading

Parse = Callable[[str], Parsed]
Read = Callable[[str], Reading]


def told(reading: Reading) -> list[str]:
    """The claims in short, in text order: 'COERCE March 23 Movement > army @Sake denied'."""
    return [_short(reading, claim) for claim in reading.claims]


def _short(reading: Reading, claim: Claim) -> str:
    names = {actor.id: actor.name for actor in reading.actors} | {place.id: place.name for place in reading.places}
    sides = " > ".join(" + ".join(names[one] for one in side) for side in (claim.actors, claim.recipients))
    place = f" @{names[claim.place]}" if claim.place else ""
    return f"{claim.event or claim.relation} {sides.strip()}{place}{' denied' * (claim.polarity == 'denied')}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town of Goma fell into the hands of the M23 on Monday.", "COERCE March 23 Movement > @Goma"),
        ("Goma has fallen to the M23.", "COERCE March 23 Movement > @Goma"),
        ("The town of Goma came under M23 control on Tuesday.", "COERCE March 23 Movement > @Goma"),
        ("Goma is under the control of the M23.", "COERCE March 23 Movement > @Goma"),
        ("The M23 took Goma on Friday.", "COERCE March 23 Movement > @Goma"),
        ("The fall of Goma to the M23 came on Sunday.", "COERCE March 23 Movement > @Goma"),
        ("The Congolese police lost control of Goma to the M23.", "COERCE March 23 Movement > Congolese police @Goma"),
        ("The village of Kirotshe changed hands on Tuesday.", "COERCE > @Kirotshe"),
        ("The airport at Goma was overrun by the M23.", "COERCE March 23 Movement > @Goma"),
    ],
)
def test_towns_are_taken_and_lost_in_many_words(read_text: Read, text: str, expected: str) -> None:
    assert told(read_text(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Malian troops repelled an attack by the Taliban on positions south of Gao.",
            [
                "ASSAULT Malian Armed Forces > Taliban @Gao",
                "ASSAULT Taliban > Malian Armed Forces @Gao",
            ],
        ),
        ("Nine soldiers fell into an ambush near Gao.", ["ASSAULT > Nine soldiers @Gao"]),
        ("The Taliban said it was behind the attack near Kabul.", ["ASSAULT Taliban > @Kabul"]),
        ("Mali's army responded to shelling by the Taliban in Gao.", ["ASSAULT Taliban > @Gao"]),
        (
            "After an attack by the Taliban on soldiers in Herat, the governor imposed a curfew.",
            ["ASSAULT Taliban > soldiers in Herat @Herat", "COERCE governor > @Herat"],
        ),
        ("There was heavy fighting between the army and the Taliban in Herat.", ["ASSAULT army + Taliban > @Herat"]),
    ],
)
def test_deeds_are_told_as_nouns_under_other_verbs(read_text: Read, text: str, expected: list[str]) -> None:
    assert told(read_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "dead", "injured"),
    [
        ("Nine soldiers lost their lives in the ambush by JNIM.", 9, None),
        ("Two farmers were hacked to death in Benue.", 2, None),
        ("Six men met their deaths in an attack by Boko Haram.", 6, None),
        ("The raid left four soldiers wounded.", None, 4),
        ("Militants slit the throats of two farmers.", 2, None),
    ],
)
def test_deaths_and_wounds_are_told_without_killing(
    read_text: Read, text: str, dead: int | None, injured: int | None
) -> None:
    claim = read_text(text).claims[0]
    assert (claim.dead and claim.dead.low, claim.injured and claim.injured.low) == (dead, injured)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels took the town of Djibo by storm.", "COERCE rebels > @Djibo"),
        ("Police took three activists into custody.", "COERCE Police > three activists"),
        ("Three barns were set ablaze by gunmen.", "ASSAULT gunmen >"),
        ("Iran handed $10 million to Hamas.", "AID Iran > Hamas"),
        ("Iran has sent trainers and weapons to Hamas.", "AID Iran > Hamas"),
        ("The officers seized power in Niger.", "COERCE officers >"),
        ("The jihadists overran it on Sunday.", "COERCE jihadists >"),
        ("Missiles were fired at Tel Aviv.", "ASSAULT > @Tel Aviv"),
        ("The government ordered the UN mission to leave.", "REQUEST government > UN mission"),
        ("Thousands poured into the streets of Khartoum.", "PROTEST Thousands > @Khartoum"),
        ("The kidnappers let the girls go.", "RETREAT kidnappers > girls"),
    ],
)
def test_deeds_are_told_by_set_phrases(read_text: Read, text: str, expected: str) -> None:
    assert [one.strip() for one in told(read_text(text))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Gulf Cartel and the Taliban are allied.", "allied_with Gulf Cartel + Taliban >"),
        ("The Gulf Cartel and the Taliban became allies in February.", "allied_with Gulf Cartel > Taliban"),
        ("The Gulf Cartel has entered an alliance with the Taliban.", "allied_with Gulf Cartel > Taliban"),
        ("The Gulf Cartel has allied itself with the Taliban.", "allied_with Gulf Cartel > Taliban"),
        ("There is an alliance of the Gulf Cartel with the Taliban.", "allied_with Gulf Cartel > Taliban"),
        ("The Gulf Cartel and the Taliban joined hands.", "allied_with Gulf Cartel + Taliban >"),
        ("Wagner has taken an Azande militia under its wing.", "SUPPORT Wagner Group > Azande militia"),
        ("The army denied that the town of Kaya had fallen.", "COERCE > @Kaya denied"),
        ("The Taliban owned up to the raid on an army post.", "ASSAULT Taliban > army"),
        ("The Taliban played no part in the attack.", "ASSAULT Taliban > denied"),
    ],
)
def test_alliances_and_parts_in_deeds_are_told_in_many_words(read_text: Read, text: str, expected: str) -> None:
    assert [one.strip() for one in told(read_text(text))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The fighters have been accused by the UN of killing civilians.",
        "The UN accused the fighters of torturing and killing civilians.",
    ],
)
def test_who_accuses_did_not_do_it(read_text: Read, text: str) -> None:
    deeds = [one for one in told(read_text(text)) if one.startswith("ASSAULT")]
    assert set(deeds) == {"ASSAULT fighters > civilians"}


def test_a_states_adjective_owns_also_where_no_label_says_so(read_text: Read) -> None:
    text = "KYIV (Reuters) - Ukrainian drones struck an oil refinery in Ryazan."
    assert [one.partition(" >")[0] for one in told(read_text(text))] == ["ASSAULT Ukraine"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The M23 enjoys the support of Rwanda.", "SUPPORT Rwanda > March 23 Movement"),
        ("The M23 has the backing of Rwanda.", "SUPPORT Rwanda > March 23 Movement"),
        ("He spoke of the support that the M23 gets from Rwanda.", "SUPPORT Rwanda > March 23 Movement"),
        ("Pakistan harbours the Taliban.", "AID Pakistan > Taliban"),
        ("Iran gave guns to the Somali militant group al-Shabaab.", "AID Iran > al-Shabab"),
        (
            "According to an expert who told the newspaper The Star, Iran has armed the M23.",
            "AID Iran > March 23 Movement",
        ),
    ],
)
def test_who_gives_and_who_gets_are_told_apart(read_text: Read, text: str, expected: str) -> None:
    assert told(read_text(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rwandan troops crossed into Congo.", "MOBILIZE Rwandan Armed Forces > @Democratic Republic of the Congo"),
        ("Hezbollah and Israel are at war.", "ASSAULT Hezbollah + Israel >"),
        ("Iran is the main backer of Hamas.", "backs Iran > Hamas"),
        ("Hamas is a proxy of Iran.", "backs Iran > Hamas"),
        ("Hezbollah depends on Iran for money.", "AID Iran > Hezbollah"),
        ("Rwanda and Iran set up a joint operations room.", "COOPERATE Rwanda + Iran >"),
        ("A school has been under siege by Russian forces since Monday.", "COERCE Russian Armed Forces >"),
        ("Thousands of people protested against the government.", "PROTEST Thousands of people > government"),
    ],
)
def test_other_deeds_and_ties_are_told_in_their_other_words(read_text: Read, text: str, expected: str) -> None:
    assert told(read_text(text)) == [expected]


def test_rebels_are_not_whom_they_are_loyal_to(parsed_text: Parse) -> None:
    parsed = parsed_text("Rebels loyal to former vice president Riek Machar captured the town of Kaya.")
    taken = next(draft for draft in extract(parsed, attribute(parsed, RULES)) if draft.event == "COERCE")
    assert [parsed.words(span) for span in taken.actors] == ["Rebels"]
