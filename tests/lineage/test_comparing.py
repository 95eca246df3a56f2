"""What two texts share, and when that is no copying."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage import compare
from reportedly.model.lineage import Report

LEAD = "A drone struck a grain depot on the edge of Port Amal on Monday and killed seven workers, the authority said."
MORE = "Firefighters needed five hours to put out the flames, and smoke could be seen from the old town until dusk."
OWN = "Our correspondent walked along the quay yesterday and saw sacks that lay in rows beside a fence of wire."
OTHER = "Judges in the capital left their chambers after gunmen had dragged a colleague from his car at noon."
THIRD = "The ministry of oil wants to lower the price of diesel before the harvest begins in the valley this year."
SAID = '"Our forces struck the vessel with two missiles, and the hit was accurate and direct," the spokesman said.'


def report(*sentences: str, publisher: str | None = None, published: str | None = None) -> Report:
    return Report("a", " ".join(sentences), publisher=publisher, published=published)


@pytest.mark.parametrize(
    ("a", "b", "because"),
    [
        (report(LEAD, MORE), report(LEAD, MORE), "shared passages"),
        (report(MORE, OWN, LEAD), report(LEAD, MORE), "shared passages"),
        (report(LEAD, OWN), report(OTHER, THIRD), "too little is shared"),
        (report(SAID, OWN, MORE), report(SAID, OTHER, THIRD), "only quotations are shared"),
        (report(OWN, MORE, LEAD), report(OTHER, THIRD, LEAD), "only head or tail are shared"),
        (
            report(OWN, LEAD, MORE, published="2024-01-01"),
            report(OTHER, LEAD, THIRD, published="2024-02-01"),
            "days apart and little shared: background",
        ),
    ],
)
def test_reuse_is_told_from_what_reports_have_in_common(a: Report, b: Report, because: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert compare(one, other).because == because
        assert compare(one, other).is_reuse == (because == "shared passages")


def test_a_template_is_no_reuse_and_an_update_is() -> None:
    form = "The office said on {} that hospitals received {} dead and {} wounded in the past day from {} district."
    tail = "It called on donors to send blood and fuel for the generators of all hospitals in the province."
    monday = report(form.format("Monday", 14, 37, "Sirwah"), tail, publisher="Marib Online")
    friday = report(form.format("Friday", 3, 11, "Harib"), tail, publisher="Marib Online")
    assert compare(monday, friday).because == "one template, filled in anew"
    update = report(form.format("Monday", 16, 37, "Sirwah"), tail, publisher="Marib Online")
    assert compare(monday, update).is_reuse


def test_one_formula_is_no_reuse_and_a_brief_taken_whole_is() -> None:
    formula = "A drone struck a grain depot in Port Amal on Monday and killed seven workers"
    one = report(f"{formula}, a nurse said.", published="2024-01-02")
    assert (
        compare(one, report(f"{formula}. {OWN}", published="2024-01-20")).because == "no more than a formula is shared"
    )
    assert compare(one, report(f"{formula}, a nurse said. {OWN}", published="2024-01-02")).is_reuse
    denial = report(f"The army denied this: {formula.lower()}, a nurse said.", published="2024-01-02")
    assert not compare(one, replace(denial, matters=("denied:ASSAULT",))).is_reuse


def test_words_of_a_site_are_no_passage_of_its_reports() -> None:
    footer = (
        "All rights reserved by the association of coastal newspapers and its members in four countries of the gulf."
    )
    assert not compare(report(OWN, footer, THIRD), report(OTHER, footer, MORE)).is_reuse


@given(st.lists(st.sampled_from([LEAD, MORE, OWN, OTHER, THIRD, SAID]), max_size=6, unique=True))
def test_shares_are_of_each_text_s_own_words(sentences: list[str]) -> None:
    one, other = report(LEAD, MORE), report(*sentences)
    there, back = compare(one, other), compare(other, one)
    assert there.contained == back.contained
    assert there.is_reuse == back.is_reuse
    assert 0 <= there.a_in_b <= 1
    assert 0 <= there.b_in_a <= 1
    for mine, theirs in there.passages:
        assert one.text[slice(*mine)] == other.text[slice(*theirs)]
