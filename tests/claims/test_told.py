"""What a told clause is to its speaker: a refusal, a demand, a threat, a promise, and when it is none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.attribution import attribute
from reportedly.claims import extract
from reportedly.model import Parsed, Reading

Parse = Callable[[str], Parsed]


def events(parsed: Parsed) -> list[str]:
    """'REJECT The council > the rebels' for each draft."""
    found = extract(parsed, attribute(parsed))
    sides = ((" + ".join(map(parsed.words, one)) for one in (draft.actors, draft.recipients)) for draft in found)
    return [f"{draft.event} {' > '.join(both)}".strip() for draft, both in zip(found, sides, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council said it will not meet the rebels.", "REJECT The council > the rebels"),
        ("The envoy said that Gabon must pay the farmers.", "REQUEST The envoy > Gabon"),
        ("The junta announced that it would besiege the rebels.", "THREATEN The junta > the rebels"),
        ("Norway said it would withdraw its troops unless Chad paid.", "THREATEN Norway >"),
        ("Norway will support Chad, its defence ministry said.", "AGREE Norway > Chad"),
        ("Norway is ready to support Chad.", "AGREE Norway > Chad"),
        ("The bloc may suspend aid to Chad if the talks fail.", "THREATEN The bloc > Chad"),
    ],
)
def test_what_is_told_is_an_act_of_its_speaker(parsed_text: Parse, text: str, expected: str) -> None:
    assert expected in events(parsed_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The council said the rebels will not meet the envoy.",  # another's refusal is not its own
        "The envoy said that we must pay the farmers.",
        "The junta said that it besieged the rebels.",
        "The junta said that it would not besiege the rebels.",  # to refuse harm is no threat
        "Norway supported Chad.",
        "Norway will not support Chad.",
        "The bloc suspended aid to Chad.",
    ],
)
def test_what_others_do_and_what_was_done_is_none(parsed_text: Parse, text: str) -> None:
    kinds = {one.split()[0] for one in events(parsed_text(text))}
    assert not kinds & {"REQUEST", "THREATEN", "AGREE"}


def test_a_refusal_is_affirmed_in_the_voice_that_reports_it(read_text: Callable[[str], Reading]) -> None:
    reading = read_text("The council said it will not meet the rebels.")
    refusal = next(claim for claim in reading.claims if claim.event == "REJECT")
    assert (refusal.polarity, len(refusal.chain)) == ("affirmed", 1)


def test_north_korea_acts(parsed_text: Parse) -> None:
    """A direction that belongs to a country's name makes no place of it; one beside the name does."""
    assert events(parsed_text("North Korea attacked East Timor.")) == ["ASSAULT North Korea > East Timor"]
    assert events(parsed_text("Rebels attacked northern Iraq.")) == ["ASSAULT Rebels >"]
