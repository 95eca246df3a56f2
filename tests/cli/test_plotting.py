"""`reportedly plot` as a person meets it: files of three kinds, what is said beside them, and wrong asking."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from casebook.small import fill
from reportedly.book import open_casebook
from reportedly.cli import app


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "case.db"
    with open_casebook(path, by="anna") as book:
        fill(book.store)
    monkeypatch.setenv("REPORTEDLY_CASEBOOK", str(path))
    return path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, ["plot", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [
        ("network", "a.svg", b"<svg"),
        ("timeline", "a.png", b"\x89PNG"),
        ("map", "a.html", b"<!doctype html>"),
        ("chains", "a.svg", b"<svg"),
    ],
)
def test_a_picture_is_written_and_told(case: Path, tmp_path: Path, kind: str, name: str, start: bytes) -> None:
    result = run(kind, "--out", tmp_path / name)
    assert result.exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert result.stdout == ""
    assert result.stderr.startswith("reportedly: A ")


def test_it_draws_what_is_asked_for(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    assert run("network", "--actor", "Iran", "--since", "2023-12", "-o", out).exit_code == 0
    assert "aid" in out.read_text("utf-8")
    assert "coerce" not in out.read_text("utf-8")


def test_unnamed_voices_can_be_hidden(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    run("chains", "-o", out)
    assert "residents" in out.read_text("utf-8")
    run("chains", "--redact", "-o", out)
    assert "residents" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["network", "-o", "a.gif"], ".svg, .png, .html"),
        (["pie", "-o", "a.svg"], "network"),
        (["network", "-o", "a.svg", "--involving", "Nobody"], "no actor here is called 'Nobody'"),
        (["map", "-o", "a.svg", "--since", "May"], "'May' is no date"),
        (["map", "-o", "nowhere/a.svg"], "cannot be written"),
    ],
)
def test_wrong_asking_is_one_line_and_no_file(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.replace("│", " ").split())
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".svg", ".gif")] == []
