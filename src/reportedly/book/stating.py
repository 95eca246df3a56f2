"""States the claims of a casebook's readings for weighing: as people corrected them, without what they rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from reportedly.casebook.corrected import corrected
from reportedly.casebook.current import readings_of
from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.judged_claims import rejected
from reportedly.casebook.names import actor_key
from reportedly.casebook.weighing import names_of
from reportedly.corroboration import statements
from reportedly.model.corroboration import Party, Statement

_AT_ONCE = 100  # reports, whose readings are in memory


def stated(connection: Connection, reports: Collection[int] | None = None) -> Iterator[tuple[int, list[Statement]]]:
    """What reports claim, by their ids; of all reports where none are given. Reports without a reading are left out."""
    decisions, out = load_decisions(connection), rejected(connection, reports)
    readings = readings_of(connection, reports)
    while part := list(islice(readings, _AT_ONCE)):
        names = names_of(connection, [number for number, _ in part])
        for number, reading in part:
            said = statements(corrected(reading, decisions), names[number])
            left = (one for one in said if one.claim not in out.get(number, ()))
            yield number, [_merged(one, decisions) for one in left]


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
