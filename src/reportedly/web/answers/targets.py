"""Decisions about what a page shows: the form's words become a judgement of the casebook."""

from __future__ import annotations

from reportedly.book import AskError, Book
from reportedly.model import Target
from reportedly.model.desk import ActorFound, VoiceFound
from reportedly.web.answers.actors import actor_found
from reportedly.web.answers.claims import claim_found
from reportedly.web.answers.reports import key_of
from reportedly.web.answers.voices import voice_found
from reportedly.web.desk import Sight


def decide_claim(sight: Sight, book: Book, id_: str, kind: str, why: str, field: str = "", value: str = "") -> str:
    """Accepts, rejects, corrects or notes; the judgement's key. Raises CasebookError."""
    found, judge, reason = claim_found(sight, id_), book.judge, why.strip() or None
    if kind == "accept":
        return judge.accept(found.report, found.local, reason)
    if kind == "reject":
        return judge.reject(found.report, found.local, reason)
    if kind == "correct":
        return judge.correct(found.report, found.local, {field: value.strip()}, reason)
    if kind == "note":
        return judge.note(judge.claim(found.report, found.local), why)
    raise _nothing(kind)


def correct(sight: Sight, book: Book, id_: str, fields: tuple[tuple[str, str], ...], why: str | None) -> str:
    """Corrects several fields of a claim at once; the judgement's key. Raises CasebookError."""
    found = claim_found(sight, id_)
    return book.judge.correct(found.report, found.local, dict(fields), why)


def decide_actor(sight: Sight, book: Book, id_: str, kind: str, why: str, value: str = "", name: str = "") -> str:
    """Merges into the actor called `value`, renames to it, splits the alias `value` off as `name`, or notes."""
    found = actor_found(sight, id_)
    target, judge, reason = _actor(found), book.judge, why.strip() or None
    if kind == "merge":
        return judge.merge(target, judge.actor(value), reason)
    if kind == "rename":
        return judge.rename(target, value.strip(), reason)
    if kind == "split":
        return judge.split(target, reason, name=value, called=name.strip())
    if kind == "note":
        return judge.note(target, why)
    raise _nothing(kind)


def decide_voice(sight: Sight, book: Book, id_: str, kind: str, why: str, value: str = "") -> str:
    """Grades with the letter `value`, merges into the voice called so, renames to it, or notes."""
    found = voice_found(sight, id_)
    target, judge, reason = _voice(found), book.judge, why.strip() or None
    if kind == "grade":
        return judge.grade_of(target, value, reason)
    if kind == "merge":
        return judge.merge(target, judge.voice(value), reason)
    if kind == "rename":
        return judge.rename(target, value.strip(), reason)
    if kind == "note":
        return judge.note(target, why)
    raise _nothing(kind)


def note_report(sight: Sight, book: Book, id_: str, why: str) -> str:
    """Some words about a report."""
    return book.judge.note(book.judge.report(key_of(sight, id_)), why)


def _actor(found: ActorFound) -> Target:
    return Target("actor", (("country", found.country), ("folded", found.folded), ("name", found.row.name)))


def _voice(found: VoiceFound) -> Target:
    return Target("voice", (("key", found.key), ("name", found.row.name)))


def _nothing(kind: str) -> AskError:
    return AskError(f"'{kind[:40]}' is nothing that can be decided here")
