"""How well supported: a claim as corroboration sees it, and what several reports' claims come to together."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.reading import Time


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as one report has it. `key` is the same for one actor of the casebook: 'houthi movement|YEM'.

    `aliases` are the names (never 'the group') that the report calls it by, `type` and `country` as in `Actor`.
    `linked` says that the knowledge base holds it, so that it is no other actor of the knowledge base.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    country: str | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as one report has it: its name and what it lies in, ISO 3166-1 alpha-3 for the country.

    `level` is 'country', 'admin1' or 'place'.
    """

    name: str
    admin1: str | None = None
    country: str | None = None
    level: str = "place"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, as one report has it. `kind` as in `Source`; `id` is the source's id in its reading.

    `body` is the organisation that it speaks for ('Houthi movement' for its spokesman), in the canonical name where
    known; `role` and `affiliation` in the text's words; `type` and `country` those of the actor that it is.
    """

    name: str
    kind: str
    named: bool
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    body: str | None = None
    type: str | None = None
    country: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as corroboration sees it. `chain` begins with the report's own voice and ends with whose word it is.

    `report` is the report's name, the same for no other report of the casebook; `claim` the claim's id in its reading;
    `start`, `end` the code points from the first to the last of its words; `published` ISO 8601 to any precision.
    """

    report: str
    claim: str
    event: str | None
    relation: str | None
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    things: tuple[str, ...]
    places: tuple[Spot, ...]
    time: Time | None
    polarity: str
    certainty: str
    when: str
    chain: tuple[Voice, ...]
    publisher: str | None = None
    published: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A claim in a proposition: where it stands, through whom it came, whose it is at the end.

    `way` is 'own' (told first-hand by the report), 'relay' (through another outlet) or 'copy'; `origin` the name of
    the origin that it counts for. `claim` is None where a report takes back another without saying again what it said.
    """

    document: str
    claim: str | None
    chain: tuple[str, ...]
    polarity: str
    certainty: str
    way: str
    origin: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent word: a voice, or an outlet's own. `because` says, a sentence each, what was counted together.

    `could_be` names the origins that it may be the same as; where it names none, it is certainly one of its own.
    `interest` is the party that it is, speaks for or belongs to, where the knowledge base tells.
    """

    name: str
    kind: str
    named: bool
    could_be: tuple[str, ...] = ()
    interest: str | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What stands for a proposition, or against it: independent origins at least and at most, and claims counted.

    What one report tells twice on one word counts once in `claims`, `copies` and `relays`.
    """

    low: int = 0
    high: int = 0
    claims: int = 0
    copies: int = 0
    relays: int = 0
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Keystone:
    """A voice or report, and the support word that would be left without it, None where nobody would claim it."""

    name: str
    left: str | None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several reports' claims come to: the same deed or tie, who says so and who denies it.

    `id` changes only with the claims that it holds. `realm` is 'real', 'planned' (future, intended) or 'supposed'
    (hypothetical). `marked` are the parties of which two origins of one side are, (party, names).
    """

    id: str
    event: str | None
    relation: str | None
    realm: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    things: tuple[str, ...]
    place: str | None
    time: Time | None
    affirmed: Side
    denied: Side
    support: str
    keystones: tuple[Keystone, ...]
    marked: tuple[tuple[str, tuple[str, ...]], ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the tree that leads to a support word, and the lines under it."""

    says: str
    under: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A proposition that became something since a day: 'claimed', 'corroborated' or 'contested'."""

    what: str
    before: str | None
    proposition: Proposition


@dataclass(frozen=True, slots=True)
class Opinion:
    """A binomial opinion of subjective logic (Jøsang 2016): belief + disbelief + uncertainty = 1, and a base rate."""

    belief: float
    disbelief: float
    uncertainty: float
    base: float = 0.5

    @property
    def expected(self) -> float:
        """The projected probability, P = b + a u."""
        return self.belief + self.base * self.uncertainty
