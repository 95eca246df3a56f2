"""Lists of actors over all reports, with what they go by and how many claims name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from reportedly.casebook.names import ActorKey, fold
from reportedly.casebook.schema import actor, alias, tally
from reportedly.model.answers import ActorRow


def actors(
    connection: Connection, name: str | None = None, *, limit: int | None = 50, offset: int = 0
) -> tuple[ActorRow, ...]:
    """The actors, most claims first, or those that a name or alias of begins so; merged ones are one row,
    and claims that were rejected count nowhere."""
    counted = _counted()
    claims, root = counted.selected_columns.claims, counted.selected_columns.id
    page = counted.where(root.in_(_called(name))) if name else counted.having(claims > 0)
    top = connection.execute(page.order_by(claims.desc(), root).limit(limit).offset(offset)).all()
    return _rows(connection, top)


def rows_of(connection: Connection, ids: Sequence[int]) -> tuple[ActorRow, ...]:
    """The actors with these ids, each one that stands for itself, most claims first."""
    counted = _counted().where(or_(actor.c.id.in_(ids), actor.c.stands_for.in_(ids)))
    claims, root = counted.selected_columns.claims, counted.selected_columns.id
    return _rows(connection, connection.execute(counted.order_by(claims.desc(), root)).all())


def names_of_actors(connection: Connection, keys: Iterable[ActorKey]) -> dict[ActorKey, str]:
    """What the actors of some keys are called, as far as they are there."""
    asked = select(actor.c.folded, actor.c.country, actor.c.name)
    found = (
        connection.execute(asked.where(actor.c.folded == key[0], actor.c.country == key[1])) for key in sorted(keys)
    )
    return {(row.folded, row.country): row.name for rows in found for row in rows}


def _counted() -> Select[Any]:
    """Actors by the one that stands for each, with their claims and reports."""
    root = func.coalesce(actor.c.stands_for, actor.c.id)
    claims, reports = (func.coalesce(func.sum(column), 0) for column in (tally.c.claims, tally.c.reports))
    return (
        select(root.label("id"), claims.label("claims"), reports.label("reports"))
        .select_from(actor.outerjoin(tally, (tally.c.what == "actor") & (tally.c.id == actor.c.id)))
        .group_by(root)
    )


def _called(name: str) -> Select[tuple[int]]:
    """The actors, by the row that stands for them, one of whose names or aliases begins as typed."""
    key = fold(name)
    begins = (alias.c.folded >= key) & (alias.c.folded < f"{key}\U0010ffff")
    return select(func.coalesce(actor.c.stands_for, actor.c.id)).join(alias, alias.c.actor == actor.c.id).where(begins)


def _rows(connection: Connection, top: Sequence[Any]) -> tuple[ActorRow, ...]:
    ids = [row.id for row in top]
    own = {row.id: row for row in connection.execute(select(actor).where(actor.c.id.in_(ids)))}
    merged: dict[int, list[str]] = defaultdict(list)
    under = select(actor.c.stands_for, actor.c.name).where(actor.c.stands_for.in_(ids)).order_by(actor.c.folded)
    for row in connection.execute(under):
        merged[row.stands_for].append(row.name)
    aliases = _aliases(connection, ids)
    return tuple(
        ActorRow(
            id=row.id,
            name=own[row.id].name,
            type=own[row.id].type,
            country=own[row.id].country or None,
            wikidata=own[row.id].wikidata,
            aliases=tuple(name for name in aliases[row.id] if name not in (own[row.id].name, *merged[row.id])),
            merged=tuple(merged[row.id]),
            claims=row.claims,
            reports=row.reports,
        )
        for row in top
    )


def _aliases(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """What the actors and those merged into them go by, each once, in the order of the alphabet."""
    root = func.coalesce(actor.c.stands_for, actor.c.id)
    found = (
        select(root.label("id"), alias.c.name)
        .select_from(actor.join(alias, alias.c.actor == actor.c.id))
        .where(or_(actor.c.id.in_(ids), actor.c.stands_for.in_(ids)))
        .distinct()
        .order_by(root, alias.c.name)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(found):
        names[row.id].append(row.name)
    return names
