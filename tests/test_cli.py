"""The front door as a person at a terminal meets it: what is printed where, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import reportedly
from intake.made import ARABIC, REPORT, encrypted, pdf
from reportedly.cli import app
from reportedly.model import Reading

COMMAND = [sys.executable, "-c", "from reportedly.cli import main; main()"]
SAID = "The rebels attacked the town of Sahm, the army said on Monday."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    path = tmp_path / "ar.txt"
    path.write_text(ARABIC)
    return path


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"r{i}", "text": f"{SAID} {i}"}) for i in range(1, 11)]
    lines[6] = lines[6][:-8]
    path = tmp_path / "ten.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_report_for_a_person(report: Path) -> None:
    result = run("read", report)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Rebels take the hill above Wadi Sahm\nGulf Gazette, 12 March 2024")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_several_reports_for_a_person_are_parted_by_a_rule(report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(SAID)
    result = run("read", report, tmp_path / "b.txt", report)
    assert result.stdout.splitlines().count("─" * 80) == 2


def test_json_is_the_reading(report: Path) -> None:
    result = run("read", report, "--format", "json")
    assert result.exit_code == 0
    assert result.stdout == reportedly.read(report).to_json() + "\n"
    assert run("read", report, "--format", "json").stdout == result.stdout


def test_several_readings_are_json_lines_in_order_and_none_is_lost(ten: Path, report: Path, tmp_path: Path) -> None:
    result = run("read", ten, tmp_path / "gone.txt", report, "-f", "json")
    assert result.exit_code == 2
    found = rows(result)
    assert [row["document"]["name"] for row in found] == [
        *(f"r{i}" for i in range(1, 7)), "ten.jsonl:7", "r8", "r9", "r10", "gone.txt", "report.txt",
    ]  # fmt: skip
    failed = [row for row in found if not row["document"]["text"]]
    assert [[problem["code"] for problem in row["problems"]] for row in failed] == [["invalid-json"], ["missing"]]
    assert [len(Reading.from_json(json.dumps(row)).sources) for row in failed] == [1, 1]
    first, second = result.stderr.splitlines()
    assert first.startswith(f"reportedly: {ten}, line 7: is not valid JSON")
    assert second == f"reportedly: {tmp_path / 'gone.txt'}: there is no such file; check the name"


def test_every_row_printed_fits_the_schema_printed(ten: Path, arabic: Path, tmp_path: Path) -> None:
    import jsonschema

    printed = run("schema")
    assert printed.exit_code == 0
    schema = json.loads(printed.stdout)
    for row in rows(run("read", ten, arabic, tmp_path / "gone.txt", "--format", "json")):
        jsonschema.validate(row, schema)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gone.txt", None),
        ("empty.txt", b""),
        ("rubbish.txt", b"\0\1\2\3"),
        ("locked.pdf", encrypted(pdf([SAID]), "secret")),
        ("broken.pdf", pdf([SAID])[:200]),
        ("scan.pdf", pdf([])),
        ("empty.html", b"<html><body></body></html>"),
        ("long.jsonl", b'{"text": "' + b"a" * 33_000_000 + b'"}'),
        ("broken.txt.gz", b"\x1f\x8brubbish"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "table", "html"])
def test_bad_input_is_one_line_on_stderr_and_status_2(name: str, data: bytes | None, form: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    result = run("read", path, "--format", form)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"reportedly: {path}")
    assert "Traceback" not in result.output


def test_a_failure_stands_in_every_form_that_lists_documents(report: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    table = list(csv.DictReader(io.StringIO(run("read", report, gone, "--format", "table").stdout.lstrip("\ufeff"))))
    assert "gone.txt" in {row["document"] for row in table}
    assert "gone.txt" in run("read", report, gone, "--format", "html").stdout
    assert "gone.txt" not in run("read", report, gone).stdout


def test_a_page_of_several_reports_is_one_page(report: Path, ten: Path) -> None:
    page = run("read", report, ten, "--format", "html").stdout
    assert page.count("<!doctype html>") == 1
    assert "Wadi Sahm" in page
    assert "r10" in page


def test_another_language_is_a_problem_and_no_failure(arabic: Path) -> None:
    result = run("read", arabic, "--format", "json")
    assert result.exit_code == 0
    (row,) = rows(result)
    assert row["claims"] == []
    assert row["problems"][0]["message"].startswith("language: ar")


def test_what_the_command_line_says_wins(report: Path) -> None:
    options = ["--published", "11 March 2024", "--publisher", "Wadi Today", "--title", "T", "--attribution", "rules"]
    (row,) = rows(run("read", report, *options, "-f", "json"))
    document = row["document"]
    assert (document["published"], document["publisher"], document["title"]) == ("2024-03-11", "Wadi Today", "T")
    assert [problem["code"] for problem in row["problems"]] == ["date-conflict"]


@pytest.mark.parametrize("arguments", [["read", "-"], ["read"]])
def test_standard_input(arguments: list[str]) -> None:
    (row,) = rows(run(*arguments, "-f", "json", given=REPORT.encode()))
    assert (row["document"]["name"], row["document"]["text"]) == ("stdin", REPORT)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "a.txt", "--published", "soon"], "is no date"),
        (["read", "a.txt", "--published", "03-04-2016"], "2016-04-03 or 2016-03-04"),
        (["read", "a.txt", "--format", "xml"], "xml"),
        (["read", "a.txt", "--out", "no-such-folder/a.json"], "cannot be written"),
        (["read", "a.txt", "--out", "./a.txt"], "one of the files to read"),
        (["a.txt"], "reportedly read a.txt"),
        (["raed"], "raed"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(SAID)
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())
    assert (tmp_path / "a.txt").read_text() == SAID
    assert names_in(tmp_path) == ["a.txt"]


def test_output_goes_to_a_file(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    result = run("read", report, "--format", "json", "--out", out)
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text() == reportedly.read(report).to_json() + "\n"
    assert names_in(tmp_path) == ["out.json", "report.txt"]


def test_a_folder_that_is_read_into_itself_does_not_read_its_own_output(report: Path, tmp_path: Path) -> None:
    result = run("read", tmp_path, "--format", "json", "--out", tmp_path / "all.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "all.jsonl").read_text().count("\n") == 1


def test_help_explains_every_command_and_option() -> None:
    text = run("--help").stdout
    assert all(word in text for word in ("read", "schema", "--version"))
    read = run("read", "--help").stdout
    named = ("--format", "--out", "--published", "--publisher", "--title", "--attribution", "Exit status", "standard")
    assert [word for word in named if word not in read] == []


def test_the_version() -> None:
    assert run("--version").stdout == f"reportedly {reportedly.__version__}\n"


def row_of(name: str) -> bytes:
    """A row that is read in no time, since in its language nothing is looked for."""
    return json.dumps({"id": name, "text": ARABIC}).encode() + b"\n"


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def started() -> Iterator[Start]:
    """Starts the command in a process of its own, which is gone after the test."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, **options))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def test_rows_are_printed_as_they_are_read(started: Start) -> None:
    reading = started("read", "-", "--format", "json", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reading.stdin
    assert reading.stdout
    reading.stdin.write(row_of("one"))
    reading.stdin.flush()
    assert json.loads(reading.stdout.readline())["document"]["name"] == "one"
    reading.stdin.write(row_of("two"))
    out, err = reading.communicate()
    assert json.loads(out)["document"]["name"] == "two"
    assert (err, reading.returncode) == (b"", 0)


def test_a_closed_pipe_ends_quietly(tmp_path: Path, started: Start) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(row_of("many") * 3000)
    reading = started("read", many, "--format", "json", stdout=subprocess.PIPE)
    assert reading.stdout
    reading.stdout.readline()
    reading.stdout.close()
    assert reading.stderr
    assert reading.stderr.read() == b""
    assert reading.wait() == 141


def test_an_interrupt_ends_quietly_and_keeps_what_was_read(tmp_path: Path, started: Start) -> None:
    out = tmp_path / "out.jsonl"
    part = tmp_path / ".out.jsonl.part"
    reading = started("read", "-", "--format", "json", "--out", out, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reading.stdin
    reading.stdin.write(row_of("one"))
    reading.stdin.flush()
    wait_until(lambda: part.exists() and part.stat().st_size > 0)
    reading.send_signal(signal.SIGINT)
    printed, err = reading.communicate()
    assert (printed, err, reading.returncode) == (b"", b"", 130)
    assert json.loads(out.read_text())["document"]["name"] == "one"
    assert not part.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_full_disk_is_one_line(arabic: Path, started: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        reading = started("read", arabic, stdout=full)
        _, err = reading.communicate()
    assert reading.returncode == 1
    assert err.decode().startswith("reportedly: the output cannot be written (No space left on device)")
    assert err.count(b"\n") == 1


def test_a_terminal_gets_colour_its_width_and_no_bar_under_its_text(arabic: Path) -> None:
    shown = on_a_terminal("read", arabic, arabic, columns=60)
    assert "\x1b[1m" in shown
    assert "─" * 60 in shown
    assert "━" not in shown
    assert "\x1b" not in on_a_terminal("read", arabic, columns=60, NO_COLOR="1")


def test_a_bar_shows_how_far_a_batch_is(arabic: Path, tmp_path: Path) -> None:
    shown = on_a_terminal("read", arabic, arabic, tmp_path / "gone.txt", "--out", tmp_path / "out.txt", columns=100)
    assert "━" in shown
    assert "3/3" in shown
    assert "gone.txt: there is no such file" in shown
    assert "━" not in on_a_terminal("read", arabic, "--out", tmp_path / "out.txt", columns=100)


def on_a_terminal(*arguments: str | Path, columns: int, **environment: str) -> str:
    """What a terminal shows of a call."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {
        key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "LINES", "FORCE_COLOR")
    }
    reading = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = bytearray()
    try:
        while data := os.read(ours, 65536):
            shown += data
    except OSError:  # Linux says so where the other end is closed.
        pass
    reading.wait()
    os.close(ours)
    return shown.decode()


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
