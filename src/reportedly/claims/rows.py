"""The row of the lexicon that a claim's `rule` names, to show and to correct."""

from __future__ import annotations

from reportedly.claims.lexicon import table

_FILES = ("verbs", "nouns", "ties")


def row_behind(rule: str | None) -> tuple[tuple[str, str], ...]:
    """The filled cells (column, value) of the row that a rule id such as 'verbs:kill:12' names, its file first.

    Empty where no row has that id.
    """
    kind, _, rest = (rule or "").partition(":")
    number = rest.rpartition(":")[2]
    if kind not in _FILES or not number.isdecimal():
        return ()
    rows = list(table(f"{kind}.tsv"))
    if not 0 < int(number) <= len(rows):
        return ()
    cells = rows[int(number) - 1]
    return (("file", f"claims/data/{kind}.tsv"), *((name, cell) for name, cell in cells.items() if cell))
