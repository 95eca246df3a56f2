"""Reading on a real Ray of two workers, one of them killed: the result is what this process reads, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from conftest import document_of
from reportedly.book import open_casebook
from reportedly.book.cluster import Cluster
from reportedly.book.connecting import connect
from reportedly.book.engines import _ENGINES, Chosen, EngineError
from reportedly.book.reading_many import read_in_order
from reportedly.book.reading_one import Done, Task
from reportedly.cli import app
from reportedly.intake import receive

SAID = (
    "Residents told the Gulf Post that the River Brigade had shelled the town of Maro on 3 May 2023.",
    "Iran is said to have given rifles to the River Brigade, two officers said.",
    "The army denied that its men had left Maro.",
    "The Salt Front may attack the port, the governor warned.",
)


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A Ray on this machine, as the first of these engines would start it; the others use it.

    Ray gives its parts thirty seconds to start. A machine with many times the work that it can do may need more, and
    the test fails there, with the engine's line that says so.
    """
    connected = connect(None, 3)
    yield connected.ray
    connected.close()


@pytest.fixture(scope="module")
def two(ray: Any) -> Iterator[Cluster[Any]]:
    """Two workers with their models."""
    with Cluster[Any](2) as engine:
        engine.warm()
        assert len(engine.processes) == 2
        yield engine


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen reports as rows, with one that is none."""
    lines = [
        json.dumps({"id": f"r{i}", "text": f"{SAID[i % 4]} It was report {i} of the Gulf Post."}) for i in range(24)
    ]
    path = tmp_path_factory.mktemp("in") / "rows.jsonl"
    path.write_text("\n".join([*lines[:7], '{"id": "none"}', *lines[7:]]) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Deadly:
    """A report whose reading kills its reader, as one that takes all memory does."""

    task: Task

    def do(self) -> Done:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("dead by now")

    def lost(self, fault: str) -> Done:
        return self.task.lost(fault)


def test_a_ray_of_ours_is_reached_from_this_machine_alone(ray: Any) -> None:
    where = listening(os.getpid())
    assert where
    assert all(address.startswith(("127.", "::1", "::ffff:127.")) for address in where), where
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
    assert not [args for args in processes(os.getpid()) if "--include-dashboard=True" in args]
    assert Path(ray.get_runtime_context().worker.node.get_session_dir_path()).parents[1].stat().st_mode & 0o77 == 0


def test_readings_are_ours_byte_for_byte_though_a_worker_is_killed(two: Cluster[Any], rows: Path) -> None:
    killed = two.processes[0]
    together = []
    for i, (_, reading) in enumerate(read_in_order(two, receive([rows]))):
        together.append(reading.to_json())
        if i == 5:
            os.kill(killed, signal.SIGKILL)
    assert killed not in two.processes
    with Chosen("local", 0).start() as engine:
        alone = [reading.to_json() for _, reading in read_in_order(engine, receive([rows]))]
    assert together == alone
    assert len(alone) == 25


def test_a_casebook_is_ours_too(two: Cluster[Any], rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_ENGINES, "ray", lambda _: nullcontext(two))
    hashes = []
    for engine in ("local", "ray"):
        with open_casebook(tmp_path / f"{engine}.db", by="anna") as book:
            added = book.add(rows, engine=engine, workers=0)
            assert (added.reports, added.read, len(added.failed)) == (25, 25, 1)
            again, changed = book.reread(every=True, engine=engine, workers=0)
            assert (again.read, changed) == (25, ())
            hashes.append(book.content_hash())
    assert hashes[0] == hashes[1]


def test_what_kills_three_workers_is_a_problem_and_costs_no_other(two: Cluster[Any]) -> None:
    tasks = [Task(f"{i:064x}", document_of(said)) for i, said in enumerate(SAID)]
    for job in (tasks[0], Deadly(tasks[1]), *tasks[2:]):
        two.put(job)
    done: dict[str, Done] = {}
    while two.pending:
        done |= {one.task.report: one for one in two.take()}
    assert done.pop(tasks[1].report).fault == "3 workers were lost while they read it"
    assert done == {task.report: task.do() for task in tasks if task is not tasks[1]}


def test_the_command_goes_on_where_it_stopped_and_prints_nothing_else(
    ray: Any, rows: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.cli.folder._DOCUMENTS", 10)
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert call("read", str(rows), "-f", "parquet", "-o", str(alone)) == 2
    shutil.copytree(alone, together)
    (together / "readings-00002.parquet").unlink()
    (together / "claims-00004.parquet").write_bytes(b"of an earlier run over more")
    kept = (together / "readings-00001.parquet").stat().st_mtime_ns
    on_ray = ("--engine", "ray", "--workers", "1")
    assert call("read", str(rows), "-f", "parquet", "-o", str(together), *on_ray) == 2
    assert contents(alone) == contents(together)
    assert len(contents(alone)) == 6
    assert (together / "readings-00001.parquet").stat().st_mtime_ns == kept
    assert capfd.readouterr().out == ""


def test_workers_of_another_version_are_refused(ray: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.book.cluster.identity", lambda: "reportedly 9.9")
    engine, said = Chosen("ray", 1).start(), r"and here is reportedly 9\.9: install the same on all machines"
    with pytest.raises(EngineError, match=said), engine:
        raise AssertionError("not reached")


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'reportedly\[ray\]'"), Chosen("ray", 1).start():
        raise AssertionError("not reached")


def test_an_engine_of_no_name_is_told() -> None:
    with pytest.raises(EngineError, match="choose one of local, ray"):
        Chosen("spark").start()


def call(*arguments: str) -> int:
    """The exit status of the command in this process, which has a Ray."""
    with pytest.raises(SystemExit) as left:
        app(list(arguments))
    return int(left.value.code or 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def processes(parent: int) -> list[str]:
    """The command lines of all that descends from a process."""
    return [Path(f"/proc/{one}/cmdline").read_text(encoding="utf-8").replace("\0", " ") for one in descendants(parent)]


def descendants(parent: int) -> list[int]:
    children = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, todo = [], [parent]
    while todo:
        todo += (ours := children.get(todo.pop(), []))
        found += ours
    return found


def listening(parent: int) -> set[str]:
    """The addresses at which a process's descendants take connections (proc(5), net/tcp: state 0A)."""
    sockets = set()
    for one in descendants(parent):
        for handle in Path(f"/proc/{one}/fd").glob("*"):
            try:
                sockets.add(str(handle.readlink()))
            except OSError:
                continue
    found = set()
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                found.add(dotted(fields[1].split(":")[0]))
    return found


def dotted(address: str) -> str:
    """An address as the kernel prints it, words in this machine's order, as people write it."""
    ipaddress = import_module("ipaddress")
    words = [bytes.fromhex(address[i : i + 8])[::-1] for i in range(0, len(address), 8)]
    found = ipaddress.ip_address(b"".join(words))
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
