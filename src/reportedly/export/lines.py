"""The readings themselves, a line each, as the reading contract has them."""

from __future__ import annotations

from reportedly.model.export import Case


def readings_as_lines(case: Case) -> bytes:
    """JSON Lines in UTF-8, a reading a line."""
    return "".join(f"{reading.to_json()}\n" for reading in case.readings).encode("utf-8")
