"""Which claims and ties a page of the desk shows: their numbers by actor, by voice, between two, or to be reviewed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from reportedly.casebook.looked import named_parties
from reportedly.casebook.schema import STRONG, actor, claim, claim_actor, claim_voice, report, tally, tie
from reportedly.model.desk import Bond

_LOOKED_AT = 20_000  # claims, the latest: a queue of what to review needs no look at all of two million
_RANKED = 400  # ties that are summed where actors were merged; far more than are shown


def claims_of_actor(connection: Connection, ids: Collection[int], *, limit: int, before: int | None) -> list[int]:
    """Claims that name any of these actors on either side, the latest first."""
    found = select(claim_actor.c.claim).where(claim_actor.c.actor.in_(ids)).distinct()
    return _latest(connection, found, claim_actor.c.claim, limit, before)


def claims_of_voice(connection: Connection, ids: Collection[int], *, limit: int, before: int | None) -> list[int]:
    """Claims on the word of any of these voices, the latest first."""
    return _latest(connection, select(claim.c.id).where(claim.c.voice.in_(ids)), claim.c.id, limit, before)


def claims_passed_on(connection: Connection, ids: Collection[int], *, limit: int) -> list[int]:
    """Claims that any of these voices carried for another, the latest first."""
    passed_on = select(func.sum(tally.c.claims)).where(tally.c.what == "relay", tally.c.id.in_(ids))
    if not connection.scalar(passed_on):
        return []  # else all that a frequent voice said itself would be gone through
    joined = claim_voice.join(claim, claim.c.id == claim_voice.c.claim)
    number = claim_voice.c.claim
    # Of one voice an index has its claims in their order: where that is told so, the latest few are looked at alone.
    is_theirs = claim_voice.c.voice == next(iter(ids)) if len(ids) == 1 else claim_voice.c.voice.in_(ids)
    found = select(number).select_from(joined).where(is_theirs, claim.c.voice.not_in(ids))
    return _latest(connection, found.distinct(), number, limit, None)


def claims_between(
    connection: Connection, ones: Collection[int], others: Collection[int], *, limit: int, before: int | None
) -> list[int]:
    """Claims that name both, wherever each stands in them, the latest first.

    The databases go through the first one's and look each up among the other's: the first is who has fewer.
    """
    ones, others = sorted((ones, others), key=lambda ids: _claims_of(connection, ids))
    x, y = claim_actor.alias("x"), claim_actor.alias("y")
    other = or_(x.c.side != y.c.side, x.c.position != y.c.position)
    found = select(x.c.claim).select_from(x.join(y, (x.c.claim == y.c.claim) & other))
    found = found.where(x.c.actor.in_(ones), y.c.actor.in_(others)).distinct()
    return _latest(connection, found, x.c.claim, limit, before)


def _claims_of(connection: Connection, ids: Collection[int]) -> int:
    told = select(func.sum(tally.c.claims)).where(tally.c.what == "actor", tally.c.id.in_(ids))
    return connection.scalar(told) or 0


def claims_of_report(connection: Connection, key: str) -> list[int]:
    """A report's claims in the order of its text."""
    found = select(claim.c.id).join(report, report.c.id == claim.c.report).where(report.c.key == key)
    return list(connection.scalars(found.order_by(claim.c.start, claim.c.id)))


def latest_claims(connection: Connection, *, limit: int, before: int | None = None) -> list[int]:
    """The claims that came last."""
    return _latest(connection, select(claim.c.id), claim.c.id, limit, before)


def doubtful_claims(connection: Connection, *, limit: int) -> list[int]:
    """Of the latest claims those nobody judged, denied ones and low scores first."""
    top = connection.scalar(select(func.max(claim.c.id))) or 0
    found = select(claim.c.id).where(claim.c.id > top - _LOOKED_AT, claim.c.standing == "unjudged")
    return list(connection.scalars(found.order_by(claim.c.polarity.desc(), claim.c.score, claim.c.id).limit(limit)))


def waiting(connection: Connection) -> int:
    """How many of the latest claims nobody judged."""
    top = connection.scalar(select(func.max(claim.c.id))) or 0
    found = select(func.count()).select_from(claim)
    return connection.scalar(found.where(claim.c.id > top - _LOOKED_AT, claim.c.standing == "unjudged")) or 0


def bonds(
    connection: Connection,
    ones: Sequence[int] | None = None,
    others: Sequence[int] | None = None,
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[Bond, ...]:
    """The ties of all, of one actor, or of two with each other, most claims first; merged actors are one."""
    wanted = max(_RANKED, limit + offset)
    rows = connection.execute(_of(ones, others, wanted, is_strong=ones is None)).all()
    if ones is None and len(rows) < wanted:
        rows = connection.execute(_of(ones, others, wanted)).all()
    sums: dict[tuple[int, int, str, bool], list[int]] = {}
    for row in rows:
        if row.one == row.other or not row.claims:
            continue
        pair = sorted((row.one, row.other)) if row.mutual else (row.one, row.other)
        counts = sums.setdefault((pair[0], pair[1], row.kind, bool(row.mutual)), [0, 0, 0, 0])
        for i, name in enumerate(("claims", "denied", "hedged", "reports")):
            counts[i] += getattr(row, name)
    ranked = sorted(sums.items(), key=lambda found: (-found[1][0], found[0]))[offset : offset + limit]
    known = named_parties(connection, {number for pair, _ in ranked for number in pair[:2]})
    return tuple(Bond(known[a], known[b], kind, mutual, *counts) for (a, b, kind, mutual), counts in ranked)


def _of(
    ones: Sequence[int] | None, others: Sequence[int] | None, limit: int, *, is_strong: bool = False
) -> Select[Any]:
    """So many ties with most claims, by the actors that stand for both ends; only those are joined with actors.

    With `is_strong` of those alone that an index has by their claims, which may be fewer.
    """
    top = select(tie).order_by(tie.c.claims.desc(), tie.c.a, tie.c.b, tie.c.kind).limit(limit)
    if ones is not None:
        top = top.where(_between(ones, others))
    if is_strong:
        top = top.where(STRONG)
    of, a, b = top.subquery(), actor.alias("a"), actor.alias("b")
    one, other = (func.coalesce(end.c.stands_for, end.c.id).label(name) for end, name in ((a, "one"), (b, "other")))
    counts = (of.c.kind, of.c.mutual, of.c.claims, of.c.denied, of.c.hedged, of.c.reports)
    return select(one, other, *counts).select_from(of.join(a, a.c.id == of.c.a).join(b, b.c.id == of.c.b))


def _between(ones: Sequence[int], others: Sequence[int] | None) -> ColumnElement[bool]:
    if others is None:
        return or_(tie.c.a.in_(ones), tie.c.b.in_(ones))
    return or_(tie.c.a.in_(ones) & tie.c.b.in_(others), tie.c.a.in_(others) & tie.c.b.in_(ones))


def _latest(connection: Connection, found: Select[Any], number: Any, limit: int, before: int | None) -> list[int]:
    page = found if before is None else found.where(number < before)
    return list(connection.scalars(page.order_by(number.desc()).limit(limit)))
