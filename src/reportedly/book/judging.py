"""What people decide about what was read: written down with who, when and why, and never in a claim's place."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.casebook import (
    Store,
    actor_target,
    claim_target,
    judge,
    judgement_target,
    lost_judgements,
    merging,
    report_target,
    voice_target,
)
from reportedly.casebook.naming import AskError, actor_named, report_named, voice_named
from reportedly.casebook.notes import notes
from reportedly.casebook.schema import judgement, report
from reportedly.model import Judgement, Lost, Target
from reportedly.model.answers import Note

_SHORTEST_KEY = 6


class Judging:
    """Decisions about claims, actors, voices and reports; each returns its key, by which it can be taken back.

    Names mean what they mean in a question. Raises CasebookError, a line, where there is no such thing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def accept(self, name: str, claim: str, why: str | None = None) -> str:
        """Holds a claim of a report ('a.txt', 'c3') for well read and plausible."""
        return self._judge("accept", self.claim(name, claim), (), why)

    def reject(self, name: str, claim: str, why: str | None = None) -> str:
        """Holds a claim for wrongly read, or for not to be relied on."""
        return self._judge("reject", self.claim(name, claim), (), why)

    def correct(self, name: str, claim: str, fields: dict[str, str], why: str | None = None) -> str:
        """Says what the claim's fields should say; what was read stays beside it.

        Fields are the claim's: event, relation, mode, polarity, certainty, when, place; actors, recipients, things,
        contexts (apart by ';'); time ('2024-03' or '2024-03-01/2024-03-12'); count, dead, injured ('7', '7-9', '7-');
        spans and marker_spans ('12-40, 55-60', code points of the text, the end excluded), and of its attribution
        source_spans, cue_spans, content_spans. '' empties one. Raises CasebookError where a value means nothing.
        """
        return self._judge("correct", self.claim(name, claim), tuple(sorted(fields.items())), why)

    def merge(self, one: Target, into: Target, why: str | None = None) -> str:
        """Holds two actors, or two voices, for one, under the name of the second."""
        with self._store.writing() as work:
            return judge(work, merging(one, into, why))

    def split(self, target: Target, why: str | None = None, **parts: str) -> str:
        """Takes a `name` (an alias) or a `report` (its key) out of an actor or a voice, and calls it `called`."""
        body = {"as" if name == "called" else name: value for name, value in parts.items() if value}
        return self._judge("split", target, tuple(sorted(body.items())), why)

    def rename(self, target: Target, name: str, why: str | None = None) -> str:
        """Calls an actor or a voice otherwise; the old name stays among those it goes by."""
        return self._judge("rename", target, (("name", name),), why)

    def grade(self, voice: str, letter: str, why: str | None = None) -> str:
        """How reliable a source is, A to E, or F where that can't be judged (the Admiralty's scale)."""
        return self.grade_of(self.voice(voice), letter, why)

    def grade_of(self, voice: Target, letter: str, why: str | None = None) -> str:
        """The same, of a voice that is at hand as what is judged."""
        return self._judge("grade", voice, (("letter", letter.upper()),), why)

    def note(self, target: Target, words: str) -> str:
        """Some words about a claim, an actor, a voice or a report."""
        return self._judge("note", target, (), words)

    def withdraw(self, key: str, why: str | None = None) -> str:
        """Takes a judgement back, by its key or the first digits of it; both stay on record."""
        with self._store.reading() as connection:
            target = judgement_target(_key(connection, key))
        return self._judge("withdraw", target, (), why)

    def all(self) -> tuple[Note, ...]:
        """All judgements in the order in which they were made."""
        with self._store.reading() as connection:
            return notes(connection)

    def lost(self) -> tuple[Lost, ...]:
        """Those whose claim, actor or voice is not found any more since reports were read again."""
        with self._store.reading() as connection:
            return lost_judgements(connection)

    def claim(self, name: str, claim: str) -> Target:
        """A claim of a report, as what is judged."""
        with self._store.reading() as connection:
            return claim_target(connection, _report_key(connection, name), claim)

    def actor(self, name: str) -> Target:
        """An actor, as what is judged."""
        with self._store.reading() as connection:
            return actor_target(connection, actor_named(connection, name).id)

    def voice(self, name: str) -> Target:
        """A voice that has a name, as what is judged."""
        with self._store.reading() as connection:
            return voice_target(connection, voice_named(connection, name))

    def report(self, name: str) -> Target:
        """A report, as what is judged."""
        with self._store.reading() as connection:
            return report_target(_report_key(connection, name))

    def _judge(self, kind: str, target: Target, body: tuple[tuple[str, str], ...], why: str | None) -> str:
        with self._store.writing() as work:
            return judge(work, Judgement(kind, target, body, why))


def _report_key(connection: Connection, name: str) -> str:
    key = select(report.c.key).where(report.c.id == report_named(connection, name))
    return str(connection.execute(key).scalar_one())


def _key(connection: Connection, start: str) -> str:
    """A judgement's key from the start of it. Raises AskError."""
    plain = start.lower()
    if len(plain) < _SHORTEST_KEY or not set(plain) <= set("0123456789abcdef"):
        raise AskError(f"'{start}' is no judgement's key; 'reportedly judge list' shows them")
    rows = connection.execute(select(judgement.c.key).where(judgement.c.key.startswith(plain)).limit(2)).scalars().all()
    if len(rows) != 1:
        raise AskError(f"'{start}' begins {'several keys' if rows else 'no key'}; 'reportedly judge list' shows them")
    return str(rows[0])
