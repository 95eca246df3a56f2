"""One claim as a sentence: who is said to do what to whom, where and when, and on whose word; never that it is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.export.dates import time_in_words
from reportedly.export.deeds import Deed, deed
from reportedly.model import Claim, Place, Problem, Quantity, Reading, Source

NOBODY = "(nobody named)"
NOT = "NOT"


class Piece(NamedTuple):
    """Some words of a sentence and what they are: '' (plain), who, deed, not, thing, where, when."""

    words: str
    role: str = ""


@dataclass(frozen=True)
class Names:
    """What the ids of one reading are called; an id that names nothing stands for itself."""

    actors: dict[str, str]
    sources: dict[str, Source]
    places: dict[str, Place]

    def actor(self, key: str) -> str:
        return self.actors.get(key, key)

    def voice(self, key: str) -> str:
        source = self.sources.get(key)
        return voice_name(source) if source else key


def names_of(reading: Reading) -> Names:
    """The names of a reading's actors, voices and places by their ids."""
    return Names(
        {actor.id: actor.name for actor in reading.actors},
        {source.id: source for source in reading.sources},
        {place.id: place for place in reading.places},
    )


def sentence(claim: Claim, names: Names) -> tuple[Piece, ...]:
    """'Northern Front: said probably to have given aid to Salt Brigade (rifles), twice, in Maro, in May 2023.'

    The deed stands in the infinitive behind 'said': what is denied, intended or only possible can't be read as a fact.
    """
    return (*_who(claim.actors, names), Piece(": "), *_deed(claim, names), *_details(claim, names))


def plain(pieces: Iterable[Piece]) -> str:
    """A sentence without what its pieces are."""
    return "".join(piece.words for piece in pieces)


def chain_in_words(claim: Claim, names: Names) -> tuple[str, ...]:
    """The voices from the author to the origin of a claim: ('author', 'The Telegraph', 'experts')."""
    return tuple(names.voice(key) for key in claim.chain) or ("author",)


def sureness(claim: Claim) -> str:
    """How surely the voice at the chain's end says it: 'as certain', 'DENIED as probable', 'how surely is not told'."""
    if claim.polarity == "denied":
        return "DENIED" if claim.certainty in ("certain", "unspecified") else f"DENIED {as_said(claim.certainty)}"
    return as_said(claim.certainty)


def as_said(certainty: str) -> str:
    """'as probable': never 'probable' alone, since it is the voice's certainty and not ours."""
    return "how surely is not told" if certainty == "unspecified" else f"as {certainty}"


def voice_name(source: Source) -> str:
    """A voice's name; the report's own is 'author', and that of 'are said to' is nobody's."""
    if source.kind == "author":
        return "author"
    return NOBODY if source.kind == "unspecified" else source.name or NOBODY


def label(claim: Claim) -> str:
    """What the claim is in the ontology's terms: 'ASSAULT drone', or the standing tie in words: 'allied with'."""
    if claim.relation:
        return claim.relation.replace("_", " ")
    return " ".join(part for part in (claim.event, claim.mode) if part) or "unknown"


def people(quantity: Quantity, what: str) -> str:
    """A number of people in words: '3 dead', '3 to 5 dead', 'at least 3 dead'."""
    if quantity.high is None:
        return f"at least {quantity.low} {what}"
    number = str(quantity.low) if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"
    return f"{number} {what}"


def place_in_words(place: Place) -> str:
    """'Maro, Salt Coast, Yemen': the parts that are known, each once."""
    parts = (place.name, place.admin1, place.country_name or place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def listed(words: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _who(keys: tuple[str, ...], names: Names) -> Iterator[Piece]:
    """The names of actors with what joins them."""
    for i, key in enumerate(keys):
        if i:
            yield Piece(" and " if i == len(keys) - 1 else ", ")
        yield Piece(names.actor(key), "who")
    if not keys:
        yield Piece(NOBODY)


def _deed(claim: Claim, names: Names) -> Iterator[Piece]:
    """'said probably NOT to have given aid to Salt Brigade'."""
    row = deed(claim.relation or claim.event, claim.mode)
    before, after = row.around if claim.recipients else (row.alone, "")
    yield Piece("said" + _hearsay(claim) + " ")
    if claim.polarity == "denied":
        yield Piece(NOT, "not")
        yield Piece(" ")
    yield Piece(f"{_infinitive(row, claim.when)} {before}".strip(), "deed")
    if claim.recipients:
        yield Piece(" ")
        yield from _who(claim.recipients, names)
    if after:
        yield Piece(f" {after}", "deed")


def _hearsay(claim: Claim) -> str:
    """How the voice puts it, between 'said' and 'to'."""
    adverb = {"probable": " probably", "possible": " possibly"}.get(claim.certainty, "")
    return adverb + (", on a condition," if claim.when == "hypothetical" else "")


def _infinitive(row: Deed, when: str) -> str:
    """The verb as 'said' takes it: 'to have given', 'to be giving', 'to intend to give'."""
    if when == "past":
        return f"to have {row.participle}"
    if when == "future":
        return f"to be going to {row.base}"
    if when == "intended":
        return f"to intend to {row.base}"
    return f"to be {row.gerund}" if when == "ongoing" and not row.is_standing else f"to {row.base}"


def _details(claim: Claim, names: Names) -> Iterator[Piece]:
    """What was given or used, how often, with how many dead, where and when."""
    things = _things(claim)
    if things:
        yield Piece(" (")
        yield Piece(", ".join(things), "thing")
        yield Piece(")")
    if claim.count is not None:
        yield Piece(f", {'once' if claim.count == 1 else f'{claim.count} times'}")
    for quantity, what in ((claim.dead, "dead"), (claim.injured, "injured")):
        if quantity:
            yield Piece(f", {people(quantity, what)}")
    yield from _where(claim, names)
    if claim.time:
        yield Piece(", ")
        yield Piece(time_in_words(claim.time), "when")


def _things(claim: Claim) -> tuple[str, ...]:
    """What was given, used or seized, but for what the verb says already: no 'by drone (drone)'."""
    row = deed(claim.relation or claim.event, claim.mode)
    said = (row.to if claim.recipients else row.alone).casefold().split()
    return tuple(thing for thing in claim.things if thing.casefold() not in said)


def _where(claim: Claim, names: Names) -> Iterator[Piece]:
    """', in Maro, Salt Coast, Yemen', several places joined."""
    keys = claim.places_all or ((claim.place,) if claim.place else ())
    if not keys:
        return
    places = [names.places.get(key) for key in keys]
    if len(keys) == 1:
        said = place_in_words(places[0]) if places[0] else keys[0]
    else:
        said = listed(place.name if place else key for place, key in zip(places, keys, strict=True))
    yield Piece(", in ")
    yield Piece(said, "where")


def problem_in_words(problem: Problem) -> str:
    """'date-conflict: the text says ...'; a message that begins with its code is not told it twice."""
    prefix = f"{problem.code}: "
    return problem.message if problem.message.startswith(prefix) else prefix + problem.message
