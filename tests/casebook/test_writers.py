"""Several writers at once, and writers that are killed: nothing lost, nothing half, nothing double."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

import kills
from casebook.filling import fill, key_of, reports
from databases import fresh
from reportedly.casebook import CasebookError, Store, content_hash, open_store, verify
from reportedly.casebook.schema import receipt, report


def test_two_processes_write_at_once(place: str, kind: str, tmp_path: Path) -> None:
    """Both make the casebook, both add the same reports, both read and reread them."""
    command = [sys.executable, kills.__file__, "--work", place]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    alone = fresh(kind, tmp_path)
    assert subprocess.run([*command[:-1], alone], stdout=subprocess.DEVNULL, check=False).returncode == 0
    shared, single = open_store(place), open_store(alone)
    assert list(verify(shared)) == []
    assert content_hash(shared) == content_hash(single)
    with shared.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(report)) == kills.REPORTS
        assert connection.scalar(select(func.count()).select_from(receipt)) == 2 * kills.REPORTS
    shared.close()
    single.close()


def test_writers_by_turns_never_trust_what_they_knew(store: Store, place: str) -> None:
    """Ids that one has in memory are gone or given anew when the other has taken readings away in between."""
    other = open_store(place, by="other")
    for turn in range(3):
        for i, writer in enumerate((store, other)):
            fill(writer, reports(range(i, 6), str(turn * 2 + i)))
    other.close()
    assert list(verify(store)) == []


def test_a_reader_sees_the_casebook_as_it_stood_at_its_start(store: Store) -> None:
    fill(store, reports(range(2)))
    with store.reading() as connection:
        before = connection.scalar(select(func.count()).select_from(report))
        fill(store, reports(range(2, 5)))
        assert connection.scalar(select(func.count()).select_from(report)) == before == 2
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(report)) == 5


def test_a_writer_waits_for_the_one_before(store: Store, place: str) -> None:
    other, order = open_store(place), []

    def second() -> None:
        fill(other, reports([1]))
        order.append("second")

    with store.writing() as work:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
        work.flush()
    thread.join()
    other.close()
    assert order == ["first", "second"]


def test_an_error_in_the_middle_of_a_batch_leaves_the_writer_fit_to_go_on(store: Store) -> None:
    rows = reports(range(4))
    fill(store, rows[:1])
    with pytest.raises(CasebookError):
        fill_and_fail(store, rows)
    fill(store, rows)
    assert list(verify(store)) == []
    with store.reading() as connection:
        keys = set(connection.scalars(select(report.c.key)))
    assert keys == {key_of(evidence) for evidence, _ in rows}


def fill_and_fail(store: Store, rows: list[object]) -> None:
    from reportedly.casebook import keep, prepare, write

    with store.writing() as work:
        for evidence, reading in rows:  # type: ignore[misc]
            write(work, prepare(keep(work, evidence).report, reading))
        work.flush()
        write(work, prepare("0" * 64, reading))


def test_what_is_killed_at_any_moment_is_whole_and_goes_on(kind: str, tmp_path: Path) -> None:
    """Eight kills in every run of the tests; benchmarks/kills.py does two hundred."""
    whole = kills.uninterrupted(fresh(kind, tmp_path))
    chance = random.Random(20261123)
    for _ in range(8):
        _, problems = kills.kill_once(fresh(kind, tmp_path), whole, chance, most=1)
        assert problems == []
