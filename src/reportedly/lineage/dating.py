"""When a report came out, as far as it is known: what may be earlier, and how many days lie between."""

from __future__ import annotations

import functools
import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](.+))?)?)?", re.ASCII)
UNDATED = "9999-12-31"
NEAR = 3  # days within which a story is news; what returns later is background


def last_day(published: str | None) -> str:
    """The last day that an ISO 8601 date may mean ('2023-05': '2023-05-31'); the end of time where there is none.

    A vague date counts as late as it can, so that a report with an exact one is never made its copy.
    """
    found = _ISO.match(published or "")
    return f"{found[1]}-{found[2] or '12'}-{found[3] or '31'}" if found else UNDATED


def clock(published: str | None) -> str:
    """The time of day that a date carries, as it is written, or '~', which sorts behind every time."""
    found = _ISO.match(published or "")
    return (found[4] if found else None) or "~"


def days_between(one: str | None, other: str | None) -> int | None:
    """How many days lie between two dates; None where either isn't known to the day."""
    days = (_day(one), _day(other))
    return abs((days[0] - days[1]).days) if days[0] and days[1] else None


def day_number(published: str | None) -> float:
    """The day as a number; not a number where it isn't known, so that it is near to nothing and far from nothing."""
    day = _day(published)
    return float(day.toordinal()) if day else float("nan")


@functools.lru_cache(maxsize=1 << 14)
def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
