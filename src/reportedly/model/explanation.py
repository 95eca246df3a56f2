"""Why a claim stands in a reading: the rows of knowledge behind it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.reading import Actor, Attribution, Claim

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An actor of a claim and the row of the knowledge base that it was linked to, () where it goes by own words."""

    actor: Actor
    role: str  # actor, recipient
    row: Cells


@dataclass(frozen=True, slots=True)
class Explanation:
    """What led to a claim: the row of the lexicon that its predicate matched, the actors' rows, the chain's steps.

    `row` and `Link.row` are (column, value) pairs of the data files, filled ones only; `steps` are the attributions
    from the author's side down to the one who says it.
    """

    claim: Claim
    row: Cells
    links: tuple[Link, ...]
    steps: tuple[Attribution, ...]
