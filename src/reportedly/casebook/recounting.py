"""Counts ties and tallies anew where judgements change who stands for whom: those of these actors and voices alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, delete, func, or_, select

from reportedly.casebook.counting import REJECTED, Counts, Roots, Said, count_claims, store_counts
from reportedly.casebook.schema import actor, claim, claim_actor, claim_voice, tally, tie, voice
from reportedly.casebook.streaming import streamed

_AT_ONCE = 500
_VOICED = ("voice", "relay")


def load_roots(connection: Connection) -> Roots:
    """Who stands under whom now."""
    found, above = Roots(), actor.alias("above")
    asked = select(actor.c.folded, actor.c.country, above.c.folded, above.c.country, above.c.id)
    for *key, folded, country, number in connection.execute(
        asked.select_from(actor.join(above, above.c.id == actor.c.stands_for))
    ):
        found.actors[key[0], key[1]] = (folded, country)
        found.ids["actor"][folded, country] = number
    root = voice.alias("root")
    joined = voice.join(root, root.c.id == voice.c.stands_for)
    for own, other, number in connection.execute(select(voice.c.key, root.c.key, root.c.id).select_from(joined)):
        found.voices[own] = other
        found.ids["voice"][other] = number
    return found


def recount_actors(connection: Connection, numbers: Collection[int]) -> None:
    """Makes the ties and tallies of these actors anew, of whom none stands under one who is not among them."""
    counts = _counted(connection, actor, numbers)
    wanted = set(numbers)
    ties = {key: by for key, by in counts.ties.items() if wanted & {key[0], key[1]}}
    tallies = {key: by for key, by in counts.tallies.items() if key[0] == "actor" and key[1] in wanted}
    for part in _parts(numbers):
        connection.execute(delete(tie).where(tie.c.a.in_(part)))
        connection.execute(delete(tie).where(tie.c.b.in_(part)))
    _forget(connection, ("actor",), numbers)
    store_counts(connection, Counts(ties=ties, tallies=tallies))


def recount_voices(connection: Connection, numbers: Collection[int]) -> None:
    """Makes the tallies of these voices anew, of which none stands under one that is not among them."""
    counts = _counted(connection, voice, numbers)
    wanted = set(numbers)
    tallies = {key: by for key, by in counts.tallies.items() if key[0] in _VOICED and key[1] in wanted}
    _forget(connection, _VOICED, numbers)
    store_counts(connection, Counts(tallies=tallies))


def _forget(connection: Connection, what: tuple[str, ...], numbers: Collection[int]) -> None:
    for part in _parts(numbers):
        connection.execute(delete(tally).where(tally.c.what.in_(what), tally.c.id.in_(part)))


def _counted(connection: Connection, table: Table, numbers: Collection[int]) -> Counts:
    """What the claims count for in which these stand, or any that stands under them."""
    theirs = [or_(table.c.id.in_(part), table.c.stands_for.in_(part)) for part in _parts(numbers)]
    members = [number for where in theirs for number in connection.scalars(select(table.c.id).where(where))]
    counts = Counts()
    asked = _of_actors(members) if table is actor else _of_voices(members)
    for _, rows in groupby(streamed(connection, asked), key=attrgetter("report")):
        ids: dict[str, dict[Any, int]] = {"actor": {}, "voice": {}}
        told = list(_told(rows, table, ids))
        count_claims(counts, told, ids, 1)
    return counts


def _of_actors(members: list[int]) -> Select[Any]:
    """Every side of every claim in which one of them stands, under who stands for each."""
    root = actor.alias("root")
    joined = claim.join(claim_actor, claim_actor.c.claim == claim.c.id).join(actor, actor.c.id == claim_actor.c.actor)
    joined = joined.join(root, root.c.id == func.coalesce(actor.c.stands_for, actor.c.id))
    theirs = select(claim_actor.c.claim).where(claim_actor.c.actor.in_(members))
    columns = (claim_actor.c.side, root.c.folded, root.c.country, root.c.id.label("root"))
    order = (claim_actor.c.side, claim_actor.c.position)
    return _asked(theirs, columns, order).select_from(joined)


def _of_voices(members: list[int]) -> Select[Any]:
    root = voice.alias("root")
    joined = claim.join(claim_voice, claim_voice.c.claim == claim.c.id).join(voice, voice.c.id == claim_voice.c.voice)
    joined = joined.join(root, root.c.id == func.coalesce(voice.c.stands_for, voice.c.id))
    theirs = select(claim_voice.c.claim).where(claim_voice.c.voice.in_(members))
    return _asked(theirs, (root.c.key, root.c.id.label("root")), (claim_voice.c.position,)).select_from(joined)


def _asked(theirs: Select[Any], columns: tuple[Any, ...], order: tuple[Any, ...]) -> Select[Any]:
    own = (claim.c.report, claim.c.id, claim.c.event, claim.c.relation, claim.c.polarity, claim.c.certainty)
    asked = select(*own, *columns).where(claim.c.id.in_(theirs), claim.c.standing != REJECTED)
    return asked.order_by(claim.c.report, claim.c.id, *order)


def _told(rows: Iterator[Row[Any]], table: Table, ids: dict[str, dict[Any, int]]) -> Iterator[Said]:
    """A report's claims; `ids` takes the ids of all who stand in them."""
    for _, sides in groupby(rows, key=attrgetter("id")):
        found = list(sides)
        first = found[0]
        kind, is_denied = first.relation or first.event or "", first.polarity == "denied"
        if table is voice:
            ids["voice"].update((row.key, row.root) for row in found)
            yield Said(kind, is_denied, first.certainty != "certain", (), (), tuple(row.key for row in found))
        else:
            ids["actor"].update(((row.folded, row.country), row.root) for row in found)
            acting, acted = ([(row.folded, row.country) for row in found if row.side == side] for side in "ar")
            yield Said(kind, is_denied, first.certainty != "certain", tuple(acting), tuple(acted), ())


def _parts(numbers: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(numbers)
    return (listed[i : i + _AT_ONCE] for i in range(0, len(listed), _AT_ONCE))
