"""Keeps what came in: the original, the report that it is, and the receipt, each once, none ever changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.casebook.digests import sha256
from reportedly.casebook.log import now
from reportedly.casebook.names import report_key, storable, unstorable
from reportedly.casebook.schema import original, reading, receipt, report
from reportedly.casebook.writing import Writing
from reportedly.model import Document, Evidence, Kept, Problem, Span


def keep_original(work: Writing, body: bytes, media_type: str | None = None) -> str:
    """Keeps the bytes, once however often they come, and gives their SHA-256 in hex."""
    digest = sha256(body)
    if digest in work.originals:
        return digest
    work.originals.add(digest)
    if not work.connection.scalar(select(original.c.sha256).where(original.c.sha256 == digest)):
        row = {"sha256": digest, "size": len(body), "media_type": _stored(media_type), "body": body}
        work.add(original, row)
    return digest


def keep(work: Writing, evidence: Evidence) -> Kept:
    """Keeps the original, its report and one more receipt; what is there already is not written again.

    The document that comes back is the one to be read: U+FFFD stands in it, one for one, where a character can't be
    kept, so that spans hold in the text that is kept.
    """
    digest = keep_original(work, evidence.original, evidence.media_type)
    key = report_key(digest, evidence.document)
    known = _known(work, key)
    number = known or _add_report(work, key, digest, evidence)
    _add_receipt(work, number, key, evidence, is_first=known is None)
    if known is None:
        document, problems = _stored_document(digest, evidence)
        return Kept(key, digest, is_new=True, has_reading=False, document=document, problems=problems)
    work.flush()
    return _kept(work.connection, known)


def _known(work: Writing, key: str) -> int | None:
    known: int | None = work.reports.get(key)
    return known or work.connection.scalar(select(report.c.id).where(report.c.key == key))


def _add_report(work: Writing, key: str, digest: str, evidence: Evidence) -> int:
    document, problems = _stored_document(digest, evidence)
    number = work.number(report)
    row = {
        "id": number,
        "key": key,
        "original": digest,
        "name": document.name,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
        "title": document.title,
        "language": document.language,
        "text": document.text,
        "problems": [_problem_row(problem) for problem in problems],
    }
    work.add(report, row)
    work.reports[key] = number
    return number


def _add_receipt(work: Writing, number: int, key: str, evidence: Evidence, *, is_first: bool) -> None:
    if not is_first:
        work.flush()
        theirs = select(func.max(receipt.c.number)).where(receipt.c.report == number)
    row = {
        "id": work.number(receipt),
        "report": number,
        "number": 1 if is_first else (work.connection.scalar(theirs) or 0) + 1,
        "at": now(),
        "place": storable(evidence.place),
        "final_url": _stored(evidence.final_url),
        "status": evidence.status,
        "headers": [[storable(name), storable(value)] for name, value in evidence.headers],
        "fetched": _stored(evidence.fetched),
        "container": evidence.container.removeprefix("sha256:") if evidence.container else None,
        "member": _stored(evidence.member),
        "by": work.by,
        "tool": work.tool,
    }
    work.add(receipt, row, key)


def _stored_document(digest: str, evidence: Evidence) -> tuple[Document, tuple[Problem, ...]]:
    """The document as it is kept, and its problems; characters that no database takes are one of them."""
    given = evidence.document
    document = Document(
        id=f"sha256:{digest}",
        name=storable(given.name),
        text=storable(given.text),
        title=_stored(given.title),
        publisher=_stored(given.publisher),
        published=_stored(given.published),
        url=_stored(given.url),
        language=_stored(given.language),
    )
    changed = unstorable(given.text)
    if not changed:
        return document, evidence.problems
    message = f"{changed} characters that no database takes (NUL, lone surrogates) stand as U+FFFD in the working text"
    return document, (*evidence.problems, Problem("unstorable-characters", message))


def _stored(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _problem_row(problem: Problem) -> dict[str, Any]:
    spans = [list(span) for span in problem.spans]
    return {"code": storable(problem.code), "message": storable(problem.message), "spans": spans}


def problems_of(stored: list[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems of a report's row."""
    return tuple(
        Problem(row["code"], row["message"], tuple(Span(start, end) for start, end in row["spans"])) for row in stored
    )


def document_of(row: Any) -> Document:
    """The document of a report's row."""
    return Document(
        id=f"sha256:{row.original}",
        name=row.name,
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
        language=row.language,
    )


def _kept(connection: Connection, number: int) -> Kept:
    row = connection.execute(select(report).where(report.c.id == number)).one()
    read = select(reading.c.id).where(reading.c.report == number, reading.c.current)
    has_reading = connection.scalar(read) is not None
    document, problems = document_of(row), problems_of(row.problems)
    return Kept(row.key, row.original, is_new=False, has_reading=has_reading, document=document, problems=problems)


def original_digests(connection: Connection) -> tuple[str, ...]:
    """The SHA-256 of every original, also of the archives, feeds and mailboxes that documents came in, in order."""
    return tuple(connection.scalars(select(original.c.sha256).order_by(original.c.sha256)))


def original_bytes(connection: Connection, digest: str) -> bytes | None:
    """An original's bytes by their SHA-256 in hex, None where it isn't kept."""
    body: bytes | None = connection.scalar(select(original.c.body).where(original.c.sha256 == digest))
    return body
