"""What people decided, as it is shown: nothing of an unnamed voice where that is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.model.answers import Note
from reportedly.web.desk import Sight


def noted(sight: Sight, notes: Iterable[Note]) -> tuple[Note, ...]:
    """Judgements; where unnamed voices are hidden, what people wrote about them is too."""
    if not sight.redact:
        return tuple(notes)
    return tuple(replace(row, document=None, about="", says=row.kind, why=None, words="", of="") for row in notes)


def note_of(sight: Sight, start: str) -> Note | None:
    """A judgement by the start of its key."""
    if len(start) < 12:
        return None
    return next((row for row in noted(sight, sight.book.judge.all()) if row.key.startswith(start)), None)


def taken_back(sight: Sight, note: Note | None) -> Note | None:
    """The judgement that another one takes back."""
    return note_of(sight, note.of) if note and note.kind == "withdraw" else None


def notes_about(sight: Sight, kinds: tuple[str, ...], about: Iterable[str]) -> tuple[Note, ...]:
    """The judgements of some kinds about an actor or a voice, by the names that it goes by."""
    names = set(about)
    found = (row for row in sight.book.judge.all() if row.kind in kinds and row.about in names)
    return noted(sight, found)
