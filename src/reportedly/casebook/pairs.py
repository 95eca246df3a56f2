"""Counts, for each tie between two names, how many propositions of each support word and origins tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, delete, select

from reportedly.casebook.bulk import put
from reportedly.casebook.counting import MUTUAL
from reportedly.casebook.names import fold
from reportedly.casebook.packing import unpack_some
from reportedly.casebook.weighed import proposition, proposition_pair
from reportedly.model.answers import TieRow
from reportedly.model.corroboration import Proposition, Side

WORDS = ("uncorroborated", "partially corroborated", "well corroborated", "contested")
_AT_ONCE = 500
_MADE_AT_ONCE = 5_000  # propositions
_KEYS = ("one", "other", "kind", "mutual", "support", "low")


_Key = tuple[str, str, str, bool]
Weight = tuple[int, int, int]  # independent origins of the best supported proposition, contested, of so many


class Pair(NamedTuple):
    """A row's key: two folded names, the kind of deed or tie, whether both do it, the support word, and how many
    independent origins a proposition has at least."""

    one: str
    other: str
    kind: str
    mutual: bool
    support: str
    low: int


class Told(NamedTuple):
    """What of a proposition is counted; `unpack_some` gives it from a row's body."""

    event: str | None
    relation: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    support: str
    affirmed: Side


def pairs_of(row: Proposition | Told) -> Iterator[Pair]:
    """The ties that a proposition tells of, each once: who does it to whom, or both in the order of the alphabet."""
    kind = row.relation or row.event or ""
    actors, recipients = (sorted({fold(name) for name in side}) for side in (row.actors, row.recipients))
    is_mutual = kind in MUTUAL or not recipients
    both = [(one, other) for one in actors for other in recipients] if recipients else [*combinations(actors, 2)]
    found = dict.fromkeys(tuple(sorted(pair)) if is_mutual else pair for pair in both if pair[0] != pair[1])
    return (Pair(one, other, kind, is_mutual, row.support, row.affirmed.low) for one, other in found)


def count_pairs(
    connection: Connection, added: Iterable[Proposition | Told], gone: Iterable[Proposition | Told] = ()
) -> None:
    """Adds what new propositions count for, and takes away what those that are dropped counted for."""
    changed: Counter[Pair] = Counter(pair for row in added for pair in pairs_of(row))
    changed.subtract(Counter(pair for row in gone for pair in pairs_of(row)))
    rows = [{**key._asdict(), "propositions": by} for key, by in sorted(changed.items()) if by]
    put(connection, proposition_pair, rows, ("propositions",))
    less = [{f"key_{name}": row[name] for name in _KEYS} for row in rows if int(str(row["propositions"])) < 0]
    if less:
        is_row = and_(*(proposition_pair.c[name] == bindparam(f"key_{name}") for name in _KEYS))
        connection.execute(delete(proposition_pair).where(is_row, proposition_pair.c.propositions == 0), less)


def count_anew(connection: Connection, into: Connection | None = None) -> None:
    """Counts all propositions of a casebook anew, into another database where one is given."""
    there = into or connection
    there.execute(delete(proposition_pair))
    last = 0
    asked = select(proposition.c.id, proposition.c.body).order_by(proposition.c.id).limit(_MADE_AT_ONCE)
    while rows := connection.execute(asked.where(proposition.c.id > last)).all():
        last = rows[-1].id
        count_pairs(there, [told_in(row.body) for row in rows])


def told_in(body: str) -> Told:
    """What is counted of a stored proposition. Raises ValueError where it is none."""
    return Told(*unpack_some(Proposition, body, Told._fields))


def support_of(connection: Connection, rows: Collection[TieRow]) -> tuple[tuple[str, ...], ...]:
    """For each tie how many propositions of each support word tell of it: ('2 well corroborated', '1 contested')."""
    keys = [_key(row) for row in rows]
    found: dict[_Key, Counter[str]] = {}
    for row in _between(connection, sorted({key[:2] for key in keys})):
        found.setdefault(_key_of(row), Counter())[row.support] += row.propositions
    known: Iterator[dict[str, int]] = (found.get(key, {}) for key in keys)
    return tuple(tuple(f"{words[word]} {word}" for word in WORDS if word in words) for words in known)


def weights_of(connection: Connection, keys: Collection[_Key]) -> dict[_Key, Weight]:
    """What the propositions come to that tell of ties, by (one, other, kind, mutual), folded names; where both do it
    in the order of the alphabet."""
    found: dict[_Key, Weight] = {}
    for row in _between(connection, sorted({key[:2] for key in keys})):
        low, contested, number = found.get(_key_of(row), (0, 0, 0))
        contested += row.propositions if row.support == "contested" else 0
        found[_key_of(row)] = (max(low, row.low), contested, number + row.propositions)
    return found


def _key_of(row: Row[Any]) -> _Key:
    return row.one, row.other, row.kind, bool(row.mutual)


def _key(row: TieRow) -> _Key:
    one, other = fold(row.actor), fold(row.recipient)
    return (min(one, other), max(one, other), row.kind, True) if row.mutual else (one, other, row.kind, False)


def _between(connection: Connection, names: list[tuple[str, str]]) -> Iterator[Row[Any]]:
    """One name after another: SQLite looks for pairs of values in the whole table, and for each of two in its key."""
    for one, pairs in groupby(names, key=itemgetter(0)):
        others = [other for _, other in pairs]
        for i in range(0, len(others), _AT_ONCE):
            theirs = proposition_pair.c.other.in_(others[i : i + _AT_ONCE])
            yield from connection.execute(select(proposition_pair).where(proposition_pair.c.one == one, theirs))
