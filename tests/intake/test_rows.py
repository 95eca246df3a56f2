"""Rows of JSON are taken one by one; a broken one costs none of the others."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.made import failure
from reportedly.intake import Failure, Limits, Received, receive
from reportedly.intake.rows import Row, read_rows
from reportedly.intake.values import Extract
from reportedly.model import Problem

TEXT = "The rebels said on Monday that they had taken the hill."


def rows(data: bytes, limits: Limits | None = None) -> list[Row]:
    return list(read_rows(io.BytesIO(data), data[:8192], limits or Limits()))


def test_a_row_gives_its_fields_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    line = json.dumps(
        {
            "id": "r1",
            "text": TEXT,
            "title": "T",
            "publisher": "P",
            "date": "12 March 2024",
            "url": "https://a.example/1",
        }
    )
    path = tmp_path / "rows.jsonl"
    path.write_bytes(f"{line}\r\n".encode())
    (found,) = receive([path])
    assert isinstance(found, Received)
    document = found.document
    assert (document.name, document.text, document.title, document.publisher) == ("r1", TEXT, "T", "P")
    assert (document.published, document.url) == ("2024-03-12", "https://a.example/1")
    assert document.id == f"sha256:{hashlib.sha256(line.encode()).hexdigest()}"


def test_invalid_json_on_line_7_of_10_costs_only_that_line(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{i}", "text": f"{TEXT} {i}"}) for i in range(1, 11)]
    lines[6] = lines[6][:-8]
    path = tmp_path / "ten.jsonl"
    path.write_text("\n".join(lines))
    found = list(receive([path]))
    assert len(found) == 10
    (failed,) = [row for row in found if isinstance(row, Failure)]
    assert found.index(failed) == 6
    assert failed.where == f"{path}, line 7"
    assert (failed.name, failed.problem.code) == ("ten.jsonl:7", "invalid-json")
    assert failed.id == f"sha256:{hashlib.sha256(lines[6].encode()).hexdigest()}"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "a"}, "no-text"),
        ({"text": None}, "no-text"),
        ({"text": ["a"]}, "no-text"),
        ([1], "not-a-row"),
        ("text", "not-a-row"),
        (None, "not-a-row"),
        ({"format": "reportedly/reading", "version": 1}, "not-a-row"),
    ],
)
def test_a_row_that_holds_no_report_says_why(row: object, code: str) -> None:
    found = rows(b'{"text": "a"}\n' + json.dumps(row).encode())[1]
    assert isinstance(found.content, Problem)
    assert found.content.code == code


def test_a_row_without_text_keeps_its_own_name() -> None:
    assert rows(b'{"id": 7}')[0].name == "7"
    assert rows(b'{"url": "https://a.example"}')[0].name == "https://a.example"


def test_fields_of_other_kinds_say_nothing() -> None:
    (row,) = rows(json.dumps({"text": TEXT, "title": ["x"], "publisher": True, "date": 2024, "url": ""}).encode())
    assert row.content == Extract(TEXT, None, None, "2024", None)


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    found = rows(b'\xef\xbb\xbf{"text": "a"}\n\n  \r\n{"text": "b"}')
    assert [row.number for row in found] == [1, 4]
    assert found[0].id == "sha256:" + hashlib.sha256(b'{"text": "a"}').hexdigest()


def test_a_line_above_the_limit_is_refused_and_the_next_is_read() -> None:
    line = b'{"text": "' + b"a" * 3_000_000 + b'"}'
    first, long, last = rows(b'{"text": "a"}\n' + line + b'\n{"text": "b"}\n', Limits(line=1000))
    assert isinstance(first.content, Extract)
    assert isinstance(last.content, Extract)
    assert isinstance(long.content, Problem)
    assert long.content.code == "too-large"
    assert long.id == f"sha256:{hashlib.sha256(line).hexdigest()}"


class Endless(io.RawIOBase):
    """A line that never ends, to show that nobody waits for its end in memory."""

    def __init__(self) -> None:
        self.asked = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 < size <= 1 << 20, "a line must be asked for in pieces"
        self.asked += 1
        return b"a" * size if self.asked < 50 else b""


def test_a_long_line_is_never_held_whole() -> None:
    (row,) = read_rows(Endless(), b'{"text": "', Limits(line=1000))  # type: ignore[arg-type]
    assert isinstance(row.content, Problem)
    assert row.content.code == "too-large"


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_its_objects(indent: int | None) -> None:
    data = json.dumps([{"id": "a", "text": "one"}, {"text": "two"}], indent=indent).encode()
    first, second = rows(data)
    assert isinstance(first.content, Extract)
    assert isinstance(second.content, Extract)
    assert (first.name, first.content.text, second.name, second.content.text) == ("a", "one", None, "two")


def test_an_object_over_lines_is_one_row() -> None:
    (row,) = rows(json.dumps({"id": "a", "text": "one"}, indent=2).encode())
    assert isinstance(row.content, Extract)
    assert row.content.text == "one"


def test_a_broken_array_gives_what_stands_before_the_break() -> None:
    good, broken = rows(b'[{"text": "a"}, {"text": }, {"text": "c"}]')
    assert isinstance(good.content, Extract)
    assert isinstance(broken.content, Problem)
    assert "what follows it is left" in broken.content.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\0\1\2\3", "binary"),
        (b"The rebels said so.\nThe army denied it.\n" * 50, "invalid-json"),
        (b"[" * 100_000, "invalid-json"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "invalid-json"),
        (b"", "empty"),
        (b"[]", "empty"),
        (b"\n\n", "empty"),
    ],
)
def test_what_holds_no_row_is_one_failure(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(data)
    assert failure(path).problem.code == code


def test_half_of_a_surrogate_pair_stays_as_it_is() -> None:
    (row,) = rows(rb'{"text": "half \ud83d here"}')
    assert isinstance(row.content, Extract)
    assert row.content.text == "half \ud83d here"


def test_a_row_in_an_older_encoding_is_read() -> None:
    (row,) = rows('{"text": "The army said: “No”, at the café in Orléans, and the rebels left it."}'.encode("cp1252"))
    assert isinstance(row.content, Extract)
    assert "“No”" in row.content.text
    assert [problem.code for problem in row.content.problems] == ["encoding"]


@given(st.lists(st.text(st.characters(), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_any_texts_come_back_exactly(texts: list[str]) -> None:
    data = "\n".join(json.dumps({"text": text}) for text in texts).encode()
    assert [row.content.text for row in rows(data) if isinstance(row.content, Extract)] == texts


@given(st.binary(max_size=200), st.sampled_from([b"", b"{", b"[", b'{"text": "', b'[{"text": "a"}, ']))
def test_no_bytes_raise(data: bytes, start: bytes) -> None:
    assert all(isinstance(row.content, Extract | Problem) for row in rows(start + data))
