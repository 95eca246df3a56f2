"""Counts that are kept, not counted anew: ties, tallies, names, descriptions, changed by what a report adds.

A claim that people rejected counts for no tie and no tally; actors and voices that they hold for one count as one,
under the one that stands for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, bindparam, delete

from reportedly.casebook.bulk import put
from reportedly.casebook.digests import sha256
from reportedly.casebook.names import ActorKey
from reportedly.casebook.preparing import ClaimEntry, Prepared
from reportedly.casebook.schema import alias, described, tally, tie

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "allied_with", "hostile_to"})
_NUMBERS = {tie: ("claims", "denied", "hedged", "reports"), tally: ("claims", "reports")}
_Counted = dict[tuple[Any, ...], list[int]]
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Roots:
    """Actors and voices that stand under another, by their keys: the key of that one, and its id by its key."""

    actors: dict[ActorKey, ActorKey] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)
    ids: dict[str, dict[Any, int]] = field(default_factory=lambda: {"actor": {}, "voice": {}})


NO_ROOTS = Roots()


class Said(NamedTuple):
    """What of a claim is counted: its kind, and who stands in it, by keys; `chain` ends with whose word it is."""

    kind: str
    is_denied: bool
    is_hedged: bool
    actors: tuple[ActorKey, ...]
    recipients: tuple[ActorKey, ...]
    chain: tuple[str, ...]


@dataclass
class Counts:
    """How much each count changes, by its row's key: (a, b, kind, mutual), (what, id), (actor, folded, name),
    (what, id, words)."""

    ties: _Counted = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    tallies: _Counted = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    names: _Counted = field(default_factory=lambda: defaultdict(lambda: [0]))
    descriptions: _Counted = field(default_factory=lambda: defaultdict(lambda: [0]))
    takes_away: bool = False


def count(counts: Counts, prepared: Prepared, ids: dict[str, dict[Any, int]], roots: Roots, sign: int) -> None:
    """Adds (sign 1) or takes away (-1) what a report's rows count for."""
    counts.takes_away = counts.takes_away or sign < 0
    for row in prepared.actors:
        number = ids["actor"][row.key]
        counts.descriptions["actor", number, row.words][0] += sign
        for folded, name in row.names:
            counts.names[number, folded, name][0] += sign
    for what, rows in (("place", prepared.places), ("voice", prepared.voices)):
        for place_or_voice in rows:
            counts.descriptions[what, ids[what][place_or_voice.key], place_or_voice.words][0] += sign
    count_claims(counts, _said(prepared.claims, roots), {what: ids[what] | roots.ids[what] for what in roots.ids}, sign)


def _said(claims: Iterable[ClaimEntry], roots: Roots) -> Iterator[Said]:
    for claim in claims:
        if claim.standing != REJECTED:
            yield Said(
                kind=claim.relation or claim.event or "",
                is_denied=claim.polarity == "denied",
                is_hedged=claim.certainty != "certain",
                actors=tuple(roots.actors.get(key, key) for key in claim.actors),
                recipients=tuple(roots.actors.get(key, key) for key in claim.recipients),
                chain=tuple(roots.voices.get(key, key) for key in claim.chain),
            )


def count_claims(counts: Counts, claims: Iterable[Said], ids: dict[str, dict[Any, int]], sign: int) -> None:
    """Adds (sign 1) or takes away (-1) what one report's claims count for; `ids` by table and key."""
    seen: set[tuple[Any, ...]] = set()
    for claim in claims:
        for key in pairs(claim, ids["actor"]):
            row = counts.ties[key]
            row[0] += sign
            row[1] += sign * claim.is_denied
            row[2] += sign * claim.is_hedged
            row[3] += sign * (key not in seen)
            seen.add(key)
        for tallied in _tallied(claim, ids):
            row = counts.tallies[tallied]
            row[0] += sign
            row[1] += sign * (tallied not in seen)
            seen.add(tallied)


def pairs(claim: Said, ids: dict[ActorKey, int]) -> Iterator[tuple[int, int, str, bool]]:
    """The ties that a claim counts for: (a, b, kind, mutual), nobody tied to himself, each once.

    Where both do it, with or against each other or side by side, the pair stands in the order of their keys.
    """
    kind = claim.kind
    both: Iterable[tuple[ActorKey, ActorKey]]
    if not claim.recipients:
        both = combinations(sorted({*claim.actors}), 2)
        return ((ids[one], ids[other], kind, True) for one, other in both)
    sides = dict.fromkeys((one, other) for one in claim.actors for other in claim.recipients if one != other)
    if kind in MUTUAL:
        both = dict.fromkeys((min(pair), max(pair)) for pair in sides)
        return ((ids[one], ids[other], kind, True) for one, other in both)
    return ((ids[one], ids[other], kind, False) for one, other in sides)


def _tallied(claim: Said, ids: dict[str, dict[Any, int]]) -> Iterator[tuple[str, int]]:
    yield from (("actor", ids["actor"][key]) for key in dict.fromkeys((*claim.actors, *claim.recipients)))
    if claim.chain:
        yield "voice", ids["voice"][claim.chain[-1]]
    relays = dict.fromkeys(key for key in claim.chain if key != claim.chain[-1])
    yield from (("relay", ids["voice"][key]) for key in relays)


def store_counts(connection: Connection, counts: Counts) -> None:
    """Writes the changes down; a row that comes to nothing goes."""
    _store(connection, tie, ("a", "b", "kind", "mutual"), counts.ties, counts)
    _store(connection, tally, ("what", "id"), counts.tallies, counts)
    _store(connection, alias, ("actor", "folded", "name"), counts.names, counts)
    digested = {
        (what, n, sha256(words.encode())[:16], words): by for (what, n, words), by in counts.descriptions.items()
    }
    _store(connection, described, ("what", "id", "digest", "words"), digested, counts)


def _store(connection: Connection, table: Table, keys: tuple[str, ...], counted: _Counted, counts: Counts) -> None:
    numbers = _NUMBERS.get(table, ("reports",))
    changed = sorted(((key, by) for key, by in counted.items() if any(by)), key=lambda row: row[0])
    if not changed:
        return
    rows = [{**dict(zip(keys, key, strict=True)), **dict(zip(numbers, by, strict=True))} for key, by in changed]
    put(connection, table, rows, numbers)
    if counts.takes_away and any(by[-1] < 0 or by[0] < 0 for _, by in changed):
        primary = [column.name for column in table.primary_key]
        is_row = and_(*(table.c[name] == bindparam(f"key_{name}") for name in primary))
        empty = and_(is_row, *(table.c[name] == 0 for name in numbers))
        connection.execute(delete(table).where(empty), [{f"key_{name}": row[name] for name in primary} for row in rows])
