"""Makes up reports and their readings, the same for the same seed and number: about 300 words and 20 claims each.

Actors, voices, outlets and places come as names do, a few often and most seldom (Zipf); nothing here is read by a
model, so that what is measured is the casebook. Report `i` is made without those before it.
"""

from __future__ import annotations

import functools
import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.model import (
    Actor,
    Attribution,
    Claim,
    Document,
    Evidence,
    Place,
    Quantity,
    Reader,
    Reading,
    Source,
    Span,
    Time,
)

EVENTS = (
    "ASSAULT",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "AID",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "MOBILIZE",
    "COERCE",
    "SANCTION",
)
RELATIONS = ("backs", "allied_with", "hostile_to", "leads", "member_of")
ACTORS, PLACES, PEOPLE, OUTLETS, WORDS = 20_000, 3_000, 6_000, 300, 9_000
_ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "r",
    "s",
    "t",
    "w",
    "z",
    "sh",
    "kh",
    "gh",
    "br",
    "dr",
    "tr",
]
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ai", "ou"]
_KINDS = ("Brigade", "Movement", "Front", "Army", "Council", "Party", "Ministry", "Union", "Guard", "Committee")
_TYPES = ("armed group", "military", "government", "political group", "organization")
_COUNTRIES = ("SDN", "YEM", "SYR", "LBY", "ETH", "SOM", "IRQ", "MLI", None)
_UNNAMED = ("residents", "a local official", "two officers", "witnesses", "an aid worker", "a security source")


def made_up(seed: int, count: int, start: int = 0, reader: str = "1") -> Iterator[tuple[Evidence, Reading]]:
    """Reports `start` to `start + count` of this seed, each with its reading by this version of the reader."""
    return (made_up_report(seed, i, reader) for i in range(start, start + count))


def made_up_report(seed: int, i: int, reader: str = "1", claims: int = 20) -> tuple[Evidence, Reading]:
    """Report `i` of a seed. A reading by another version has most of the claims, and some others."""
    chance = random.Random(f"{seed}/{i}")
    made = _Made(chance)
    publisher = _outlet(_zipf(chance, OUTLETS)) if chance.random() < 0.9 else None
    published = f"20{chance.randint(14, 24)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    made.sources.append(Source("s0", publisher or "author", "author", named=False))
    title = " ".join(_word(_zipf(chance, WORDS)) for _ in range(6)).capitalize()
    made.say(f"{title}\n\n")
    for _ in range(max(1, int(chance.gauss(claims, claims / 5)))):
        made.sentence(published)
    text = "".join(made.parts)
    original = text.encode()
    document = Document(
        id=f"sha256:{hashlib.sha256(original).hexdigest()}",
        name=f"report-{seed}-{i}.txt",
        text=text,
        title=title,
        publisher=publisher,
        published=published,
        language="en",
    )
    reading = Reading(
        reader=Reader("made up", reader, "chance"),
        document=document,
        actors=tuple(made.actors.values()),
        places=tuple(made.places.values()),
        sources=tuple(made.sources),
        attributions=tuple(made.attributions),
        claims=tuple(_by_version(made.claims, reader, i)),
    )
    return Evidence(original, document, media_type="text/plain", place=f"/made/up/{document.name}"), reading


def _by_version(claims: list[Claim], reader: str, i: int) -> list[Claim]:
    """Every version of the reader passes over another claim in ten."""
    passed_over = hash_of(reader) + i
    return [claim for n, claim in enumerate(claims) if (n + passed_over) % 10 or len(claims) < 2]


def hash_of(text: str) -> int:
    """A number for a text, the same in every process."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


@dataclass
class _Made:
    """A report on its way: its text so far, and what was put into it."""

    chance: random.Random
    parts: list[str] = field(default_factory=list)
    length: int = 0
    actors: dict[int, Actor] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def say(self, words: str) -> Span:
        self.parts.append(words)
        self.length += len(words)
        return Span(self.length - len(words), self.length)

    def sentence(self, published: str) -> None:
        """One claim: 'Residents told X that the Y Brigade attacked the Z Front near T, with other words around it.'"""
        chance = self.chance
        attribution = self._attribution() if chance.random() < 0.6 else None
        start = self.length
        actor = self._actor()
        self.say(f" {_word(_zipf(chance, WORDS))}ed ")
        recipient = self._actor() if chance.random() < 0.8 else None
        self.say(" near ")
        place = self._place() if chance.random() < 0.7 else None
        self.say(" ".join(_word(_zipf(chance, WORDS)) for _ in range(chance.randint(2, 8))))
        span = Span(start, self.length)
        if attribution:
            row = attribution
            self.attributions.append(
                Attribution(row.id, row.source, row.source_spans, row.cue_spans, (span,), "indirect", 0.8)
            )
        is_tie = chance.random() < 0.15
        self.claims.append(
            Claim(
                id=f"c{len(self.claims) + 1}",
                spans=(span,),
                event=None if is_tie else EVENTS[_zipf(chance, len(EVENTS))],
                mode=None,
                contexts=("military",) if chance.random() < 0.5 else (),
                relation=RELATIONS[_zipf(chance, len(RELATIONS))] if is_tie else None,
                actors=(actor,),
                recipients=(recipient,) if recipient and recipient != actor else (),
                things=(),
                count=None,
                place=place,
                places_all=(place,) if place else (),
                time=Time(published[:7], published[:7], published[:7]) if chance.random() < 0.5 else None,
                polarity="denied" if chance.random() < 0.08 else "affirmed",
                certainty=chance.choice(("certain", "certain", "certain", "probable", "possible", "unspecified")),
                dead=Quantity(3, 5, "three to five") if chance.random() < 0.05 else None,
                injured=None,
                marker_spans=(),
                score=round(chance.uniform(0.4, 0.95), 2),
                when=chance.choice(("past", "past", "past", "ongoing", "future")),
                attribution=attribution.id if attribution else None,
                chain=("s0", attribution.source) if attribution else ("s0",),
                rule="made up",
            )
        )
        self.say(".\n" if chance.random() < 0.2 else ". ")

    def _attribution(self) -> Attribution:
        chance = self.chance
        if chance.random() < 0.6:
            name, kind, is_named = _person(_zipf(chance, PEOPLE)), "person", True
        elif chance.random() < 0.5:
            name, kind, is_named = _outlet(_zipf(chance, OUTLETS)), "outlet", True
        else:
            name, kind, is_named = chance.choice(_UNNAMED), "group", False
        span = self.say(name)
        cue = self.say(" said that ")
        known = next((row.id for row in self.sources[1:] if row.name == name), None)
        source = known or f"s{len(self.sources)}"
        if not known:
            self.sources.append(Source(source, name, kind, is_named, mentions=(span,)))
        return Attribution(
            f"t{len(self.attributions) + 1}", source, (span,), (Span(cue.start + 1, cue.end - 1),), (), "indirect", 0.8
        )

    def _actor(self) -> str:
        number = _zipf(self.chance, ACTORS)
        name, short = _actor_names(number)
        known = self.actors.get(number)
        span = self.say(short if known and self.chance.random() < 0.3 else name)
        aliases = (short,) if span.end - span.start == len(short) else known.aliases if known else ()
        mentions = (*known.mentions, span) if known else (span,)
        country, kind = _COUNTRIES[number % len(_COUNTRIES)], _TYPES[number % len(_TYPES)]
        self.actors[number] = Actor(
            f"a{number}", name, aliases, mentions, kind, country, f"Q{number}" if number < 500 else None
        )
        return f"a{number}"

    def _place(self) -> str:
        number = _zipf(self.chance, PLACES)
        span = self.say(f"{_name(number + 50_000)} ")
        known = self.places.get(number)
        mentions = (*known.mentions, span) if known else (span,)
        latitude, longitude = round(number % 60 - 20 + 0.1234, 4), round(number % 80 + 0.4321, 4)
        country = _COUNTRIES[number % 8]
        self.places[number] = Place(
            f"p{number}",
            _name(number + 50_000),
            None,
            country,
            None,
            latitude,
            longitude,
            str(300_000 + number),
            mentions,
        )
        return f"p{number}"


def _zipf(chance: random.Random, count: int) -> int:
    """A number below `count`, each about as often as one by its rank."""
    return int(math.exp(chance.random() * math.log(count + 1))) - 1


@functools.cache
def _name(number: int) -> str:
    chance = random.Random(f"name {number}")
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4))).capitalize()


@functools.cache
def _word(number: int) -> str:
    return _name(number + 200_000).lower()


@functools.cache
def _actor_names(number: int) -> tuple[str, str]:
    name = f"{_name(number)} {_KINDS[number % len(_KINDS)]}"
    return f"{name} of {_name(number + 100_000)}", name


def _person(number: int) -> str:
    return f"{_name(number % 300 + 300_000)} {_name(number + 400_000)}"


def _outlet(number: int) -> str:
    return f"The {_name(number + 500_000)} {('Times', 'Post', 'Wire', 'News')[number % 4]}"
