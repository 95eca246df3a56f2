"""ACLED's and UCDP's columns: their codes of precision, their counts of dead, and no cell that calculates."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from export.cases import sound_readings
from export.made import MARSH, claim
from reportedly.export import acled, ucdp
from reportedly.export.formats import prepared
from reportedly.export.precision import (
    acled_place,
    acled_time,
    days_of,
    kind_of_place,
    period_of,
    ucdp_place,
    ucdp_time,
)
from reportedly.model import Claim, Place, Quantity, Reading, Time
from reportedly.model.export import Case


def rows(write: Callable[[Case], str], *claims: Claim) -> list[dict[str, str]]:
    reading = replace(MARSH, claims=claims or MARSH.claims)
    return list(csv.DictReader(io.StringIO(write(Case((reading,))), newline="")))


def test_acled_has_the_claims_that_are_told_as_done() -> None:
    assert [row["claim"] for row in rows(acled.acled)] == ["c7"]
    (row,) = rows(acled.acled)
    assert (row["event_date"], row["time_precision"], row["year"]) == ("2024-05-16", "3", "2024")
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["actor1"], row["actor2"], row["iso"], row["geo_precision"]) == (
        "Salt Brigade",
        "River Council",
        "368",
        "1",
    )
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("4", "4", "")
    assert row["source"] == "The Delta Courier; The Harbour Post; Tomas Verel"
    assert row["notes"].startswith("Salt Brigade: said to have attacked River Council by drone")


def test_acled_against_civilians() -> None:
    (row,) = rows(acled.acled, claim(event="ASSAULT", recipients=("people",), when="past"))
    assert (row["event_type"], row["civilian_targeting"]) == ("Violence against civilians", "Civilian targeting")
    assert (row["inter2"], row["fatalities"], row["fatalities_low"]) == ("Civilians", "0", "")


def test_a_mutual_deed_has_a_side_in_each_column() -> None:
    (row,) = rows(acled.acled, claim(event="ASSAULT", actors=("front", "brigade"), recipients=(), when="past"))
    assert (row["actor1"], row["actor2"]) == ("Marsh Front", "Salt Brigade")


@pytest.mark.parametrize("known", [{"polarity": "denied"}, {"when": "future"}, {"when": "hypothetical"}])
def test_what_is_denied_or_not_done_is_no_event(known: dict[str, str]) -> None:
    attack = claim(**{"event": "ASSAULT", "when": "past", "dead": Quantity(3, 3, "three"), **known})
    assert rows(acled.acled, attack) == rows(ucdp.ucdp, attack) == []


def test_ucdp_has_the_claims_of_deaths() -> None:
    (row,) = rows(ucdp.ucdp)
    assert (row["low"], row["best"], row["high"]) == ("4", "4", "")
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2024-05-01", "2024-05-31", "4")
    assert (row["where_prec"], row["geom_wkt"]) == ("1", "POINT (-47.25 31.5)")
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Salt Brigade", "River Council", "")
    assert (row["event_clarity"], row["deaths_unknown"], row["deaths_civilians"]) == ("2", "4", "")


@pytest.mark.parametrize(
    ("actors", "recipients", "kind"),
    [
        (("front",), ("brigade",), "2"),
        (("iran",), ("front",), "1"),
        (("front",), ("people",), "3"),
        (("front",), (), ""),
    ],
)
def test_ucdp_types_of_violence(actors: tuple[str, ...], recipients: tuple[str, ...], kind: str) -> None:
    dead = Quantity(2, 5, "2 to 5")
    (row,) = rows(ucdp.ucdp, claim(event="ASSAULT", actors=actors, recipients=recipients, when="past", dead=dead))
    assert (row["type_of_violence"], row["low"], row["high"]) == (kind, "2", "5")


@pytest.mark.parametrize(
    ("start", "end", "acleds", "ucdps"),
    [
        ("2024-05-14", "2024-05-14", 1, 1),
        ("2024-05-14", "2024-05-16", 2, 2),
        ("2024-05-13", "2024-05-19", 2, 3),
        ("2024-02", "2024-02", 3, 4),
        ("2024", "2024", None, 5),
        ("2023", "2024", None, None),
        ("2024-05-14", "2024-05-13", None, None),
        ("spring", "", None, None),
    ],
)
def test_precision_of_time(start: str, end: str, acleds: int | None, ucdps: int | None) -> None:
    period = period_of(Time(start, end, ""))
    assert (acled_time(period), ucdp_time(period)) == (acleds, ucdps)


def test_days() -> None:
    february = days_of("2024-02")
    assert february
    assert (february.first.day, february.last.day, february.middle.day) == (1, 29, 15)
    assert days_of("2024-02-30") is days_of("0000") is days_of(None) is period_of(None) is None


@pytest.mark.parametrize(
    ("place", "kind", "acleds", "ucdps"),
    [
        (Place("p", "Maro", "Maysan", "IRQ", "Iraq", 31.5, 47.0), "town", 1, 1),
        (Place("p", "Maysan", "Maysan", "IRQ", "Iraq", 31.5, 47.0), "province", 3, 4),
        (Place("p", "Iraq", None, "IRQ", "Iraq"), "country", None, 6),
        (Place("p", "the valley"), "", None, None),
        (None, "", None, None),
    ],
)
def test_precision_of_place(place: Place | None, kind: str, acleds: int | None, ucdps: int | None) -> None:
    assert (kind_of_place(place), acled_place(place), ucdp_place(place)) == (kind, acleds, ucdps)


@pytest.mark.parametrize(("write", "columns"), [(acled.acled, acled.columns()), (ucdp.ucdp, ucdp.columns())])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(reading=sound_readings())
def test_no_cell_calculates(write: Callable[[Case], str], columns: tuple[str, ...], reading: Reading) -> None:
    attacks = tuple(replace(row, event="ASSAULT", polarity="affirmed", when="past") for row in reading.claims)
    case = prepared(Case((replace(reading, claims=attacks),)))
    found = list(csv.reader(io.StringIO(write(case), newline="")))
    assert {len(row) for row in found} == {len(columns)}
    numbers = {columns.index(name) for name in ("latitude", "longitude")}
    for row in found[1:]:
        assert not [cell for i, cell in enumerate(row) if i not in numbers and cell.startswith(tuple("=+-@\t\r"))]
        assert not [cell for cell in row if "\n" in cell or "\x00" in cell]


def test_a_formula_is_plain_text() -> None:
    actors = tuple(replace(actor, name=f"=HYPERLINK({actor.name})") for actor in MARSH.actors)
    reading = replace(MARSH, actors=actors)
    assert "'=HYPERLINK(River Council)" in acled.acled(Case((reading,)))
    assert ",=HYPERLINK" not in acled.acled(Case((reading,))) + ucdp.ucdp(Case((reading,)))
