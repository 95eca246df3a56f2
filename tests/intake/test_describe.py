"""Who wins on title, publisher and date: the caller, then the text on its date, then what came with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.describe import describe
from reportedly.intake.values import Extract, Given, Limits, Received
from reportedly.model import Problem

SAID = "Published 12 March 2024\n\nThe rebels said that they had taken the hill."
SILENT = "The rebels said that they had taken the hill."


def described(extract: Extract, **given: str) -> Received:
    found = describe(extract, "a.txt", "sha256:0", Given(**given), Limits())
    assert isinstance(found, Received)
    return found


def codes(found: Received) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "supplied", "caller", "published", "conflict"),
    [
        (SILENT, None, None, None, False),
        (SILENT, "2024-03-10", None, "2024-03-10", False),
        (SAID, None, None, "2024-03-12", False),
        (SAID, "2024-03-12", None, "2024-03-12", False),
        (SAID, "2024-03-10", None, "2024-03-12", True),
        (SAID, "2024-03", None, "2024-03-12", False),
        (SAID, "2024-03-12T08:30:00Z", None, "2024-03-12T08:30:00Z", False),
        (SAID, "2024-03-10", "2024-03-11", "2024-03-11", True),
        (SAID, "2024-03-12", "12 March 2024", "2024-03-12", False),
        (SILENT, "2024-03-10", "2024-03-11", "2024-03-11", True),
        (SAID.replace("Published", "Updated"), "2024-03-10", None, "2024-03-10", False),
        (SAID.replace("Published", "Updated"), None, None, "2024-03-12", False),
    ],
)
def test_who_says_the_date(
    text: str, supplied: str | None, caller: str | None, published: str | None, conflict: bool
) -> None:
    found = described(Extract(text, published=supplied), **({"published": caller} if caller else {}))
    assert found.document.published == published
    assert codes(found) == (["date-conflict"] if conflict else [])
    assert found.document.text == text


def test_a_conflict_says_what_is_taken_and_where_the_other_stands() -> None:
    (problem,) = described(Extract(SAID, published="2024-03-10")).problems
    assert problem.message == "2024-03-12, in the text, is taken; 2024-03-10 is supplied with the text"
    assert [SAID[span.start : span.end] for span in problem.spans] == ["12 March 2024"]


def test_figures_that_may_mean_two_days_are_told_by_the_other_date_or_keep_the_year() -> None:
    text = "03-04-2016 Army retakes town. The army said so."
    assert described(Extract(text, published="2016-04-03")).document.published == "2016-04-03"
    assert described(Extract(text, published="2016-03-04")).document.published == "2016-03-04"
    alone = described(Extract(text))
    assert alone.document.published == "2016"
    assert alone.problems[0].code == "date"
    assert "2016-04-03 or 2016-03-04" in alone.problems[0].message


def test_a_supplied_date_that_is_none_is_a_problem() -> None:
    found = described(Extract(SILENT, published="soon"))
    assert (found.document.published, codes(found)) == (None, ["date"])


def test_title_and_publisher_are_the_callers_then_those_supplied_then_the_texts() -> None:
    text = "Rebels take the hill above town\nReuters, 12 March 2024\n\nThe rebels said so."
    own = described(Extract(text)).document
    assert (own.title, own.publisher) == ("Rebels take the hill above town", "Reuters")
    supplied = described(Extract(text, title="Hill\n taken", publisher="Gulf Gazette")).document
    assert (supplied.title, supplied.publisher) == ("Hill taken", "Gulf Gazette")
    caller = described(Extract(text, title="Hill taken"), title="T", publisher="P").document
    assert (caller.title, caller.publisher) == ("T", "P")


def test_an_address_tells_its_outlet() -> None:
    assert described(Extract(SILENT, url="https://www.bbc.com/news/1")).document.publisher == "BBC"
    assert described(Extract(SILENT, url="https://notbbc.com/news/1")).document.publisher is None
    assert described(Extract(SILENT, url="http://[broken")).document.publisher is None


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_a_text_without_words_is_a_problem(text: str) -> None:
    problem = describe(Extract(text), "a.txt", "sha256:0", Given(), Limits())
    assert isinstance(problem, Problem)
    assert problem.code == "empty"


def test_a_text_above_the_limit_is_a_problem() -> None:
    limits = Limits(text=10)
    assert isinstance(describe(Extract("x" * 10), "a.txt", "sha256:0", Given(), limits), Received)
    problem = describe(Extract("x" * 11), "a.txt", "sha256:0", Given(), limits)
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"


@pytest.mark.parametrize("written", ["soon", "03-04-2016", ""])
def test_a_caller_who_gives_no_clear_date_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="write it as 2024-03-12"):
        Given(published=written)


@given(st.text(st.characters(), min_size=1).filter(str.strip), st.none() | st.text(max_size=30))
def test_any_text_is_kept_character_for_character(text: str, supplied: str | None) -> None:
    assert described(Extract(text, published=supplied)).document.text == text
