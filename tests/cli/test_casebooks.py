"""The commands of a casebook as a person at a terminal meets them: what is printed where, and the exit status."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from casebook.small import fill
from reportedly.book import CasebookError, open_casebook
from reportedly.cli import app

COMMAND = [sys.executable, "-c", "from reportedly.cli import main; main()"]
SAID = "The rebels attacked the town of Sahm, the army said on Monday."


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook of the three small reports, which the environment names."""
    path = tmp_path / "case.db"
    with open_casebook(path, by="anna") as book:
        fill(book.store)
    monkeypatch.setenv("REPORTEDLY_CASEBOOK", str(path))
    return path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


ASKED = [
    ["search", "trucks"],
    ["search", "--actor", "Iran"],
    ["claims"],
    ["claims", "--place", "Sabha", "--certainty", "certain"],
    ["timeline"],
    ["timeline", "--by-report", "--involving", "Iran"],
    ["actors"],
    ["actors", "riv"],
    ["voices", "--named"],
    ["voices", "--unnamed", "--kind", "group"],
    ["ties", "River Brigade"],
    ["ties", "Iran", "the brigade"],
    ["show", "salt.txt"],
    ["show", "salt.txt", "c2"],
    ["log"],
    ["judge", "list"],
]


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_what_is_asked_is_answered_within_the_screen(case: Path, asked: list[str]) -> None:
    result = run(*asked)
    assert result.exit_code == 0
    assert max((len(line) for line in result.stdout.splitlines()), default=0) <= 80
    assert "\x1b" not in result.stdout
    if asked != ["judge", "list"]:
        assert result.stdout
        assert result.stderr == ""
    assert all(rows(run(*asked, "--format", "json")))


def test_a_claim_for_a_person(case: Path) -> None:
    assert run("claims", "--voice", "Karim").stdout.splitlines()[:4] == [
        "River Brigade: said NOT to have coerced Smugglers",
        '    "Karim Hadid denied it"',
        "    Gulf Bulletin > Karim Hadid, DENIED [COERCE]",
        f"    {first_document(case)} c2, Gulf Bulletin, 2024-05-10",
    ]


def first_document(case: Path) -> str:
    with open_casebook(case) as book:
        return book.reports(limit=1)[0].document


def test_ties_for_a_person(case: Path) -> None:
    lines = [line.split() for line in run("ties", "Iran", "River").stdout.splitlines()]
    assert lines[0] == ["WHO", "WITH", "WHOM", "WHAT", "CLAIMS", "DENIED", "HEDGED", "REPORTS", "VOICES", "LAST"]
    cells = ["Iran", "->", "River", "Brigade", "AID", "3", "0", "2", "3", "3", "2024-06-02"]
    assert sorted(cell for line in lines[2:-1] for cell in line) == sorted(cells)
    assert " ".join(lines[-1]).startswith("Iran AID River Brigade: ")


def test_json_rows_keep_their_fields(case: Path) -> None:
    claim, *_ = rows(run("claims", "-f", "json"))
    assert list(claim)[:10] == [
        "id", "document", "claim", "event", "mode", "relation", "actors", "recipients", "place", "time_start",
    ]  # fmt: skip
    assert (claim["chain"], claim["polarity"], claim["certainty"]) == (
        ["Gulf Bulletin", "residents"],
        "affirmed",
        "certain",
    )
    dated, *_ = rows(run("timeline", "-f", "json"))
    assert (dated["date"], dated["claim"]) == ("2023-12-01", "c1")
    (page,) = rows(run("show", "salt.txt", "-f", "json"))
    assert page["report"]["publisher"] == "Salt Post"
    assert page["text"].startswith("State radio")
    assert [row["claim"] for row in page["claims"]] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ties", "Nobody"], "no actor here is called 'Nobody'"),
        (["claims", "--event", "WAR"], "'WAR' is no event"),
        (["claims", "--since", "yesterday"], "is no date"),
        (["search", "..."], "holds no word"),
        (["show", "river.txt"], "may be"),
        (["show", "salt.txt", "c9"], "has no claim 'c9'; its claims are c1 to c2"),
        (["judge", "accept", "salt.txt", "c9", "--why", "x"], "no such claim"),
        (["judge", "grade", "Karim", "Z", "--why", "x"], "a grade is a letter"),
        (["judge", "withdraw", "abcdef", "--why", "x"], "no key"),
        (["actors", "--casebook", "none.db"], "there is no casebook"),
        (["verify", "--casebook", "."], "is a folder"),
        (["actors", "--casebook", "ftp://x/y"], "a casebook is a file"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_status_2(case: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("reportedly: ")
    assert words in line
    assert result.stdout == ""


def test_no_casebook_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_CASEBOOK", raising=False)
    result = run("actors")
    assert (result.exit_code, result.stderr) == (
        2,
        "reportedly: name a casebook: --casebook FILE, or set $REPORTEDLY_CASEBOOK\n",
    )


def test_pages(case: Path) -> None:
    first = run("claims", "-n", "3")
    assert first.stderr == "reportedly: there may be more: --after 3\n"
    assert [row["id"] for row in rows(run("claims", "-f", "json", "--after", "3"))] == [4, 5, 6, 7, 8]
    assert run("actors", "nobody").stderr == "reportedly: nothing found\n"


def test_deciding(case: Path) -> None:
    done = run("judge", "accept", "salt.txt", "c1", "--why", "two films", "--by", "Bo")
    assert (done.exit_code, done.stderr) == (0, "")
    key = done.stdout.strip()
    assert re.fullmatch("[0-9a-f]{64}", key)
    for arguments in (
        ["correct", "salt.txt", "c2", "relation=backs"],
        ["merge", "actor", "Salt Front", "Smugglers"],
        ["rename", "voice", "Karim Hadid", "Kareem Hadeed"],
        ["grade", "state radio", "b"],
        ["note", "claim", "salt.txt", "c1"],
        ["note", "actor", "Iran"],
        ["split", "actor", "River Brigade", "--report", "salt.txt", "--as", "Another Brigade"],
        ["withdraw", key[:10]],
    ):
        assert run("judge", *arguments, "--why", "since", "--by", "Bo").exit_code == 0, arguments
    listed = rows(run("judge", "list", "-f", "json"))
    assert " ".join(row["kind"] for row in listed) == "accept correct merge rename grade note note split withdraw"
    assert listed[0]["is_withdrawn"]
    assert {row["by"] for row in listed} == {"Bo"}
    assert "salt.txt c1" in run("judge", "list").stdout
    assert "Another Brigade" in run("actors").stdout
    assert run("verify").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["judge", "accept", "salt.txt", "c1"], ["judge", "correct", "salt.txt", "c1", "x", "--why", "y"]]
)
def test_a_judgement_wants_its_reason_and_its_fields(case: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert rows(run("judge", "list", "-f", "json")) == []


def test_a_claim_is_corrected_down_to_its_words(case: Path) -> None:
    fields = ("actors=Salt Front; Iran", "event=ASSAULT", "spans=13-17, 18-22", "time=2024-01/2024-02", "dead=7-")
    key = run("judge", "correct", "salt.txt", "c1", *fields, "--why", "heard again").stdout.strip()
    (row,) = rows(run("claims", "--report", "salt.txt", "--standing", "corrected", "-f", "json"))
    assert (row["event"], row["actors"], row["start"], row["end"]) == ("ASSAULT", ["Salt Front", "Iran"], 13, 22)
    assert (row["words"], row["time_end"]) == ("Iran gave", "2024-02")
    (noted,) = rows(run("judge", "list", "-f", "json"))
    assert noted["says"] == (
        "corrected: actors Salt Front; Iran, dead 7-, event ASSAULT, spans 13-17, 18-22, time 2024-01/2024-02"
    )
    beyond = run("judge", "correct", "salt.txt", "c1", "spans=0-90000", "--why", "x")
    assert (beyond.exit_code, beyond.stderr.count("\n")) == (2, 1)
    assert "lies outside the report's text" in beyond.stderr
    assert run("judge", "withdraw", key, "--why", "no").exit_code == 0
    assert rows(run("claims", "--standing", "corrected", "-f", "json")) == []
    assert run("verify").exit_code == 0


def test_verify_names_what_was_tampered_with(case: Path) -> None:
    import sqlite3

    sound = run("verify")
    assert sound.exit_code == 0
    head = sound.stdout.splitlines()[-1]
    assert run("verify", "--head", head).exit_code == 0
    assert run("verify", "--head", "1" * 64).exit_code == 1
    connection = sqlite3.connect(case)
    connection.execute("UPDATE original SET body = CAST(replace(body, 'rifles', 'apples') AS BLOB)")
    connection.commit()
    connection.close()
    broken = run("verify")
    assert broken.exit_code == 1
    assert "original" in broken.stdout
    assert rows(run("verify", "-f", "json"))[0]["what"].startswith("original")


def test_adding_tells_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    case = tmp_path / "new.db"
    result = run("add", tmp_path / "a.txt", tmp_path / "gone.txt", "--casebook", case, "--workers", "0", "--by", "Bo")
    assert result.exit_code == 2
    assert result.stderr == f"reportedly: {tmp_path / 'gone.txt'}: there is no such file; check the name\n"
    assert result.stdout.startswith("1 new, 0 known, 1 with problems; 1 read, ")
    (again,) = rows(run("add", tmp_path / "a.txt", "-c", case, "--workers", "0", "-f", "json"))
    assert (again["reports"], again["known"], again["read"], again["failed"]) == (0, 1, 0, [])
    assert "by Bo" in run("show", "a.txt", "-c", case).stdout
    assert run("reread", "-c", case, "--workers", "0").stdout.startswith("0 read again, 0 claims gained, 0 lost")
    assert run("add", tmp_path / "a.txt", "-c", case, "--published", "soon").exit_code == 2


def test_addresses_within_this_machine_are_refused(tmp_path: Path) -> None:
    result = run("add", "http://127.0.0.1:1/a.html", "-c", tmp_path / "new.db", "--workers", "0")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_is_ended_has_lost_nothing_and_another_goes_on(tmp_path: Path, sent: signal.Signals) -> None:
    lines = [json.dumps({"id": f"r{i}", "text": f"{SAID} {i}"}) for i in range(40)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    case = tmp_path / "many.db"
    command = [*COMMAND, "add", str(tmp_path / "many.jsonl"), "-c", str(case), "--workers", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_a_claim(case)
    running.send_signal(sent)
    out, err = running.communicate(timeout=60)
    assert (running.returncode in (130, -9), err) == (True, "")
    with open_casebook(case) as book:
        assert not list(book.verify())
        book.add(tmp_path / "many.jsonl", workers=0)
        assert (book.counts().reports, len({row.document for row in book.claims(limit=1000)})) == (40, 40)
        assert not list(book.verify())
    assert out == "" or out.startswith("40 new")  # it was done before the signal came


def wait_for_a_claim(case: Path) -> None:
    """Until the first readings are written."""
    for _ in range(1200):
        time.sleep(0.05)
        with contextlib.suppress(CasebookError), open_casebook(case, create=False, read_only=True) as book:
            if book.counts().claims:
                return
    raise AssertionError("nothing was read in a minute")


def test_a_person_sees_a_bar_and_a_program_none(tmp_path: Path) -> None:
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(f"{SAID} {i}")
    inputs = [str(tmp_path / f"{i}.txt") for i in range(3)]
    master, slave = pty.openpty()
    command = [*COMMAND, "add", *inputs, "-c", str(tmp_path / "bar.db"), "--workers", "0"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=slave, text=True, timeout=60, check=False)
    os.close(slave)
    shown = read_all(master)
    assert done.stdout.startswith("3 new, 0 known")
    assert "3/3" in shown
    quiet = subprocess.run(
        [*command[:-3], str(tmp_path / "quiet.db"), "--workers", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert quiet.stderr == ""


def read_all(master: int) -> str:
    """What stands on a terminal that nobody writes to any more."""
    pieces = []
    with contextlib.suppress(OSError):
        while piece := os.read(master, 65_536):
            pieces.append(piece)
    os.close(master)
    return b"".join(pieces).decode()
