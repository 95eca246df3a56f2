"""Ties: who is said to do what with whom, one kind of deed a row, and for two actors on how many voices' word."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, case, func, or_, select

from reportedly.casebook.counting import MUTUAL, REJECTED
from reportedly.casebook.naming import Known, actor_named
from reportedly.casebook.schema import actor, claim, claim_actor, report, tie
from reportedly.model.answers import TieRow

_FORTH, _BACK, _BOTH = 1, 2, 0


def ties(
    connection: Connection, one: str | None = None, other: str | None = None, *, limit: int | None = 50, offset: int = 0
) -> tuple[TieRow, ...]:
    """The ties of an actor, or of two with each other, most claims first; without a name those of all.

    Merged actors are one; claims that were rejected count nowhere. Raises AskError where a name means no actor here, or
    several.
    """
    first = actor_named(connection, one) if one else None
    second = actor_named(connection, other) if other else None
    found = _kept(first, second)
    page = found.order_by(found.selected_columns.claims.desc(), *found.selected_columns[:4]).limit(limit).offset(offset)
    rows = connection.execute(page).all()
    names = _names(connection, rows)
    detail = _details(connection, first, second) if first and second else {}
    return tuple(_row(row, names, first, detail) for row in rows)


def _kept(first: Known | None, second: Known | None) -> Select[Any]:
    """The counts by pair, kind and whether mutual; merged actors are counted under the one that stands for them."""
    numbers = (tie.c.claims, tie.c.denied, tie.c.hedged, tie.c.reports)
    asked = select(tie.c.a.label("one"), tie.c.b.label("other"), tie.c.kind, tie.c.mutual, *numbers)
    return asked.where(tie.c.claims > 0, *_between(first, second))


def _between(first: Known | None, second: Known | None) -> list[ColumnElement[bool]]:
    if first and second:
        forth = tie.c.a.in_(first.ids) & tie.c.b.in_(second.ids)
        return [or_(forth, tie.c.a.in_(second.ids) & tie.c.b.in_(first.ids))]
    known = first or second
    return [or_(tie.c.a.in_(known.ids), tie.c.b.in_(known.ids))] if known else []


def _names(connection: Connection, rows: Any) -> dict[int, str]:
    ids = {row.one for row in rows} | {row.other for row in rows}
    return {row.id: row.name for row in connection.execute(select(actor.c.id, actor.c.name).where(actor.c.id.in_(ids)))}


Detail = dict[tuple[int, str, bool], tuple[int, str | None]]


def _row(row: Row[Any], names: dict[int, str], first: Known | None, detail: Detail) -> TieRow:
    turned = bool(row.mutual and first and row.other == first.id)
    one, other = (row.other, row.one) if turned else (row.one, row.other)
    voices, last = detail.get((one, row.kind, bool(row.mutual)), (None, None))
    return TieRow(
        actor=names[one],
        recipient=names[other],
        kind=row.kind,
        mutual=bool(row.mutual),
        claims=int(row.claims),
        denied=int(row.denied),
        hedged=int(row.hedged),
        reports=int(row.reports),
        voices=voices,
        last=last,
    )


def _details(connection: Connection, first: Known, second: Known) -> Detail:
    """Voices and the latest date of each kind of tie between two actors, counted in their claims."""
    detail: Detail = {}
    for row in connection.execute(_counted(_shared(first, second))):
        detail[second.id if row.way == _BACK else first.id, row.kind, row.way == _BOTH] = (row.voices, row.last)
    return detail


def _shared(first: Known, second: Known) -> Subquery:
    """The claims that tie two actors: one on each side, or both acting where nobody is acted upon."""
    x, y, r = claim_actor.alias("x"), claim_actor.alias("y"), claim_actor.alias("r")
    is_done_to = select(r.c.claim).where(r.c.claim == x.c.claim, r.c.side == "r").exists()
    return (
        select(x.c.claim, x.c.side.label("one_side"), y.c.side.label("other_side"))
        .select_from(x.join(y, x.c.claim == y.c.claim))
        .where(x.c.actor.in_(first.ids), y.c.actor.in_(second.ids), or_(x.c.side != y.c.side, ~is_done_to))
        .distinct()
        .subquery()
    )


def _counted(shared: Subquery) -> Select[Any]:
    kind = func.coalesce(claim.c.relation, claim.c.event, "").label("kind")
    is_mutual = (shared.c.one_side == shared.c.other_side) | kind.in_(sorted(MUTUAL))
    way = case((is_mutual, _BOTH), (shared.c.one_side == "a", _FORTH), else_=_BACK).label("way")
    date = func.max(func.coalesce(claim.c.time_end, report.c.published)).label("last")
    voices = func.count(claim.c.voice.distinct()).label("voices")
    return (
        select(way, kind, voices, date)
        .select_from(shared.join(claim, claim.c.id == shared.c.claim).join(report, report.c.id == claim.c.report))
        .where(claim.c.standing != REJECTED)
        .group_by(way, kind)
    )
