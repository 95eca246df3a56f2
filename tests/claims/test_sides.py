"""Whom a deed's sides name where its words put them at a distance: in another phrase or clause, beside another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import attribute
from reportedly.claims.extract import candidates
from reportedly.model import Draft, Parsed

Parse = Callable[[str], Parsed]


def said(parsed: Parsed, draft: Draft) -> str:
    sides = (" + ".join(parsed.words(span) for span in spans) for spans in (draft.actors, draft.recipients))
    return f"{draft.event or draft.relation} {' > '.join(sides)}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a state of being attacked, besieged, at war
        ("The rebels came under fire from Turkish troops.", "ASSAULT Turkish troops > The rebels"),
        ("Turkey is at war with the Kurds.", "ASSAULT Turkey > the Kurds"),
        ("The soldiers are laying siege to the rebels.", "COERCE The soldiers > the rebels"),
        ("Residents were under a government siege.", "COERCE government > Residents"),
        ("The rebels pushed back an assault by the army.", "ASSAULT The rebels > the army"),
        ("The army and the rebels exchanged fire.", "ASSAULT The army + the rebels >"),
        # those with whom it was fought
        ("Two soldiers were killed in clashes with the PKK.", "ASSAULT the PKK > Two soldiers"),
        ("Ten rebels died in fighting with the army.", "ASSAULT the army > Ten rebels"),
        # what they fight for names whom they fight
        ("The army had been battling to push the rebels out of the valley.", "ASSAULT The army > the rebels"),
        # whose a thing is, by the clause on it; whom it carries
        ("Hamas has opposed the plan that Abbas launched.", "REJECT Hamas > Abbas"),
        ("The troops surrounded a car carrying two commanders.", "COERCE The troops > two commanders"),
        ("The convoy was hit by rockets fired by Hezbollah.", "ASSAULT Hezbollah > The convoy"),
        # others who do it too, and the same preposition again
        (
            "The United States, along with Britain, struck Houthi positions.",
            "ASSAULT The United States + Britain > Houthi",
        ),
        # who is to do what is asked
        ("Rights groups called on Saudi Arabia to release the activists.", "RETREAT Saudi Arabia > the activists"),
        ("The French army helped Mali retake the town.", "AID The French army > Mali"),
        # where it is fought is not who fights
        ("Syria's war has killed thousands of people.", "ASSAULT  > thousands of people"),
        ("The Houthis promised the United Nations it would reduce violence.", "AGREE The Houthis > the United Nations"),
        ("Residents said government helicopters dropped barrel bombs.", "ASSAULT government >"),
        ("Two rockets landed near the embassy.", "ASSAULT  > the embassy"),
    ],
)
def test_sides_are_found_at_a_distance(text: str, expected: str, parsed_text: Parse) -> None:
    parsed = parsed_text(text)
    assert expected in [said(parsed, draft) for draft in candidates(parsed, attribute(parsed))]


def test_a_place_is_not_who_is_called_on(parsed_text: Parse) -> None:
    parsed = parsed_text("The president called the king on Saturday to discuss the truce.")
    told = [said(parsed, draft) for draft in candidates(parsed, attribute(parsed))]
    assert not any("Saturday" in one for one in told)


def test_what_somebody_backs_is_not_against_him(parsed_text: Parse) -> None:
    parsed = parsed_text("Lawmakers approved a bill imposing sanctions on Russia.")
    assert "SUPPORT Lawmakers > Russia" not in [said(parsed, one) for one in candidates(parsed, attribute(parsed))]
