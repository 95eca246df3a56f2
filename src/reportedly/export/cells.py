"""Cells of a spreadsheet: what would calculate or break a line there is made plain text."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

# Where a spreadsheet begins to calculate; the wide forms too, which Excel takes for them in East Asian settings.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
Cell = str | int | float | None


def cell(value: Cell) -> Cell:
    """A cell that no spreadsheet calculates or breaks a line in; numbers stay numbers.

    What begins like a formula is preceded by an apostrophe (OWASP, 'CSV injection'); white space, line ends too, is one
    blank, and control characters are left out.
    """
    if not isinstance(value, str):
        return value
    words = "".join(char for char in " ".join(value.split()) if unicodedata.category(char) not in ("Cc", "Cs"))
    first = next((char for char in words if unicodedata.category(char) != "Cf"), "")
    return f"'{words}" if first in _FORMULA else words


def sheet(heading: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """CSV (RFC 4180, lines ending CR LF) with a heading, each cell made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(list(heading))
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
