"""Origins: each report's way followed up from parent to parent, with circles cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportedly.model.lineage import Descent


def follow(links: Iterable[Descent]) -> tuple[Descent, ...]:
    """The links with their origins, sorted by report: a report's origin is its parent's, up to one that has no parent.

    Two reports that name each other could make a circle; of its members the one that holds to its parent least (no
    credit, the smallest score, the first name) becomes an original. A parent that isn't among the links counts as none.
    """
    known = {row.report: row for row in sorted(links, key=lambda row: row.report)}
    held = {
        name: row if row.derived_from is None or row.derived_from in known else _original(row)
        for name, row in known.items()
    }
    for name in _to_cut(held):
        held[name] = _original(held[name])
    found: dict[str, Descent] = {}
    for name in held:
        _settle(name, held, found)
    return tuple(found[name] for name in held)


def _settle(name: str, held: Mapping[str, Descent], found: dict[str, Descent]) -> None:
    """Follow one report upwards and write the origin of all on the way, each once."""
    way: list[str] = []
    at: str | None = name
    while at is not None and at not in found:
        way.append(at)
        at = held[at].derived_from
    for step in reversed(way):
        row = held[step]
        above = found.get(row.derived_from or "")
        found[step] = row if above is None else _under(row, above)


def _under(row: Descent, above: Descent) -> Descent:
    return replace(row, origin=above.origin, is_outside=above.is_outside, is_named=above.is_named, root=above.root)


def _to_cut(held: Mapping[str, Descent]) -> list[str]:
    """For each circle the member that holds to its parent least."""
    done: set[str] = set()
    cut: list[str] = []
    for name in held:
        way: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in done and at not in way:
            way[at] = None
            at = held[at].derived_from
        if at is not None and at in way:
            members = list(way)[list(way).index(at) :]
            cut.append(min(members, key=lambda member: _hold(held[member])))
        done.update(way)
    return cut


def _hold(row: Descent) -> tuple[bool, float, str]:
    return "credit" in row.why, row.score or 0.0, row.report


def _original(row: Descent) -> Descent:
    return Descent(row.report, row.report, cited=row.cited, root=row.report)
