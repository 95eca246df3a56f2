"""A text's head says title, publisher and date; a text without one says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.dates import readings
from reportedly.intake.heading import read_heading

BODY = "\n\nThe rebels said on Tuesday that they had taken the hill."
DAY = "2024-03-12"


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("Reuters, 12 March 2024", "Reuters", DAY),
        ("By Nadia Karim, AFP | 12 March 2024", "AFP", DAY),
        ("By Nadia Karim and John Smith in Aden, Gulf Gazette, March 12, 2024", "Gulf Gazette", DAY),
        ("Published 2024-03-12", None, DAY),
        ("Date of publication 12 March 2024", None, DAY),
        ("Posted on March 12, 2024 by Northern Courier", "Northern Courier", DAY),
        ("Gulf Gazette — Tuesday, 12 March 2024, 10:30 GMT", "Gulf Gazette", DAY),
        ("Adwaa, 12 March 2024", "Adwaa", DAY),
        ("Beirut, 12 March 2024", None, DAY),
        ("Aden, 12 March 2024 (Saba)", "Saba", DAY),
        ("Reuters 12 March 2024", "Reuters", DAY),
        ("12 March 2024", None, DAY),
        ("March 2024", None, "2024-03"),
        ("Updated 12 March 2024", None, DAY),
        ("By Nadia Karim, Reuters", "Reuters", None),
        ("The Associated Press", "The Associated Press", None),
        ("Source: Wadi Today", "Wadi Today", None),
        ("Date: 12 March 2024", None, DAY),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_a_headline_and_a_line_below_it(line: str, publisher: str | None, published: str | None, end: str) -> None:
    heading = read_heading(f"Rebels take the hill above the town{end}{line}{BODY}")
    assert heading.title == "Rebels take the hill above the town"
    assert heading.publisher == publisher
    assert heading.published == ((published,) if published else ())


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Date of publication 23 March 2018 Shelling of the province killed 22.", "2018-03-23"),
        ("Published July 19 2016 Airstrikes on villages killed 85.", "2016-07-19"),
        ("Last updated at Nov 052018 TUNIS Over 40 fighters were killed.", "2018-11-05"),
        ("Posted on August 3 2013 by Nadia Karim At least 12 were killed.", "2013-08-03"),
        ("Mon Aug 22 2016 At least 40 recruits killed in blast. The group claimed it.", "2016-08-22"),
        ("24.09.2014 Airstrikes have killed nine.", "2014-09-24"),
        ("Missile kills 18 in the old town AFP Friday 3 Jul 2015 A bridge fell to troops.", "2015-07-03"),
        ("ADEN, 12 March 2024 (Saba) - The governor said that the road was open.", DAY),
        ("Reuters, 12 March 2024: The governor said that the road was open.", DAY),
    ],
)
def test_a_text_that_runs_on_after_its_date(text: str, published: str) -> None:
    assert read_heading(text).published == (published,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ceasefire",
        "In a move that surprised many, the army left.\nThe rebels said so.",
        "On 12 March 2024 the army said that it had left.",
        "Thousands were killed on 6 October 2016 Aleppo residents said.",
        "The war, which began on 12 March 2024 - the day of the raid - goes on.",
        "August 17 2014 was the day when it began.",
        "By the time the troops arrived, all were dead.\nThe rebels said so.",
        "By Friday, 12 March 2024, the army had gone.",
        "Residents told Reuters 12 March 2024 was a black day.",
    ],
)
def test_a_text_without_a_head_says_nothing(text: str) -> None:
    heading = read_heading(text)
    assert (heading.title, heading.publisher, heading.published) == (None, None, ())


def test_the_span_of_a_date_is_its_words() -> None:
    text = "# Rebels take the hill\r\n\r\n*Gulf Gazette, 12 March 2024*" + BODY
    heading = read_heading(text)
    assert heading.span is not None
    assert text[heading.span.start : heading.span.end] == "12 March 2024"
    assert heading.title == "Rebels take the hill"


def test_front_matter_is_a_head() -> None:
    heading = read_heading("---\ntitle: 'Rebels take hill'\ndate: 2024-03-12\nsource: Wadi Today\n---" + BODY)
    assert (heading.title, heading.publisher, heading.published) == ("Rebels take hill", "Wadi Today", (DAY,))


def test_publication_wins_over_an_update() -> None:
    heading = read_heading("Rebels take the hill\nUpdated 14 March 2024\nPublished 12 March 2024" + BODY)
    assert heading.published == (DAY,)
    assert not heading.is_update


def test_a_wire_says_its_name_in_its_dateline() -> None:
    assert read_heading("BEIRUT (Reuters) - Troops said that they had left.").publisher == "Reuters"
    assert read_heading("BEIRUT (the capital) - Troops said that they had left.").publisher is None


def test_authors_above_the_outlet_are_no_headline() -> None:
    heading = read_heading("Nadia Karim and John Smith\n\nThe Associated Press" + BODY)
    assert (heading.title, heading.publisher) == (None, "The Associated Press")


def test_a_headline_alone_is_a_title_and_a_caption_is_not() -> None:
    assert read_heading("Rebels take the hill above town" + BODY).title == "Rebels take the hill above town"
    assert read_heading("Image caption Rebels on the hill above town" + BODY).title is None


@given(st.text(st.characters(), max_size=300))
def test_no_text_raises(text: str) -> None:
    heading = read_heading(text)
    assert heading.span is None or heading.published


@given(
    st.lists(st.sampled_from(["By", " ", ", ", "\n", "Reuters", "12 March 2024", " | ", "(", "Updated", "Title:", "-"]))
    .map("".join)
)  # fmt: skip
def test_no_head_raises(text: str) -> None:
    heading = read_heading(text)
    assert heading.span is None or readings(text[heading.span.start : heading.span.end]) == heading.published
