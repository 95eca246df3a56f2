"""Reading on Ray: an actor a worker, fed one job at a time; what a lost worker was at is read again by another.

A job that three workers died of comes back as lost, so that it costs its own document only and no run ends on it. The
jobs and what comes of them pass through this process, which alone receives and writes: a report takes a reader several
hundred times as long as that (docs/scale.md has the figures).
"""

from __future__ import annotations

import importlib
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, cast

from reportedly.book.connecting import Connected, connect
from reportedly.book.engines import EngineError, Job, R
from reportedly.book.remote import Reader, identity
from reportedly.book.workers import cores
from reportedly.version import __version__

_AHEAD = 2  # jobs given to a worker: the one that it reads and the next, so that it never waits for us
_DEATHS = 3  # workers that one job may cost
_STARTS = 3  # workers that may die one after the other before one was ready
_PATIENCE = 600.0  # seconds for the first worker: a cluster may have to start a machine for it


@dataclass(slots=True)
class _Entry(Generic[R]):
    """A job, and how many workers died while they were at it."""

    job: Job[R]
    deaths: int = 0


class Cluster(Generic[R]):
    """Workers on Ray: put a job in while there is room, take what is done."""

    def __init__(self, number: int | None = None, address: str | None = None) -> None:
        self._wanted, self._address = number, address
        self._number = 0
        self._connected: Connected | None = None
        self._workers: list[_Worker[R]] = []
        self._waiting: deque[_Entry[R]] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        """Connects, and waits for the first worker, so that what is wrong is said before a document is taken."""
        self._connected = connect(self._address, self._wanted or cores())
        try:
            self._number = max(self._wanted or int(self._ray.cluster_resources().get("CPU", 1)), 1)
            self._await(1)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the workers, and Ray where it was started here."""
        if self._connected:
            for worker in self._workers:
                worker.end()
            self._workers.clear()
            self._connected.close()
            self._connected = None

    @property
    def has_room(self) -> bool:
        """Whether a job can be put in without waiting."""
        return self.pending < self._number * _AHEAD

    @property
    def pending(self) -> int:
        """How many jobs were put in and not taken out."""
        return len(self._waiting) + sum(len(worker.entries) for worker in self._workers)

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that read, each on its own machine."""
        return tuple(worker.process for worker in self._workers if worker.process)

    def warm(self) -> None:
        """Starts all workers and waits until each has its model."""
        self._await(self._number)

    def put(self, job: Job[R]) -> None:
        """Gives a job to the worker with the least to do, or keeps it until there is one."""
        self._waiting.append(_Entry(job))
        self._hand_out()

    def take(self, timeout: float | None = None) -> Iterator[R]:
        """What is done; waits so many seconds for something, or until there is news of a worker."""
        waited = {worker.ref: worker for worker in self._workers if worker.ref is not None}
        for ref in self._ready(list(waited), timeout):
            yield from self._taken(waited[ref])
        self._hand_out()

    @property
    def _ray(self) -> Any:
        assert self._connected, "an engine is entered before it is used"
        return self._connected.ray

    def _await(self, number: int) -> None:
        end = time.monotonic() + _PATIENCE
        while len(self.processes) < min(number, self._number):
            while len(self._workers) < min(number, self._number):
                self._workers.append(_Worker(self._ray))
            if time.monotonic() > end:
                raise EngineError("no worker came within ten minutes: the cluster has no free processor; free some")
            for _ in self.take(1.0):
                raise AssertionError("nobody was given a job")

    def _ready(self, refs: list[Any], timeout: float | None) -> list[Any]:
        """Those of which there is news; all of them, so that no worker waits while another is heard."""
        if not refs:
            return []
        try:
            first, rest = self._ray.wait(refs, num_returns=1, timeout=timeout)
            more = self._ray.wait(rest, num_returns=len(rest), timeout=0)[0] if first and rest else []
        except (self._errors.RayError, ConnectionError, OSError) as error:
            raise EngineError("the connection to Ray was lost; run the same command again, it goes on") from error
        return [*first, *more]

    @property
    def _errors(self) -> Any:
        return importlib.import_module("ray.exceptions")

    def _taken(self, worker: _Worker[R]) -> Iterator[R]:
        try:
            said = self._ray.get(worker.ref)
        except (self._errors.RayError, ConnectionError, OSError) as error:
            yield from self._lost(worker, error)
            return
        if worker.process:
            worker.done()
            yield cast(R, said)
            return
        _check(said[0])
        self._failed_starts = 0
        worker.begun(said[1])

    def _lost(self, worker: _Worker[R], error: Exception) -> Iterator[R]:
        """A worker has died; what it was given goes to others first, and what it died of is counted."""
        worker.end()
        self._workers.remove(worker)
        if not worker.process:
            self._has_not_started(error)
            return
        entries = list(worker.entries)
        if entries:
            entries[0].deaths += 1
            if entries[0].deaths == _DEATHS:
                yield entries.pop(0).job.lost(f"{_DEATHS} workers were lost while they read it")
        self._waiting.extendleft(reversed(entries))

    def _has_not_started(self, error: Exception) -> None:
        """Some may fail, on a machine that has just gone; where none can start, or no more, that is known soon."""
        if "No module named 'reportedly" in str(error):
            raise EngineError(f"Ray's workers have no reportedly: install {identity()} on all machines") from error
        self._failed_starts += 1
        if self._failed_starts < _STARTS:
            return
        if not self.processes:
            reason = str(error).strip().splitlines() or [type(error).__name__]
            raise EngineError(f"no worker can be started on Ray: {reason[-1].strip()[:300]}") from error
        self._number = len(self._workers)

    def _hand_out(self) -> None:
        """Gives what waits to whoever has room, and starts workers for the rest."""
        while self._waiting:
            free = [one for one in self._workers if one.process and len(one.entries) < _AHEAD]
            if not free:
                break
            min(free, key=lambda one: len(one.entries)).give(self._waiting.popleft())
        starting = sum(not worker.process for worker in self._workers)
        for _ in range(min(len(self._waiting) - starting, self._number - len(self._workers))):
            self._workers.append(_Worker(self._ray))


class _Worker(Generic[R]):
    """One actor, what it was given, the oldest first, and the references to what comes of that."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._actor = ray.remote(Reader).options(num_cpus=1, max_restarts=0, max_task_retries=0).remote()
        self._refs: deque[Any] = deque([self._actor.begin.remote(identity())])
        self.entries: deque[_Entry[R]] = deque()
        self.process = 0

    @property
    def ref(self) -> Any | None:
        """Of what it is at."""
        return self._refs[0] if self._refs else None

    def begun(self, process: int) -> None:
        self.process = process
        self._refs.popleft()

    def give(self, entry: _Entry[R]) -> None:
        self.entries.append(entry)
        self._refs.append(self._actor.do.remote(entry.job))

    def done(self) -> None:
        self.entries.popleft()
        self._refs.popleft()

    def end(self) -> None:
        self._ray.kill(self._actor)


def _check(theirs: str) -> None:
    """Readings of another version would differ from ours, unseen."""
    if theirs != (ours := identity()):
        pip = f"pip install reportedly=={__version__}"
        raise EngineError(f"a worker on Ray is {theirs}, and here is {ours}: install the same on all machines, {pip}")
