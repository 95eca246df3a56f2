"""Dates as people write them, from ISO 8601 to the precision that was given: '2023-05' is 'May 2023'."""

from __future__ import annotations

import re

from reportedly.model import Time

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII | re.DOTALL)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_in_words(iso: str) -> str:
    """'2023-05-14' as '14 May 2023', '2023-05' as 'May 2023'; what is no date of ISO 8601 stays as it is."""
    match = _ISO.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        return iso
    return " ".join(part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1], year) if part)


def time_in_words(time: Time) -> str:
    """A time with the preposition that it takes in a sentence: 'in May 2023', 'on 14 May 2023', 'from ... to ...'."""
    start, end = date_in_words(time.start), date_in_words(time.end)
    if start != end and start and end:
        return f"from {start} to {end}"
    said = start or end or time.text
    return f"on {said}" if said[:1].isdigit() and " " in said else f"in {said}"


def interval(time: Time) -> str:
    """A time as ISO 8601 writes it: one date, or start/end where they differ."""
    return time.start if time.start == time.end else f"{time.start}/{time.end}"
