"""The documents say what happens: their sessions and Python blocks are run, their site is built, nothing is left out.

`pytest --renew` writes what a console session prints into the page, save where the page leaves lines out by '...'.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from doc_pages import (
    ROOT,
    VOLATILE,
    Block,
    Shell,
    Step,
    blocks,
    commands_in,
    faults_of_python,
    shows,
    steps,
    write_step,
)
from reportedly.model import answers
from warm_command import serve

SITE = ROOT / "docs/site"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
RUN, READ = ("console", "python"), ("json", "text", "toml", "tsv", "csv")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The PATH of a reader's shell, with the command `reportedly` in it, warm."""
    with serve(tmp_path_factory.mktemp("warm")) as folder:
        yield os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.mark.parametrize("page", [page for page in PAGES if any(row.kind in RUN for row in blocks(page))], ids=named)
def test_a_page_does_what_it_shows(
    page: Path, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renew: bool
) -> None:
    """From top to bottom in a folder of its own, with the examples in it, as a reader would have it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    with closing(Shell(tmp_path, path)) as shell:
        number = 0
        for block in blocks(page):
            if block.kind == "console":
                for step in steps(block):
                    run_step(page, step, shell, number if renew else None)
                    number += 1
            elif block.kind == "python":
                faults = faults_of_python(block.body, names)
                assert not faults, faults


def run_step(page: Path, step: Step, shell: Shell, renew: int | None) -> None:
    """Compares, or writes what is printed behind the page's command of this number."""
    printed, shown = shell.run(step), step.expected
    if not (shows(shown, printed) and shell.keys.agree(shown, printed)):
        assert renew is not None, f"{named(page)}\n$ {step.command}{printed}"
        assert "\n...\n" not in f"\n{shown}", f"{named(page)}: renew by hand\n$ {step.command}{printed}"
        shown = shell.keys.renewed(shown, printed)
        write_step(page, step, shown, renew)
    shell.keys.learn(shown, printed)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_block_is_run_or_says_why_not(page: Path) -> None:
    for block in blocks(page):
        assert block.kind in (*RUN, *READ, "sh") or block.kind == "", f"{block.kind}: {block.body}"
        assert (block.kind == "sh") == bool(block.reason), f"mark it '<!-- not run: WHY -->':\n{block.body}"
        if block.kind == "json":
            json.loads(block.body)


NOT_RUN = [(page, line) for page in PAGES for row in blocks(page) if row.reason for line in commands_in(row.body)]


def test_few_blocks_are_not_run() -> None:
    every = [row for page in PAGES for row in blocks(page)]
    run = sum(len(steps(row)) if row.kind == "console" else row.kind == "python" for row in every)
    assert sum(row.reason is not None for row in every) <= run / 4


@pytest.mark.parametrize(("page", "line"), NOT_RUN, ids=lambda part: part if isinstance(part, str) else part.name)
def test_a_command_that_is_not_run_is_one_that_could_be(page: Path, line: str) -> None:
    assert parses(line), f"{named(page)}: {line}"


def parses(line: str) -> bool:
    """Whether the command and its options are such as the parsers take."""
    command, words = root_command(), shlex.split(line)[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]
    try:
        command.make_context(line, words)
    except Exception as error:  # noqa: BLE001 - whatever the parser says against it
        sys.stderr.write(f"{error}\n")
        return False
    return not hasattr(command, "commands")


def root_command() -> Any:
    from reportedly.cli import app

    return import_module("typer.main").get_command(app)


def commands_below(command: Any, name: str = "reportedly") -> Iterator[tuple[str, Any]]:
    for short, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield f"{name} {short}", below
            yield from commands_below(below, f"{name} {short}")


def test_every_command_and_option_is_described() -> None:
    described = made("commands")
    assert not [name for name, _ in commands_below(root_command()) if name.count(" ") == 1 and name not in TEXT]
    for name, command in commands_below(root_command()):
        section = described.partition(f"# {name}\n")[2].partition("\n## ")[0]
        assert section, name
        assert not {option for option in long_options(command) if f"`{option}`" not in section}


def test_every_field_that_a_casebook_answers_with_is_described() -> None:
    page = (ROOT / "docs/reference/answers.md").read_text(encoding="utf-8")
    for name in ("ClaimRow", "Hit", "ActorRow", "VoiceRow", "TieRow", "ReportRow", "Entry", "Note", "Page", "Receipt"):
        section = page.partition(f"({name})")[2].partition("\n## ")[0]
        fields = {field.name for field in dataclasses.fields(getattr(answers, name))}
        assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == fields, name


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """Strictly: no dead link or anchor, and no page loads anything from elsewhere."""
    done = subprocess.run(
        [sys.executable, SITE / "build.py", tmp_path / "site"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert not done.returncode, done.stdout
    assert not done.stdout
    pages = {str(page.relative_to(ROOT / "docs")).removesuffix(".md") for page in PAGES[1:]}
    built = {str(page.relative_to(tmp_path / "site")).removesuffix(".html") for page in tmp_path.rglob("*.html")}
    assert pages <= built


def test_a_dead_link_and_a_thing_from_elsewhere_are_found(tmp_path: Path) -> None:
    build = site_module("build")
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="a.html#here">1</a><a href="#there">2</a><a href="b.html">3</a>'
        '<a href="https://example.org">4</a><script src="https://example.org/x.js"></script>',
        encoding="utf-8",
    )
    (tmp_path / "a.css").write_text("@font-face { src: url(https://example.org/font.woff) }", encoding="utf-8")
    assert [line.split(": ")[1].split()[0] for line in build.dead_links(tmp_path)] == ["#there", "b.html"]
    assert len(list(build.loads_from_outside(tmp_path))) == 2


def made(name: str) -> str:
    return str(site_module("made").MAKERS[name]())


def site_module(name: str) -> ModuleType:
    """A module beside the site's conf.py, under a name of its own, with its neighbours in reach."""
    sys.path.insert(0, str(SITE))
    try:
        spec = importlib.util.spec_from_file_location(f"site_{name}", SITE / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(SITE))


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


def test_a_page_that_says_otherwise_is_caught(path: str, tmp_path: Path) -> None:
    assert shows("one\n...\nfour\n", "one\ntwo\nthree\nfour\n")
    assert shows("...\nfour\n", "one\nfour\n")
    assert not shows("one\nfour\n", "one\ntwo\nfour\n")
    assert not shows("one\n", "one\ntwo\n")
    assert shows("p0123456789abcdef x\n", "pfedcba9876543210 x\n")
    assert not shows("p0123456789abcdef x\n", "pfedcba9876543210 y\n")
    assert shows("THE RULE verbs:seize:99, score 0.9\n", "THE RULE verbs:seize:234, score 0.9\n")
    assert not shows("THE RULE verbs:seize:99, score 0.9\n", "THE RULE verbs:take:99, score 0.9\n")
    assert shows("2 read, in 1.9 s, 397 words a second\n", "2 read, in 21.0 s, 4 words a second\n")
    assert not parses("reportedly add")
    assert not parses("reportedly read --no-such-option a.txt")
    assert parses("reportedly watch https://example.org/feed.xml --casebook desk.db")
    assert "Expected" in faults_of_python(">>> 1 + 1\n3\n", {})


def test_a_key_on_a_page_stands_for_the_key_that_was_printed(path: str, tmp_path: Path) -> None:
    key = "0123456789abcdef" * 4
    (block,) = blocks_of(
        f"```console\n$ printf abc | sha256sum | cut -c1-64\n{key}\n$ echo {key}\n{key}\n```\n", tmp_path
    )
    with closing(Shell(tmp_path, path)) as shell:
        first, second = steps(block)
        printed = shell.run(first)
        assert VOLATILE.fullmatch(printed.strip())
        shell.keys.learn(first.expected, printed)
        assert shell.run(second) == printed
        assert shell.keys.renewed("", f"again {printed[:8]}") == f"again {key[:8]}\n"
        assert shell.keys.agree(key, printed)
        assert not shell.keys.agree("f" * 64, printed)


def blocks_of(text: str, folder: Path) -> list[Block]:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return blocks(page)


def long_options(command: Any) -> set[str]:
    params = getattr(command, "params", [])
    names = {name for param in params if not getattr(param, "hidden", False) for name in param.opts}
    return {name for name in names if name.startswith("--") and name != "--help"}
