"""What is drawn: ties, deeds, sums by governorate and chains of voices as they go into a picture, and the picture."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.desk import Found


@dataclass(frozen=True, slots=True)
class Site:
    """Where a deed is said to have been done, in degrees WGS 84 where known."""

    name: str
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with what pictures need of it. `kind` is the event or the relation.

    `are_persons` says that all who act are persons. `proposition` is what it was weighed in, (id, independent origins
    at least, whether it is contested), None where nothing was weighed.
    """

    found: Found
    kind: str
    is_event: bool
    polarity: str
    certainty: str
    when: str
    site: Site | None
    start: str | None
    end: str | None
    are_persons: bool = False
    proposition: tuple[int, int, bool] | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What is said between two actors, one kind of deed or tie.

    `origins` are the independent origins, at least, of the best supported proposition, None where nothing was weighed;
    `contested` of `weighed` propositions are contested. Keys tell actors of one name apart.
    """

    one: str
    other: str
    one_key: str
    other_key: str
    kind: str
    mutual: bool
    claims: int
    denied: int = 0
    hedged: int = 0
    origins: int | None = None
    contested: int = 0
    weighed: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """What several claims say alike: who did what to whom, where and when (ISO 8601 to the precision known, or None).

    `published` are the dates of the reports that say so, sorted.
    """

    kind: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    start: str | None
    end: str | None
    claims: int = 1
    denied: int = 0
    hedged: int = 0
    published: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Governorate:
    """Deeds in a governorate, province or state: claims, and its point in degrees WGS 84."""

    name: str
    country: str
    latitude: float
    longitude: float
    claims: int
    denied: int = 0
    hedged: int = 0


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Claims that the map does not draw: without a place, of a country as a whole, about where persons were, and of
    what is planned, threatened or supposed."""

    nowhere: int = 0
    country_only: int = 0
    of_persons: int = 0
    not_done: int = 0


@dataclass(frozen=True, slots=True)
class Teller:
    """A voice in a chain. `how_many` voices stand under the name: of unnamed ones those that are called alike."""

    name: str
    kind: str
    named: bool
    how_many: int = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """Claims that came by one way: `voices` run from the report's own voice to the one on whose word they stand."""

    voices: tuple[Teller, ...]
    claims: int
    denied: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is laid out: `drawing` is its Vega-Lite specification as JSON.

    `says` is what it shows in words, for those who don't see it; `notes` say how to read it, what was left out, and by
    which rule; `columns` and `rows` hold the same figures as a table. Text from outside in it is free of control
    characters, and cut where it was long.
    """

    kind: str
    title: str
    says: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    drawing: str
    width: int
    height: int
