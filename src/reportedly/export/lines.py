"""The readings themselves: a line each as the reading contract has them, a page, a table."""

from __future__ import annotations

from reportedly.export.beside import beside
from reportedly.export.html import page
from reportedly.export.table import render
from reportedly.model.export import Case


def readings_as_lines(case: Case) -> bytes:
    """JSON Lines in UTF-8, a reading a line."""
    return "".join(f"{reading.to_json()}\n" for reading in case.readings).encode("utf-8")


def readings_as_page(case: Case) -> str:
    """One HTML page that needs nothing else, with what a casebook says beside the readings."""
    return page(case.readings, beside(case))


def readings_as_table(case: Case) -> str:
    """CSV for a spreadsheet, a row a claim."""
    return render(case.readings)
