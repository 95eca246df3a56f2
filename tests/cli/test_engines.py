"""Where documents are read, from the command line: the same result wherever, and one line where it can't be had."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from reportedly.cli import app

pq = import_module("pyarrow.parquet")
SAID = (
    "Residents told the Gulf Post that the River Brigade had shelled the town of Maro. " * 40,
    "The army denied that its men had left Maro.",
    "The Salt Front may attack the port, the governor warned.",
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Reports of which the first takes longest, and a line that is none."""
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": f"r{i}", "text": text}) for i, text in enumerate(SAID * 2)]
    path.write_text("\n".join([*lines[:2], "{", *lines[2:]]) + "\n", encoding="utf-8")
    return path


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        app(list(arguments))
    return int(left.value.code or 0)


def test_several_processes_print_what_one_prints_in_its_order(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("read", str(rows), "-f", "json") == 2
    alone = capsys.readouterr()
    assert call("read", str(rows), "-f", "json", "--workers", "2") == 2
    together = capsys.readouterr()
    assert together.out == alone.out
    assert together.err == alone.err
    assert len(alone.out.splitlines()) == 7


def test_a_folder_of_parquet_holds_every_document_and_every_claim(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call("read", str(rows), "-f", "parquet", "-o", str(out)) == 2
    readings = pq.read_table(out / "readings-00001.parquet").to_pylist()
    claims = pq.read_table(out / "claims-00001.parquet").to_pylist()
    assert [row["document"] for row in readings] == ["r0", "r1", "rows.jsonl:3", "r2", "r3", "r4", "r5"]
    assert readings[2]["problems"][0].startswith("invalid-json: ")
    assert sum(row["claims"] for row in readings) == len(claims) > 40
    assert json.loads(readings[1]["reading"])["document"]["text"] == SAID[1]
    assert {row["report"] for row in claims} <= {row["report"] for row in readings}
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_other_documents_are_read_anew_into_the_same_folder(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("read", str(rows), "-f", "parquet", "-o", str(out))
    rows.write_text(json.dumps({"id": "new", "text": SAID[1]}) + "\n", encoding="utf-8")
    assert call("read", str(rows), "-f", "parquet", "-o", str(out)) == 0
    assert pq.read_table(out / "readings-00001.parquet").column("document").to_pylist() == ["new"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--address", "auto"), "engine ray"),
        (("--engine", "ray", "--workers", "0"), "one worker"),
        (
            ("--workers", "2", "--reader", "llm", "--llm-url", "http://127.0.0.1:11434/v1", "--llm-model", "m"),
            "this process",
        ),
        (("-f", "parquet"), "name one"),
    ],
)
def test_what_can_not_be_is_told(
    rows: Path, wrong: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("read", str(rows), *wrong) == 2
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_an_engine_that_is_not_installed_is_one_line(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(import_module("sys").modules, "ray", None)
    for command in (("read", str(rows)), ("add", str(rows), "-c", str(tmp_path / "a.db"))):
        assert call(*command, "--engine", "ray") == 2
        line = "reportedly: reading on Ray needs it: pip install 'reportedly[ray]'\n"
        assert capsys.readouterr() == ("", line)
