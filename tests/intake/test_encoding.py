"""Bytes become the text that was written, whatever they were written in; what is no text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.made import ARABIC, REPORT, RUSSIAN
from reportedly.intake.encoding import Decoded, decode

CURLY = "The army said: “We don’t know.” – A café near Orléans was hit, the mayor said, and twelve people fled from it."


@pytest.mark.parametrize("text", [REPORT, CURLY, ARABIC, RUSSIAN, "Yemen", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == Decoded(REPORT)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CURLY, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        ("Zpráva říká, že vojáci ustoupili z města.", "cp1250"),
    ],
)
def test_older_encodings_are_guessed_and_the_guess_is_told(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert [problem.code for problem in decoded.problems] == ["encoding"]
    assert encoding[-4:] in decoded.problems[0].message


def test_what_a_page_declares_is_believed_where_it_is_not_utf_8() -> None:
    assert decode(RUSSIAN.encode("iso8859-5"), "iso8859-5") == Decoded(RUSSIAN)
    assert decode(RUSSIAN.encode("utf-8"), "iso8859-5") == Decoded(RUSSIAN)
    guessed = decode(RUSSIAN.encode("cp1251"), "no-such-encoding")
    assert guessed is not None
    assert guessed.text == RUSSIAN


def test_utf_8_that_was_cut_is_read_with_its_damage_shown() -> None:
    decoded = decode(CURLY.encode() + "é".encode()[:1])
    assert decoded is not None
    assert decoded.text == CURLY + "\ufffd"
    assert decoded.problems[0].spans == ((len(CURLY), len(CURLY) + 1),)


@pytest.mark.parametrize(
    "data", [b"\0" * 100, b"The army\0 said", bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\0"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_text_in_utf_8_comes_back_character_for_character(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == Decoded(text)
    assert decode(text.encode()) == Decoded(text.removeprefix("\ufeff"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_none(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or "\0" not in decoded.text
