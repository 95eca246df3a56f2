"""Files and folders are found in order, packed ones unpacked, and what cannot be had is told."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from intake.made import REPORT, failure, received
from reportedly.intake import Failure, Limits, Received, expected, receive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/z.txt", "sub/.hidden.txt", ".git/c.txt", "c.txt.gz", "photo.png", "B.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = REPORT.replace("hill", name).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return tmp_path


def names(found: list[Received | Failure]) -> list[str]:
    return [one.document.name if isinstance(one, Received) else one.name for one in found]


def test_a_folder_is_read_in_order_without_hidden_files_and_other_kinds(folder: Path) -> None:
    assert names(list(receive([folder]))) == ["B.TXT", "a.md", "b.txt", "c.txt.gz", "z.txt"]


def test_inputs_keep_their_order(folder: Path) -> None:
    inputs = [folder / "b.txt", folder / "sub", folder / "gone.txt", folder / "a.md"]
    assert names(list(receive(inputs))) == ["b.txt", "z.txt", "gone.txt", "a.md"]


def test_files_are_opened_only_when_their_turn_comes(folder: Path) -> None:
    documents = receive([folder / "a.md", folder / "b.txt"])
    next(documents)
    (folder / "b.txt").unlink()
    assert isinstance(next(documents), Failure)


def test_a_packed_file_is_the_same_document(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "a.txt.gz"
    plain.write_text(REPORT)
    packed.write_bytes(gzip.compress(REPORT.encode()))
    one, other = received(plain).document, received(packed).document
    assert (one.id, one.text, one.title) == (other.id, other.text, other.title)
    assert other.name == "a.txt.gz"


def test_missing_things_are_told_apart(tmp_path: Path) -> None:
    link, loop, empty = tmp_path / "link.txt", tmp_path / "loop.txt", tmp_path / "empty"
    link.symlink_to("gone.txt")
    loop.symlink_to("loop.txt")
    empty.mkdir()
    (empty / "photo.png").write_bytes(b"\x89PNG")
    assert "no such file" in failure(tmp_path / "gone.txt").problem.message
    assert "a link to a file that is gone" in failure(link).problem.message
    assert "cannot be read" in failure(loop).problem.message
    assert failure(empty).problem.code == "no-file"
    assert failure("https://news.example/a").name == "https://news.example/a"
    assert failure("a\0b").problem.code == "missing"
    assert failure(tmp_path / "gone.txt" / "below").problem.code == "missing"


def test_a_link_that_is_gone_does_not_hide_the_rest_of_its_folder(folder: Path) -> None:
    (folder / "aa.txt").symlink_to("gone.txt")
    (folder / "round").symlink_to(folder)
    assert names(list(receive([folder]))) == ["B.TXT", "a.md", "aa.txt", "b.txt", "c.txt.gz", "z.txt"]


def test_what_the_system_refuses_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refusing(self: Path, *args: object, **more: object) -> object:
        if self.name == "a.md":
            raise PermissionError(13, "Permission denied")
        if self.name == "b.txt":
            raise OSError(5, "Input/output error")
        return opened(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    found = [one for one in receive([folder]) if isinstance(one, Failure)]
    assert [one.problem.code for one in found] == ["not-allowed", "unreadable"]
    assert "Input/output error" in found[1].line()


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(self: Path) -> object:  # root may read everything, so that a mode would refuse nothing
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refusing)
    assert failure(tmp_path).problem.code == "not-allowed"


@pytest.mark.parametrize(
    "data", [gzip.compress(REPORT.encode() * 50)[:-9], b"\x1f\x8brubbish", b"\x1f\x8b\x08" + b"\0" * 40]
)
def test_a_broken_gz_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data)
    assert failure(path).problem.code == "broken-gzip"


def test_a_gz_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb, rows = tmp_path / "bomb.txt.gz", tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(b"a" * 3_000_000))
    rows.write_bytes(gzip.compress(b'{"text": "a"}\n' * 100_000))
    assert failure(bomb, Limits(file=1000)).problem.code == "too-large"
    found = list(receive([rows], limits=Limits(unpacked=1000)))
    assert len(found) < 100
    assert isinstance(found[-1], Failure)
    assert found[-1].problem.code == "too-large"


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word " * 300)
    assert failure(path, Limits(file=1000)).problem.code == "too-large"
    assert failure(path, Limits(text=1000)).problem.code == "too-large"
    assert received(path).document.text == "word " * 300


def test_a_name_that_is_no_utf_8_can_still_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(REPORT)
    assert received(os.fsdecode(path)).document.name == "caf\ufffd.txt"


def test_a_failure_is_one_line_whatever_a_file_is_called(tmp_path: Path) -> None:
    assert failure(tmp_path / "a\n\x1b[31mb.txt").line().isprintable()


def test_how_many_documents_are_expected(folder: Path) -> None:
    assert expected([folder]) == 5
    assert expected([folder / "b.txt", folder / "gone"]) == 2
    (folder / "rows.jsonl").touch()
    assert expected([folder]) is None
    assert expected(["-"]) is None


class Stdin(io.TextIOWrapper):
    """Standard input that somebody pipes bytes into."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (REPORT.encode(), [REPORT]),
        (b"\xef\xbb\xbf" + REPORT.encode(), [REPORT]),
        (gzip.compress(REPORT.encode()), [REPORT]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b'[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        (
            b"<!doctype html><html><body><p>The army said that it left.</p></body></html>",
            ["The army said that it left."],
        ),
        (b"{The army} said that it left.", ["{The army} said that it left."]),
        (b"<The army> said that it left.", ["<The army> said that it left."]),
    ],
)
def test_standard_input_tells_its_kind_by_its_content(
    data: bytes, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = list(receive(["-"]))
    assert [one.document.text for one in found if isinstance(one, Received)] == texts
    assert len(found) == len(texts)


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert failure("-").where == "standard input"
