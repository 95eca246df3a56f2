"""Dates are read to the precision that they give, and not guessed at where figures may mean two days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.dates import agree, readings

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
MONTHS += ["November", "December"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("March 2024", "2024-03"),
        ("12 March 2024", "2024-03-12"),
        ("12th of March, 2024", "2024-03-12"),
        ("Sept. 3, 2020", "2020-09-03"),
        ("Tuesday, July 21, 2015", "2015-07-21"),
        ("Tuesday 21 Jul 2015", "2015-07-21"),
        ("12-Mar-2024", "2024-03-12"),
        ("Oct 082017", "2017-10-08"),
        ("24.09.2014", "2014-09-24"),
        ("04.09.2014", "2014-09-04"),
        ("24-09-2013", "2013-09-24"),
        ("09/24/2013", "2013-09-24"),
        ("2023/05/04", "2023-05-04"),
        ("20230504", "2023-05-04"),
        (" 2023-05-04 ", "2023-05-04"),
        ("2024-03-12T08:30:00Z", "2024-03-12T08:30:00Z"),
        ("2024-03-12 08:30", "2024-03-12T08:30"),
        ("Tue, 19 Jul 2016 10:00:00 GMT", "2016-07-19"),
        ("12 March 2024, 10:30 GMT", "2024-03-12"),
    ],
)
def test_one_reading(written: str, iso: str) -> None:
    assert readings(written) == (iso,)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "12 March", "31 February 2020", "2024-13-01", "2024-13", "2024-03-12T25:00", "99", "0000", "٢٠٢٤",
     "12 Mars 2024", "on 12 March 2024", "1/2/20", "12 March 20245"],
)  # fmt: skip
def test_no_reading(written: str) -> None:
    assert readings(written) == ()


def test_figures_that_may_be_read_both_ways_are() -> None:
    assert readings("03-04-2016") == ("2016-04-03", "2016-03-04")
    assert readings("05/05/2016") == ("2016-05-05",)


def test_dates_agree_to_the_precision_of_the_coarser() -> None:
    assert agree("2024-03", "2024-03-12")
    assert agree("2024-03-12T08:30", "2024-03-12")
    assert not agree("2024-03-12", "2024-03-13")


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_is_read_in_words_and_in_figures(day: dt.date) -> None:
    in_words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    american = f"{MONTHS[day.month - 1][:3]}. {day.day}, {day.year}"
    assert readings(day.isoformat()) == readings(in_words) == readings(american) == (day.isoformat(),)


@given(st.text(max_size=60))
def test_no_text_raises(written: str) -> None:
    assert isinstance(readings(written), tuple)
