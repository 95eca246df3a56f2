"""States the claims of a casebook's readings for weighing: as people corrected them, without what they rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from reportedly.casebook.actors import names_of_actors
from reportedly.casebook.corrected import corrected
from reportedly.casebook.current import readings_of
from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.judged_claims import rejected
from reportedly.casebook.names import ActorKey, actor_key
from reportedly.casebook.weighing import names_of
from reportedly.corroboration import statements
from reportedly.model.corroboration import Party, Statement

_AT_ONCE = 100  # reports, whose readings are in memory


def stated(connection: Connection, reports: Collection[int] | None = None) -> Iterator[tuple[int, list[Statement]]]:
    """What reports claim, by their ids; of all reports where none are given. Reports without a reading are left out."""
    decisions, out = load_decisions(connection), rejected(connection, reports)
    called = names_of_actors(connection, {key for key in decisions.stands_for.values() if not isinstance(key, str)})
    called |= {key: name for key, name in decisions.names.items() if not isinstance(key, str)}
    readings = readings_of(connection, reports)
    while part := list(islice(readings, _AT_ONCE)):
        names = names_of(connection, [number for number, _ in part])
        for number, reading in part:
            said = statements(corrected(reading, decisions), names[number])
            left = (one for one in said if one.claim not in out.get(number, ()))
            yield number, [_merged(one, decisions, called) for one in left]


def _merged(one: Statement, decisions: Decisions, called: dict[ActorKey, str]) -> Statement:
    """The statement with its actors under the names that people gave them."""
    if not called:
        return one
    actors, recipients = (
        tuple(_party(party, decisions, called) for party in side) for side in (one.actors, one.recipients)
    )
    return replace(one, actors=actors, recipients=recipients)


def _party(party: Party, decisions: Decisions, called: dict[ActorKey, str]) -> Party:
    key = actor_key(party.name, party.country or "")
    root = decisions.stands_for.get(key, key)
    name = called.get(root, party.name) if not isinstance(root, str) else party.name
    if name == party.name and root == key:
        return party
    return replace(party, key=f"{root[0]}|{root[1]}", name=name, aliases=(*party.aliases, party.name))
