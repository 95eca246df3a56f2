"""Moves ties and tallies where judgements change who stands for whom: those of these actors and voices alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete, select

from reportedly.casebook.counting import REJECTED, Counts, Roots, Said, count_claims, store_counts
from reportedly.casebook.schema import actor, claim, claim_actor, claim_voice, tally, voice
from reportedly.casebook.streaming import streamed

_AT_ONCE = 500


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


@dataclass(frozen=True, slots=True)
class Moved:
    """Who stood for whom before and who does now, by ids; whoever is in neither stands for himself."""

    before: dict[int, int]
    after: dict[int, int]

    @property
    def changed(self) -> set[int]:
        """Those who stand under another than before, or for themselves again."""
        return {one for one in {*self.before, *self.after} if self.before.get(one) != self.after.get(one)}

    @property
    def touched(self) -> set[int]:
        """The same with those under whom they stood and stand, and all others who do."""
        roots = {root for one in self.changed for root in (self.before.get(one), self.after.get(one)) if root}
        under = {one for rows in (self.before, self.after) for one, root in rows.items() if root in roots}
        return self.changed | roots | under


def recount(connection: Connection, table: Table, moved: Moved) -> None:
    """Moves what the claims of actors, or of voices, count for to those under whom they stand now.

    Only reports in which somebody stands who was moved can count otherwise than before; all others are left.
    """
    counts = Counts(takes_away=True)
    keys = _keys(connection, table, moved.touched)
    gone = moved.touched - keys.keys()
    asked = (_of_actors if table is actor else _of_voices)(sorted(moved.touched), sorted(moved.changed))
    for _, rows in groupby(streamed(connection, asked), key=attrgetter("report")):
        found = [list(sides) for _, sides in groupby(rows, key=attrgetter("id"))]
        for roots, sign in ((moved.before, -1), (moved.after, 1)):
            ids: dict[str, dict[Any, int]] = {"actor": {}, "voice": {}}
            count_claims(counts, [_said(sides, table, roots, keys, ids) for sides in found], ids, sign)
    _forget(connection, counts, table, gone)
    store_counts(connection, counts)


def _keys(connection: Connection, table: Table, numbers: set[int]) -> dict[int, Any]:
    columns = (actor.c.folded, actor.c.country) if table is actor else (voice.c.key,)
    found: dict[int, Any] = {}
    for part in _parts(numbers):
        rows = connection.execute(select(table.c.id, *columns).where(table.c.id.in_(part)))
        found.update({number: tuple(key) if table is actor else key[0] for number, *key in rows})
    return found


def _forget(connection: Connection, counts: Counts, table: Table, gone: set[int]) -> None:
    """Leaves out who is in the casebook no more: his row went, and his ties with it."""
    what = ("actor",) if table is actor else ("voice", "relay")
    for key in [key for key in counts.ties if gone & {key[0], key[1]}]:
        del counts.ties[key]
    for key in [key for key in counts.tallies if key[0] not in what or key[1] in gone]:
        del counts.tallies[key]
    for part in _parts(gone):
        connection.execute(delete(tally).where(tally.c.what.in_(what), tally.c.id.in_(part)))


def _of_actors(touched: list[int], changed: list[int]) -> Select[Any]:
    """Every side of the claims in which one of them stands, of the reports in which one stands who was moved."""
    joined = claim.join(claim_actor, claim_actor.c.claim == claim.c.id).join(actor, actor.c.id == claim_actor.c.actor)
    columns = (claim_actor.c.side, actor.c.folded, actor.c.country, claim_actor.c.actor.label("who"))
    asked = _asked(claim_actor, claim_actor.c.actor, touched, changed, columns)
    return asked.select_from(joined).order_by(claim_actor.c.side, claim_actor.c.position)


def _of_voices(touched: list[int], changed: list[int]) -> Select[Any]:
    joined = claim.join(claim_voice, claim_voice.c.claim == claim.c.id).join(voice, voice.c.id == claim_voice.c.voice)
    columns = (voice.c.key, claim_voice.c.voice.label("who"))
    asked = _asked(claim_voice, claim_voice.c.voice, touched, changed, columns)
    return asked.select_from(joined).order_by(claim_voice.c.position)


def _asked(
    table: Table, who: Column[Any], touched: list[int], changed: list[int], columns: tuple[Any, ...]
) -> Select[Any]:
    own = (claim.c.report, claim.c.id, claim.c.event, claim.c.relation, claim.c.polarity, claim.c.certainty)
    named, other = claim.alias(), table.alias()
    reports = select(named.c.report).join(other, other.c.claim == named.c.id).where(other.c[who.name].in_(changed))
    theirs = select(table.c.claim).where(who.in_(touched))
    asked = select(*own, *columns).where(claim.c.id.in_(theirs), claim.c.report.in_(reports))
    return asked.where(claim.c.standing != REJECTED).order_by(claim.c.report, claim.c.id)


def _said(
    sides: list[Row[Any]], table: Table, roots: dict[int, int], keys: dict[int, Any], ids: dict[str, dict[Any, int]]
) -> Said:
    """A claim as it is counted under these roots; `ids` takes the ids of all who stand in it."""
    first = sides[0]
    acting: list[Any] = []
    acted: list[Any] = []
    chain: list[str] = []
    for row in sides:
        number = roots.get(row.who, row.who)
        if table is actor:
            key = (row.folded, row.country) if number == row.who else keys.get(number, ("", f"{number}"))
            (acting if row.side == "a" else acted).append(key)
            ids["actor"][key] = number
        else:
            voiced = row.key if number == row.who else keys.get(number, f"{number}")
            chain.append(voiced)
            ids["voice"][voiced] = number
    kind, is_hedged = first.relation or first.event or "", first.certainty != "certain"
    return Said(kind, first.polarity == "denied", is_hedged, tuple(acting), tuple(acted), tuple(chain))


def _parts(numbers: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(numbers)
    return (listed[i : i + _AT_ONCE] for i in range(0, len(listed), _AT_ONCE))
