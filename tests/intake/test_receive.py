"""Whatever comes to the door is received as it stands or refused in one line; nothing raises."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intake.made import ARABIC, REPORT, failure, pdf, received
from reportedly.intake import Failure, Given, Received, receive, receive_text


def test_a_plain_text_is_kept_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    data = b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    document = received(path).document
    assert document.text == REPORT.replace("\n", "\r\n")
    assert document.id == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert (document.name, document.title) == ("report.txt", "Rebels take the hill above Wadi Sahm")
    assert (document.publisher, document.published, document.language) == ("Gulf Gazette", "2024-03-12", "en")


def test_the_caller_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    found = received(path, Given("2024-03-11", "Wadi Today", "T"))
    assert (found.document.published, found.document.publisher, found.document.title) == (
        "2024-03-11",
        "Wadi Today",
        "T",
    )
    assert [problem.code for problem in found.problems] == ["date-conflict"]


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (b"", "empty", "give"),
        (b" \r\n\t", "empty", "give"),
        (b"The army\0said", "binary", "check"),
        (bytes(range(256)) * 9, "binary", "check"),
        (pdf(["The army said so."]) + b"\0", "binary", "name it .pdf"),
        (b"PK\x03\x04\0\0", "binary", "save it as .txt"),
        (b"\xff\xd8\xff\xe0\0", "binary", "OCR"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(tmp_path: Path, data: bytes, code: str, advice: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    found = failure(path)
    assert found.problem.code == code
    assert advice in found.line()
    assert found.line().startswith(f"{path}: ")
    assert found.id == f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize("name", ["report", "report.log", "report.txt", "report.md"])
def test_a_file_of_any_name_may_hold_a_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Ceasefire 😀 \u200f" + ARABIC[:10])
    assert received(path).document.text == "Ceasefire 😀 \u200f" + ARABIC[:10]


def test_a_file_without_a_suffix_tells_its_kind_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(pdf(["The army said so."]))
    assert received(path).document.text == "The army said so."


def test_a_text_at_hand_is_received_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    assert receive_text(REPORT, "report.txt") == received(path)
    assert isinstance(receive_text(" ", "report.txt"), Failure)


def test_the_same_bytes_give_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(f"<html><body><p>{REPORT}</p></body></html>")
    assert received(path) == received(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(str.strip))
@example("\r\n\x85\u2028 The army\x0b\x1c said so.\r")
@example("\ufeffThe army said so.")
def test_any_text_comes_through_a_file_character_for_character(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert received(path).document.text == text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=120),
    st.sampled_from([".txt", ".md", ".html", ".pdf", ".json", ".jsonl", "", ".txt.gz", ".jsonl.gz"]),
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"\x1f\x8b\x08\0\0\0\0\0", b'{"text": "', b"<p>", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
)
def test_no_bytes_raise_under_any_name(data: bytes, suffix: str, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_bytes(start + data)
        found = list(receive([path]))
    assert found
    for one in found:
        assert isinstance(one, Received) or one.line().isprintable()
