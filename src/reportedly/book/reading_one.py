"""One document is read, in whatever process: a fault of ours in it is a problem of its reading and costs no other."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.casebook import Prepared, prepare
from reportedly.model import Document, Problem, Reading
from reportedly.pipeline import read_document, unread


@dataclass(frozen=True, slots=True)
class Task:
    """A report to be read: its key in the casebook, its document, what intake said of it, and by which method."""

    report: str
    document: Document
    problems: tuple[Problem, ...] = ()
    attribution: str | None = None

    def do(self) -> Done:
        """Reads it, here."""
        return prepared(self)

    def lost(self, fault: str) -> Done:
        """What is written of it where readers died of it."""
        return failed(self, fault)


@dataclass(frozen=True, slots=True)
class Done:
    """A report that was read, ready to be written; `fault` says in one line what went wrong in us, where it did."""

    task: Task
    prepared: Prepared
    claims: int
    words: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Plain:
    """A document to be read for its reading alone; `number` says which of many it is."""

    number: int
    document: Document
    problems: tuple[Problem, ...] = ()
    attribution: str | None = None

    def do(self) -> Numbered:
        """Reads it, here."""
        try:
            return Numbered(self.number, _read(self))
        except Exception as error:  # noqa: BLE001 - one report must not cost the others
            return self.lost(_fault(error))

    def lost(self, fault: str) -> Numbered:
        """A reading with an empty hand, and why."""
        return Numbered(self.number, unread(self.document, (*self.problems, _problem(fault))))


@dataclass(frozen=True, slots=True)
class Numbered:
    """The reading of a document, and which of many that was."""

    number: int
    reading: Reading


def prepared(task: Task) -> Done:
    """The reading of a task's document, in the form in which the casebook writes it."""
    try:
        return _done(task, _read(task))
    except Exception as error:  # noqa: BLE001 - one report must not cost the others
        return failed(task, _fault(error))


def failed(task: Task, fault: str) -> Done:
    """A report that could not be read through a fault of ours, which stands among its problems."""
    return _done(task, unread(task.document, (*task.problems, _problem(fault))), fault)


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]


def _problem(fault: str) -> Problem:
    return Problem("fault", f"a fault of reportedly ({fault}); please report it")


def _read(task: Task | Plain) -> Reading:
    if not task.document.text:
        return unread(task.document, task.problems)
    return read_document(task.document, None, task.problems, task.attribution)


def _done(task: Task, reading: Reading, fault: str | None = None) -> Done:
    words = len(task.document.text.split())
    return Done(task, prepare(task.report, reading), len(reading.claims), words, fault)
