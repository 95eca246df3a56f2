"""Takes what people decided in Label Studio into the casebook, as judgements that each say where they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from reportedly.book.book import Book
from reportedly.casebook import CasebookError, load_reading
from reportedly.casebook.names import claim_anchor
from reportedly.casebook.naming import report_named
from reportedly.casebook.notes import notes
from reportedly.casebook.schema import report
from reportedly.model import Claim, Reading
from reportedly.model.answers import Note
from reportedly.model.export import Decided, Labelled

_WHERE = "Label Studio"


@dataclass(frozen=True, slots=True)
class Imported:
    """One decision of the file: its judgement's key where it was written down now, else the line that says why not.

    `document` is the report as the file names it, `claim` the claim's id now. `is_known` marks one that the casebook
    holds already from an earlier import; that is no fault.
    """

    document: str
    kind: str
    claim: str | None = None
    key: str | None = None
    problem: str | None = None
    is_known: bool = False


def import_labelled(book: Book, labelled: Iterable[Labelled], *, accept: bool = False) -> Iterator[Imported]:
    """Writes a judgement for each claim that people rejected or corrected in Label Studio, as it goes on.

    `labelled` is what `reportedly.export.labelled_decisions` finds in Label Studio's JSON export of tasks that were
    made of this casebook. With `accept` the claims that an annotator left as they were are accepted. What can't be
    found again, a report or a claim, is told and not guessed. The same decisions again write nothing.
    """
    for one in labelled:
        yield from _of_task(book, one, accept=accept)


def _of_task(book: Book, labelled: Labelled, *, accept: bool) -> Iterator[Imported]:
    document = labelled.reading.document.name
    yield from (Imported(document, "region", problem=row.message) for row in labelled.lost)
    if not labelled.signature:
        return
    current = _current(book, labelled.reading)
    if current is None:
        yield Imported(document, "report", problem="the casebook holds no such report with this text and a reading")
        return
    key, now = current
    with book.store.reading() as connection:
        known = [row for row in notes(connection, key) if not row.is_withdrawn]
    for decided in labelled.decisions:
        if accept or decided.kind != "accept":
            yield _judged(book, labelled, decided, key, now, known)


def _current(book: Book, given: Reading) -> tuple[str, Reading] | None:
    """A report by its name or its original, where its text is the same, with its reading now."""
    with book.store.reading() as connection:
        for name in (given.document.name, given.document.id):
            try:
                number = report_named(connection, name)
            except CasebookError:
                continue
            key = str(connection.execute(select(report.c.key).where(report.c.id == number)).scalar_one())
            found = load_reading(connection, key)
            if found and found.document.text == given.document.text:
                return key, found
    return None


def _judged(
    book: Book, labelled: Labelled, decided: Decided, report_key: str, now: Reading, known: list[Note]
) -> Imported:
    document, why = labelled.reading.document.name, f"{_WHERE}, {labelled.signature}"
    claim = decided.claim and _found_again(labelled.reading, now, decided.claim, report_key)
    if decided.claim and not claim:
        return Imported(document, decided.kind, problem=f"{decided.claim} is not found any more in the reading now")
    if any(_is_same(row, decided, claim, why) for row in known):
        return Imported(document, decided.kind, claim, is_known=True)
    try:
        return Imported(document, decided.kind, claim, _write(book, decided, report_key, claim, why))
    except (CasebookError, ValueError) as error:
        return Imported(document, decided.kind, claim, problem=str(error))


def _write(book: Book, decided: Decided, name: str, claim: str | None, why: str) -> str:
    if not claim:
        return book.judge.note(book.judge.report(name), f"{decided.words}; {why}")
    if decided.kind == "correct":
        return book.judge.correct(name, claim, dict(decided.fields), why)
    return book.judge.reject(name, claim, why) if decided.kind == "reject" else book.judge.accept(name, claim, why)


def _is_same(row: Note, decided: Decided, claim: str | None, why: str) -> bool:
    """Whether a judgement of an earlier import of this annotation says the same."""
    words = why if claim else f"{decided.words}; {why}"
    return row.kind == decided.kind and row.why == words and (not claim or row.about == claim)


def _found_again(given: Reading, now: Reading, key: str, report_key: str) -> str | None:
    """The claim's id in the reading now: its own where the same reader read it, else of the one that is the same."""
    if given.reader == now.reader:
        return key if any(claim.id == key for claim in now.claims) else None
    wanted = {anchor for claim, anchor in _anchored(given, report_key) if claim.id == key}
    same = [claim.id for claim, anchor in _anchored(now, report_key) if anchor in wanted]
    return same[0] if len(same) == 1 else None


def _anchored(reading: Reading, report_key: str) -> Iterator[tuple[Claim, str]]:
    """The claims, each with what judgements find it by after a reread."""
    names = {actor.id: actor.name for actor in reading.actors}
    return ((claim, claim_anchor(report_key, claim, names)) for claim in reading.claims)
