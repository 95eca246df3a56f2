"""Weighs: brings what all claims come to up to date with the readings, the lineage and the judgements of a casebook."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from reportedly.book.descents import Descents
from reportedly.book.lineage import bring_up
from reportedly.casebook import Store, head, load_reading
from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.judged_claims import rejected
from reportedly.casebook.names import actor_key
from reportedly.casebook.propositions import reports_since, touched_by
from reportedly.casebook.weighing import (
    Current,
    Stated,
    block_sizes,
    current_readings,
    is_weighed,
    names_of,
    note_weighed,
    publishers,
    statements_of,
    store_propositions,
    take,
    taken_in,
    waiting,
)
from reportedly.corroboration import keys, news, propositions, statements
from reportedly.model.corroboration import Change, Party, Proposition, Statement

_TAKEN_AT_ONCE = 200  # reports, whose readings are in memory
_Blocks = dict[tuple[str, str | None], int]  # of a report's claim
_SOON_DONE = 4_000  # entries of the log, four of which are a report
_WEIGHED_AT_ONCE = 20_000  # statements, unless one block has more


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing did: so many reports were taken in, so many blocks of claims worked out anew."""

    reports: int = 0
    blocks: int = 0


@dataclass(slots=True)
class _Judged:
    """What people decided, as far as it changes the count: rejected claims are left out, merged actors are one."""

    out: dict[int, frozenset[str]] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)

    def digest(self, report: int) -> str:
        merged = sorted(map(str, (*self.decisions.stands_for.items(), *self.decisions.names.items())))
        return "\n".join((*sorted(self.out.get(report, ())), *merged))


def catch_up(store: Store) -> None:
    """Weighs before a question where that is soon done: in a casebook of some hundred reports.

    In a larger one, what `add` and `reread` weighed is answered, and `waiting` says how much is not in it.
    """
    with store.reading() as connection:
        is_soon_done = waiting(connection) and head(connection).seq <= _SOON_DONE
    if is_soon_done:
        weigh(store)


def weigh(store: Store) -> Weighed:
    """Takes in every report whose reading, lineage or judgements changed, and works out anew what that touches.

    Cheap where nothing changed; a casebook that is open for reading only stays as it is. Raises CasebookError.
    """
    with store.reading() as connection:
        if store.read_only or is_weighed(connection):
            return Weighed()
    with store.writing() as work:
        dirty, descents, judged = _dirty(work.connection)
        blocks = _take_in(work.connection, dirty, descents, judged)
        number = _work_out(work.connection, blocks, descents)
        note_weighed(work.connection)
    return Weighed(len(dirty), number)


def _dirty(connection: Connection) -> tuple[list[Current], Descents, _Judged]:
    judged = _Judged(rejected(connection), load_decisions(connection))
    bring_up(connection)
    descents = Descents(connection)
    known = taken_in(connection)
    current = current_readings(connection)
    names = names_of(connection, [row.id for row in current])
    dirty = [
        row for row in current if known.get(row.id) != (row.reading, _rest(row.id, names[row.id], descents, judged))
    ]
    return dirty, descents, judged


def _rest(report: int, name: str, descents: Descents, judged: _Judged) -> str:
    words = "\n".join((name, descents.digest(report), judged.digest(report)))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _take_in(connection: Connection, dirty: list[Current], descents: Descents, judged: _Judged) -> set[int]:
    touched: set[int] = set()
    names = names_of(connection, [row.id for row in dirty])
    for part in _parts(dirty, _TAKEN_AT_ONCE):
        touched |= take(connection, [_stated(connection, row, names[row.id], descents, judged) for row in part])
    return touched


def _stated(connection: Connection, row: Current, name: str, descents: Descents, judged: _Judged) -> Stated:
    reading = load_reading(connection, row.key)
    found = statements(reading, name) if reading else ()
    out = judged.out.get(row.id, frozenset())
    said = [_merged(one, judged.decisions) for one in found if one.claim not in out]
    return Stated(row.id, row.reading, _rest(row.id, name, descents, judged), tuple((one, keys(one)) for one in said))


def _merged(one: Statement, decisions: Decisions) -> Statement:
    """The statement with its actors under the names that people gave them."""
    if not (decisions.stands_for or decisions.names):
        return one
    actors, recipients = (tuple(_party(party, decisions) for party in side) for side in (one.actors, one.recipients))
    return replace(one, actors=actors, recipients=recipients)


def _party(party: Party, decisions: Decisions) -> Party:
    key = actor_key(party.name, party.country or "")
    root = decisions.stands_for.get(key, key)
    name = decisions.names.get(root) or (party.name if root == key else str(root[0]))
    if name == party.name and root == key:
        return party
    return replace(party, key=f"{root[0]}|{root[1]}", name=name, aliases=(*party.aliases, party.name))


def _work_out(connection: Connection, blocks: Collection[int], descents: Descents) -> int:
    """Works the blocks out, some at a time; those that lost all their statements lose their propositions."""
    sizes = block_sizes(connection, blocks)
    store_propositions(connection, sorted(set(blocks) - {block for block, _ in sizes}), (), {})
    for part in _lots(sizes):
        held = statements_of(connection, part)
        block_of: _Blocks = {(one.statement.report, one.statement.claim): one.block for one in held}
        ids = {one.statement.report: one.report for one in held}
        found = _weighed(connection, [one.statement for one in held], descents)
        store_propositions(connection, part, ((_block(row, block_of), row) for row in found), ids)
    return len(sizes)


def _weighed(connection: Connection, held: list[Statement], descents: Descents) -> tuple[Proposition, ...]:
    reports = {one.report for one in held}
    known = descents.around(reports)
    gone_back_to = {name for row in known for name in (row.origin, row.derived_from) if name} - reports
    return propositions(held, known, publishers=publishers(connection, gone_back_to))


def _block(row: Proposition, block_of: _Blocks) -> int:
    return next(block_of[key] for one in row.members if (key := (one.document, one.claim)) in block_of)


def _lots(sizes: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    lot: list[int] = []
    held = 0
    for block, size in sizes:
        if lot and held + size > _WEIGHED_AT_ONCE:
            yield lot
            lot, held = [], 0
        lot.append(block)
        held += size
    if lot:
        yield lot


def _parts(rows: list[Current], size: int) -> Iterator[list[Current]]:
    return (rows[i : i + size] for i in range(0, len(rows), size))


def news_since(store: Store, day: str, *, by_receipt: bool = False) -> tuple[Change, ...]:
    """What was newly claimed, corroborated or contested by the reports published (or received) since a day."""
    with store.reading() as connection:
        new = reports_since(connection, day, by_receipt=by_receipt)
        after, blocks = touched_by(connection, new)
        if not after:
            return ()
        descents = Descents(connection)
        before: list[Proposition] = []
        for part in _lots(block_sizes(connection, blocks)):
            held = [one.statement for one in statements_of(connection, part) if one.report not in new]
            before += _weighed(connection, held, descents)
    return news(before, after)
