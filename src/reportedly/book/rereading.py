"""Rereading: readings that another version of the reader made are renewed, and what that gains and loses is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.book.reading_one import Done, Task
from reportedly.casebook import Store, load_reading, reader_line, unread
from reportedly.model import Claim, Reading, Unread, Written
from reportedly.pipeline import ATTRIBUTION, reader_of

_LISTED = 100


@dataclass(frozen=True, slots=True)
class Changed:
    """A report whose claims are other ones since it was read again, each as its words in the text."""

    document: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Rereading:
    """Which reports are to be read again, and what changed in those that were."""

    def __init__(self, store: Store, attribution: str | None, *, every: bool) -> None:
        self._store, self._attribution = store, attribution
        self._readers = ("",) if every else readers_of(attribution)
        self._before: dict[str, Reading] = {}  # of the reports that are being read
        self.changed: list[Changed] = []

    def tasks(self) -> Iterator[Task]:
        """The reports whose current reading was made by another reader than this one, or all; the unread too."""
        after = 0
        while page := self._page(after):
            for row in page:
                after = row.id
                self._remember(row.report)
                yield Task(row.report, row.document, row.problems, self._attribution)

    def wrote(self, done: Done, written: Written) -> None:
        """Notes what a new reading gained and lost."""
        before = self._before.pop(done.task.report, None)
        if before is None or not (written.gained or written.lost):
            return
        now = self._reading(done.task.report) if written.gained else None
        self.changed.append(Changed(done.task.document.name, _words(now, written.gained), _words(before, written.lost)))

    def _page(self, after: int) -> tuple[Unread, ...]:
        with self._store.reading() as connection:
            return unread(connection, readers=self._readers, after=after, limit=_LISTED)

    def _remember(self, report: str) -> None:
        if found := self._reading(report):
            self._before[report] = found

    def _reading(self, report: str) -> Reading | None:
        with self._store.reading() as connection:
            return load_reading(connection, report)


def readers_of(attribution: str | None) -> tuple[str, ...]:
    """The lines by which readings of this version are known; where no English was found, nothing had to be read."""
    return reader_line(reader_of(attribution or ATTRIBUTION)), reader_line(reader_of())


def _words(reading: Reading | None, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The claims with these ids as what they are and their words in the text: 'ASSAULT: the army shelled the town'."""
    if reading is None:
        return ()
    return tuple(_claim(reading, claim) for claim in reading.claims if claim.id in ids)


def _claim(reading: Reading, claim: Claim) -> str:
    words = " ... ".join(reading.document.text[a:b] for a, b in claim.spans)
    kind = claim.relation or " ".join(part for part in (claim.event, claim.mode) if part)
    return f"{kind}: {' '.join(words.split())}"
