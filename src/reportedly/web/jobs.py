"""Adding in the background: one thing after the other, each with how far it is, none of it left half when it stops."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime

from reportedly.book import CasebookError, Progress
from reportedly.book.book import Book
from reportedly.book.handing_in import HandedIn, hand_in
from reportedly.web.values import Progressing

_KEPT = 200  # jobs that are remembered
_LINES = 100  # of what failed in one


class StoppedError(Exception):
    """The desk is being closed."""


class Jobs:
    """What is being added. `opened` opens the casebook for the thread that adds, signed by who asked for it."""

    def __init__(self, opened: Callable[[str], Book], *, workers: int = 1, allow_private: bool = False) -> None:
        self._opened, self._workers, self._allow_private = opened, workers, allow_private
        self.when_done: Callable[[], None] = lambda: None
        self._jobs: dict[str, Progressing] = {}
        self._waiting: queue.SimpleQueue[tuple[str, tuple[HandedIn, ...]] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, what: tuple[HandedIn, ...], by: str) -> Progressing:
        """Takes something on; it begins when what was handed in before is done."""
        names = ", ".join(one.name for one in what[:3]) + (f" and {len(what) - 3} more" if len(what) > 3 else "")
        job = Progressing(secrets.token_hex(8), "waiting", names[:200], by, _now())
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                del self._jobs[next(iter(self._jobs))]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        self._waiting.put((job.id, what))
        return job

    def of(self, id_: str) -> Progressing | None:
        """How far one is."""
        with self._lock:
            return self._jobs.get(id_)

    def all(self) -> tuple[Progressing, ...]:
        """All, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def stop(self) -> None:
        """Ends: what was received and read by now is safe, the rest is read when anything is added next."""
        self._stopping.set()
        self._waiting.put(None)
        if self._thread:
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None and not self._stopping.is_set():
            self._add(*task)

    def _add(self, id_: str, what: tuple[HandedIn, ...]) -> None:
        self._say(id_, state="reading")
        try:
            with self._opened(self._jobs[id_].by) as book:
                added = hand_in(
                    book,
                    what,
                    workers=self._workers,
                    allow_private=self._allow_private,
                    listen=lambda progress: self._hear(id_, progress),
                    tell=lambda line: self._tell(id_, line),
                )
        except StoppedError:
            self._say(id_, state="stopped")
        except (CasebookError, ValueError, RuntimeError) as error:
            self._tell(id_, str(error))
            self._say(id_, state="failed")
        except Exception:
            # A full disk, a fault of ours: whatever it is, what others handed in is still read.
            logging.getLogger(__name__).exception("adding failed")
            self._tell(id_, "a fault of reportedly, or of this machine; the terminal says more")
            self._say(id_, state="failed")
        else:
            done = {key: value for key, value in asdict(added).items() if key != "failed"}
            self._say(id_, state="done", done=done, read=added.read)
        self.when_done()

    def _hear(self, id_: str, progress: Progress) -> None:
        if self._stopping.is_set():
            raise StoppedError
        self._say(id_, received=progress.received, read=progress.read, words=progress.words, name=progress.name)

    def _tell(self, id_: str, line: str) -> None:
        held = self._jobs[id_].lines
        if len(held) < _LINES:
            self._say(id_, lines=(*held, line))

    def _say(self, id_: str, **change: object) -> None:
        with self._lock:
            if id_ in self._jobs:
                self._jobs[id_] = replace(self._jobs[id_], **change)  # type: ignore[arg-type]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
