"""Stores who copied whom: sketches, names and links of the reports, and finds the neighbours of a new one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, or_, select, update

from reportedly.casebook.bulk import put
from reportedly.casebook.changed import note_stale
from reportedly.casebook.linked import LINKED, handle, leant, linked, sketch_key
from reportedly.casebook.packing import pack, unpack
from reportedly.casebook.schema import reading, report
from reportedly.casebook.streaming import streamed
from reportedly.casebook.weighing import NO_READING, Current
from reportedly.model import Span
from reportedly.model.lineage import Citing, Descent, Report, Sketch

_AT_ONCE = 500
MOST = 100  # reports of one name, and reports with a common word sequence, that are looked at


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a reading adds to a report's text for lineage."""

    citing: tuple[Citing, ...]
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A report taken in: its id, the digest of its reading, itself (see `inner_name`), sketch, names, day and link."""

    id: int
    reading: str
    report: Report
    sketch: Sketch
    answers_to: tuple[str, ...]
    leans_on: tuple[str, ...]
    day: str
    link: Descent


def inner_name(number: int, key: str) -> str:
    """What lineage knows a report by: its key, so that the order of coming in decides nothing, and its id."""
    return f"{key[:20]}.{number}"


def number_of(name: str) -> int:
    """The id in an inner name."""
    return int(name.rpartition(".")[2])


def not_taken(
    connection: Connection, rules: int, among: Collection[int] | None = None
) -> tuple[tuple[Current, bool], ...]:
    """The reports that came in or were read again since, or were linked by other rules; whether they were there.

    `among` are those to which anything happened, where that is known.
    """
    joined = report.outerjoin(reading, (reading.c.report == report.c.id) & reading.c.current)
    joined = joined.outerjoin(linked, linked.c.report == report.c.id)
    sha = func.coalesce(reading.c.sha256, NO_READING)
    is_other = or_(linked.c.report.is_(None), linked.c.reading != sha, linked.c.rules != rules)
    asked = select(report.c.id, report.c.key, sha.label("sha"), linked.c.report.label("known")).select_from(joined)
    asked = asked.where(is_other).order_by(report.c.id)
    if among is None or _rules_of(connection) != rules:
        rows = list(connection.execute(asked))
    else:
        rows = [row for part in _parts(among) for row in connection.execute(asked.where(report.c.id.in_(part)))]
    return tuple((Current(row.id, row.key, row.sha), row.known is not None) for row in rows)


def _rules_of(connection: Connection) -> int | None:
    """The rules by which reports were linked: other rules link all of them anew."""
    return connection.scalar(select(linked.c.rules).limit(1))


def forget_links(connection: Connection) -> None:
    """Drops all that was worked out."""
    for table in LINKED:
        connection.execute(delete(table))


def forget_some(connection: Connection, sketches: Mapping[int, Sketch]) -> None:
    """Drops what was worked out of some reports, which have these sketches."""
    for number, found in sketches.items():
        for keys in _parts(found.keys):
            connection.execute(delete(sketch_key).where(sketch_key.c.key.in_(keys), sketch_key.c.report == number))
    for part in _parts(sketches):
        for table in (linked, handle, leant):
            connection.execute(delete(table).where(table.c.report.in_(part)))


def leaning_on(connection: Connection, reports: Collection[int]) -> set[int]:
    """The reports that are linked to one of these or cite it."""
    found: set[int] = set()
    for part in _parts(reports):
        found.update(connection.scalars(select(leant.c.report).where(leant.c.other.in_(part))))
    return found


def stored_reports(connection: Connection, ids: Iterable[int]) -> Iterator[Report]:
    """The reports with these ids as lineage took them in, by their inner names."""
    columns = (
        report.c.id,
        report.c.key,
        report.c.text,
        report.c.title,
        report.c.publisher,
        report.c.published,
        report.c.url,
    )
    joined = report.join(linked, linked.c.report == report.c.id)
    for part in _parts(ids):
        asked = select(*columns, linked.c.leaning).select_from(joined).where(report.c.id.in_(part))
        for row in connection.execute(asked.order_by(report.c.id)):
            leaning = unpack(Leaning, row.leaning)
            citing = tuple(replace(one, spans=tuple(Span(*span) for span in one.spans)) for one in leaning.citing)
            about = (row.text, row.title, row.publisher, row.published, row.url)
            yield Report(inner_name(row.id, row.key), *about, citing=citing, matters=leaning.matters)


def put_taken(connection: Connection, taken: Sequence[Taken], rules: int) -> None:
    """Puts reports in that were not there."""
    for part in (taken[i : i + _AT_ONCE] for i in range(0, len(taken), _AT_ONCE)):
        put(connection, linked, [_row(one, rules) for one in part])
        put(connection, sketch_key, [{"key": key, "report": one.id} for one in part for key in one.sketch.keys])
        put(connection, handle, [row for one in part for row in _handles(one)])
        put(connection, leant, [row for one in part for row in _leant(one.id, one.link)])


def change_links(connection: Connection, links: Iterable[Descent]) -> None:
    """Puts other links in place of those that reports had."""
    for link in links:
        number = number_of(link.report)
        connection.execute(delete(leant).where(leant.c.report == number))
        put(connection, leant, list(_leant(number, link)))
        row = {"parent": _parent(link), "link": pack(link)}
        connection.execute(update(linked).where(linked.c.report == number).values(**row))


def change_descents(connection: Connection, descents: Iterable[Descent], before: Mapping[int, str]) -> None:
    """Writes down what reports go back to; those whose descent is another than `before` are to be counted anew."""
    packed = {number_of(row.report): pack(row) for row in descents}
    if packed:
        put_in = update(linked).where(linked.c.report == bindparam("number")).values(descent=bindparam("packed"))
        connection.execute(put_in, [{"number": number, "packed": row} for number, row in packed.items()])
    note_stale(connection, [number for number, row in packed.items() if before.get(number) != row])


def packed_descents(connection: Connection, ids: Collection[int] | None = None) -> dict[int, str]:
    """What reports went back to as it stands there, of all where no ids are given."""
    asked = select(linked.c.report, linked.c.descent)
    some = [asked] if ids is None else [asked.where(linked.c.report.in_(part)) for part in _parts(ids)]
    return {row.report: row.descent for question in some for row in connection.execute(question)}


def sharing(connection: Connection, found: Sketch, least: float) -> list[int]:
    """The reports that have most of a sketch's word sequences, at least this part of the smaller sketch's."""
    counts: dict[int, int] = {}
    for part in _parts(found.keys):
        rows = select(sketch_key.c.report, func.count()).where(sketch_key.c.key.in_(part)).group_by(sketch_key.c.report)
        for number, count in connection.execute(rows):
            counts[number] = counts.get(number, 0) + count
    sizes: dict[int, int] = {}
    for part in _parts(counts):
        rows = select(linked.c.report, linked.c["keys"]).where(linked.c.report.in_(part))
        sizes.update((number, size) for number, size in connection.execute(rows))
    most = sorted(counts, key=lambda number: (-counts[number], number))
    return [number for number in most if counts[number] >= max(1, least * min(sizes[number], found.common))][:MOST]


def named(connection: Connection, side: str, names: Iterable[str], *windows: tuple[str, str]) -> set[int]:
    """The reports of these days that answer to one of the names (side 'a') or lean on it ('l'), the latest of each."""
    found: set[int] = set()
    for name, (first, last) in product(names, windows):
        where = and_(handle.c.name == name, handle.c.side == side, handle.c.day >= first, handle.c.day <= last)
        asked = select(handle.c.report).where(where).order_by(handle.c.day.desc(), handle.c.report).limit(MOST)
        found.update(connection.scalars(asked))
    return found


def leant_on(connection: Connection, number: int) -> set[int]:
    """The reports that one is linked to or cites."""
    return set(connection.scalars(select(leant.c.other).where(leant.c.report == number)))


def family(connection: Connection, ids: Collection[int]) -> set[int]:
    """Reports, all that derive from them, and all that any of these goes back to."""
    below = _spread(ids, lambda part: select(linked.c.report).where(linked.c.parent.in_(part)), connection)
    return _spread(below, lambda part: select(linked.c.parent).where(linked.c.report.in_(part)), connection)


def links_of(connection: Connection, ids: Iterable[int]) -> Iterator[Descent]:
    """The links of reports, as they were found, by inner names."""
    for part in _parts(ids):
        for packed in connection.scalars(select(linked.c.link).where(linked.c.report.in_(part))):
            yield _unpacked(packed)


def descents_of(connection: Connection, *, offset: int = 0, limit: int | None = None) -> Iterator[Descent]:
    """What reports go back to, in the order in which they came in, by inner names."""
    asked = select(linked.c.descent).order_by(linked.c.report).limit(limit).offset(offset)
    return (_unpacked(packed) for packed in connection.scalars(asked))


def all_descents(connection: Connection) -> Iterator[Descent]:
    """What all reports go back to, by inner names, some in memory at a time."""
    rows = streamed(connection, select(linked.c.descent).order_by(linked.c.report))
    return (_unpacked(row.descent) for row in rows)


def lines_of(connection: Connection, ids: Collection[int]) -> Iterator[Descent]:
    """What some reports, those that lean on them, and all that any of these go back to go back to, by inner names."""
    near = set(ids)
    for part in _parts(ids):
        near.update(connection.scalars(select(leant.c.report).where(leant.c.other.in_(part))))
    line = _spread(near, lambda part: select(linked.c.parent).where(linked.c.report.in_(part)), connection)
    for part in _parts(line):
        for packed in connection.scalars(select(linked.c.descent).where(linked.c.report.in_(part))):
            yield _unpacked(packed)


def _spread(ids: Collection[int], step: Callable[[list[int]], Select[Any]], connection: Connection) -> set[int]:
    found, edge = set(ids), set(ids)
    while edge:
        reached: set[int] = set()
        for part in _parts(edge):
            reached.update(row[0] for row in connection.execute(step(part)) if row[0])
        edge = reached - found
        found |= edge
    return found


def _unpacked(packed: str) -> Descent:
    row = unpack(Descent, packed)
    return replace(row, passages=tuple((Span(*one), Span(*other)) for one, other in row.passages))


def _row(one: Taken, rules: int) -> dict[str, object]:
    return {
        "report": one.id,
        "reading": one.reading,
        "rules": rules,
        "keys": one.sketch.common,
        "leaning": pack(Leaning(one.report.citing, one.report.matters)),
        "parent": _parent(one.link),
        "link": pack(one.link),
        "descent": pack(one.link),
    }


def _handles(one: Taken) -> Iterator[dict[str, object]]:
    for side, names in (("a", one.answers_to), ("l", one.leans_on)):
        for name in names:
            yield {"report": one.id, "side": side, "name": name, "day": one.day}


def _leant(number: int, link: Descent) -> Iterator[dict[str, object]]:
    others = {name for name in (link.derived_from, *(row.report for row in link.cited)) if name}
    return ({"report": number, "other": number_of(other)} for other in sorted(others))


def _parent(link: Descent) -> int | None:
    return number_of(link.derived_from) if link.derived_from else None


def _parts(values: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    return (ordered[i : i + _AT_ONCE] for i in range(0, len(ordered), _AT_ONCE))
