"""What the desk looks up: claims, actors, voices and ties with the keys that their addresses are made of."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.answers import ActorRow, ReportRow, VoiceRow
from reportedly.model.lineage import Cited, Descent


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a claim or a tie, under the name that people's judgements left it; its key is folded and country."""

    name: str
    folded: str
    country: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice in a chain, under the name that people's judgements left it."""

    name: str
    key: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where a claim stands and who is who in it; what it says stands in the report's reading.

    `id` is its number here, `local` its id in the reading, `report` the report's key, `reading` the SHA-256 of its
    current reading. `actors` and `recipients` are in the order of the reading's claim, and so is `chain`.
    """

    id: int
    local: str
    report: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    reading: str
    standing: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    chain: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """What is said between two, one kind of deed or tie: how many claims, denied, hedged, in how many reports."""

    one: Party
    other: Party
    kind: str
    mutual: bool
    claims: int
    denied: int
    hedged: int
    reports: int


@dataclass(frozen=True, slots=True)
class ActorFound:
    """An actor's row with its key, and the ids of all rows that are one with it."""

    row: ActorRow
    folded: str
    country: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VoiceFound:
    """A voice's row with its key, and the ids of all rows that are one with it."""

    row: VoiceRow
    key: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What a report goes back to, with the reports that are meant: its parent, its origin, those it cites, its copies.

    `cited` are (how, which), None where the casebook holds no such report; spans of `descent` lie in it and its parent.
    """

    descent: Descent
    parent: ReportRow | None
    origin: ReportRow | None
    cited: tuple[tuple[Cited, ReportRow | None], ...]
    copies: tuple[ReportRow, ...]
