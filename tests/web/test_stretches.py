from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Span
from reportedly.web.answers.stretches import StretchError, as_typed, quoted, stretches

TEXT = "The mayor said rebels\nburnt farms. Rebels burnt farms again, the mayor said. 𐂀 rebels fled."


def meant(words: str = "", at: str = "", was: str = "0-9") -> list[str]:
    found = stretches(TEXT, words or quoted(TEXT, was), at or was, quoted(TEXT, was), was)
    return [TEXT[span.start : span.end] for span in found]


def test_what_is_not_touched_stays() -> None:
    assert meant() == ["The mayor"]
    assert meant(words="  The   mayor \r\n") == ["The mayor"]


def test_words_that_stand_once_are_found_over_the_end_of_a_line() -> None:
    assert meant(words="rebels burnt farms") == ["rebels\nburnt farms"]
    assert meant(words="rebels fled\nThe mayor") == ["The mayor", "rebels fled"]


def test_words_that_stand_twice_are_not_guessed_at() -> None:
    with pytest.raises(StretchError, match="2 times: say which of 4-14, 65-75"):
        meant(words="mayor said")
    assert meant(words="mayor said", at="65-75") == ["mayor said"]


def test_words_that_do_not_stand_there_are_told() -> None:
    with pytest.raises(StretchError, match="does not stand in the text"):
        meant(words="the major")
    with pytest.raises(StretchError, match="there stands “The mayor said”"):
        meant(words="rebels burnt farms", at="0-14")


def test_places_alone_are_taken() -> None:
    assert meant(at="0-9, 15-21") == ["The mayor", "rebels"]


@pytest.mark.parametrize("at", ["0", "9-3", "3-3", "0-9999", "a-b", "1-2-3", "-1-4", "1-2 3-4", "٣-٤"])
def test_places_that_mean_nothing_are_told(at: str) -> None:
    with pytest.raises(StretchError, match="no stretch"):
        meant(at=at)


def test_nothing_can_be_said_where_words_were() -> None:
    assert stretches(TEXT, "", "", "The mayor", "0-9") == ()


def test_what_a_browser_changes_is_no_change() -> None:
    assert as_typed("a\x00b\u202e c\r\n") == as_typed("a\ufffdb c")


@given(st.text("ab \n𐂀.", max_size=60), st.data())
def test_stretches_are_exact_or_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = " ".join(text[start:end].split())
    try:
        found = stretches(text, words, "", "", "")
    except StretchError:
        assert words
        return
    assert [" ".join(text[span.start : span.end].split()) for span in found] == ([words] if words else [])


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_whatever_is_typed_is_an_answer_or_a_sentence(text: str, words: str, at: str) -> None:
    try:
        found = stretches(text, words, at, "", "")
    except StretchError:
        return
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(isinstance(span, Span) for span in found)
