"""The documents say what happens: their sessions and Python blocks are run, and every command is described.

`pytest --renew` writes what a console session prints into the page, save where the page leaves lines out by '...'.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str]]:
    """Each command of a console block, its later lines behind '> ', and what the page says that it prints."""
    blocks = "".join(block for kind, block in FENCE.findall(TEXT) if kind == "console")
    return re.findall(r"^\$ (.*\n(?:> .*\n|>\n)*)((?:(?!\$ ).*\n)*)", blocks, re.MULTILINE)


def python_blocks() -> list[str]:
    return [block for kind, block in FENCE.findall(TEXT) if kind == "python"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples in it, as a reader of the README would have it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.parametrize(("command", "expected"), sessions(), ids=lambda part: part[:60].split("\n")[0])
def test_a_console_session_prints_what_the_page_shows(command: str, expected: str, desk: Path, renew: bool) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {"PATH": path, "HOME": str(desk), "COLUMNS": "80", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", re.sub("^> ?", "", command, flags=re.MULTILINE)],
        cwd=desk,
        env=plain,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if renew and "\n...\n" not in f"\n{expected}":
        write_session(command, expected, done.stdout)
        return
    assert shows(expected, done.stdout), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize("block", python_blocks(), ids=lambda block: block.split("\n")[0][:60])
def test_a_python_block_does_what_the_page_shows(block: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    examples = doctest.DocTestParser().get_doctest(block, {}, "a page's block", None, None)
    assert examples.examples, "Python blocks are sessions with >>>"
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False).run(examples, out=said.append)
    assert not said, "".join(said)


def test_every_command_and_option_is_described() -> None:
    typer = import_module("typer.main")
    from reportedly.cli import app

    command = typer.get_command(app)
    commands = {name: sub for name, sub in getattr(command, "commands", {}).items() if not sub.hidden}
    assert commands
    assert not [name for name in commands if f"reportedly {name}" not in TEXT]
    options = {option for sub in commands.values() for option in long_options(sub)}
    assert not {option for option in options if f"`{option}" not in TEXT}


def test_every_target_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    pages = TEXT + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=[`\n ]+(?:#|`|\n|$))", pages)) | set(
        re.findall(r"`make ([a-z]+)`", pages)
    )
    assert named
    assert named <= targets


def test_every_file_linked_is_there() -> None:
    for page in (*PAGES, *ROOT.glob("*.md")):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_a_page_that_says_otherwise_is_caught() -> None:
    assert shows("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert shows("...\nfour\n", "one\nfour\n")
    assert not shows("one\nfour\n", "one\ntwo\nfour\n")
    assert not shows("one\n", "one\ntwo\n")


def write_session(command: str, expected: str, printed: str) -> None:
    lines = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").split("\n"))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(f"$ {command}{expected}", f"$ {command}{lines}"), encoding="utf-8", newline="\n")


def long_options(command: object) -> set[str]:
    params = getattr(command, "params", [])
    names = {name for param in params if not getattr(param, "hidden", False) for name in param.opts}
    return {name for name in names if name.startswith("--") and name != "--help"}


def shows(expected: str, printed: str) -> bool:
    """Whether the page's lines are the printed ones; a line '...' stands for any lines."""
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)
    return (
        re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.strip("\n").split("\n")) + "\n") is not None
    )
