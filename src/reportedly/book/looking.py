"""Looking things up in a casebook by stable keys, as the desk does: one question a method, values out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.casebook import Store, load_reading, original_bytes
from reportedly.casebook.actors import actors
from reportedly.casebook.ancestry import weighty_claims
from reportedly.casebook.chosen import (
    bonds,
    claims_between,
    claims_of_actor,
    claims_of_report,
    claims_of_voice,
    claims_passed_on,
    doubtful_claims,
    latest_claims,
    waiting,
)
from reportedly.casebook.corrected import corrected
from reportedly.casebook.decisions import load_decisions
from reportedly.casebook.looked import (
    actor_found,
    actors_found,
    claim_id,
    claims_found,
    own_voice_keys,
    report_key_of,
    voice_found,
    voices_found,
)
from reportedly.casebook.schema import judgement, original, reading, report
from reportedly.casebook.showing import report_rows
from reportedly.casebook.voices import voices
from reportedly.casebook.worded import Worded, worded
from reportedly.model import Reading
from reportedly.model.answers import Asked, ReportRow
from reportedly.model.desk import ActorFound, Bond, Found, VoiceFound

_NAMESAKES = 500  # reports of one name that are looked through


@dataclass(frozen=True, slots=True)
class Body:
    """An original as it came: its bytes, their kind and their SHA-256."""

    sha256: str
    body: bytes
    media_type: str | None


class Looking:
    """A casebook's store, asked by keys. Any thread may ask."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def report_key(self, start: str) -> str | None:
        """A report's key by the start of it."""
        with self._store.reading() as connection:
            return report_key_of(connection, start)

    def reading(self, key: str) -> Reading | None:
        """A report's current reading."""
        with self._store.reading() as connection:
            return load_reading(connection, key)

    def corrected(self, key: str) -> Reading | None:
        """A report's current reading as people's corrections leave it."""
        with self._store.reading() as connection:
            found = load_reading(connection, key)
            return corrected(found, load_decisions(connection)) if found else None

    def judged(self) -> int:
        """How many judgements there are; none is ever removed, so that what they come to stays while this does."""
        with self._store.reading() as connection:
            return connection.scalar(select(func.count()).select_from(judgement)) or 0

    def reading_digest(self, key: str) -> str:
        """The SHA-256 of a report's current reading, '' where it has none; another once it was read again."""
        joined = reading.join(report, report.c.id == reading.c.report)
        asked = select(reading.c.sha256).select_from(joined).where(report.c.key == key, reading.c.current)
        with self._store.reading() as connection:
            return connection.scalar(asked) or ""

    def reports(self, *, limit: int, before: int | None = None) -> tuple[ReportRow, ...]:
        """The reports that came last, the latest first."""
        ids = select(report.c.id).order_by(report.c.id.desc()).limit(limit)
        with self._store.reading() as connection:
            page = ids if before is None else ids.where(report.c.id < before)
            return report_rows(connection, list(connection.scalars(page)))

    def reports_by_id(self, ids: tuple[int, ...]) -> tuple[ReportRow, ...]:
        """Reports that a search found, with their keys."""
        with self._store.reading() as connection:
            return report_rows(connection, list(ids))

    def reports_called(self, documents: Collection[str]) -> tuple[ReportRow, ...]:
        """The reports of these names, as lists print them ('a.txt', 'a.txt#1f00a4c2')."""
        names = {cut for name in documents for cut in (name, name.rpartition("#")[0]) if cut}
        with self._store.reading() as connection:
            ids = connection.scalars(select(report.c.id).where(report.c.name.in_(names)).limit(_NAMESAKES))
            rows = report_rows(connection, list(ids))
        return tuple(row for row in rows if row.document in documents)

    def original(self, digest: str) -> Body | None:
        """The bytes as they were received, by their SHA-256."""
        with self._store.reading() as connection:
            kind = connection.execute(select(original.c.media_type).where(original.c.sha256 == digest)).scalar()
            body = original_bytes(connection, digest)
        return None if body is None else Body(digest, body, kind)

    def size(self, digest: str) -> int:
        """How many bytes an original has."""
        with self._store.reading() as connection:
            return connection.scalar(select(original.c.size).where(original.c.sha256 == digest)) or 0

    def claim(self, start: str, local: str) -> Found | None:
        """One claim by the start of its report's key and its id there."""
        with self._store.reading() as connection:
            number = claim_id(connection, start, local)
            return next(iter(claims_found(connection, [number])), None) if number else None

    def claims_of_report(self, key: str) -> tuple[Found, ...]:
        """All claims of a report."""
        with self._store.reading() as connection:
            return claims_found(connection, claims_of_report(connection, key))

    def latest(self, *, limit: int, before: int | None = None) -> tuple[Found, ...]:
        """The claims that came last."""
        with self._store.reading() as connection:
            return claims_found(connection, latest_claims(connection, limit=limit, before=before))

    def by_ids(self, ids: tuple[int, ...]) -> tuple[Found, ...]:
        """Claims that a query found, with their keys."""
        with self._store.reading() as connection:
            return claims_found(connection, ids)

    def worded(self, asked: Asked, *, limit: int, after: int, most: int) -> Worded:
        """The claims with some words, at most `most` claims being looked at. Raises AskError."""
        with self._store.reading() as connection:
            return worded(connection, asked, limit=limit, after=after, most=most)

    def to_review(self, *, limit: int) -> tuple[Found, ...]:
        """What waits to be reviewed: what is contested, what words hang on, then the most doubtful."""
        with self._store.reading() as connection:
            ids = weighty_claims(connection, limit=limit)
            ids += doubtful_claims(connection, limit=limit) if len(ids) < limit else []
            return claims_found(connection, list(dict.fromkeys(ids))[:limit])

    def waiting(self) -> int:
        """How many claims nobody judged, of the latest ones."""
        with self._store.reading() as connection:
            return waiting(connection)

    def actor(self, folded: str, country: str) -> ActorFound | None:
        """The actor of a key."""
        with self._store.reading() as connection:
            return actor_found(connection, folded, country)

    def actors(self, name: str | None, *, limit: int, offset: int = 0) -> tuple[ActorFound, ...]:
        """The actors, most claims first, or those with a name that begins so."""
        with self._store.reading() as connection:
            return actors_found(connection, actors(connection, name, limit=limit, offset=offset))

    def claims_of_actor(self, ids: tuple[int, ...], *, limit: int, before: int | None = None) -> tuple[Found, ...]:
        """Claims that name an actor."""
        with self._store.reading() as connection:
            return claims_found(connection, claims_of_actor(connection, ids, limit=limit, before=before))

    def claims_between(
        self, ones: tuple[int, ...], others: tuple[int, ...], *, limit: int, before: int | None = None
    ) -> tuple[Found, ...]:
        """Claims that name both of two actors."""
        with self._store.reading() as connection:
            return claims_found(connection, claims_between(connection, ones, others, limit=limit, before=before))

    def voice(self, key: str) -> VoiceFound | None:
        """The voice of a key."""
        with self._store.reading() as connection:
            return voice_found(connection, key)

    def own_voice_keys(self, start: str) -> tuple[str, ...]:
        """The keys of a report's own voices, by the start of the report's key."""
        with self._store.reading() as connection:
            return own_voice_keys(connection, start)

    def voices(
        self, name: str | None, *, named: bool | None, kind: str | None, limit: int, offset: int = 0
    ) -> tuple[VoiceFound, ...]:
        """The voices, most claims on their word first, or those whose name begins so."""
        with self._store.reading() as connection:
            rows = voices(connection, name, named=named, kind=kind, limit=limit, offset=offset)
            return voices_found(connection, rows)

    def claims_of_voice(self, ids: tuple[int, ...], *, limit: int, before: int | None = None) -> tuple[Found, ...]:
        """Claims on a voice's word."""
        with self._store.reading() as connection:
            return claims_found(connection, claims_of_voice(connection, ids, limit=limit, before=before))

    def claims_passed_on(self, ids: tuple[int, ...], *, limit: int) -> tuple[Found, ...]:
        """Claims that a voice carried for another."""
        with self._store.reading() as connection:
            return claims_found(connection, claims_passed_on(connection, ids, limit=limit))

    def bonds(
        self,
        ones: tuple[int, ...] | None = None,
        others: tuple[int, ...] | None = None,
        *,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Bond, ...]:
        """Ties of all, of one actor, or of two."""
        with self._store.reading() as connection:
            return bonds(connection, ones, others, limit=limit, offset=offset)

    def count_reports(self) -> int:
        """How many reports there are."""
        with self._store.reading() as connection:
            return _count(connection)


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(report)) or 0
