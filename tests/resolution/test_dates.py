"""Date words mean ISO dates by the day of publication, to the precision that they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Document, Parsed, Span
from reportedly.resolution.dates import tell_time
from resolution.made import time

DAY = "2015-05-10"  # a Sunday


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("They fought in May 2023.", "May 2023", "2023-05", "2023-05"),
        ("They fought on September 12 2016.", "September 12 2016", "2016-09-12", "2016-09-12"),
        ("They fought on 12 March.", "12 March", "2015-03-12", "2015-03-12"),
        ("They fought on 12 December.", "12 December", "2014-12-12", "2014-12-12"),
        ("They fought on Tuesday 5 May.", "Tuesday 5 May", "2015-05-05", "2015-05-05"),
        ("The sanctions were extended until April.", "April", "2016-04", "2016-04"),
        ("They will meet on Wednesday, 6 May 2015.", "Wednesday, 6 May 2015", "2015-05-06", "2015-05-06"),
        ("They will meet on Wednesday, 6 May.", "Wednesday, 6 May", "2015-05-06", "2015-05-06"),
        ("They will meet on Wednesday, May 13.", "Wednesday, May 13", "2015-05-13", "2015-05-13"),
        ("The army came late on Saturday.", "Saturday", "2015-05-09", "2015-05-09"),
        ("The army came on Sunday.", "Sunday", "2015-05-10", "2015-05-10"),
        ("The army came last Sunday.", "last Sunday", "2015-05-03", "2015-05-03"),
        ("The truce is scheduled to begin Tuesday.", "Tuesday", "2015-05-12", "2015-05-12"),
        ("The truce will begin on Tuesday.", "Tuesday", "2015-05-12", "2015-05-12"),
        ("He came yesterday.", "yesterday", "2015-05-09", "2015-05-09"),
        ("He came two days ago.", "two days ago", "2015-05-08", "2015-05-08"),
        ("He came two years ago.", "two years ago", "2013", "2013"),
        ("He came three months ago.", "three months ago", "2015-02", "2015-02"),
        ("He came last week.", "last week", "2015-04", "2015-05"),
        ("He came last month.", "last month", "2015-04", "2015-04"),
        ("He came early this year.", "this year", "2015", "2015"),
        ("He came last year.", "last year", "2014", "2014"),
        ("He came in June.", "June", "2014-06", "2014-06"),
        ("He has ruled since April.", "April", "2015-04", "2015-05-10"),
        ("The war of 2008-2009 ended.", "2008-2009", "2008", "2009"),
        ("In the 1990s they fought.", "the 1990s", "1990", "1999"),
        ("From March to May 2013 they fought.", "March to May 2013", "2013-03", "2013-05"),
        ("On July 8-10 they fought.", "July 8-10", "2014-07-08", "2014-07-10"),
        ("They fought over the past 24 hours.", "the past 24 hours", "2015-05-09", "2015-05-10"),
        ("Two attacks came on Oct. 2 and Oct. 6.", "Oct. 2 and Oct. 6", "2014-10-02", "2014-10-02"),
    ],
)
def test_words_by_the_day_of_publication(text: str, words: str, start: str, end: str) -> None:
    found = time(text, words, DAY)
    assert found is not None
    assert (found.start, found.end, found.text) == (start, end, words)


@pytest.mark.parametrize("words", ["Saturday", "yesterday", "last month", "June", "two weeks ago"])
def test_nothing_is_told_without_a_day_of_publication(words: str) -> None:
    assert time(f"They fought {words}.", words, None) is None


@pytest.mark.parametrize(
    "words", ["for two years", "the following month", "that day", "31 February 2020", "the same time"]
)
def test_durations_and_dates_that_hang_on_others_are_not_told(words: str) -> None:
    assert time(f"They fought {words}.", words, DAY) is None


def test_a_month_of_publication_tells_months_but_no_days() -> None:
    assert time("They fought on Monday.", "Monday", "2015-05") is None
    found = time("They fought last month.", "last month", "2015-05")
    assert found is not None
    assert found.start == "2015-04"


def test_full_dates_need_no_day_of_publication() -> None:
    found = time("They fought on 3 May 2013.", "3 May 2013", None)
    assert found is not None
    assert found.start == "2013-05-03"


@given(
    st.text(max_size=60), st.sampled_from([None, "", "x", "0000", "2015", "2015-13", "9999-12-31", "2015-05-10T10:00Z"])
)
def test_no_words_raise(text: str, published: str | None) -> None:
    parsed = Parsed(Document("sha256:0", "any", text, published=published), (), (), ())
    found = tell_time(parsed, Span(0, len(text)))
    assert found is None or found.start


def test_a_day_of_the_week_takes_up_the_date_beside_it() -> None:
    found = time("On Wednesday, 8 January 2014, they attacked, and on Friday, 26 people died.", "Wednesday", DAY)
    assert found is not None
    assert (found.start, found.end, found.text) == ("2014-01-08", "2014-01-08", "Wednesday, 8 January 2014")
    friday = time("On Friday, 26 people died.", "Friday", DAY)
    assert friday is not None
    assert (friday.start, friday.text) == ("2015-05-08", "Friday")
