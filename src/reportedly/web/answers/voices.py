"""Voices: lists of them, and one with what it says and what it passed on of others."""

from __future__ import annotations

from reportedly.book import AskError
from reportedly.model.desk import VoiceFound
from reportedly.web.answers import propositions
from reportedly.web.answers.claims import shown
from reportedly.web.answers.decisions import notes_about
from reportedly.web.answers.reports import key_of
from reportedly.web.answers.reports import line_of as report_line
from reportedly.web.desk import Sight
from reportedly.web.ids import voice_id, voice_of
from reportedly.web.values import Claims, PropositionLine, ReportLine, VoiceLine, Voices, VoiceShown

_KINDS = ("merge", "split", "rename", "grade", "note")
_HIDDEN = "an unnamed voice"


def voices(
    sight: Sight, name: str | None = None, *, named: bool | None = None, kind: str | None = None,
    limit: int = 50, offset: int = 0,
) -> Voices:  # fmt: skip
    """The voices, most claims on their word first, or those whose name begins so. Raises AskError."""
    if sight.redact and name:
        named = True  # else a search for a word would find out who the unnamed are
    found = sight.look.voices(name, named=named, kind=kind, limit=limit + 1, offset=offset)
    return Voices(
        tuple(line_of(sight, one) for one in found[:limit]), str(offset + limit) if len(found) > limit else None
    )


def voice(sight: Sight, id_: str, *, limit: int = 25, before: int | None = None) -> VoiceShown:
    """One voice. Raises AskError."""
    found = voice_found(sight, id_)
    rows = sight.look.claims_of_voice(found.ids, limit=limit + 1, before=before)
    return VoiceShown(
        voice=line_of(sight, found),
        claims=Claims(shown(sight, rows[:limit]), str(rows[limit - 1].id) if len(rows) > limit else None),
        passed_on=shown(sight, sight.look.claims_passed_on(found.ids, limit=15)),
        notes=notes_about(sight, _KINDS, (found.row.name, *found.row.merged)),
        falls=_falls(sight, found),
        report=_report(sight, id_),
    )


def _report(sight: Sight, id_: str) -> ReportLine | None:
    """The report whose own voice it is."""
    at = voice_of(id_)
    return report_line(sight, sight.book.show(key_of(sight, at.report)).report) if at.report else None


def _falls(sight: Sight, found: VoiceFound) -> tuple[tuple[str | None, PropositionLine], ...]:
    """What would be weaker, or claimed by nobody, without a voice that has a name."""
    if not found.row.named:
        return ()
    return propositions.without(sight, found.row.name, limit=12)


def voice_found(sight: Sight, id_: str) -> VoiceFound:
    """The voice of an id. Raises AskError."""
    at = voice_of(id_)
    own = (key for key in sight.look.own_voice_keys(at.report) if at.is_of(key)) if at.report else iter((at.key,))
    key = next(own, "")
    found = sight.look.voice(key) if key else None
    if found is None:
        raise AskError(f"there is no voice '{id_[:60]}' here")
    return found


def line_of(sight: Sight, found: VoiceFound) -> VoiceLine:
    """A voice in a list."""
    row, id_ = found.row, voice_id(found.key)
    counts = (row.claims, row.reports, row.grade)
    if row.named or found.key.startswith("outlet:"):
        return VoiceLine(id_, row.name, row.kind, row.named, row.role, row.affiliation, row.merged, *counts)
    if row.kind in ("author", "unspecified"):
        name = "a report itself" if row.kind == "author" else "(nobody named)"
        return VoiceLine(id_, name, row.kind, row.named, None, None, (), *counts)
    if sight.redact:
        return VoiceLine(id_, _HIDDEN, row.kind, row.named, None, None, (), *counts)
    return VoiceLine(id_, row.name, row.kind, row.named, row.role, row.affiliation, row.merged, *counts)
