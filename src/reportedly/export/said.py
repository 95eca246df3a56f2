"""A claim with all that its ids mean: who, where, on whose word, in the words that assert it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.export.positions import words_at
from reportedly.export.words import Names, chain_in_words, names_of, plain, sentence
from reportedly.model import Actor, Claim, Place, Reading, Source


@dataclass(frozen=True)
class Told:
    """A claim and its reading, with its ids looked up; what an id that leads nowhere means is left out."""

    claim: Claim
    reading: Reading
    names: Names
    rows: dict[str, Actor]

    @property
    def actors(self) -> tuple[Actor, ...]:
        return self._rows(self.claim.actors)

    @property
    def recipients(self) -> tuple[Actor, ...]:
        return self._rows(self.claim.recipients)

    @property
    def sides(self) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who acts and who is acted upon; of a mutual deed the first acts with the others."""
        if self.recipients or len(self.actors) < 2:
            return self.actors, self.recipients
        return self.actors[:1], self.actors[1:]

    @property
    def place(self) -> Place | None:
        return self.names.places.get(self.claim.place or "")

    @property
    def where(self) -> Place:
        """The place, or one of which nothing is known."""
        return self.place or Place("", "")

    @property
    def dead(self) -> tuple[int | None, int | None]:
        """The lowest and the highest number of dead that is told, None where it isn't."""
        found = self.claim.dead
        return (found.low, found.high) if found else (None, None)

    @property
    def voices(self) -> tuple[Source, ...]:
        """The voices from the author to the origin."""
        return tuple(self.names.sources[key] for key in self.claim.chain if key in self.names.sources)

    @property
    def chain(self) -> str:
        return " > ".join(chain_in_words(self.claim, self.names))

    @property
    def in_words(self) -> str:
        """'Northern Front: said probably to have given aid to Salt Brigade': never that it is so."""
        return plain(sentence(self.claim, self.names))

    @property
    def quotation(self) -> str:
        """The words that assert it, as the text has them."""
        return " ... ".join(words_at(self.reading.document.text, self.claim.spans))

    @property
    def is_said_to_have_been(self) -> bool:
        """Whether it is told as done or going on: not denied, planned, feared or supposed."""
        return self.claim.polarity == "affirmed" and self.claim.when in ("past", "ongoing")

    def _rows(self, keys: Iterable[str]) -> tuple[Actor, ...]:
        return tuple(self.rows[key] for key in keys if key in self.rows)


def told(reading: Reading) -> Iterator[Told]:
    """The claims of a reading in their order, with what their ids mean."""
    names, rows = names_of(reading), {actor.id: actor for actor in reading.actors}
    return (Told(claim, reading, names, rows) for claim in reading.claims)


def are_civilians(actors: Iterable[Actor]) -> bool:
    """Whether there is somebody, and all of them are civilians."""
    kinds = {actor.type for actor in actors}
    return kinds == {"civilian"}


def joined(names: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(names)
