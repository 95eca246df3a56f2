"""Engines: where documents are read, on this machine's processes or on a cluster's, chosen by name.

An engine is fed one job at a time while it has room, and gives back what is done in whatever order; a job that its
readers don't survive comes back as lost and costs no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class EngineError(RuntimeError):
    """An engine can't be had or went away: one line that says what to do."""


class Job(Protocol[R_co]):
    """Something to be done by a reader, in whatever process: it travels there by pickle, and so does what is done."""

    def do(self) -> R_co:
        """What comes of it; its own faults are in that and raise nothing."""

    def lost(self, fault: str) -> R_co:
        """What stands in its place when readers died of it."""


class Engine(Protocol[R]):
    """Readers that are fed jobs; it starts as a context and ends its readers with it."""

    @property
    def has_room(self) -> bool:
        """Whether a job can be put in without waiting."""

    @property
    def pending(self) -> int:
        """How many jobs were put in and not taken out."""

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that read, each on its own machine."""

    def warm(self) -> None:
        """Starts all readers and waits until each has its model. Raises EngineError."""

    def put(self, job: Job[R]) -> None:
        """Gives it a job."""

    def take(self, timeout: float | None = None) -> Iterator[R]:
        """What is done; waits so many seconds for something, or until there is news. Raises EngineError."""

    def __enter__(self) -> Self:
        """Connects where that is needed. Raises EngineError."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the readers."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which engine is wanted: 'local' or 'ray', with how many readers (None: as many as it has processors), where.

    `address` is a Ray cluster's ('auto', 'ray://host:10001', 'host:6379'); None starts one on this machine.
    """

    name: str = "local"
    workers: int | None = None
    address: str | None = None

    def start(self) -> Engine[Any]:
        """The engine, not yet entered. Raises EngineError where there is none of this name."""
        if self.name not in _ENGINES:
            raise EngineError(f"there is no engine '{self.name}'; choose one of {', '.join(_ENGINES)}")
        return _ENGINES[self.name](self)


def _local(chosen: Chosen) -> Engine[Any]:
    from reportedly.book.workers import Workers, cores

    return Workers(cores() if chosen.workers is None else max(chosen.workers, 0))


def _ray(chosen: Chosen) -> Engine[Any]:
    from reportedly.book.cluster import Cluster

    return Cluster(chosen.workers, chosen.address)


_ENGINES: dict[str, Callable[[Chosen], Engine[Any]]] = {"local": _local, "ray": _ray}
