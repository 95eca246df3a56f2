"""What a casebook hands to exports: its reports with their readings, judgements and receipts, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from reportedly.book.book import Book
from reportedly.book.lineage import descents, up_to_date
from reportedly.casebook import load_reading, original_bytes, original_digests
from reportedly.casebook.corrected import corrected
from reportedly.casebook.decisions import load_decisions
from reportedly.casebook.digests import ZERO
from reportedly.casebook.entries import entries
from reportedly.casebook.judged_claims import rejected
from reportedly.casebook.notes import notes
from reportedly.casebook.showing import reports, show
from reportedly.model import Reading
from reportedly.model.answers import Entry, Note, Page, ReportRow
from reportedly.model.corroboration import Proposition
from reportedly.model.export import Bundle, Case, Judged, Logged, Original, Received, Supported

_PAGE = 500


def case_of(book: Book, *, redact: bool = False, made_at: str | None = None, by: str | None = None) -> Case:
    """All that a casebook holds, for exports, in the order in which its reports came in.

    A report's `document.name` is the name that the casebook prints ('a.txt#1f00a4c2' where two have one). Reports that
    wait to be read and judgements that were taken back are left out. Lineage and support are brought up to date first,
    where the casebook may be written to. It is held in memory as a whole.
    """
    if not book.store.read_only:
        up_to_date(book.store)
    supported = sorted(map(_supported, book.support.propositions(limit=None)), key=lambda row: row.id)
    with book.store.reading() as connection:
        rows = list(_reports(connection))
        read = tuple((row, found) for row in rows if (found := load_reading(connection, row.key)))
        readings = tuple(_called(row, found) for row, found in read)
        claims = {(reading.document.name, claim.id) for reading in readings for claim in reading.claims}
        return Case(
            readings=readings,
            judgements=tuple(_judged(note, claims) for note in notes(connection) if _is_in_force(note)),
            propositions=tuple(supported),
            descents=tuple(row for _, row in descents(connection)),
            receipts=tuple(one for row in rows for one in _received(show(connection, row.key))),
            redact=redact,
            made_at=made_at,
            by=by,
            decided=tuple(_decided(connection, read)),
        )


def bundle_of(book: Book, *, redact: bool = False, made_at: str | None = None, by: str | None = None) -> Bundle:
    """The case with every original kept, those that documents came in among them, and the whole log, for a bundle."""
    case = case_of(book, redact=redact, made_at=made_at, by=by)
    with book.store.reading() as connection:
        bodies = [(digest, original_bytes(connection, digest)) for digest in original_digests(connection)]
        originals = tuple(Original(digest, body) for digest, body in bodies if body is not None)
        return Bundle(case, originals, tuple(_log(connection)))


def _reports(connection: Connection) -> Iterator[ReportRow]:
    after = 0
    while page := reports(connection, limit=_PAGE, after=after):
        yield from page
        after = page[-1].id


def _called(row: ReportRow, reading: Reading) -> Reading:
    """A report's reading under the name that the casebook prints."""
    return replace(reading, document=replace(reading.document, name=row.document))


def _decided(connection: Connection, read: tuple[tuple[ReportRow, Reading], ...]) -> Iterator[Reading]:
    """The readings as people corrected them, without the claims that they rejected."""
    decisions, gone = load_decisions(connection), rejected(connection)
    for row, reading in read:
        without = gone.get(row.id, frozenset())
        found = corrected(reading, decisions)
        yield _called(row, replace(found, claims=tuple(one for one in found.claims if one.id not in without)))


def _received(page: Page) -> Iterator[Received]:
    for row in page.receipts:
        yield Received(
            page.report.document,
            row.at,
            row.place,
            row.by,
            row.tool,
            row.final_url,
            row.status,
            row.container,
            row.member,
        )


def _is_in_force(note: Note) -> bool:
    return not note.is_withdrawn and note.kind != "withdraw"


def _judged(note: Note, claims: set[tuple[str, str]]) -> Judged:
    """A judgement as exports tell it: of a claim where it names one, else of its report, else of a name."""
    told = Judged(note.key, note.kind, "report", note.by, note.at, note.says, note.why, note.document)
    if note.document is None:
        return replace(told, target="actor or voice", name=note.about)
    is_of_claim = (note.document, note.about) in claims
    return replace(told, target="claim", claim=note.about) if is_of_claim else told


def _supported(row: Proposition) -> Supported:
    """A proposition as exports tell it, with what was counted in a sentence."""
    return Supported(
        row.id,
        row.event,
        row.relation,
        row.actors,
        row.recipients,
        row.support,
        (row.affirmed.low, row.affirmed.high),
        (row.denied.low, row.denied.high),
        row.things,
        row.place,
        row.time,
        tuple((member.document, member.claim) for member in row.members if member.claim),
        _why(row),
    )


def _why(row: Proposition) -> str:
    """'for: 3 claims, 1 of them in copies, 1 through another outlet; against: 1 claim; planned'."""
    sides = (("for", row.affirmed), ("against", row.denied))
    told = [
        f"{name}: {side.claims} claims, {side.copies} of them in copies, {side.relays} through another outlet"
        for name, side in sides
        if side.claims
    ]
    return "; ".join([*told, *([] if row.realm == "real" else [row.realm])])


def _log(connection: Connection) -> Iterator[Logged]:
    """The log from its first entry on, each with the hash of the one before."""
    pages: list[Entry] = []
    while page := entries(connection, limit=_PAGE, before=pages[-1].seq if pages else None):
        pages.extend(page)
    previous = ZERO
    for row in reversed(pages):
        yield Logged(row.seq, row.at, row.by, row.action, row.subject, row.digest, previous, row.hash)
        previous = row.hash
