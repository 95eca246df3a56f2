"""Claims by words: those whose own words have them, found through the reports that have them, a few at a time.

Where one of the words is seldom, only the reports with that one are looked through. Where all are frequent, reports
come in their order, so that a page is full long before all are looked through; who asks may say how many are enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, or_, select

from reportedly.casebook.schema import claim, report
from reportedly.casebook.wanted import conditions, in_own_words, query_of
from reportedly.casebook.words import Query, Term, has_all, reports_with
from reportedly.model.answers import Asked

_FEW = 2_000  # reports: a word in fewer is seldom
_AT_ONCE = 100  # reports that are looked through in one statement
_NARROW = {"actor", "recipient", "involving", "voice", "through", "place", "since", "until", "publisher", "report"}
_CLAIMS = 1_000  # claims that are looked through in one statement where something narrower is asked for


@dataclass(frozen=True, slots=True)
class Worded:
    """Some claims with the words, and the number of the last one that was looked at, None where none is left."""

    ids: tuple[int, ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a statement found among so many claims, of which the last is `last`."""

    ids: tuple[int, ...]
    number: int
    last: int


def worded(connection: Connection, asked: Asked, *, limit: int, after: int = 0, most: int | None = None) -> Worded:
    """The claims that fit, report by report as they came in, from the one behind `after` on.

    Past `most` claims that were looked at it ends with what it has. Raises AskError.
    """
    query = query_of(asked.words or "")
    by = _by_claims if any(getattr(asked, name) for name in _NARROW) else _by_reports
    found: list[int] = []
    number = 0
    for looked in by(connection, replace(asked, words=None), query, after, most):
        found += _with_all(connection, looked.ids, query)
        if len(found) > limit:
            return Worded(tuple(found[:limit]), found[limit - 1])
        number += looked.number
        if most is not None and number >= most:
            return Worded(tuple(found), looked.last)
    return Worded(tuple(found), None)


def _by_claims(connection: Connection, asked: Asked, query: Query, after: int, most: int | None) -> Iterator[_Looked]:
    """Among the claims that fit all else, in their order."""
    some = select(claim.c.id).where(claim.c.id > after, *conditions(connection, asked)).order_by(claim.c.id)
    ids = list(connection.scalars(some if most is None else some.limit(most)))
    for i in range(0, len(ids), _CLAIMS):
        part = ids[i : i + _CLAIMS]
        told = select(claim.c.id).where(claim.c.id.in_(part), in_own_words(query)).order_by(claim.c.id)
        yield _Looked(tuple(connection.scalars(told)), len(part), part[-1])


def _by_reports(
    connection: Connection,
    asked: Asked,
    query: Query,
    after: int,
    most: int | None,  # noqa: ARG001 - as above
) -> Iterator[_Looked]:
    """Among the claims of the reports with the words, report by report."""
    before = select(claim.c.report).where(claim.c.id <= after).order_by(claim.c.id.desc()).limit(1)
    first = connection.scalar(before) or 0
    others = [*conditions(connection, asked), in_own_words(query)]
    for numbers in _reports(connection, query, first):
        here = (claim.c.report.in_(numbers), or_(claim.c.report != first, claim.c.id > after))
        fit = select(claim.c.id).where(*here, *others).order_by(claim.c.report, claim.c.id)
        number = connection.scalar(select(func.count()).select_from(claim).where(*here)) or 0
        behind = select(claim.c.id).where(*here).order_by(claim.c.report.desc(), claim.c.id.desc()).limit(1)
        yield _Looked(tuple(connection.scalars(fit)), number, connection.scalar(behind) or after)


def _reports(connection: Connection, query: Query, start: int) -> Iterator[list[int]]:
    """The numbers of reports that may have what is asked for, some at a time, from one on."""
    seldom = [_seldom(connection, group) for group in query]
    if all(numbers is not None for numbers in seldom):
        few = sorted({one for numbers in seldom for one in numbers or () if one >= start})
        yield from (few[i : i + _AT_ONCE] for i in range(0, len(few), _AT_ONCE))
        return
    while numbers := reports_with(connection, query, start, _AT_ONCE):
        yield numbers
        start = numbers[-1] + 1


def _seldom(connection: Connection, group: tuple[Term, ...]) -> list[int] | None:
    """The reports with the most seldom of some words, where there are few."""
    found = [reports_with(connection, ((term,),), 0, _FEW + 1) for term in group]
    rarest = min(found, key=len)
    return rarest if len(rarest) <= _FEW else None


def _with_all(connection: Connection, ids: tuple[int, ...], query: Query) -> list[int]:
    """Those whose report has all the words, each as a whole: as part of another a claim has them sooner."""
    joined = claim.join(report, report.c.id == claim.c.report)
    asked = select(claim.c.id, report.c.id.label("number")).select_from(joined).where(claim.c.id.in_(ids))
    of = {row.id: row.number for row in connection.execute(asked)}
    texts = select(report.c.id, report.c.title, report.c.text).where(report.c.id.in_(set(of.values())))
    have = {row.id for row in connection.execute(texts) if has_all((row.title or "", row.text), query)}
    return [id_ for id_ in ids if of[id_] in have]
