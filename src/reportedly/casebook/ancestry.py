"""One report's place in the lineage: what it goes back to, whom it cites, what was copied from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.casebook.linked import linked
from reportedly.casebook.links import number_of
from reportedly.casebook.packing import unpack
from reportedly.casebook.schema import claim, report
from reportedly.casebook.showing import report_rows
from reportedly.casebook.weighed import proposition, proposition_member, stone_of
from reportedly.model import Span
from reportedly.model.desk import Ancestry
from reportedly.model.lineage import Descent

_COPIES = 50
_TOP = 8  # propositions of each kind whose claims are put first
_LOOKED_AT = 200  # propositions of each support word, those with most claims


def ancestry(connection: Connection, key: str) -> Ancestry | None:
    """The lineage of the report of a key; None where it was not worked out yet."""
    number = connection.scalar(select(report.c.id).where(report.c.key == key))
    packed = connection.scalar(select(linked.c.descent).where(linked.c.report == number))
    if number is None or not packed:
        return None
    found = unpack(Descent, packed)
    found = replace(found, passages=tuple((Span(*one), Span(*other)) for one, other in found.passages))
    copies = select(linked.c.report).where(linked.c.parent == number).order_by(linked.c.report).limit(_COPIES)
    children = list(connection.scalars(copies))
    named = {name: number_of(name) for name in _names(found)}
    rows = {row.id: row for row in report_rows(connection, [*children, *named.values()])}
    of = {name: rows.get(known) for name, known in named.items()}
    return Ancestry(
        descent=found,
        parent=of.get(found.derived_from or ""),
        origin=None if found.is_outside or named[found.origin] == number else of[found.origin],
        cited=tuple((row, of.get(row.report or "")) for row in found.cited),
        copies=tuple(rows[id_] for id_ in children if id_ in rows),
    )


def members(connection: Connection, key: str, *, limit: int) -> list[int]:
    """The numbers of a proposition's claims."""
    joined = proposition_member.join(proposition, proposition.c.id == proposition_member.c.proposition).join(
        claim, (claim.c.report == proposition_member.c.report) & (claim.c.local == proposition_member.c.local)
    )
    return list(
        connection.scalars(
            select(claim.c.id).select_from(joined).where(proposition.c.key == key).order_by(claim.c.id).limit(limit)
        )
    )


def of_claim(connection: Connection, number: int) -> str | None:
    """The id of the proposition that a claim is of."""
    joined = claim.join(
        proposition_member,
        (claim.c.report == proposition_member.c.report) & (claim.c.local == proposition_member.c.local),
    ).join(proposition, proposition.c.id == proposition_member.c.proposition)
    return connection.scalar(select(proposition.c.key).select_from(joined).where(claim.c.id == number).limit(1))


def weighty_claims(connection: Connection, *, limit: int) -> list[int]:
    """Claims nobody judged that words hang on: those of contested propositions, then of such as hang on one voice."""
    ranked = []
    for numbers in (_most_told(connection, "contested")[:_TOP], _hanging(connection)):
        found = _of_propositions.where(proposition_member.c.proposition.in_(numbers), claim.c.standing == "unjudged")
        rows = sorted(connection.execute(found).all(), key=lambda row: (numbers.index(row.proposition), row.id))
        ranked += [row.id for row in rows]
    return list(dict.fromkeys(ranked))[:limit]


def _most_told(connection: Connection, *words: str) -> list[int]:
    """The propositions of these support words with most claims, an index having each word's in this order."""
    rows: list[Row[Any]] = []
    for word in words:
        of_word = select(proposition.c.id, proposition.c.claims).where(proposition.c.support == word)
        rows += connection.execute(of_word.order_by(proposition.c.claims.desc(), proposition.c.id).limit(_LOOKED_AT))
    return [row.id for row in sorted(rows, key=lambda row: (-row.claims, row.id))]


def _hanging(connection: Connection) -> list[int]:
    """Of those that are corroborated the first that would have another word without some voice or report."""
    numbers = _most_told(connection, "partially corroborated", "well corroborated")
    hangs = select(stone_of.c.proposition).where(stone_of.c.proposition.in_(numbers), stone_of.c.left != "")
    found = set(connection.scalars(hangs))
    return [number for number in numbers if number in found][:_TOP]


_of_propositions = select(claim.c.id, proposition_member.c.proposition).join(
    proposition_member,
    (claim.c.report == proposition_member.c.report) & (claim.c.local == proposition_member.c.local),
)


def _names(row: Descent) -> list[str]:
    cited = [one.report for one in row.cited if one.report]
    own = None if row.is_outside else row.origin
    return [name for name in (row.derived_from, own, *cited) if name]
