"""How exactly a deed is dated and placed, in the codes of ACLED and UCDP GED."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.model import Place, Time
from reportedly.model.days import days_of as first_and_last


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day on which something may have been."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=(self.days - 1) // 2)


def period_of(time: Time | None) -> Period | None:
    """The days that a time may mean; None where it is none, or no date of ISO 8601."""
    if time is None:
        return None
    first, last = days_of(time.start or time.end), days_of(time.end or time.start)
    if first is None or last is None or last.last < first.first:
        return None
    return Period(first.first, last.last)


def days_of(iso: str | None) -> Period | None:
    """The days that a date of ISO 8601 may mean; None where it is none."""
    found = first_and_last(iso)
    return Period(*found) if found else None


def acled_time(period: Period | None) -> int | None:
    """ACLED's time_precision (Codebook 2023): 1 the day, 2 a week, 3 a month; None where it is less exact."""
    return None if period is None else _step(period.days, ((1, 1), (7, 2), (31, 3)))


def ucdp_time(period: Period | None) -> int | None:
    """UCDP GED's date_prec (Codebook 23.1): 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year."""
    return None if period is None else _step(period.days, ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)))


def acled_place(place: Place | None) -> int | None:
    """ACLED's geo_precision: 1 a town or village, 3 a province; None where only the country is known, or nothing."""
    return {"town": 1, "province": 3}.get(kind_of_place(place))


def ucdp_place(place: Place | None) -> int | None:
    """UCDP GED's where_prec: 1 a place on the map, 4 a first-order division, 6 the country; None where unknown."""
    return {"town": 1, "province": 4, "country": 6}.get(kind_of_place(place))


def kind_of_place(place: Place | None) -> str:
    """'town', 'province', 'country', or '' where it is on no map."""
    if place is None or not place.name:
        return ""
    if place.country and place.name in (place.country_name, place.country):
        return "country"
    if place.admin1 and place.name == place.admin1:
        return "province"
    return "town" if place.latitude is not None and place.longitude is not None else ""


def _step(days: int, steps: tuple[tuple[int, int], ...]) -> int | None:
    return next((code for most, code in steps if days <= most), None)
