"""Hands the lineage of a casebook's reports to whoever weighs them, by name and by id."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection

from reportedly.book.lineage import descents
from reportedly.model.lineage import Descent


class Descents:
    """The descents of all reports of a casebook, as `lineage.bring_up` left them."""

    def __init__(self, connection: Connection) -> None:
        rows = tuple(descents(connection))
        found = [row for _, row in rows]
        self._by_name = {row.report: row for row in found}
        self._digests = {number: _digest(row) for number, row in rows}
        self._retracting: dict[str, list[str]] = {}
        for row in found:
            for cited in row.cited:
                if cited.retracts and cited.report:
                    self._retracting.setdefault(cited.report, []).append(row.report)

    def digest(self, report: int) -> str:
        """What changes when a report's descent does; '' for a report without one."""
        return self._digests.get(report, "")

    def around(self, reports: Collection[str]) -> list[Descent]:
        """The descents of some reports, of all they go back to, and of those that tell that they were taken back."""
        todo = sorted(reports) + [name for report in sorted(reports) for name in self._retracting.get(report, ())]
        found: dict[str, Descent] = {}
        while todo:
            name = todo.pop()
            row = self._by_name.get(name)
            if row is None or name in found:
                continue
            found[name] = row
            todo += [other for other in (row.derived_from, None if row.is_outside else row.origin) if other]
        return [found[name] for name in sorted(found)]


def _digest(row: Descent) -> str:
    told = (row.origin, row.derived_from, row.why, row.is_outside, row.is_named, row.root, row.cited)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
