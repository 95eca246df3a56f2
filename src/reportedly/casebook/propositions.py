"""Asks for propositions: an actor's, of two, of a support word or report; what a voice holds up; what is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from reportedly.casebook.names import fold
from reportedly.casebook.naming import AskError, actor_named, report_named
from reportedly.casebook.packing import unpack
from reportedly.casebook.pairs import WORDS
from reportedly.casebook.schema import receipt, report, voice
from reportedly.casebook.weighed import proposition, proposition_actor, proposition_member, stone, stone_of
from reportedly.model.corroboration import Proposition

_LEAST_DIGITS = 5
_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Stone:
    """A voice or report: how many propositions would have another word without it, how many nobody would claim."""

    name: str
    lowered: int
    gone: int


@dataclass(frozen=True, slots=True)
class Falls:
    """A proposition and the word that it would have without a voice or report, None where nobody would claim it."""

    left: str | None
    proposition: Proposition


def propositions(  # noqa: PLR0913 - each is one thing that may be asked
    connection: Connection,
    actor: str | None = None,
    other: str | None = None,
    *,
    support: str | None = None,
    kind: str | None = None,
    document: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> tuple[Proposition, ...]:
    """The propositions that fit all that is asked, those with most claims first. Raises AskError."""
    found = select(proposition.c.body)
    order = (proposition.c.claims.desc(), proposition.c.id.desc())
    if actor:
        x = proposition_actor.alias("x")
        found = found.join_from(x, proposition, proposition.c.id == x.c.proposition)
        found = found.where(x.c.folded == _folded(connection, actor))
        order = (x.c.claims.desc(), x.c.proposition.desc())
    if other:
        y = select(proposition_actor.c.proposition).where(proposition_actor.c.folded == _folded(connection, other))
        found = found.where(proposition.c.id.in_(y))
    if support:
        found = found.where(proposition.c.support == _word(support))
    if kind:
        found = found.where(or_(proposition.c.kind == kind.upper(), proposition.c.kind == kind.lower()))
    if document:
        members = select(proposition_member.c.proposition)
        found = found.where(
            proposition.c.id.in_(members.where(proposition_member.c.report == report_named(connection, document)))
        )
    page = found.order_by(*order).limit(limit).offset(offset)
    return tuple(unpack(Proposition, row[0]) for row in connection.execute(page))


def proposition_named(connection: Connection, key: str) -> Proposition:
    """The proposition of an id, or of the start of one. Raises AskError."""
    if len(key) < _LEAST_DIGITS or not key.isascii() or not key.isalnum():
        raise AskError(f"'{key}' is no proposition's id; 'reportedly propositions' lists them")
    end = key[:-1] + chr(ord(key[-1]) + 1)
    asked = select(proposition.c.body).where(proposition.c.key >= key, proposition.c.key < end).limit(2)
    rows = connection.execute(asked).all()
    if len(rows) != 1:
        why = "several propositions begin so; give more of the id" if rows else "there is no such proposition"
        raise AskError(f"'{key}': {why}")
    return unpack(Proposition, rows[0][0])


def stones(connection: Connection, *, limit: int | None = 50, offset: int = 0) -> tuple[Stone, ...]:
    """The voices and reports on which most words hang."""
    asked = select(stone.c.name, stone.c.lowered, stone.c.gone).where(stone.c.lowered + stone.c.gone > 0)
    ordered = asked.order_by(stone.c.lowered.desc(), stone.c.gone.desc(), stone.c.id.desc())
    return tuple(Stone(*row) for row in connection.execute(ordered.limit(limit).offset(offset)))


def falls(connection: Connection, name: str, *, limit: int | None = 50, offset: int = 0) -> tuple[Falls, ...]:
    """What would have another word without a voice or report, what it lowers first. Raises AskError."""
    rows = _hanging_on(connection, _stones_named(connection, name), limit, offset)
    bodies: dict[int, str] = {}
    for i in range(0, len(rows), _AT_ONCE):
        some = [row.proposition for row in rows[i : i + _AT_ONCE]]
        asked = select(proposition.c.id, proposition.c.body).where(proposition.c.id.in_(some))
        bodies |= {row.id: row.body for row in connection.execute(asked)}
    return tuple(Falls(row.left or None, unpack(Proposition, bodies[row.proposition])) for row in rows)


def _hanging_on(connection: Connection, numbers: list[int], limit: int | None, offset: int) -> list[Row[Any]]:
    """What has another word without some voices or reports, then what nobody would claim.

    The most frequent voice has hundreds of thousands of the latter: each kind comes in the order of its key, so that
    none is sorted, and what is not asked for not looked at.
    """
    own = stone_of.c.stone == numbers[0] if len(numbers) == 1 else stone_of.c.stone.in_(numbers)
    rows: list[Row[Any]] = []
    for where in (stone_of.c.left != "", stone_of.c.left == ""):
        some = select(stone_of.c.left, stone_of.c.proposition).where(own, where).order_by(stone_of.c.proposition)
        end = None if limit is None else offset + limit - len(rows)
        rows += list(connection.execute(some.limit(end))) if end != 0 else []
    return rows[offset:]


def _stones_named(connection: Connection, name: str) -> list[int]:
    same = select(stone.c.id, stone.c.name).where(stone.c.folded == fold(name))
    rows = connection.execute(same).all()
    exact = [row.id for row in rows if row.name == name]
    if not rows:
        raise AskError(f"no word hangs on '{name}'; 'reportedly keystones' lists what words hang on")
    return exact or [row.id for row in rows]


def grades(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The voices that people gave a letter of reliability, with the letter."""
    asked = select(voice.c.name, voice.c.grade).where(voice.c.grade.is_not(None)).order_by(voice.c.name)
    return tuple((row.name, row.grade) for row in connection.execute(asked))


def reports_since(connection: Connection, day: str, *, by_receipt: bool = False) -> set[int]:
    """The reports published on a day or later, by the receipt's time where that is not known or is asked for."""
    came = select(receipt.c.report, func.min(receipt.c.at).label("at")).group_by(receipt.c.report).subquery()
    when = came.c.at if by_receipt else func.coalesce(report.c.published, came.c.at)
    asked = select(report.c.id).select_from(report.join(came, came.c.report == report.c.id)).where(when >= day)
    return {row[0] for row in connection.execute(asked)}


def touched_by(connection: Connection, reports: Collection[int]) -> dict[int, Proposition]:
    """The propositions that some reports have a claim in, by their ids."""
    found: dict[int, Proposition] = {}
    listed = sorted(reports)
    for i in range(0, len(listed), 500):
        members = select(proposition_member.c.proposition).where(proposition_member.c.report.in_(listed[i : i + 500]))
        asked = select(proposition.c.id, proposition.c.body).where(proposition.c.id.in_(members))
        found.update({row.id: unpack(Proposition, row.body) for row in connection.execute(asked)})
    return found


def _folded(connection: Connection, name: str) -> str:
    return fold(actor_named(connection, name).name)


def _word(words: str) -> str:
    found = [word for word in WORDS if word.startswith(words.casefold())]
    if len(found) != 1:
        raise AskError(f"'{words}' is no support word; they are {', '.join(WORDS)}")
    return found[0]
