"""Opinions of subjective logic: the operators against published examples, and what letters leave of a proposition."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroboration.made import MAYOR, RESIDENTS, SPOKESMAN, only, outlet, said
from reportedly.corroboration import credibility, likelihood, opinion
from reportedly.corroboration.opinions import VACUOUS, average, cumulate, discount
from reportedly.model.corroboration import Opinion

# Van der Heijden, Kopp and Kargl, Multi-Source Fusion Operations in Subjective Logic, FUSION 2018, table I.
THREE = (Opinion(0.10, 0.30, 0.60), Opinion(0.40, 0.20, 0.40), Opinion(0.70, 0.10, 0.20))


def parts(one: Opinion) -> tuple[float, float, float]:
    return one.belief, one.disbelief, one.uncertainty


def test_cumulative_fusion_of_the_published_example() -> None:
    fused = reduce(cumulate, THREE)
    assert parts(fused) == pytest.approx((0.651, 0.209, 0.140), abs=5e-4)
    assert fused.expected == pytest.approx(0.721, abs=5e-4)


def test_averaging_fusion_of_the_published_example() -> None:
    fused = average(THREE)
    assert parts(fused) == pytest.approx((0.509, 0.164, 0.327), abs=5e-4)
    assert fused.expected == pytest.approx(0.673, abs=5e-4)


def test_trust_discounting_of_the_published_example() -> None:
    """Jøsang 2016, section 14.3: Alice trusts Bob by half, and Bob has an opinion of a restaurant."""
    derived = discount(Opinion(0.20, 0.40, 0.40, 0.75), Opinion(0.45, 0.35, 0.20, 0.25))
    assert parts(derived) == pytest.approx((0.225, 0.175, 0.600))
    assert derived.expected == pytest.approx(0.375)


shares = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda t: Opinion(t[0] / sum(t), t[1] / sum(t), t[2] / sum(t)))


@given(shares, shares, shares)
def test_fusion_knows_no_order_and_stays_an_opinion(a: Opinion, b: Opinion, c: Opinion) -> None:
    assert parts(cumulate(a, b)) == pytest.approx(parts(cumulate(b, a)))
    assert parts(cumulate(cumulate(a, b), c)) == pytest.approx(parts(cumulate(a, cumulate(b, c))))
    for made in (cumulate(a, b), average((a, b, c)), discount(a, b)):
        assert sum(parts(made)) == pytest.approx(1)
    assert parts(average((a, a))) == pytest.approx(parts(a))
    assert parts(cumulate(a, VACUOUS)) == pytest.approx(parts(a))


def test_without_letters_there_is_no_opinion_and_nothing_to_judge() -> None:
    found = only(said("r1", MAYOR), said("r2", SPOKESMAN))
    assert opinion(found, ()) is None
    assert (credibility(None), likelihood(None)) == (6, None)


def test_who_cannot_be_judged_leaves_full_uncertainty_not_one_half() -> None:
    left = opinion(only(said("r1", MAYOR)), (("Adam Idris", "F"),))
    assert left == Opinion(0.0, 0.0, 1.0)
    assert credibility(left) == 6


def test_a_second_origin_makes_surer_and_a_second_report_of_the_same_does_not() -> None:
    letters = (("Adam Idris", "B"), ("Nabil Abdallah", "B"))
    one = opinion(only(said("r1", MAYOR)), letters)
    twice = opinion(only(said("r1", MAYOR), said("r2", MAYOR)), letters)
    two = opinion(only(said("r1", MAYOR), said("r2", SPOKESMAN)), letters)
    assert one
    assert twice
    assert two
    assert parts(one) == pytest.approx(parts(twice))
    assert two.uncertainty < one.uncertainty
    assert two.belief > one.belief


def test_each_voice_of_the_chain_takes_its_part_and_a_denial_is_disbelief() -> None:
    letters = (("Adam Idris", "A"), ("The Telegraph", "C"))
    plain = opinion(only(said("r1", MAYOR)), letters)
    relayed = opinion(only(said("r1", outlet("The Telegraph"), MAYOR)), letters)
    denied = opinion(only(said("r1", MAYOR, polarity="denied")), letters)
    assert plain
    assert relayed
    assert denied
    assert relayed.belief < plain.belief
    assert denied.disbelief == pytest.approx(plain.belief)


def test_words_at_the_edge() -> None:
    sure = Opinion(0.96, 0.0, 0.04)
    assert (credibility(sure), likelihood(sure)) == (1, "almost certain")
    even = Opinion(0.5, 0.5, 0.0)
    assert (credibility(even), likelihood(even)) == (3, "roughly even chance")
    assert likelihood(Opinion(0.0, 1.0, 0.0)) == "almost no chance"


def test_a_letter_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="A to F"):
        opinion(only(said("r1", RESIDENTS)), (("residents", "G"),))
