"""Judgements as a person reads them: what each says of what."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.casebook.decisions import TOLD, load_judged
from reportedly.casebook.documents import documents_of
from reportedly.casebook.schema import claim, report
from reportedly.model import Judged
from reportedly.model.answers import Note

_SAYS = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "note": "noted", "withdraw": "withdrawn"}


def notes(connection: Connection, key: str | None = None) -> tuple[Note, ...]:
    """All judgements in the order in which they were made, or those about a report (its key) and its claims."""
    found = load_judged(connection)
    wanted = [row for row in found if key is None or _report_of(row) == key]
    return tuple(_note(row, _document(connection, row), _about(connection, row)) for row in wanted)


def _report_of(row: Judged) -> str:
    target = row.judgement.target
    return target.get("report") or (target.get("key") if target.kind == "report" else "")


def _document(connection: Connection, row: Judged) -> str | None:
    """The name of the report in which a judged claim stands, or that is judged itself."""
    ids = list(connection.execute(select(report.c.id).where(report.c.key == _report_of(row))).scalars())
    return documents_of(connection, ids).get(ids[0]) if ids else None


def _about(connection: Connection, row: Judged) -> str:
    """A claim's id in its report where it is found there, an actor's or a voice's name, or the start of a key."""
    target = row.judgement.target
    if target.kind == "claim":
        of_report = select(report.c.id).where(report.c.key == target.get("report")).scalar_subquery()
        local = select(claim.c.local).where(claim.c.report == of_report, claim.c.anchor == target.get("claim"))
        return connection.execute(local).scalar() or "a claim that is not found any more"
    return target.get("name") or target.get("folded") or target.get("key")[:12]


def _note(row: Judged, document: str | None, about: str) -> Note:
    made = row.judgement
    words, of = made.target.get("words"), made.target.get("report") or made.target.get("key")
    return Note(row.key, made.kind, document, about, _says(row), row.by, row.at, made.why, row.is_withdrawn, words, of)


def _says(row: Judged) -> str:
    """'corrected: event AID', 'merged into Houthi movement', 'graded B'."""
    made = row.judgement
    body = dict(made.body)
    if made.kind == "merge":
        return f"merged into {body.get('into_name') or body.get('into_folded') or body.get('into_key', '')}"
    if made.kind == "rename":
        return f"called {body.get('name', '')}"
    if made.kind == "grade":
        return f"graded {body.get('letter', '')}"
    if made.kind == "split":
        what = body.get("name") or f"report {body.get('report', '')[:12]}"
        return f"split off {what} as {body.get('as') or what}"
    said = ", ".join(f"{name} {value}" for name, value in made.body if not name.endswith(TOLD))
    return f"{_SAYS.get(made.kind, made.kind)}{f': {said}' if said else ''}"
