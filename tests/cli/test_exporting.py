"""`reportedly export` and `reportedly verify BUNDLE` as a person meets them: bytes, names, lines, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli import app
from reportedly.export.bundle_check import check_bundle
from reportedly.export.formats import FORMATS, read_back

SAID = "A beekeeper told the Gulf Post that the River Brigade had shelled the town of Maro on 3 May 2023."


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("REPORTEDLY_CASEBOOK", raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", [*FORMATS, "bundle"])
def test_every_format_is_written_to_a_file_and_to_the_screen_alike(name: str, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("export", "--format", name, report, "--out", out)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert run("export", "--format", name, report).stdout_bytes == out.read_bytes()


def test_the_moment_is_the_one_that_is_set(report: Path) -> None:
    found = json.loads(run("export", "-f", "stix", report).stdout)
    assert {one["created"] for one in found["objects"] if "created" in one} == {"2023-11-14T22:13:20.000Z"}


def test_redact_hides_the_voice(report: Path) -> None:
    assert "beekeeper" in run("export", "-f", "stix", report).stdout
    assert "eekeeper" not in run("export", "-f", "stix", "--redact", report).stdout


def test_two_files_of_one_name_keep_two_names(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / "report.txt"
    other.parent.mkdir()
    other.write_text(SAID, encoding="utf-8")
    names = [
        reading.document.name for reading in read_back("stix", run("export", "-f", "stix", report, other).stdout_bytes)
    ]
    assert len(set(names)) == 2


def test_what_cannot_be_read_is_told_and_kept(report: Path, tmp_path: Path) -> None:
    done = run("export", "-f", "json", report, tmp_path / "gone.txt")
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 2
    assert "gone.txt" in done.stderr


def test_neither_files_nor_a_casebook() -> None:
    done = run("export", "-f", "json")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_casebook_with_its_judgements_log_and_originals(report: Path, tmp_path: Path) -> None:
    casebook, out = tmp_path / "c.db", tmp_path / "c.zip"
    assert run("add", report, "--casebook", casebook, "--workers", "0").exit_code == 0
    assert run("judge", "accept", "report.txt", "c1", "--why", "seen", "--casebook", casebook).exit_code == 0
    assert run("export", "-f", "bundle", "-c", casebook, "-o", out).exit_code == 0
    assert check_bundle(out.read_bytes()) == ()
    assert SAID.encode() in out.read_bytes()
    opinions = [
        one
        for one in json.loads(run("export", "-f", "stix", "-c", casebook).stdout)["objects"]
        if one["type"] == "opinion"
    ]
    assert [one["opinion"] for one in opinions] == ["agree"]


def test_verify_says_that_a_bundle_is_whole_or_what_was_changed(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    run("export", "-f", "bundle", report, "-o", out)
    done = run("verify", out)
    assert done.exit_code == 0
    assert done.stdout.startswith("nothing wrong; the SHA-256 of the bundle is\n")
    out.write_bytes(out.read_bytes().replace(b"A beekeeper told", b"A beekeeper sold", 1))
    done = run("verify", out, "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout.splitlines()[0])["what"].split("/")[0] in ("originals", "report.html", "readings")


def test_verify_of_what_is_no_bundle(report: Path, tmp_path: Path) -> None:
    assert run("verify", report).exit_code == 1
    done = run("verify", tmp_path / "gone.zip")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
