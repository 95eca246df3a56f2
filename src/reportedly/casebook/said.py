"""Claims and ties for pictures: the latest claims that fit, each with its place and weight, and ties with theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, func, select

from reportedly.casebook.looked import claims_found
from reportedly.casebook.naming import actor_named
from reportedly.casebook.schema import actor, claim, claim_actor, place, tie
from reportedly.casebook.wanted import conditions
from reportedly.casebook.weighed import proposition, proposition_member
from reportedly.model.answers import Asked
from reportedly.model.desk import Found
from reportedly.model.pictures import Said, Site

COUNTED = 10_000  # claims: of a frequent actor a person learns nothing more by an exact number, and it takes long
_AT_ONCE = 500  # ids in one statement


def said(
    connection: Connection,
    asked: Asked,
    *,
    limit: int,
    with_parties: bool = True,
    with_chains: bool = True,
    with_persons: bool = True,
    with_weights: bool = True,
) -> tuple[Said, ...]:
    """The latest claims that fit and were not rejected, the latest first; what is not wanted of them is not looked up.

    Raises AskError.
    """
    ids = _latest(connection, asked, limit)
    told: list[Said] = []
    for i in range(0, len(ids), _AT_ONCE):
        part = ids[i : i + _AT_ONCE]
        wanted = {"with_parties": with_parties, "with_chains": with_chains, "with_documents": False}
        found = claims_found(connection, part, **wanted)
        persons = _with_persons(connection, part) if with_persons else set()
        weights = _weights(connection, part) if with_weights else {}
        told += _said(connection, part, found, persons, weights)
    return tuple(told)


def _latest(connection: Connection, asked: Asked, limit: int) -> list[int]:
    """The numbers of the claims. Of an actor an index has them in their order, so that the latest alone are read."""
    stands = claim.c.standing != "rejected"
    if _only_involves(asked):
        named = claim_actor.join(claim, claim.c.id == claim_actor.c.claim)
        number = claim_actor.c.claim
        chosen = select(number).select_from(named).where(_names(connection, asked), stands).distinct()
        return list(connection.scalars(chosen.order_by(number.desc()).limit(limit)))
    chosen = select(claim.c.id).where(stands, *conditions(connection, asked))
    return list(connection.scalars(chosen.order_by(claim.c.id.desc()).limit(limit)))


def _only_involves(asked: Asked) -> bool:
    return bool(asked.involving) and replace(asked, involving=None) == Asked()


def _names(connection: Connection, asked: Asked) -> ColumnElement[bool]:
    """That a claim names who is asked for, as an index of one actor or of several."""
    ids = actor_named(connection, asked.involving or "").ids
    return claim_actor.c.actor == ids[0] if len(ids) == 1 else claim_actor.c.actor.in_(ids)


def count_said(connection: Connection, asked: Asked, *, most: int = COUNTED) -> int:
    """How many claims fit, rejected ones among them, since those could only be told by a look at each; past `most`
    nothing is counted, and the answer is `most` and one."""
    if _only_involves(asked):
        fit = select(claim_actor.c.claim).where(_names(connection, asked)).distinct()
    else:
        fit = select(claim.c.id).where(*conditions(connection, asked))
    return connection.scalar(select(func.count()).select_from(fit.limit(most + 1).subquery())) or 0


def count_ties(connection: Connection, ids: Sequence[int] | None = None) -> int:
    """How many ties there are, or how many of an actor."""
    found = select(func.count()).select_from(tie).where(tie.c.claims > 0)
    return connection.scalar(found if ids is None else found.where(tie.c.a.in_(ids) | tie.c.b.in_(ids))) or 0


def _of_propositions(claims: FromClause) -> FromClause:
    """Claims with the propositions that they were weighed in."""
    member = proposition_member
    of_claim = and_(member.c.report == claim.c.report, member.c.local == claim.c.local)
    return claims.join(member, of_claim).join(proposition, proposition.c.id == member.c.proposition)


def _said(
    connection: Connection,
    ids: Sequence[int],
    claims: Iterable[Found],
    persons: Collection[int],
    weights: Mapping[int, tuple[int, int, bool]],
) -> Iterable[Said]:
    columns = (claim.c.id, claim.c.event, claim.c.relation, claim.c.polarity, claim.c.certainty, claim.c.tense)
    where = (place.c.name, place.c.admin1, place.c.country, place.c.latitude, place.c.longitude)
    asked = select(*columns, claim.c.time_start, claim.c.time_end, *where)
    rows = connection.execute(asked.select_from(claim.outerjoin(place)).where(claim.c.id.in_(ids)))
    known: dict[int, Any] = {row.id: row for row in rows}
    for found in claims:
        row = known[found.id]
        yield Said(
            found=found,
            kind=row.relation or row.event or "",
            is_event=row.relation is None,
            polarity=row.polarity,
            certainty=row.certainty,
            when=row.tense,
            site=Site(row.name, row.admin1, row.country, row.latitude, row.longitude) if row.name else None,
            start=row.time_start,
            end=row.time_end,
            are_persons=found.id in persons,
            proposition=weights.get(found.id),
        )


def _with_persons(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those claims in which all who act are persons."""
    asked = (
        select(claim_actor.c.claim, actor.c.type)
        .join(actor, actor.c.id == claim_actor.c.actor)
        .where(claim_actor.c.claim.in_(ids), claim_actor.c.side == "a")
    )
    kinds: dict[int, set[str | None]] = defaultdict(set)
    for row in connection.execute(asked):
        kinds[row.claim].add(row.type)
    return {number for number, seen in kinds.items() if seen == {"person"}}


def _weights(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, int, bool]]:
    asked = select(claim.c.id, proposition.c.id.label("number"), proposition.c.low, proposition.c.support)
    rows = connection.execute(asked.select_from(_of_propositions(claim)).where(claim.c.id.in_(ids)))
    return {row.id: (row.number, row.low, row.support == "contested") for row in rows}
