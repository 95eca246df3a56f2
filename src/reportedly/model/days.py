"""The days that a date written to its own precision may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII | re.DOTALL)


@lru_cache(50_000)
def days_of(written: str | None) -> tuple[date, date] | None:
    """The first and the last day of an ISO 8601 date: '2023-05' is all of May 2023. None where it is no date."""
    found = _ISO.fullmatch(written or "")
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
