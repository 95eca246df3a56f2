"""Keeps the indexes up to date: what a reading adds to them, and what the one before it takes away."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select

from reportedly.casebook.bulk import put
from reportedly.casebook.counting import NO_ROOTS, Counts, count, store_counts
from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.describing import columns, redescribe
from reportedly.casebook.identities import apply_identities
from reportedly.casebook.names import ActorKey
from reportedly.casebook.preparing import ClaimEntry, Prepared
from reportedly.casebook.recounting import load_roots
from reportedly.casebook.schema import actor, claim, claim_actor, claim_voice, place, voice

Key = ActorKey | str
Number = Callable[[Table], int]
_AT_ONCE = 500  # keys that one SELECT asks for
TABLES = {"actor": actor, "place": place, "voice": voice}


@dataclass(frozen=True, slots=True)
class Change:
    """A report's new rows, and the old ones that they replace."""

    report: int  # its id
    old: Prepared | None
    new: Prepared | None


@dataclass
class Derived:
    """What is known of the indexes: the ids of keys, how their rows are described, what people decided."""

    ids: dict[str, dict[Key, int]] = field(default_factory=lambda: {name: {} for name in TABLES})
    shown: dict[tuple[str, int], str] = field(default_factory=dict)
    decisions: Decisions | None = None


def derive(connection: Connection, known: Derived, number: Number, changes: tuple[Change, ...]) -> None:
    """Takes the old rows of the reports out of all indexes and puts the new ones in.

    `known` is right as long as nobody else wrote; `number` gives the next id of a table.
    """
    decisions = known.decisions = known.decisions or load_decisions(connection)
    ids, made = _ids(connection, known, number, changes)
    before = _remove_claims(connection, [change.report for change in changes if change.old])
    _add_claims(connection, ids, number, changes, before)
    counts, roots = Counts(), load_roots(connection) if decisions.stands_for else NO_ROOTS
    for change in changes:
        for prepared, sign in ((change.old, -1), (change.new, 1)):
            if prepared:
                count(counts, prepared, ids, roots, sign)
    store_counts(connection, counts)
    changed, gone = redescribe(connection, known.shown, counts)
    _forget(known, ids, gone)
    if decisions.involved:
        touched = {key for what, found in ids.items() for key, n in found.items() if (what, n) in changed}
        everything = {key for found in ids.values() for key in found} if counts.takes_away else set()
        if (touched | made | everything) & decisions.involved:
            apply_identities(connection, decisions)


def _forget(known: Derived, ids: dict[str, dict[Key, int]], gone: set[tuple[str, int]]) -> None:
    """Forgets the ids of rows that are gone."""
    keys = {(what, number): key for what, found in ids.items() for key, number in found.items()} if gone else {}
    for what, number in gone:
        known.ids[what].pop(keys[what, number], None)


def _ids(
    connection: Connection, known: Derived, number: Number, changes: tuple[Change, ...]
) -> tuple[dict[str, dict[Key, int]], set[Key]]:
    """The id of every key in the changes, by table, and the keys whose rows were not there and are made."""
    found: dict[str, dict[Key, int]] = {}
    made: set[Key] = set()
    for what, table in TABLES.items():
        words = {key: words for change in changes for key, words in _described(what, change)}
        ids = {key: known.ids[what][key] for key in words if key in known.ids[what]}
        ids.update(_looked_up(connection, table, [key for key in words if key not in ids], _fresh(changes)))
        new = {key: number(table) for key in words if key not in ids}
        if new:
            rows = [{"id": n, **_key_columns(key), **columns(what, words[key])} for key, n in new.items()]
            put(connection, table, rows)
        ids.update(new)
        made.update(new)
        known.ids[what].update((key, n) for key, n in ids.items() if not _is_own(key))
        found[what] = ids
    return found, made


def _described(what: str, change: Change) -> Iterator[tuple[Key, str]]:
    for prepared in (change.new, change.old):
        if prepared:
            described = prepared.places if what == "place" else prepared.voices
            yield from ((row.key, row.words) for row in (prepared.actors if what == "actor" else described))


def _fresh(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The reports that are read for the first time: what is their own can't stand in any table yet."""
    return tuple(change.new.report for change in changes if change.new and not change.old)


def _is_own(key: Key) -> bool:
    """Whether a key is that of one report's own voice, which no other report asks for."""
    return isinstance(key, str) and key.startswith("report:")


def _looked_up(connection: Connection, table: Table, keys: list[Key], fresh: Iterable[str]) -> dict[Key, int]:
    own = {f"report:{report}" for report in fresh}
    asked = [key for key in keys if not (isinstance(key, str) and key[:71] in own)]
    if table is actor:
        return _actors_looked_up(connection, asked)
    found: dict[Key, int] = {}
    for part in _parts(asked):
        rows = connection.execute(select(table.c.key, table.c.id).where(table.c.key.in_(part)))
        found.update((row.key, row.id) for row in rows)
    return found


def _actors_looked_up(connection: Connection, keys: list[Key]) -> dict[Key, int]:
    wanted = set(keys)
    found: dict[Key, int] = {}
    for part in _parts(sorted({key[0] for key in keys})):
        rows = connection.execute(select(actor.c.folded, actor.c.country, actor.c.id).where(actor.c.folded.in_(part)))
        found.update(((row.folded, row.country), row.id) for row in rows if (row.folded, row.country) in wanted)
    return found


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE))


def _key_columns(key: Key) -> dict[str, str]:
    return {"key": key} if isinstance(key, str) else {"folded": key[0], "country": key[1]}


def _remove_claims(connection: Connection, reports: list[int]) -> dict[tuple[int, str], int]:
    """Removes the claims of some reports; gives their ids by report and id in the reading, for those that come back."""
    if not reports:
        return {}
    asked = select(claim.c.report, claim.c.local, claim.c.id)
    there = (row for part in _parts(reports) for row in connection.execute(asked.where(claim.c.report.in_(part))))
    ids = {(row.report, row.local): row.id for row in there}
    theirs = select(claim.c.id).where(claim.c.report == bindparam("gone"))
    rows = [{"gone": report} for report in reports]
    for table in (claim_actor, claim_voice):
        connection.execute(delete(table).where(table.c.claim.in_(theirs)), rows)
    connection.execute(delete(claim).where(claim.c.report == bindparam("gone")), rows)
    return ids


def _add_claims(
    connection: Connection,
    ids: dict[str, dict[Key, int]],
    number: Number,
    changes: tuple[Change, ...],
    before: dict[tuple[int, str], int],
) -> None:
    taken = {*before.values()}
    fresh = (n for _ in itertools.count() if (n := number(claim)) not in taken)
    rows: dict[Table, list[dict[str, Any]]] = {claim: [], claim_actor: [], claim_voice: []}
    for report, prepared in ((change.report, change.new) for change in changes if change.new):
        for entry in prepared.claims:
            n = before.get((report, entry.local)) or next(fresh)
            voices = [ids["voice"][key] for key in entry.chain]
            row = _claim_columns(entry, ids)
            rows[claim].append({"id": n, "report": report, "voice": voices[-1], **row})
            rows[claim_voice].extend({"claim": n, "position": i, "voice": v} for i, v in enumerate(voices))
            for side, keys in (("a", entry.actors), ("r", entry.recipients)):
                rows[claim_actor].extend(
                    {"claim": n, "side": side, "position": i, "actor": ids["actor"][key]} for i, key in enumerate(keys)
                )
    for table, added in rows.items():
        put(connection, table, added)


def _claim_columns(entry: ClaimEntry, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    row = entry._asdict()
    for name in ("actors", "recipients", "chain"):
        del row[name]
    row["place"] = ids["place"][entry.place] if entry.place else None
    return row
