"""Lists of claims: those that were asked for, page by page, each with its actors, its chain of voices and its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from reportedly.casebook.documents import documents_of
from reportedly.casebook.schema import actor, claim, claim_actor, claim_voice, place, report, voice
from reportedly.casebook.wanted import conditions
from reportedly.casebook.worded import worded
from reportedly.model.answers import Asked, ClaimRow

_LONGEST = 300  # code points of a claim's words in a list
_AT_ONCE = 500  # ids in one statement


def claims(connection: Connection, asked: Asked, *, limit: int = 50, after: int = 0) -> tuple[ClaimRow, ...]:
    """The claims that were asked for, in the order in which they came in; the next page goes `after` the last's `id`.

    With `words` in the order of their reports. Raises AskError where a name means nothing here, or several.
    """
    if asked.words:
        return rows_of(connection, worded(connection, asked, limit=limit, after=after).ids)
    found = (
        select(claim.c.id).where(claim.c.id > after, *conditions(connection, asked)).order_by(claim.c.id).limit(limit)
    )
    return rows_of(connection, [row.id for row in connection.execute(found)])


def rows_of(connection: Connection, ids: Sequence[int]) -> tuple[ClaimRow, ...]:
    """The claims with these ids, in this order."""
    known: dict[int, ClaimRow] = {}
    for i in range(0, len(ids), _AT_ONCE):
        known |= {row.id: row for row in _rows(connection, ids[i : i + _AT_ONCE])}
    return tuple(known[id_] for id_ in ids if id_ in known)


def _rows(connection: Connection, ids: Sequence[int]) -> Iterable[ClaimRow]:
    rows = connection.execute(_with_report.where(claim.c.id.in_(ids))).all()
    documents = documents_of(connection, {row.report for row in rows})
    sides, chains = _sides(connection, ids), _chains(connection, ids)
    return (_row(row, documents[row.report], sides, chains[row.id]) for row in rows)


_length = case((claim.c.end - claim.c.start < _LONGEST, claim.c.end - claim.c.start), else_=_LONGEST)
_with_report = (
    select(
        claim,
        place.c.name.label("place_name"),
        report.c.publisher,
        report.c.published,
        func.substr(report.c.text, claim.c.start + 1, _length).label("words"),
    )
    .join(report, report.c.id == claim.c.report)
    .outerjoin(place, place.c.id == claim.c.place)
)


def _row(row: Row[Any], document: str, sides: dict[tuple[int, str], list[str]], chain: list[str]) -> ClaimRow:
    return ClaimRow(
        id=row.id,
        document=document,
        claim=row.local,
        event=row.event,
        mode=row.mode,
        relation=row.relation,
        actors=tuple(sides[row.id, "a"]),
        recipients=tuple(sides[row.id, "r"]),
        place=row.place_name,
        time_start=row.time_start,
        time_end=row.time_end,
        polarity=row.polarity,
        certainty=row.certainty,
        when=row.tense,
        chain=tuple(chain),
        standing=row.standing,
        score=row.score,
        words=" ".join(row.words.split()),
        start=row.start,
        end=row.end,
        publisher=row.publisher,
        published=row.published,
    )


def _sides(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    """The names of who acts ('a') and who is acted upon ('r') by claim; merged actors go by one name."""
    root = actor.alias("root")
    found = (
        select(claim_actor.c.claim, claim_actor.c.side, func.coalesce(root.c.name, actor.c.name).label("name"))
        .join(actor, actor.c.id == claim_actor.c.actor)
        .outerjoin(root, root.c.id == actor.c.stands_for)
        .where(claim_actor.c.claim.in_(ids))
        .order_by(claim_actor.c.claim, claim_actor.c.side, claim_actor.c.position)
    )
    sides: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in connection.execute(found):
        sides[row.claim, row.side].append(row.name)
    return sides


def _chains(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    root = voice.alias("root")
    found = (
        select(claim_voice.c.claim, func.coalesce(root.c.name, voice.c.name).label("name"))
        .join(voice, voice.c.id == claim_voice.c.voice)
        .outerjoin(root, root.c.id == voice.c.stands_for)
        .where(claim_voice.c.claim.in_(ids))
        .order_by(claim_voice.c.claim, claim_voice.c.position)
    )
    chains: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(found):
        chains[row.claim].append(row.name)
    return chains
