"""Names that a person gives: which actor, voice, publisher or report is meant, or in one line why none can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, union

from reportedly.casebook.faults import CasebookError
from reportedly.casebook.names import fold, storable
from reportedly.casebook.schema import actor, alias, place, report, tally, voice

_COUNTRY = re.compile(r"(.+?)\s*\(([A-Za-z]{3}|-)\)")
_KIND = re.compile(r"(.+?)\s*\(([a-z]+)\)")
_CHOICES = 8
_LAST = "\U0010ffff"  # sorts behind every name that begins alike


class AskError(CasebookError, ValueError):
    """Something was asked for that isn't there, or that may be several: one line that says what can be asked."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that a name means: its own row, and all rows that are one with it by people's judgements."""

    id: int
    name: str
    ids: tuple[int, ...]


def actor_named(connection: Connection, name: str) -> Known:
    """The one actor that a name means: a canonical name, an alias, or the start of one, in this order.

    'Ministry of Defence (SYR)' names the country too, '(-)' none, 'Q1234' the Wikidata item. Raises AskError.
    """
    for wanted in _actor_ways(name):
        roots = _roots(connection, wanted)
        if len(roots) == 1:
            return _known(connection, roots[0])
        if roots:
            raise AskError(f"'{name}' may be {_choices(_labels(connection, roots))}; name one of them")
    raise AskError(f"no actor here is called '{name}'; 'reportedly actors' lists them")


def actor_called(connection: Connection, name: str) -> tuple[int | None, str, str | None]:
    """The actor of this very name or alias, by the row that stands for it, None where there is none; with the name and
    the country as they were typed ('Ministry of Defence (SYR)'). Raises AskError where there are several."""
    match = _COUNTRY.fullmatch(name.strip())
    bare, country = (match[1], match[2].upper().strip("-") or None) if match else (name, None)
    for wanted in _actor_ways(name)[:2]:
        roots = _roots(connection, wanted)
        if len(roots) > 1:
            raise AskError(f"'{name}' may be {_choices(_labels(connection, roots))}; name one of them")
        if roots:
            return roots[0], bare, country
    return None, bare, country


def _actor_ways(name: str) -> list[Select[tuple[int]]]:
    """From the narrowest sense of a name to the widest."""
    ids = select(actor.c.id)
    if re.fullmatch(r"Q\d+", name):
        return [ids.where(actor.c.wikidata == name)]
    match = _COUNTRY.fullmatch(name.strip())
    bare, country = (match[1], match[2].upper().strip("-")) if match else (name, None)
    key = fold(bare)
    there = [actor.c.country == country] if match else []
    called = select(alias.c.actor).join(actor, actor.c.id == alias.c.actor)
    return [
        ids.where(actor.c.folded == key, *there),
        called.where(alias.c.folded == key, *there),
        *([_union(ids.where(_begins(actor.c.folded, key), *there), called.where(_begins(alias.c.folded, key), *there))]
          if key else []),
    ]  # fmt: skip


def _union(one: Select[tuple[int]], other: Select[tuple[int]]) -> Select[tuple[int]]:
    both = union(one, other).subquery()
    return select(both.c[0])


def _begins(folded: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """A range rather than LIKE: it uses the index in both databases, and no letter of a name is a wildcard."""
    return (folded >= key) & (folded < key + _LAST)


def _roots(connection: Connection, wanted: Select[tuple[int]]) -> tuple[int, ...]:
    """The actors that others stand for, of those wanted, most claims first; a few more than are ever listed."""
    root = func.coalesce(actor.c.stands_for, actor.c.id)
    found = (
        select(root, func.max(func.coalesce(tally.c.claims, 0)).label("claims"))
        .select_from(actor.outerjoin(tally, (tally.c.what == "actor") & (tally.c.id == actor.c.id)))
        .where(actor.c.id.in_(wanted))
        .group_by(root)
        .order_by(func.max(func.coalesce(tally.c.claims, 0)).desc(), root)
        .limit(_CHOICES + 1)
    )
    return tuple(row[0] for row in connection.execute(found))


def _known(connection: Connection, root: int) -> Known:
    rows = connection.execute(
        select(actor.c.id, actor.c.name)
        .where(or_(actor.c.id == root, actor.c.stands_for == root))
        .order_by(actor.c.id != root, actor.c.id)
    ).all()
    return Known(root, rows[0].name, tuple(row.id for row in rows))


def _labels(connection: Connection, ids: tuple[int, ...]) -> list[str]:
    rows = {row.id: row for row in connection.execute(select(actor).where(actor.c.id.in_(ids)))}
    same = [fold(row.name) for row in rows.values()]
    return [
        f"{rows[id_].name} ({rows[id_].country or '-'})" if same.count(fold(rows[id_].name)) > 1 else rows[id_].name
        for id_ in ids
    ]


def _choices(names: list[str]) -> str:
    """'a', 'b' or 'c', and that there are more."""
    shown = [f"'{name}'" for name in names[:_CHOICES]]
    if len(names) > _CHOICES:
        return f"{', '.join(shown)} or more"
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def voices_named(connection: Connection, name: str) -> Select[tuple[int]]:
    """The voices that go by a name, as a query of their ids: a named voice with all that were merged into it, or every
    voice that reports call so ('residents'), each of which stays its report's own.

    'The Telegraph (outlet)' names the kind too. Raises AskError where none is called so, or names begin so differently.
    """
    match = _KIND.fullmatch(name.strip())
    kind = match[2] if match and match[2] in KINDS else None
    key = fold(match[1] if match and kind else name)
    of_kind = [voice.c.kind == kind] if kind else []
    if connection.execute(select(voice.c.id).where(voice.c.folded == key, *of_kind).limit(1)).first() is None:
        key = _only_start(connection, key, name)
    called = select(func.coalesce(voice.c.stands_for, voice.c.id)).where(voice.c.folded == key, *of_kind)
    return select(voice.c.id).where(or_(voice.c.id.in_(called), voice.c.stands_for.in_(called)))


def voice_named(connection: Connection, name: str) -> int:
    """The one voice that a name means, by the row that stands for it. Raises AskError where there are several."""
    root = func.coalesce(voice.c.stands_for, voice.c.id)
    ids = select(root).where(voice.c.id.in_(voices_named(connection, name))).distinct()
    named = select(voice.c.id, voice.c.name, voice.c.kind).where(voice.c.id.in_(ids)).order_by(voice.c.id)
    rows = connection.execute(named.limit(_CHOICES + 1)).all()
    if len(rows) == 1:
        return int(rows[0].id)
    labels = list(dict.fromkeys(f"{row.name} ({row.kind})" for row in rows))
    if len(labels) == 1:
        raise AskError(f"'{name}' is another voice in each report that calls one so; only a voice with a name is one")
    raise AskError(f"'{name}' may be {_choices(labels)}; name one of them")


KINDS = ("author", "outlet", "person", "organization", "group", "document", "unspecified")


def _only_start(connection: Connection, key: str, name: str) -> str:
    begun = select(voice.c.folded, func.min(voice.c.name)).where(_begins(voice.c.folded, key)).group_by(voice.c.folded)
    rows = connection.execute(begun.order_by(voice.c.folded).limit(_CHOICES + 1)).all() if key else []
    if not rows:
        raise AskError(f"no voice here is called '{name}'; 'reportedly voices' lists them")
    if len(rows) > 1:
        raise AskError(f"'{name}' may be {_choices([row[1] for row in rows])}; name one of them")
    return str(rows[0][0])


def places_named(connection: Connection, name: str) -> Select[tuple[int]]:
    """The places of a name, in a province of that name, or in the country of that code, as a query of their ids."""
    code = name.upper() if re.fullmatch(r"[A-Za-z]{3}", name) else ""
    key = fold(name)
    provinces = select(place.c.admin1).where(place.c.admin1.is_not(None)).distinct()
    same = [row[0] for row in connection.execute(provinces) if fold(row[0]) == key]
    found = select(place.c.id).where(or_(place.c.folded == key, place.c.admin1.in_(same), place.c.country == code))
    if connection.execute(found.limit(1)).first():
        return found
    begun = select(place.c.folded, func.min(place.c.name)).where(_begins(place.c.folded, key)).group_by(place.c.folded)
    rows = connection.execute(begun.order_by(place.c.folded).limit(_CHOICES + 1)).all() if key else []
    if len(rows) == 1:
        return select(place.c.id).where(place.c.folded == rows[0][0])
    if rows:
        raise AskError(f"'{name}' may be {_choices([row[1] for row in rows])}; name one of them")
    raise AskError(f"no claim here names a place '{name}'")


def publisher_named(connection: Connection, name: str) -> str:
    """The publisher as its reports have it, by its name in any case or the start of it. Raises AskError."""
    known = [row[0] for row in connection.execute(select(report.c.publisher).distinct()) if row[0]]
    key = fold(name)
    same = [found for found in known if found == name] or [found for found in known if fold(found) == key]
    found = sorted(same or [found for found in known if key and fold(found).startswith(key)])
    if not found:
        raise AskError(f"no report here was published by '{name}'")
    if len(found) > 1:
        raise AskError(f"'{name}' may be {_choices(found)}; name one of them")
    return str(found[0])


def report_named(connection: Connection, name: str) -> int:
    """The report of a name: its name, its URL, name#digits, or the start of its key or its original's SHA-256.

    Raises AskError.
    """
    name = storable(name)
    base, _, digits = name.rpartition("#")
    ways = [report.c.name == name]
    if "://" in name:
        ways.append(report.c.url == name)  # no index knows addresses
    if base and re.fullmatch(r"[0-9a-f]{8,64}", digits):
        ways.append((report.c.name == base) & report.c.original.startswith(digits))
        ways.append((report.c.name == base) & report.c.key.startswith(digits))
    if re.fullmatch(r"(sha256:)?[0-9a-f]{6,64}", name):
        start = name.removeprefix("sha256:")
        ways += [_begins(report.c.key, start), _begins(report.c.original, start)]
    for way in ways:
        rows = connection.execute(
            select(report.c.id, report.c.name, report.c.publisher, report.c.key)
            .where(way)
            .order_by(report.c.id)
            .limit(_CHOICES + 1)
        ).all()
        if len(rows) == 1:
            return int(rows[0].id)
        if rows:
            labels = [f"{row.key[:12]} ({row.publisher or row.name})" for row in rows]
            raise AskError(f"'{name}' may be {_choices(labels)}; name one of them by these digits")
    raise AskError(f"no report here is called '{name}'; 'reportedly search' finds them")
