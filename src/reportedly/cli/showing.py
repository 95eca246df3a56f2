"""`reportedly show`: one report on a screen, from where it came to what people decided about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.book import AskError
from reportedly.cli.tables import claim_lines, paragraph, print_lines
from reportedly.export.dates import date_in_words
from reportedly.export.screen import Run
from reportedly.export.voices import counted
from reportedly.export.words import problem_in_words
from reportedly.model.answers import Note, Page, Receipt

_AROUND = 200  # code points of the text before and behind a claim's words

Lines = Iterator[list[Run]]


def one_claim(page: Page, claim: str) -> Page:
    """The page with one claim, what was decided about it, and the text around its words. Raises AskError."""
    found = next((row for row in page.claims if row.claim == claim), None)
    if found is None:
        has = f"its claims are c1 to c{len(page.claims)}" if page.claims else "no claim was read in it"
        raise AskError(f"{page.report.document}: has no claim '{claim}'; {has}")
    notes = tuple(note for note in page.notes if note.about == claim)
    around = page.text[max(0, found.start - _AROUND) : found.end + _AROUND]
    return replace(page, claims=(found,), notes=notes, text=around)


def print_page(page: Page, *, with_text: bool) -> None:
    """The publication, its receipts, problems, claims and judgements, and its text, or the words around one claim."""
    for part in (_heading(page), _receipts(page), _problems(page), _claims(page), _notes(page), _text(page, with_text)):
        print_lines(part)


def _heading(page: Page) -> Lines:
    report = page.report
    published = date_in_words(report.published) if report.published else None
    yield from paragraph(Run(report.title or report.document, "bold"))
    facts = (report.publisher, published, report.document if report.title else None, report.language)
    yield from paragraph(Run(", ".join(fact for fact in facts if fact)))
    if report.url:
        yield from paragraph(Run(report.url))
    yield from _fact("report", report.key)
    yield from _fact("original", report.original)
    yield from _fact("reader", page.reader or "none yet: run 'reportedly reread'")


def _fact(name: str, words: str) -> Lines:
    return paragraph(Run(f"{name} ", "dim"), Run(words), indent=0)


def _title(words: str) -> Lines:
    yield []
    yield [Run(words, "bold")]


def _receipts(page: Page) -> Lines:
    yield from _title(f"RECEIVED: {counted(len(page.receipts), 'time')}")
    for row in page.receipts:
        yield from paragraph(Run(_receipt(row)), indent=4)


def _receipt(row: Receipt) -> str:
    """'2026-11-23 09:50:00 from a.zip, member 'b.txt' of 0a1b2c3d4e5f, status 200; by anna with reportedly 0.5.0'."""
    within = f", {row.member} of {(row.container or 'a container')[:12]}" if row.member else ""
    answered = f", answered by {row.final_url}" if row.final_url and row.final_url != row.place else ""
    status = f", status {row.status}" if row.status else ""
    return f"{row.at[:19].replace('T', ' ')} from {row.place}{within}{answered}{status}; by {row.by} with {row.tool}"


def _problems(page: Page) -> Lines:
    if page.problems:
        yield from _title(f"NOT READ: {counted(len(page.problems), 'problem')}")
        for problem in page.problems:
            yield from paragraph(Run(problem_in_words(problem)), indent=4)


def _claims(page: Page) -> Lines:
    yield from _title(f"CLAIMS: {len(page.claims)}" if page.claims else "CLAIMS: none found")
    for row in page.claims:
        yield from claim_lines(row, with_report=False)


def _notes(page: Page) -> Lines:
    if page.notes:
        yield from _title(f"JUDGEMENTS: {len(page.notes)}")
        for note in page.notes:
            yield from paragraph(Run(_note(note)), indent=4)


def _note(note: Note) -> str:
    """'0a1b2c3d c3: rejected; by anna, 2026-11-23: the photograph shows another town'."""
    back = " (withdrawn)" if note.is_withdrawn else ""
    why = f": {note.why}" if note.why else ""
    return f"{note.key[:8]} {note.about}: {note.says}{back}; by {note.by}, {note.at[:10]}{why}"


def _text(page: Page, whole: bool) -> Lines:  # noqa: FBT001 - all parts of a page are called alike
    yield from _title("TEXT" if whole else "AROUND IT")
    for line in page.text.splitlines() if page.text else ["(none)"]:
        yield from paragraph(Run(line))
