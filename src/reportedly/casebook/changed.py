"""Tells from the log which reports something happened to since all was weighed: come, read again, judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from reportedly.casebook.bulk import put
from reportedly.casebook.decisions import key_of, load_judged, other_of
from reportedly.casebook.linked import leant, linked
from reportedly.casebook.names import fold
from reportedly.casebook.schema import actor, claim, claim_actor, log, report
from reportedly.casebook.streaming import streamed
from reportedly.casebook.weighed import proposition_actor, proposition_member, stale
from reportedly.casebook.weighing import parts
from reportedly.model import Judgement


def changed_since(connection: Connection, seq: int) -> set[int]:
    """The reports that came in, were read or judged after an entry of the log, and others that bear their names."""
    reports: set[str] = set()
    judgements: set[str] = set()
    for row in streamed(connection, select(log.c.subject).where(log.c.seq > seq).order_by(log.c.seq)):
        kind, _, key = row.subject.partition(":")
        if kind in ("report", "reading"):
            reports.add(key.partition(":")[0])
        elif kind == "judgement":
            judgements.add(key)
    made = _judged(connection, judgements) if judgements else []
    reports |= {one.target.get("report") for one in made if one.target.kind == "claim"}
    return _named_as(connection, reports) | _telling_of(connection, {name for one in made for name in _actors(one)})


def touched_by_lineage(connection: Connection, reports: Collection[int]) -> set[int]:
    """These reports and those whose lineage changed, all that derive from them, and all that they cite or that cite
    them: how these count may depend on theirs."""
    found = edge = {*reports, *connection.scalars(select(stale.c.report))}
    while edge:
        edge = _ids(connection, edge, lambda part: select(linked.c.report).where(linked.c.parent.in_(part))) - found
        found = found | edge
    citing = _ids(connection, found, lambda part: select(leant.c.report).where(leant.c.other.in_(part)))
    return found | citing | _ids(connection, found, lambda part: select(leant.c.other).where(leant.c.report.in_(part)))


def note_stale(connection: Connection, reports: Collection[int]) -> None:
    """Notes that the lineage of these reports is not what it was when they were weighed."""
    known = _ids(connection, reports, lambda part: select(stale.c.report).where(stale.c.report.in_(part)))
    put(connection, stale, [{"report": number} for number in sorted(set(reports) - known)])


def _judged(connection: Connection, keys: Collection[str]) -> list[Judgement]:
    """The judgements of these keys, and those that they take back or bring back to force."""
    known = {one.key: one.judgement for one in load_judged(connection)}
    found: dict[str, Judgement] = {}
    todo = [key for key in sorted(keys) if key in known]
    while todo:
        key = todo.pop()
        if key in known and key not in found:
            found[key] = known[key]
            todo += [known[key].target.get("key")] if known[key].target.kind == "judgement" else []
    return list(found.values())


def _actors(made: Judgement) -> tuple[tuple[str, str], ...]:
    """The keys of the actors that a judgement is about."""
    if made.target.kind != "actor":
        return ()
    keys = (key_of(made.target), *([other_of(made)] if made.kind == "merge" else []))
    return tuple(key for key in keys if not isinstance(key, str))


def _named_as(connection: Connection, keys: Collection[str]) -> set[int]:
    """The reports of these keys and all of the same names: what a report is called depends on who else is called so."""
    names: set[str] = set()
    for part in parts(sorted(keys)):
        names.update(connection.scalars(select(report.c.name).where(report.c.key.in_(part))))
    return _ids(connection, names, lambda part: select(report.c.id).where(report.c.name.in_(part)))


def _telling_of(connection: Connection, keys: Collection[tuple[str, str]]) -> set[int]:
    """The reports that tell of some actors, or of those that they stand for or that stand for them."""
    if not keys:
        return set()
    folded = {name for name, _ in keys}
    found = _ids(connection, folded, lambda part: select(actor.c.id).where(actor.c.folded.in_(part)))
    roots = _ids(connection, found, lambda part: select(actor.c.stands_for).where(actor.c.id.in_(part))) - {0}
    found |= _ids(connection, found | roots, lambda part: select(actor.c.id).where(_stands(part)))
    names = {fold(name) for name in connection.scalars(select(actor.c.name).where(actor.c.id.in_(sorted(found))))}
    claims = claim_actor.join(claim, claim.c.id == claim_actor.c.claim)
    telling = select(claim.c.report).select_from(claims).distinct()
    reports = _ids(connection, found, lambda part: telling.where(claim_actor.c.actor.in_(part)))
    members = proposition_actor.join(
        proposition_member, proposition_member.c.proposition == proposition_actor.c.proposition
    )
    counted = select(proposition_member.c.report).select_from(members).distinct()
    return reports | _ids(connection, folded | names, lambda part: counted.where(proposition_actor.c.folded.in_(part)))


def _stands(part: list[Any]) -> Any:
    return or_(actor.c.id.in_(part), actor.c.stands_for.in_(part))


def _ids(connection: Connection, values: Iterable[Any], asked: Callable[[list[Any]], Select[Any]]) -> set[int]:
    found: set[int] = set()
    for part in parts(sorted(values)):
        found.update(number for number in connection.scalars(asked(part)) if number)
    return found
