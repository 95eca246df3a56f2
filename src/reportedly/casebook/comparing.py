"""Compares the indexes with what the readings and judgements give: made anew in a scratch file, then row by row."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, create_engine, func, literal, select
from sqlalchemy.pool import NullPool

from reportedly.casebook.decisions import load_decisions
from reportedly.casebook.derived import Derived, derive
from reportedly.casebook.identities import apply_identities
from reportedly.casebook.pairs import count_anew
from reportedly.casebook.rebuilding import change_of, current_rows
from reportedly.casebook.schema import (
    DERIVED,
    actor,
    alias,
    claim,
    claim_actor,
    claim_voice,
    described,
    metadata,
    place,
    tally,
    tie,
    voice,
)
from reportedly.casebook.streaming import streamed
from reportedly.casebook.weighed import proposition_pair
from reportedly.model import Fault

_PAIR = re.compile(rb"\[(-?\d+),(-?\d+)\]")  # two numbers in a JSON list, as canonical JSON writes them
_MOST = 20  # faults told of one table; a reading that was changed brings many


class _Listing(NamedTuple):
    """The rows of a table under names that hold in every casebook; the first `keys` columns tell which row it is."""

    table: Table
    keys: int
    asked: Select[Any]
    is_part: bool = False  # other listings show the table's other rows


def compare_derived(connection: Connection) -> Iterator[Fault]:
    """Every derived row that is missing, too many or different, and every span outside its text."""
    # A file without a name, on the disk: it is gone with this process, even where that is killed.
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(""), poolclass=NullPool)
    with engine.connect() as scratch:
        yield from _made_anew(connection, scratch)
        for listing in (*_listings(), _pairs()):
            yield from _differences(listing, connection, scratch)
    yield from _strays(connection)


def _made_anew(connection: Connection, scratch: Connection) -> Iterator[Fault]:
    """Fills the scratch file as a writer would have filled the casebook."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
        scratch.exec_driver_sql(f"PRAGMA {pragma}")
    metadata.create_all(scratch, tables=[*DERIVED, proposition_pair])
    decisions = load_decisions(connection)
    known, numbers = Derived(decisions=decisions), Counter[str]()

    def number(table: Table) -> int:
        numbers[table.name] += 1
        return numbers[table.name]

    for rows in current_rows(connection):
        for row in rows:
            yield from _outside(row)
        derive(scratch, known, number, tuple(change for row in rows if (change := change_of(row, decisions))))
    apply_identities(scratch, decisions)
    count_anew(connection, scratch)


def _outside(row: Row[Any]) -> Iterator[Fault]:
    """Whether all spans of a report's reading lie in its text."""
    try:
        packed, length = zlib.decompress(row.body), len(row.text)
        if all(0 <= int(start) <= int(end) <= length for start, end in _PAIR.findall(packed)):
            return  # most are: words of the text that look like a span only make the next line look closer
        spans = list(_spans(json.loads(packed)))
    except (ValueError, TypeError, zlib.error):
        return  # told of already, as a report or a reading that was changed
    wrong = [span for span in spans if not 0 <= span[0] <= span[1] <= length]
    if wrong:
        yield Fault(f"report:{row.key}", f"its reading points outside its text: {wrong[0]} of {length} characters")


def _spans(value: Any) -> Iterator[list[int]]:
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            todo.extend(part.values())
        elif isinstance(part, list) and len(part) == 2 and all(type(number) is int for number in part):
            yield part
        elif isinstance(part, list):
            todo.extend(part)


def _listings() -> Iterator[_Listing]:
    root, one, other = actor.alias("root"), actor.alias("one"), actor.alias("other")
    yield _listed(
        actor,
        [actor.c.folded, actor.c.country],
        [*_rest(actor), actor.c.stands_for.is_(None), root.c.folded, root.c.country],
        actor.outerjoin(root, root.c.id == actor.c.stands_for),
    )
    above = voice.alias("above")
    yield _listed(
        voice,
        [voice.c.key],
        [*_rest(voice), voice.c.stands_for.is_(None), above.c.key],
        voice.outerjoin(above, above.c.id == voice.c.stands_for),
    )
    yield _listed(place, [place.c.key], _rest(place), place)
    yield _listed(
        alias,
        [actor.c.folded, actor.c.country, alias.c.folded, alias.c.name],
        [alias.c.reports],
        alias.join(actor, alias.c.actor == actor.c.id),
    )
    yield _listed(
        claim,
        [claim.c.report, claim.c.local],
        [*_rest(claim), place.c.key, voice.c.key],
        claim.join(voice, claim.c.voice == voice.c.id).outerjoin(place, claim.c.place == place.c.id),
    )
    yield _listed(
        claim_actor,
        [claim.c.report, claim.c.local, claim_actor.c.side, claim_actor.c.position],
        [actor.c.folded, actor.c.country],
        claim_actor.join(claim, claim_actor.c.claim == claim.c.id).join(actor, claim_actor.c.actor == actor.c.id),
    )
    yield _listed(
        claim_voice,
        [claim.c.report, claim.c.local, claim_voice.c.position],
        [voice.c.key],
        claim_voice.join(claim, claim_voice.c.claim == claim.c.id).join(voice, claim_voice.c.voice == voice.c.id),
    )
    yield _listed(
        tie,
        [one.c.folded, one.c.country, other.c.folded, other.c.country, tie.c.kind, tie.c.mutual],
        [tie.c.claims, tie.c.denied, tie.c.hedged, tie.c.reports],
        tie.join(one, tie.c.a == one.c.id).join(other, tie.c.b == other.c.id),
    )
    for table, rest in (
        (tally, [tally.c.claims, tally.c.reports]),
        (described, [described.c.words, described.c.reports]),
    ):
        yield from _by_what(table, rest)


def _pairs() -> _Listing:
    """What ties are told to be supported by, which follows from the propositions as they were weighed."""
    return _listed(
        proposition_pair,
        list(proposition_pair.primary_key.columns),
        [proposition_pair.c.propositions],
        proposition_pair,
    )


def _by_what(table: Table, rest: list[Any]) -> Iterator[_Listing]:
    """The listings of a table whose ids are an actor's, a voice's or a place's, as its column `what` says."""
    digest = [described.c.digest] if table is described else []
    for what, owner in (("actor", actor), ("voice", voice), ("relay", voice), ("place", place)):
        keys = [actor.c.folded, actor.c.country] if owner is actor else [owner.c.key]
        joined = table.join(owner, table.c.id == owner.c.id)
        listing = _listed(table, [literal(what), *keys, *digest], rest, joined)
        yield listing._replace(asked=listing.asked.where(table.c.what == what), is_part=True)


def _listed(table: Table, keys: list[Any], rest: list[Any], source: Any) -> _Listing:
    labelled = [column.label(f"column_{i}") for i, column in enumerate([*keys, *rest])]
    return _Listing(table, len(keys), select(*labelled).select_from(source).order_by(*keys))


def _rest(table: Table) -> list[Any]:
    """The columns that are no key and point to no row of this database."""
    left_out = {"id", "key", "country", "folded", "stands_for", "report", "local", "place", "voice"}
    kept = {"place": {"country", "folded"}, "voice": {"folded"}}.get(table.name, set())
    return [column for column in table.columns if column.name not in left_out or column.name in kept]


def _differences(listing: _Listing, connection: Connection, scratch: Connection) -> Iterator[Fault]:
    found = list(itertools.islice(_unequal(listing, connection, scratch), _MOST + 1))
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield Fault(listing.table.name, f"more than {_MOST} of its rows differ")


def _unequal(listing: _Listing, connection: Connection, scratch: Connection) -> Iterator[Fault]:
    """Both listings, which are in the order of their keys, side by side."""
    theirs, ours = streamed(connection, listing.asked), streamed(scratch, listing.asked)
    row, right = next(theirs, None), next(ours, None)
    while row is not None or right is not None:
        if row == right:
            row, right = next(theirs, None), next(ours, None)
            continue
        key, due = _key(listing, row), _key(listing, right)
        if due is None or (key is not None and key < due):
            yield Fault(_name(listing, key), "stands in no reading and follows from no judgement")
            row = next(theirs, None)
        elif key is None or due < key:
            yield Fault(_name(listing, due), "is missing, though a reading or a judgement gives it")
            right = next(ours, None)
        else:
            yield Fault(_name(listing, key), f"was changed: {_how(listing, row, right)}")
            row, right = next(theirs, None), next(ours, None)


def _key(listing: _Listing, row: Row[Any] | None) -> tuple[Any, ...] | None:
    """What the rows are in the order of: as SQLite orders values that are not of their column's kind, by kind first."""
    return None if row is None else tuple((_kind(value), value) for value in row[: listing.keys])


def _kind(value: Any) -> int:
    return 3 if isinstance(value, bytes) else 2 if isinstance(value, str) else 0 if value is None else 1


def _name(listing: _Listing, key: tuple[Any, ...] | None) -> str:
    return " ".join([listing.table.name, *(str(part) for _, part in key or ())])


def _how(listing: _Listing, row: Any, right: Any) -> str:
    parts = list(zip(row[listing.keys :], right[listing.keys :], strict=True))
    return "; ".join(f"{one!r} where {other!r} follows from the readings" for one, other in parts if one != other)


def _strays(connection: Connection) -> Iterator[Fault]:
    """Rows that belong to nothing, and so stand in no listing."""
    listings = list(_listings())
    for table in DERIVED:
        theirs = [listing for listing in listings if listing.table is table]
        asked = [select(func.count()).select_from(listing.asked.order_by(None).subquery()) for listing in theirs]
        listed = sum(connection.scalar(one) or 0 for one in asked)
        there = connection.scalar(select(func.count()).select_from(table)) or 0
        if there != listed:
            yield Fault(table.name, f"{there - listed} of its rows belong to no claim, actor, voice or place")
