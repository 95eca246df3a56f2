"""How sure a claim is: signs that are there and no others, a probability that grows with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution import attribute
from reportedly.claims.extract import candidates, extract
from reportedly.claims.scores import LEAST, sureness, weights
from reportedly.claims.signs import signs_of
from reportedly.model import Parsed

Parse = Callable[[str], Parsed]


def signs(parsed: Parsed) -> set[str]:
    attributed = attribute(parsed)
    (found,) = signs_of(parsed, attributed, candidates(parsed, attributed))
    return set(found)


def test_a_claim_bears_the_signs_of_its_word_and_sides(parsed_text: Parse) -> None:
    found = signs(parsed_text("Rebels attacked the army."))
    assert {"type ASSAULT", "form verb", "sides both", "word attack", "verb is ROOT"} <= found
    assert {"actor by nsubj", "recipient by dobj", "actor before near", "recipient after near"} <= found
    assert {"alone in its sentence", "sentence first", "in the author's voice"} <= found
    assert not {"infinitive", "modal", "with time", "in quotation marks"} & found


def test_what_is_said_under_a_condition_bears_it(parsed_text: Parse) -> None:
    assert "under a condition" in signs(parsed_text("It is unclear whether rebels attacked the army."))


def test_a_score_travels_with_its_strongest_reasons(parsed_text: Parse) -> None:
    parsed = parsed_text("Rebels attacked the army.")
    attributed = attribute(parsed)
    (draft,) = extract(parsed, attributed)
    (found,) = signs_of(parsed, attributed, (draft,))
    known = sorted((abs(weights()[sign]) for sign in found if sign in weights()), reverse=True)
    assert [abs(float(reason.split()[0])) for reason in draft.reasons] == known[:3]
    assert all(reason.split(" ", 1)[1] in found for reason in draft.reasons)


def test_no_sign_at_all_is_as_likely_as_every_claim() -> None:
    score, reasons = sureness(())
    assert score == round(1 / (1 + math.exp(-weights()["every claim"])), 2)
    assert reasons == ()


@given(st.sets(st.sampled_from(sorted(weights().keys() - {"every claim"}))))
def test_what_speaks_for_a_claim_makes_it_surer(found: set[str]) -> None:
    score, reasons = sureness(found)
    assert 0 <= score <= 1
    assert len(reasons) == min(3, len(found))
    for sign in sorted(found):
        less, _ = sureness(found - {sign})
        assert (score >= less) if weights()[sign] > 0 else (score <= less)


def test_the_unlikely_is_not_told(parsed_text: Parse) -> None:
    parsed = parsed_text("He was detained by the police in 2019 and released a year later.")
    attributed = attribute(parsed)
    told = extract(parsed, attributed)
    assert len(told) < len(candidates(parsed, attributed))
    assert all(draft.score >= LEAST for draft in told)
