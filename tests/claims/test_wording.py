"""Ordinary wordings of conflict, cause by cause: who did what to whom, where, in the words that news puts it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Claim, Reading

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
