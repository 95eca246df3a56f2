"""Dates in words or figures become ISO 8601, to the precision that they give and no further."""

from __future__ import annotations

import datetime as dt
import re

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\b\.?"
)

# One alternative a way of writing; the commas of 'Oct 08, 2017' are missing from some archives ('Oct 082017').
DAY = (
    r"(?<![\d./-])(?:"
    r"(?P<iso_y>" + _YEAR + r")(?P<iso_s>[-/.])(?P<iso_m>\d{1,2})(?P=iso_s)(?P<iso_d>\d{1,2})"
    r"|(?P<dmy_d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of\s+|[\s-]+|/)" + _MONTH.format("dmy_m")
    + r"(?:,?\s*|[-/])(?P<dmy_y>" + _YEAR + r")"
    r"|" + _MONTH.format("mdy_m")
    + r"\s*(?:(?P<mdy_d>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)|(?P<run_d>\d{2}))(?P<mdy_y>" + _YEAR + r")"
    r"|(?P<num_a>\d{1,2})(?P<num_s>[-/.])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>" + _YEAR + r")"
    r")(?!\d)"
)  # fmt: skip
_DAY = re.compile(
    rf"(?:{WEEKDAY},?\s+)?{DAY}(?:[,\s]+.*\d\d?:?\d\d.*|[,\s]+{WEEKDAY})?", re.IGNORECASE | re.DOTALL | re.ASCII
)
MONTH = rf"(?<!\w){_MONTH.format('m')},?\s+(?P<y>{_YEAR})(?!\d)"
_MONTH_ONLY = re.compile(MONTH, re.IGNORECASE | re.ASCII)
_PARTIAL = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2}))?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def readings(written: str) -> tuple[str, ...]:
    """What a date may mean, as ISO 8601: one reading, two for '03-04-2016', none where it is no date.

    Takes a year, a month, a day or a moment: '2024', 'March 2024', '12 March 2024', '2024-03-12T08:30:00Z'. Figures
    between dots are day first, as nobody writes month first with dots.
    """
    written = written.strip()[:100]
    if _STAMP.fullmatch(written):
        return _moment(written)
    if found := _COMPACT.fullmatch(written):
        return _days((found[1], found[2], found[3]))
    if found := _PARTIAL.fullmatch(written):
        return _month(found["y"], found["m"])
    if found := _MONTH_ONLY.fullmatch(written):
        return _month(found["y"], found["m"])
    found = _DAY.fullmatch(written)
    return day_readings(found) if found else ()


def moment_of_mail(written: str) -> str | None:
    """The moment of a date as mail and RSS write it (RFC 5322), in ISO 8601 with its own offset; None where it is none.

    'Tue, 12 Mar 2024 01:00:00 +0300' stays on its own day: '2024-03-12T01:00:00+03:00'.
    """
    if ":" not in written or len(written) > 100:
        return None
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(written)
        return moment.isoformat() if 1900 <= moment.year <= 2199 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_readings(found: re.Match[str]) -> tuple[str, ...]:
    """The readings of a match of `DAY`."""
    parts = found.groupdict()
    if parts["iso_y"]:
        return _days((parts["iso_y"], parts["iso_m"], parts["iso_d"]))
    if parts["dmy_y"]:
        return _days((parts["dmy_y"], parts["dmy_m"], parts["dmy_d"]))
    if parts["mdy_y"]:
        return _days((parts["mdy_y"], parts["mdy_m"], parts["mdy_d"] or parts["run_d"]))
    year, first, second = parts["num_y"], parts["num_a"], parts["num_b"]
    day_first, month_first = (year, second, first), (year, first, second)
    return _days(day_first) if parts["num_s"] == "." else _days(day_first, month_first)


def agree(one: str, other: str) -> bool:
    """Whether two ISO dates say the same to the precision of the coarser one."""
    return one.startswith(other) or other.startswith(one)


def _days(*candidates: tuple[str, str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(day for candidate in candidates if (day := _day(*candidate))))


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), _number(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(year: str, month: str | None) -> tuple[str, ...]:
    if int(year) < 1:
        return ()
    if month is None:
        return (year,)
    return (f"{year}-{_number(month):02d}",) if 1 <= _number(month) <= 12 else ()


def _moment(written: str) -> tuple[str, ...]:
    try:
        dt.datetime.fromisoformat(written)
    except ValueError:
        return ()
    return (written.replace(" ", "T"),)


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
