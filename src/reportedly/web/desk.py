"""The desk's state: the casebook, readings that were just looked at, jobs and sessions; and a visitor's sight of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportedly.book import Book
from reportedly.book.looking import Looking
from reportedly.book.origins import Origins
from reportedly.export.redaction import redacted
from reportedly.model import Reading
from reportedly.web.jobs import Jobs
from reportedly.web.safety.sessions import Sessions
from reportedly.web.settings import Settings
from reportedly.web.studio import Studio
from reportedly.web.weigher import Weigher

_KEPT = 400  # readings; each is some tens of kilobytes
Pair = tuple[Reading, Reading]


class Desk:
    """One casebook that is being served. Any thread may use it; who writes waits for the lock."""

    def __init__(self, book: Book, settings: Settings, jobs: Jobs) -> None:
        self.book, self.settings, self.jobs = book, settings, jobs
        self.look = Looking(book.store)
        self.origins = Origins(book.store)
        self.weigher = Weigher(self.origins, is_read_only=settings.read_only)
        self.studio = Studio()
        self.sessions = Sessions(settings)
        self._writing = threading.Lock()
        self._readings: OrderedDict[tuple[str, str, bool], Reading] = OrderedDict()
        self._held = threading.Lock()

    @contextmanager
    def signed(self, who: str) -> Iterator[Book]:
        """The casebook to write in, what is written being signed by `who`; one writer at a time."""
        with self._writing:
            before, self.book.store.by = self.book.store.by, who
            try:
                yield self.book
            finally:
                self.book.store.by = before

    def reading(self, report: str, sha256: str, *, is_redacted: bool) -> Reading | None:
        """A report's current reading, redacted where that is asked for; `sha256` tells it from the one before."""
        key = (report, sha256, is_redacted)
        with self._held:
            if found := self._readings.get(key):
                self._readings.move_to_end(key)
                return found
        return self._hold(key, self.look.reading(report))

    def corrected(self, report: str, sha256: str, *, is_redacted: bool) -> Reading | None:
        """The same as people's corrections leave it; the number of judgements tells it from the one before."""
        key = (report, f"{sha256} {self.look.judged()}", is_redacted)
        with self._held:
            if found := self._readings.get(key):
                return found
        return self._hold(key, self.look.corrected(report))

    def _hold(self, key: tuple[str, str, bool], reading: Reading | None) -> Reading | None:
        if reading is None:
            return None
        made = redacted(reading) if key[2] else reading
        with self._held:
            self._readings[key] = made
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return made

    def close(self) -> None:
        """Ends what is being added, after the report at hand, and lets go of the casebook."""
        self.jobs.stop()
        self.weigher.stop()
        self.studio.close()
        self.book.close()


@dataclass(frozen=True, slots=True)
class Sight:
    """What a visitor may see: the desk, and whether unnamed voices are hidden from him."""

    desk: Desk
    redact: bool = False

    @property
    def look(self) -> Looking:
        """The casebook by keys."""
        return self.desk.look

    @property
    def book(self) -> Book:
        """The casebook by names."""
        return self.desk.book

    def reading(self, report: str, sha256: str) -> Reading | None:
        """A report's reading as this visitor may see it."""
        return self.desk.reading(report, sha256, is_redacted=self.redact)

    def corrected(self, report: str, sha256: str) -> Reading | None:
        """A report's reading as people's corrections leave it, and as this visitor may see it."""
        return self.desk.corrected(report, sha256, is_redacted=self.redact)

    def plain(self, report: str, sha256: str, *, is_corrected: bool = False) -> Reading | None:
        """The same with nobody hidden, to compare with."""
        ask = self.desk.corrected if is_corrected else self.desk.reading
        return ask(report, sha256, is_redacted=False)
