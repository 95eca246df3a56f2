"""Reads dates to their own precision as stretches of days, and finds where an axis of time has its ticks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportedly.model.days import days_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Stretch = tuple[int, int]  # first day and the day after the last, as ordinals


def stretch(written: str | None) -> Stretch | None:
    """The days that a date of ISO 8601 means: '2023-05' is all of May. None where it is no date."""
    found = days_of(written)
    return (found[0].toordinal(), found[1].toordinal() + 1) if found else None


def span_of(start: str | None, end: str | None) -> Stretch | None:
    """From the first day of one date to the last of another."""
    one, other = stretch(start), stretch(end) or stretch(start)
    return (one[0], max(one[1], other[1])) if one and other else None


def ticks(window: Stretch, most: int = 9) -> list[tuple[int, str]]:
    """Days on which an axis has its ticks, with their words, so that there are few enough."""
    first, last = date.fromordinal(window[0]), date.fromordinal(min(window[1], date.max.toordinal()))
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000):
        found = list(_months(first, last, months))
        if len(found) <= most:
            break
    return found if len(found) > 1 else _days(window, most)


def day_words(day: int) -> str:
    """'4 May 2014'."""
    one = date.fromordinal(day)
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def _months(first: date, last: date, every: int) -> Iterator[tuple[int, str]]:
    """The first days of every so many months from a round one on."""
    number = first.year * 12 + first.month - 1
    number += -number % every
    while (year := number // 12) <= last.year:
        day = date(year, number % 12 + 1, 1)
        if first <= day <= last:
            yield day.toordinal(), f"{year}" if every >= 12 else f"{_MONTHS[day.month - 1]} {year}"
        number += every


def _days(window: Stretch, most: int) -> list[tuple[int, str]]:
    every = -(-(window[1] - window[0]) // most)
    return [(day, day_words(day)) for day in range(window[0], window[1], every)]
