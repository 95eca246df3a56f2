"""Statements made by hand: an army attacks a town, unless told otherwise, and somebody says so."""

from __future__ import annotations

from dataclasses import replace

from reportedly.corroboration import propositions
from reportedly.model.corroboration import Party, Proposition, Spot, Statement, Voice
from reportedly.model.lineage import Descent
from reportedly.model.reading import Time

ARMY = Party("sudanese armed forces|SDN", "Sudanese Armed Forces", ("Sudanese army",), "military", "SDN", linked=True)
RSF = Party("rapid support forces|SDN", "Rapid Support Forces", ("RSF",), "armed group", "SDN", linked=True)
NYALA = Spot("Nyala", "South Darfur", "SDN")
TAWILA = Spot("Tawila", "North Darfur", "SDN")
RESIDENTS = Voice("residents", "group", named=False)
DOCTOR = Voice("a doctor", "person", named=False)
OFFICIAL = Voice("a security official", "person", named=False)
MAYOR = Voice("Adam Idris", "person", named=True, role="mayor of Nyala")
HEARSAY = Voice("unspecified", "unspecified", named=False)
SPOKESMAN = Voice("Nabil Abdallah", "person", named=True, role="army spokesman", body="Sudanese Armed Forces")
THE_ARMY = Voice("Sudanese Armed Forces", "organization", named=True, type="military", country="SDN")


def person(name: str, role: str | None = None) -> Voice:
    """A named person's voice."""
    return Voice(name, "person", named=True, role=role)


def outlet(name: str) -> Voice:
    """An outlet's voice."""
    return Voice(name, "outlet", named=True, id=f"s-{name}")


def day(iso: str) -> Time:
    """A day as a claim has it."""
    return Time(iso, iso, iso)


def said(report: str, *chain: Voice, publisher: str | None = None, **changes: object) -> Statement:
    """A claim of a report of 'Outlet of REPORT' unless told otherwise, through the voices to the last."""
    publisher = publisher or f"Outlet of {report}"
    made = Statement(
        report=report,
        claim="c1",
        event="ASSAULT",
        relation=None,
        mode=None,
        actors=(ARMY,),
        recipients=(),
        things=(),
        places=(NYALA,),
        time=day("2025-03-03"),
        polarity="affirmed",
        certainty="certain",
        when="past",
        chain=(Voice(publisher, "author", named=True), *chain),
        publisher=publisher,
        published="2025-03-04",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def copy_of(report: str, source: str, *why: str) -> Descent:
    """A report's being taken from another, by shared passages unless told otherwise."""
    return Descent(report, source, source, why or ("passages",), root=source)


def only(*statements: Statement, descents: tuple[Descent, ...] = ()) -> Proposition:
    """The one proposition that the statements come to."""
    (found,) = propositions(statements, descents)
    return found


def range_of(*statements: Statement, descents: tuple[Descent, ...] = ()) -> tuple[int, int]:
    """How few and how many origins stand for the one proposition that the statements come to."""
    found = only(*statements, descents=descents)
    return found.affirmed.low, found.affirmed.high
