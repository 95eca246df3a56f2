"""Reading on several cores: a handful of processes, each with the model loaded once, fed one report at a time.

spaCy gains nothing from threads. A process that dies (killed for its memory, say) costs the report that it was at,
which gets a problem in place of its claims; the process is replaced, and the run goes on.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, Self, cast

from reportedly.book.engines import EngineError, Job, R

_AHEAD = 2  # jobs given to a worker: the one that it reads and the next, so that it never waits for us
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_PATIENCE = 5.0  # seconds for a worker to leave by itself


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkersError(EngineError):
    """No process can be started to read in: one line that says what to do."""


class Workers(Generic[R]):
    """Processes that read: put a job in while there is room, take what is done; none (0) reads in this process."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._busy: list[_Worker[R]] = []
        self._own: deque[Job[R]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the processes: at once where something went wrong, else when each has left."""
        for worker in self._busy:
            worker.end(at_once=kind is not None)
        self._busy.clear()

    @property
    def has_room(self) -> bool:
        """Whether a job can be put in without waiting."""
        if not self._number:
            return not self._own
        return len(self._busy) < self._number or any(len(worker.jobs) < _AHEAD for worker in self._busy)

    @property
    def pending(self) -> int:
        """How many jobs were put in and not taken out."""
        return len(self._own) + sum(len(worker.jobs) for worker in self._busy)

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that read, for who watches what they take."""
        return tuple(worker.number for worker in self._busy)

    def warm(self) -> None:
        """Starts all processes and waits until each is there."""
        while len(self._busy) < self._number:
            self._busy.append(_Worker())
        for worker in self._busy:
            worker.wait()

    def put(self, job: Job[R]) -> None:
        """Gives a job to the process with the least to do; a process more is started only where all have some."""
        if not self._number:
            self._own.append(job)
            return
        least = min(self._busy, key=lambda worker: len(worker.jobs), default=None)
        if least is None or (least.jobs and len(self._busy) < self._number):
            least = _Worker()
            self._busy.append(least)
        least.give(job)

    def take(self, timeout: float | None = None) -> Iterator[R]:
        """What is done; waits for at least one so many seconds, or until there is one."""
        if self._own:
            yield self._own.popleft().do()
        waiting = {worker.pipe: worker for worker in self._busy if worker.jobs}
        for pipe in wait(list(waiting), timeout) if waiting else ():
            yield from self._taken(waiting[pipe])  # type: ignore[index]

    def _taken(self, worker: _Worker[R]) -> Iterator[R]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._replace(worker)
            return
        if worker.has_started:
            worker.jobs.popleft()
            yield cast(R, said)
        worker.has_started = True  # the first that it says is that it is there

    def _replace(self, worker: _Worker[R]) -> Iterator[R]:
        """A worker has died at its first job; the others that it was given go to one that lives."""
        how = worker.end(at_once=True)
        self._busy.remove(worker)
        if not worker.has_started:
            raise WorkersError(f"a reading process can't be started: it ended with status {how}; try --workers 0")
        if worker.jobs:
            yield worker.jobs.popleft().lost(f"the process that read it ended with status {how}")
        for job in worker.jobs:
            self.put(job)


class _Worker(Generic[R]):
    """One reading process, the pipe to it, and the jobs that it was given, the oldest first."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = os.environ | dict.fromkeys(_THREADS, "1") | {"PYTHONPATH": paths}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-P", "-m", "reportedly.book.worker", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self.pipe = Connection(ours.detach())
        self.jobs: deque[Job[R]] = deque()
        self.has_started = False

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def wait(self) -> None:
        """Waits until it says that it is there; who dies instead is found out when its answer is waited for."""
        if not self.has_started:
            with suppress(EOFError, OSError):
                self.pipe.recv()
                self.has_started = True

    def give(self, job: Job[R]) -> None:
        self.jobs.append(job)
        with suppress(OSError):  # a dead worker is found out when its answer is waited for
            self.pipe.send(job)

    def end(self, *, at_once: bool) -> int:
        """Closes the pipe, on which the process leaves, and says with what status it did."""
        if at_once:
            self._process.kill()
        self.pipe.close()
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
