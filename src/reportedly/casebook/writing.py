"""One transaction of a writer: rows wait here and go in together, each row of evidence with its entry in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, func, select

from reportedly.casebook.bulk import put
from reportedly.casebook.decisions import Decisions, load_decisions
from reportedly.casebook.derived import Change, Derived, derive
from reportedly.casebook.digested import row_digest, subject
from reportedly.casebook.digests import digest
from reportedly.casebook.log import ACTIONS, CASEBOOK, entry, head
from reportedly.casebook.schema import EVIDENCE, original
from reportedly.model import Head

_MOST_BYTES = 16_000_000  # of originals that wait in memory


@dataclass
class Memory:
    """What a writer knows from one transaction to the next, as long as nobody else writes: the log's head tells."""

    head: Head | None = None
    numbers: dict[str, int] = field(default_factory=dict)  # the highest id of each table
    derived: Derived = field(default_factory=Derived)

    def forget(self) -> None:
        """Forgets all, after a rollback or when another writer has been at work."""
        self.head = None
        self.numbers.clear()
        self.derived = Derived()


class Writing:
    """One transaction: everything that is done in it stands together, or nothing of it.

    `connection` may be used for other statements; what `keep` and `write` brought is in the tables after `flush`.
    """

    def __init__(self, connection: Connection, memory: Memory, by: str, tool: str) -> None:
        self.connection, self.by, self.tool = connection, by, tool
        self.memory = memory
        self.head = self._head()
        self.reports: dict[str, int] = {}  # those of this transaction, by key
        self.originals: set[str] = set()
        self.changes: dict[int, Change] = {}  # of readings that wait, by the report's id
        self.read: set[str] = set()  # keys of reports that were read in this transaction
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._weight = 0

    def _head(self) -> Head:
        found = head(self.connection)
        if found != self.memory.head:
            self.memory.forget()
        return found

    def number(self, table: Table) -> int:
        """The next id of a table; nobody else gives one, since writers take turns."""
        numbers = self.memory.numbers
        if table.name not in numbers:
            numbers[table.name] = self.connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
        numbers[table.name] += 1
        return numbers[table.name]

    @property
    def decisions(self) -> Decisions:
        """What the judgements decide, as far as they are in the tables."""
        derived = self.memory.derived
        derived.decisions = derived.decisions or load_decisions(self.connection)
        return derived.decisions

    def add(self, table: Table, row: dict[str, Any], report: str | None = None) -> None:
        """A row of evidence, reading or judgement, and its entry in the log; `report` is the key that it hangs on."""
        name = subject(table.name, row, report)
        self.log(ACTIONS[table.name], name, row_digest(row, report))
        self._rows.setdefault(table.name, []).append(row)
        self._weight += len(row.get("body", b""))
        if self._weight > _MOST_BYTES:
            self.flush()

    def log(self, action: str, subject: str = CASEBOOK, of: str = digest(CASEBOOK)) -> None:
        """One more entry of the log."""
        row = entry(self.head, self.by, action, subject, of)
        self._rows.setdefault("log", []).append(row)
        self.head = Head(row["seq"], row["hash"])

    def flush(self) -> None:
        """Sends all rows that wait, and brings the tables that follow from them up to date."""
        changes, self.changes = self.changes, {}
        for table in EVIDENCE:
            if rows := self._rows.pop(table.name, None):
                self._send(table, rows)
        self._weight = 0
        if changes:
            derive(self.connection, self.memory.derived, self.number, tuple(changes.values()))

    def _send(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """An original may be large: it goes alone."""
        for part in [[row] for row in rows] if table is original else [rows]:
            put(self.connection, table, part)

    def close(self) -> None:
        """Sends what waits and remembers where the log ends; the commit follows."""
        self.flush()
        self.memory.head = self.head
