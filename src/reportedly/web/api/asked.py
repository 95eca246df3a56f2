"""What a program asks for and sends: filters of claims, a report to add, a decision."""

from __future__ import annotations

import dataclasses
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Depends, Query

_Words = Annotated[str | None, Query(max_length=400)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which claims are meant; names are canonical names, aliases or the start of one."""

    actor: Annotated[str | None, Query(max_length=400, examples=["Houthi movement"])] = None
    recipient: _Words = None
    involving: _Words = None
    voice: _Words = None
    through: _Words = None
    place: _Words = None
    since: Annotated[str | None, Query(max_length=10, examples=["2024-05"])] = None
    until: Annotated[str | None, Query(max_length=10)] = None
    event: Annotated[str | None, Query(max_length=40, examples=["ASSAULT"])] = None
    relation: _Words = None
    certainty: _Words = None
    polarity: _Words = None
    when: _Words = None
    standing: _Words = None
    publisher: _Words = None
    words: _Words = None

    def given(self) -> dict[str, str]:
        """What was asked for."""
        return {name: value for name, value in asdict(self).items() if value}


AskedOf = Annotated[_Asked, Depends()]


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to add: a text or an address, and what is known of it."""

    text: str | None = None
    url: str | None = None
    name: str = "sent by a program"
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement to make: its kind, the reasons, and what it says; a correction says one field or several."""

    kind: str
    why: str = ""
    field: str = ""
    value: str = ""
    name: str = ""
    fields: dict[str, str] = dataclasses.field(default_factory=dict)
