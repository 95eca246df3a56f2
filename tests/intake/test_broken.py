"""Of more than two hundred broken and hostile files none is lost, none raises, none hangs, and nothing is written."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.broken import Broken, broken_files, damaged_files, whole_files
from intake.made import RUSSIAN
from reportedly.intake import Failure, Received, receive

_FILES = broken_files()
_WATCHED: dict[str, list[str]] = {}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Notes what is opened to be written, made, moved or removed while somebody watches; a hook can't be removed."""
    if "opened" not in _WATCHED:
        return
    is_written = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if is_written or event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "subprocess.Popen"):
        _WATCHED["opened"].append(f"{event} {arguments[0]!r}")


sys.addaudithook(_note)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything is loaded: what packages do when they are loaded is not what is watched."""
    folder = tmp_path_factory.mktemp("warm")
    for suffix, data in whole_files().items():
        (folder / f"whole{suffix}").write_bytes(data)
    (folder / "russian.txt").write_text(RUSSIAN)
    list(receive([folder]))


@pytest.fixture
def opened(warm: None) -> Iterator[list[str]]:
    _WATCHED["opened"] = []
    yield _WATCHED["opened"]
    del _WATCHED["opened"]


def test_there_are_two_hundred_and_no_two_are_alike() -> None:
    assert len(_FILES) >= 200
    assert len({broken.name for broken in _FILES}) == len(_FILES)
    assert damaged_files(5) == _FILES[: len(damaged_files(5))] != damaged_files(6)


@pytest.mark.parametrize("suffix", whole_files())
def test_what_is_damaged_here_is_read_when_it_is_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"whole{suffix}"
    path.write_bytes(whole_files()[suffix])
    found = list(receive([path]))
    assert found
    assert all(isinstance(one, Received) for one in found)
    assert codes(found) <= {"summary"}


@pytest.mark.parametrize("broken", _FILES, ids=lambda broken: ascii(broken.name))
def test_a_broken_file_is_told_by_its_name(
    tmp_path: Path,
    broken: Broken,
    opened: list[str],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / broken.name
    path.write_bytes(broken.data)
    opened.clear()
    start = time.process_time()
    found = list(receive([path]))
    assert time.process_time() - start < 15
    assert found
    for one in found:
        assert one.where.startswith(str(path).encode("utf-8", "replace").decode()[: len(str(tmp_path))])
        assert isinstance(one, Received) or one.line().isprintable()
        assert (one.document.id if isinstance(one, Received) else one.id) == _digest(one)
    assert not broken.codes or broken.codes & codes(found)
    assert not opened
    assert list(tmp_path.iterdir()) == [path]
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def codes(found: list[Received | Failure]) -> set[str]:
    problems = (problem for one in found for problem in (one.problems if isinstance(one, Received) else (one.problem,)))
    return {problem.code for problem in problems}


def _digest(one: Received | Failure) -> str | None:
    import hashlib

    if isinstance(one, Failure) and one.id is None:
        assert not one.original
        return None
    return f"sha256:{hashlib.sha256(one.original).hexdigest()}"
