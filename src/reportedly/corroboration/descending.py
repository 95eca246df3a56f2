"""Answers what the lineage of reports means for counting: what a text goes back to, and who is cited for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reportedly.corroboration.tables import outlet_key
from reportedly.model.corroboration import Statement
from reportedly.model.lineage import Descent

MAY_PUBLISH = frozenset({"organization", "group", "person"})  # what an outlet that no list has is taken for
COPYING = frozenset({"passages", "credit"})


@dataclass(frozen=True, slots=True)
class Lineage:
    """The descents of a set of reports, and who published what, made ready for questions."""

    descents: dict[str, Descent] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)

    def top(self, report: str) -> str:
        """The earliest report of the casebook that a report goes back to; its own name where it is an original."""
        seen = {report}
        while (descent := self.descents.get(report)) and descent.derived_from and descent.derived_from not in seen:
            report = descent.derived_from
            seen.add(report)
        return report

    def line(self, report: str) -> tuple[str, ...]:
        """A report and all that it was taken from, nearest first."""
        found = [report]
        while (descent := self.descents.get(found[-1])) and descent.derived_from and descent.derived_from not in found:
            found.append(descent.derived_from)
        return tuple(found)

    def copied(self, report: str) -> tuple[str, ...]:
        """A report and what it copies, nearest first, up to the first that is no copy."""
        line = self.line(report)
        copies = next((i for i, one in enumerate(line) if not self.is_copy(one)), len(line) - 1)
        return line[: copies + 1]

    def is_copy(self, report: str) -> bool:
        """Whether its words, or by its credit line its content, are another's."""
        descent = self.descents.get(report)
        return bool(descent and descent.origin != report and COPYING & set(descent.why))

    def is_derived(self, report: str) -> bool:
        descent = self.descents.get(report)
        return bool(descent and (descent.origin != report or descent.is_outside))

    def is_its_outlets_own(self, report: str) -> bool:
        """Whether what a report goes back to is its own outlet's, as where this takes back what it said."""
        descent = self.descents.get(report)
        return bool(descent and not descent.is_outside and self.author_key(descent.origin) == self.author_key(report))

    def own_key(self, report: str) -> str:
        """The key of the voice that a report's own text is: its publisher's, or that of whom it was taken from."""
        descent = self.descents.get(report)
        if descent is None or (descent.origin == report and not descent.is_outside):
            return self.author_key(report)
        if descent.is_outside:
            return f"outlet:{outlet_key(descent.origin)}" if descent.is_named else descent.lineage
        return self.author_key(descent.origin)

    def author_key(self, report: str) -> str:
        publisher = self.publishers.get(report)
        return f"outlet:{outlet_key(publisher)}" if publisher else f"report:{report}"

    def shown(self, report: str) -> str:
        """The name of the outlet whose word a report's own text is, or of the report that it goes back to."""
        descent = self.descents.get(report)
        if descent is not None and descent.is_outside:
            return descent.origin
        origin = descent.origin if descent else report
        return self.publishers.get(origin) or origin

    def cited(self, report: str, source: str) -> str | None:
        """The report of the casebook that a voice of a report is cited for, where it is held."""
        descent = self.descents.get(report)
        found = (row.report for row in descent.cited if row.source == source) if descent and source else iter(())
        return next(found, None)

    def with_outlets(self, one: Statement) -> Statement:
        """The statement with those voices of its chain as outlets whose reports are cited for it."""
        held = [voice.kind in MAY_PUBLISH and self.cited(one.report, voice.id) is not None for voice in one.chain]
        if not any(held):
            return one
        chain = (replace(v, kind="outlet") if is_held else v for v, is_held in zip(one.chain, held, strict=True))
        return replace(one, chain=tuple(chain))

    def why(self, report: str) -> str:
        """In words why a report is held to be taken from another; '' where it is not."""
        descent = self.descents.get(report)
        if descent is None or not self.is_derived(report):
            return ""
        reasons = ", ".join(descent.why) or "lineage"
        return f"{report} goes back to {descent.derived_from or descent.origin} ({reasons})"


def lineage_of(
    statements: Iterable[Statement], descents: Iterable[Descent], publishers: Iterable[tuple[str, str]] = ()
) -> Lineage:
    """The lineage of statements' reports; `publishers` are of reports gone back to that have no statement."""
    known = dict(publishers)
    known.update((one.report, one.publisher) for one in statements if one.publisher)
    return Lineage({row.report: row for row in descents}, known)
