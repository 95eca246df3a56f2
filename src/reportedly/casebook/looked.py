"""Rows looked up by what their addresses on the desk are made of: keys of reports, actors and voices, never numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from reportedly.casebook.actors import rows_of as actor_rows
from reportedly.casebook.documents import documents_of
from reportedly.casebook.schema import actor, claim, claim_actor, claim_voice, reading, report, voice
from reportedly.casebook.voices import rows_of as voice_rows
from reportedly.model.answers import ActorRow, VoiceRow
from reportedly.model.desk import ActorFound, Found, Party, Speaker, VoiceFound

_LAST = "\U0010ffff"


def claims_found(
    connection: Connection,
    ids: Sequence[int],
    *,
    with_parties: bool = True,
    with_chains: bool = True,
    with_documents: bool = True,
) -> tuple[Found, ...]:
    """The claims with these ids, in this order; who acts, whose word it is and what the report is called only where
    that is wanted."""
    columns = (claim.c.id, claim.c.local, claim.c.standing, claim.c.report.label("number"), report.c.key)
    described = (report.c.title, report.c.publisher, report.c.published, reading.c.sha256)
    joined = claim.join(report, report.c.id == claim.c.report)
    joined = joined.join(reading, (reading.c.report == report.c.id) & reading.c.current)
    asked: Select[Any] = select(*columns, *described).select_from(joined).where(claim.c.id.in_(ids))
    rows = connection.execute(asked).all()
    names = documents_of(connection, {row.number for row in rows}) if with_documents else {}
    parties = _parties(connection, ids if with_parties else ())
    chains = _chains(connection, ids if with_chains else ())
    known = {row.id: _found(row, names.get(row.number, ""), parties, chains[row.id]) for row in rows}
    return tuple(known[id_] for id_ in ids if id_ in known)


def claim_id(connection: Connection, start: str, local: str) -> int | None:
    """A claim's number by the start of its report's key and its id in the reading."""
    found = select(claim.c.id).join(report, report.c.id == claim.c.report)
    return connection.scalar(found.where(*_begins(start), claim.c.local == local))


def report_key_of(connection: Connection, start: str) -> str | None:
    """A report's key by the start of it, None where none or several begin so."""
    keys = connection.scalars(select(report.c.key).where(*_begins(start)).limit(2)).all()
    return keys[0] if len(keys) == 1 else None


def actor_found(connection: Connection, folded: str, country: str) -> ActorFound | None:
    """The actor of this key, by the one that stands for it."""
    row = connection.execute(select(actor).where(actor.c.folded == folded, actor.c.country == country)).first()
    if row is None:
        return None
    return next(iter(actors_found(connection, actor_rows(connection, [row.stands_for or row.id]))), None)


def actors_found(connection: Connection, rows: Sequence[ActorRow]) -> tuple[ActorFound, ...]:
    """The same actors with their keys."""
    roots = [row.id for row in rows]
    ids, keys = _members(connection, actor, roots), _rows(connection, actor, roots)
    return tuple(ActorFound(row, keys[row.id].folded, keys[row.id].country, ids[row.id]) for row in rows)


def voice_found(connection: Connection, key: str) -> VoiceFound | None:
    """The voice of this key, by the one that stands for it."""
    row = connection.execute(select(voice).where(voice.c.key == key)).first()
    if row is None:
        return None
    return next(iter(voices_found(connection, voice_rows(connection, [row.stands_for or row.id]))), None)


def own_voice_keys(connection: Connection, start: str) -> tuple[str, ...]:
    """The keys of the voices that are one report's own, by the start of that report's key."""
    first = f"report:{start}"
    found = select(voice.c.key).where(voice.c.key >= first, voice.c.key < first + _LAST).order_by(voice.c.key)
    return tuple(connection.scalars(found))


def voices_found(connection: Connection, rows: Sequence[VoiceRow]) -> tuple[VoiceFound, ...]:
    """The same voices with their keys."""
    roots = [row.id for row in rows]
    ids, keys = _members(connection, voice, roots), _rows(connection, voice, roots)
    return tuple(VoiceFound(row, keys[row.id].key, ids[row.id]) for row in rows)


def named_parties(connection: Connection, ids: Collection[int]) -> dict[int, Party]:
    """Actors by their ids as they stand in a tie: under the one that stands for them."""
    return {number: _party(row) for number, row in _rows(connection, actor, ids).items()}


def _begins(start: str) -> tuple[Any, ...]:
    return report.c.key >= start, report.c.key < start + _LAST


def _members(connection: Connection, table: Table, roots: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The ids of all rows that stand under each of these, its own first."""
    members = {root: [root] for root in roots}
    for row in connection.execute(select(table.c.id, table.c.stands_for).where(table.c.stands_for.in_(roots))):
        members[row.stands_for].append(row.id)
    return {root: tuple(ids) for root, ids in members.items()}


def _rows(connection: Connection, table: Table, ids: Collection[int]) -> dict[int, Row[Any]]:
    return {row.id: row for row in connection.execute(select(table).where(table.c.id.in_(ids)))}


def _found(
    row: Row[Any], document: str, parties: dict[tuple[int, str], list[Party]], chain: Sequence[Speaker]
) -> Found:
    return Found(
        id=row.id,
        local=row.local,
        report=row.key,
        document=document,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        reading=row.sha256,
        standing=row.standing,
        actors=tuple(parties[row.id, "a"]),
        recipients=tuple(parties[row.id, "r"]),
        chain=tuple(chain),
    )


def _party(row: Row[Any]) -> Party:
    return Party(row.name, row.folded, row.country)


def _parties(connection: Connection, ids: Collection[int]) -> dict[tuple[int, str], list[Party]]:
    """Who acts ('a') and who is acted upon ('r') by claim; merged actors are the one that stands for them."""
    root = actor.alias("root")
    own = claim_actor.join(actor, actor.c.id == claim_actor.c.actor)
    found: Select[Any] = (
        select(claim_actor.c.claim, claim_actor.c.side, root.c.name, root.c.folded, root.c.country)
        .select_from(own.join(root, root.c.id == func.coalesce(actor.c.stands_for, actor.c.id)))
        .where(claim_actor.c.claim.in_(ids))
        .order_by(claim_actor.c.claim, claim_actor.c.side, claim_actor.c.position)
    )
    sides: dict[tuple[int, str], list[Party]] = defaultdict(list)
    for row in connection.execute(found):
        sides[row.claim, row.side].append(_party(row))
    return sides


def _chains(connection: Connection, ids: Collection[int]) -> dict[int, list[Speaker]]:
    root = voice.alias("root")
    own = claim_voice.join(voice, voice.c.id == claim_voice.c.voice)
    found = (
        select(claim_voice.c.claim, root.c.name, root.c.key, root.c.kind, root.c.named)
        .select_from(own.join(root, root.c.id == func.coalesce(voice.c.stands_for, voice.c.id)))
        .where(claim_voice.c.claim.in_(ids))
        .order_by(claim_voice.c.claim, claim_voice.c.position)
    )
    chains: dict[int, list[Speaker]] = defaultdict(list)
    for row in connection.execute(found):
        chains[row.claim].append(Speaker(row.name, row.key, row.kind, bool(row.named)))
    return chains
