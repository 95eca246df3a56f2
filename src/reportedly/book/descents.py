"""Hands the lineage of a casebook's reports to whoever weighs them, by name; of originals there is nothing to tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from reportedly.book.lineage import printed
from reportedly.casebook.links import all_descents, lines_of, number_of
from reportedly.casebook.weighing import names_of
from reportedly.corroboration import tops
from reportedly.model.lineage import Descent


class Descents:
    """The descents of some reports, of all that these go back to and of those that tell that they were taken back.

    As `lineage.bring_up` left them, without passages. `reports` are ids, None for all reports.
    """

    def __init__(self, connection: Connection, reports: Collection[int] | None = None) -> None:
        found = all_descents(connection) if reports is None else lines_of(connection, reports)
        rows = [replace(row, passages=()) for row in found if not _is_original(row)]
        named = list(printed(connection, rows))
        self._by_name = {row.report: row for row in named}
        self._ids = {row.report: number_of(inner.report) for row, inner in zip(named, rows, strict=True)}
        self._retracting: dict[str, list[str]] = {}
        for row in self._by_name.values():
            for cited in row.cited:
                if cited.retracts and cited.report:
                    self._retracting.setdefault(cited.report, []).append(row.report)

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

    def ids(self, found: Iterable[Descent]) -> dict[str, int]:
        """The ids of the reports that these descents are of, by name."""
        return {row.report: self._ids[row.report] for row in found}

    def tops(self, reports: Iterable[str]) -> dict[str, str]:
        """The report that each goes back to, its own name where it goes back to none."""
        names = set(reports)
        return tops(self.around(names), names)  # of all descents, each report would take as long as all do


def gone_back_to(descents: Iterable[Descent]) -> set[str]:
    """The reports, by name, that some go back to."""
    return {name for row in descents for name in (row.origin, row.derived_from) if name}


def _is_original(row: Descent) -> bool:
    return not (row.derived_from or row.is_outside or row.cited) and row.origin == row.report


def ids_of(connection: Connection, reports: Iterable[int]) -> dict[str, int]:
    """Reports' ids by their names."""
    return {name: number for number, name in names_of(connection, sorted(reports)).items()}
