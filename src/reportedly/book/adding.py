"""Adding: what intake hands on is kept as evidence first, then read on all cores, and written as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.book.engines import Chosen, Engine
from reportedly.book.evidence import Keeper
from reportedly.book.reading_one import Done, Task
from reportedly.casebook import Store, unread, write
from reportedly.intake import Failure, Received
from reportedly.model import Kept, Written

_KEPT_AT_ONCE, _BYTES_AT_ONCE, _SECONDS = 256, 16_000_000, 2.0  # a commit waits for the disk, so several share one
_WRITTEN_AT_ONCE = 256
_LISTED = 200  # reports without a reading that are looked up at once; their texts are in memory


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` or a `reread` is: reports and words so far; `name` is the document last read."""

    received: int = 0
    read: int = 0
    words: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What an `add` did: `reports` are new here, `known` were here already and got one more receipt.

    `read` were read, with so many `claims` and `words`; `failed` lists in one line each what could not be received or
    read, `kept` or not; `seconds` is how long it took.
    """

    reports: int = 0
    known: int = 0
    read: int = 0
    claims: int = 0
    words: int = 0
    failed: tuple[str, ...] = ()
    seconds: float = 0.0


class Adding:
    """One `add`: counts what comes in and what is written, and tells a listener."""

    def __init__(
        self,
        store: Store,
        engine: Chosen,
        attribution: str | None = None,
        listen: Callable[[Progress], None] | None = None,
        tell: Callable[[str], None] | None = None,
        wrote: Callable[[Done, Written], None] | None = None,
    ) -> None:
        self._store, self._engine, self._attribution = store, engine, attribution
        self._listen, self._tell, self._wrote = listen, tell, wrote
        self._waiting: list[Done] = []
        self._read_here: set[str] = set()
        self._known = self._reports = self._received = self._read = self._claims = self._words = 0
        self._failed: list[str] = []
        self._start = self._last_write = time.monotonic()

    def add(self, found: Iterable[Received | Failure]) -> Added:
        """Keeps and reads all that is found, then what an earlier run left unread.

        When it is interrupted, what was received and what was read by then are safe, and another run goes on.
        """
        with self._engine.start() as workers:
            try:
                for kept in self._kept(found):
                    self._queue(workers, self._task(kept))
                self._read_rest(workers)
                self._drain(workers)
            finally:
                self._write()
        return self.added

    def read(self, tasks: Iterable[Task]) -> Added:
        """Reads reports that the casebook holds already."""
        with self._engine.start() as workers:
            try:
                for task in tasks:
                    self._queue(workers, task)
                self._drain(workers)
            finally:
                self._write()
        return self.added

    @property
    def added(self) -> Added:
        """What was done so far."""
        seconds = time.monotonic() - self._start
        counts = (self._reports, self._known, self._read, self._claims, self._words)
        return Added(*counts, tuple(self._failed), seconds)

    def _kept(self, found: Iterable[Received | Failure]) -> Iterator[Kept]:
        """The documents that were found, safe by now, those that have to be read; several in one transaction."""
        keeper = Keeper(self._store)
        for batch in _batches(self._seen(found)):
            for kept in keeper.keep(batch):
                self._reports += kept.is_new
                self._known += not kept.is_new
                if not kept.has_reading and kept.report not in self._read_here:
                    yield kept

    def _seen(self, found: Iterable[Received | Failure]) -> Iterator[Received | Failure]:
        for one in found:
            self._received += 1
            if isinstance(one, Failure):
                self._fail(one.line())
            self._progress("")
            if one.original or isinstance(one, Received):
                yield one

    def _task(self, kept: Kept) -> Task:
        return Task(kept.report, kept.document, kept.problems, self._attribution)

    def _read_rest(self, workers: Engine[Done]) -> None:
        """Reads what an earlier run received and did not come to read."""
        after = 0
        while page := self._unread(after):
            for row in page:
                after = row.id
                if row.report not in self._read_here:
                    self._queue(workers, Task(row.report, row.document, row.problems, self._attribution))

    def _unread(self, after: int):  # type: ignore[no-untyped-def]
        with self._store.reading() as connection:
            return unread(connection, after=after, limit=_LISTED)

    def _queue(self, workers: Engine[Done], task: Task) -> None:
        while not workers.has_room:
            self._collect(workers, None)
        self._read_here.add(task.report)
        workers.put(task)
        self._collect(workers, 0)

    def _drain(self, workers: Engine[Done]) -> None:
        while workers.pending:
            self._collect(workers, None)

    def _collect(self, workers: Engine[Done], timeout: float | None) -> None:
        for done in workers.take(timeout):
            self._waiting.append(done)
            self._read += 1
            self._words += done.words
            if done.fault:
                self._fail(f"{done.task.document.name}: a fault of reportedly ({done.fault}); please report it")
            self._progress(done.task.document.name)
        if len(self._waiting) >= _WRITTEN_AT_ONCE or time.monotonic() - self._last_write > _SECONDS:
            self._write()

    def _write(self) -> None:
        """Writes the readings that wait, in one transaction."""
        waiting, self._waiting = self._waiting, []
        self._last_write = time.monotonic()
        if not waiting:
            return
        with self._store.writing() as work:
            written = [(done, write(work, done.prepared)) for done in waiting]
        for done, result in written:
            self._claims += result.claims
            if self._wrote:
                self._wrote(done, result)

    def _fail(self, line: str) -> None:
        self._failed.append(line)
        if self._tell:
            self._tell(line)

    def _progress(self, name: str) -> None:
        if self._listen:
            self._listen(Progress(self._received, self._read, self._words, name))


def _batches(found: Iterable[Received | Failure]) -> Iterator[list[Received | Failure]]:
    """What was found in lots that are kept together, none of which waits long or holds much."""
    batch: list[Received | Failure] = []
    size, start = 0, time.monotonic()
    for one in found:
        batch.append(one)
        size += len(one.original)
        if len(batch) >= _KEPT_AT_ONCE or size >= _BYTES_AT_ONCE or time.monotonic() - start > _SECONDS:
            yield batch
            batch, size, start = [], 0, time.monotonic()
    if batch:
        yield batch
