"""Reading processes: several read, one that dies costs what it was at, and none outlives its caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from book.conftest import SAID
from conftest import document_of
from reportedly.book.reading_one import Done, Task, prepared
from reportedly.book.workers import Workers, WorkersError

TASKS = [Task(f"{i:064x}", document_of(said)) for i, said in enumerate(SAID)]
LONG = Task("f" * 64, document_of("The army shelled the town of Maro, residents said. " * 4000))


def drained(workers: Workers) -> dict[str, Done]:
    found: dict[str, Done] = {}
    while workers.pending:
        found |= {done.task.report: done for done in workers.take()}
    return found


def test_what_processes_read_is_what_this_one_reads() -> None:
    with Workers(2) as workers:
        for task in TASKS:
            workers.put(task)
        found = drained(workers)
    assert found == {task.report: prepared(task) for task in TASKS}


def test_a_process_that_dies_costs_the_report_it_was_at() -> None:
    with Workers(1) as workers:
        workers.put(TASKS[0])
        drained(workers)
        workers.put(LONG)
        workers.put(TASKS[1])
        (pid,) = children()
        time.sleep(0.3)
        os.kill(pid, signal.SIGKILL)
        found = drained(workers)
    assert found[LONG.report].fault == "the process that read it ended with status -9"
    assert found[LONG.report].claims == 0
    assert found[TASKS[1].report] == prepared(TASKS[1])


def test_a_process_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Workers(1) as workers:
        workers.put(TASKS[0])
        with pytest.raises(WorkersError, match="status 1"):
            drained(workers)


def test_processes_end_with_their_caller() -> None:
    script = (
        "import sys\nfrom reportedly.book.workers import Workers\nfrom reportedly.book.reading_one import Task\n"
        "from reportedly.model import Document\n"
        "workers = Workers(1)\nworkers.put(Task('0' * 64, Document('sha256:0', 'a', 'The army shelled Maro.')))\n"
        "list(workers.take())\nprint(workers._busy[0]._process.pid, flush=True)\nimport os\nos._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.1)
    raise AssertionError("a reading process outlived its caller")


def children() -> list[int]:
    """The processes that this one has started and that live."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "reportedly.book.worker" in line]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return not found.stdout.strip().startswith("Z")
