"""The command that lists which claims a change of the reader gains and loses tells no more and no less than changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import changes
from reportedly.model import Reading

REPORTS = Path(__file__).parent / "reports"
PATHS = sorted(REPORTS.glob("*.txt"))


@pytest.fixture(scope="module")
def readings(read_report: Callable[[Path, str], Reading]) -> dict[str, Reading]:
    return {path.stem: read_report(path, "tagger") for path in PATHS}


def test_a_claim_that_is_new_is_gained_with_the_golds_verdict(readings: dict[str, Reading]) -> None:
    talks = readings["talks"]
    met = next(claim for claim in talks.claims if claim.event == "CONSULT")
    before = {**readings, "talks": replace(talks, claims=tuple(one for one in talks.claims if one is not met))}
    lines = list(changes.changes(before, readings, changes.golds(PATHS)))
    assert lines[0] == "talks"
    assert lines[1].startswith("  + [right] CONSULT ")
    assert lines[2] == "1 gained, 0 lost"
    assert lines[3].startswith("before: ")
    assert lines[3].removeprefix("before: ") != lines[4].removeprefix("now:    ")


def test_a_claim_that_is_told_otherwise_is_lost_and_gained(readings: dict[str, Reading]) -> None:
    talks = readings["talks"]
    denied = replace(talks.claims[0], polarity="denied")
    now = {**readings, "talks": replace(talks, claims=(denied, *talks.claims[1:]))}
    lines = list(changes.changes(readings, now, {}))
    assert [line[:4] for line in lines[1:3]] == ["  - ", "  + "]
    assert "(denied " in lines[2]
    assert lines[3:] == ["1 gained, 1 lost"]


def test_a_report_that_was_not_there_before_gains_all_its_claims(readings: dict[str, Reading]) -> None:
    name = PATHS[0].stem
    lines = list(changes.changes({}, {name: readings[name]}, {}))
    assert lines[-1] == f"{len(readings[name].claims)} gained, 0 lost"


def test_the_same_reader_changes_nothing_from_run_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "kept" / "readings.jsonl"
    monkeypatch.setattr(sys, "argv", ["changes.py", str(REPORTS), "--saved", str(saved)])
    assert changes.main() == 0
    assert "nothing to compare with yet" in capsys.readouterr().out
    assert changes.main() == 0
    assert capsys.readouterr().out.splitlines()[0] == "0 gained, 0 lost"


def test_a_folder_without_reports_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["changes.py", str(tmp_path)])
    assert changes.main() == 2
    assert "no reports" in capsys.readouterr().err


@pytest.mark.skipif(not (changes.ROOT / ".git").exists(), reason="a revision's reader needs a git checkout")
def test_a_revision_reads_with_its_own_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Rebels seized the town of Kor on Monday.\n", encoding="utf-8")
    arguments = [str(folder), "--against", "HEAD", "--saved", str(tmp_path / "kept.jsonl")]
    monkeypatch.setattr(sys, "argv", ["changes.py", *arguments])
    assert changes.main() == 0
    assert "gained, " in capsys.readouterr().out
    assert (tmp_path / "kept.jsonl").read_text(encoding="utf-8").count("\n") == 1
