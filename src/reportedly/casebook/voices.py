"""Lists of voices over all reports: named or not, of what kind, how many claims stand on their word, their grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from reportedly.casebook.names import fold
from reportedly.casebook.naming import KINDS, AskError
from reportedly.casebook.schema import tally, voice
from reportedly.model.answers import VoiceRow

_MOST_BY_NUMBER = 2_000  # ids in one statement; a page farther down a list is found among all


def voices(
    connection: Connection,
    name: str | None = None,
    *,
    named: bool | None = None,
    kind: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> tuple[VoiceRow, ...]:
    """The voices, most claims on their word first, or those whose name begins so; merged ones are one row.

    Raises AskError where the kind is none.
    """
    if kind and kind not in KINDS:
        raise AskError(f"'{kind}' is no kind of voice; it is one of {', '.join(KINDS)}")
    found = _counted()
    claims, root = found.selected_columns.claims, found.selected_columns.id
    if not name and named is None and limit is not None and (top := _top(connection, kind, limit + offset)):
        found = found.where(or_(voice.c.id.in_(top), voice.c.stands_for.in_(top)))
    if name:
        key = fold(name)
        begins = (voice.c.folded >= key) & (voice.c.folded < f"{key}\U0010ffff")
        found = found.where(root.in_(select(func.coalesce(voice.c.stands_for, voice.c.id)).where(begins)))
    if named is not None:
        found = found.where(voice.c.named == named)
    if kind:
        found = found.where(voice.c.kind == kind)
    return _rows(connection, connection.execute(found.order_by(claims.desc(), root).limit(limit).offset(offset)).all())


def rows_of(connection: Connection, ids: Sequence[int]) -> tuple[VoiceRow, ...]:
    """The voices with these ids, each one that stands for itself, most claims first."""
    found = _counted().where(or_(voice.c.id.in_(ids), voice.c.stands_for.in_(ids)))
    claims, root = found.selected_columns.claims, found.selected_columns.id
    return _rows(connection, connection.execute(found.order_by(claims.desc(), root)).all())


def _top(connection: Connection, kind: str | None, number: int) -> list[int]:
    """The voices among which those with most claims are: the first by their own tallies, and all that others stand
    under; none where there are fewer with any claims at all, or too many are wanted."""
    tallied = tally.join(voice, voice.c.id == tally.c.id)
    asked = select(func.coalesce(voice.c.stands_for, voice.c.id)).select_from(tallied).where(tally.c.what == "voice")
    if kind:
        asked = asked.where(voice.c.kind == kind)
    if number > _MOST_BY_NUMBER:
        return []
    first = list(connection.scalars(asked.order_by(tally.c.claims.desc(), tally.c.id).limit(number)))
    merged = connection.scalars(select(voice.c.stands_for).where(voice.c.stands_for.is_not(None)).distinct())
    return sorted({*first, *merged}) if len(first) >= number else []


def _counted() -> Select[Any]:
    """Voices by the one that stands for each, with the claims on their word and those claims' reports."""
    root = func.coalesce(voice.c.stands_for, voice.c.id)
    claims, reports = (func.coalesce(func.sum(column), 0) for column in (tally.c.claims, tally.c.reports))
    return (
        select(root.label("id"), claims.label("claims"), reports.label("reports"))
        .select_from(voice.outerjoin(tally, (tally.c.what == "voice") & (tally.c.id == voice.c.id)))
        .group_by(root)
    )


def _rows(connection: Connection, top: Sequence[Any]) -> tuple[VoiceRow, ...]:
    ids = [row.id for row in top]
    own = {row.id: row for row in connection.execute(select(voice).where(voice.c.id.in_(ids)))}
    merged = _merged(connection, ids)
    return tuple(
        VoiceRow(
            id=row.id,
            name=own[row.id].name,
            kind=own[row.id].kind,
            named=own[row.id].named,
            role=own[row.id].role,
            affiliation=own[row.id].affiliation,
            merged=tuple(merged[row.id]),
            claims=row.claims,
            reports=row.reports,
            grade=own[row.id].grade,
        )
        for row in top
    )


def _merged(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    under = select(voice.c.stands_for, voice.c.name).where(or_(voice.c.stands_for.in_(ids))).order_by(voice.c.folded)
    merged: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(under):
        merged[row.stands_for].append(row.name)
    return merged
