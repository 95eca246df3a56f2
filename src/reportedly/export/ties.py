"""The ties that follow from the claims: who is said to do what with whom, claims of one kind gathered in one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from reportedly.model import Claim, Reading

ONE_WAY, BOTH_WAYS, SIDE_BY_SIDE = "->", "<->", "+"
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "allied_with", "hostile_to"})
_CERTAINTIES = ("certain", "probable", "possible", "unspecified")
_WHENS = ("past", "ongoing", "future", "intended", "hypothetical")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors' ids and which way the deed goes; '+' where both do it, with or against each other."""

    one: str
    other: str
    direction: str


@dataclass(frozen=True, slots=True)
class Tie:
    """The claims that say the same kind of deed, affirmed or denied, between the same two."""

    pair: Pair
    kind: str
    denied: bool
    claims: tuple[Claim, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """What was given, used or seized in any of the claims, each once."""
        return tuple(dict.fromkeys(thing for claim in self.claims for thing in claim.things))

    @property
    def certainties(self) -> tuple[str, ...]:
        """How surely it is said, from certain to unspecified."""
        return _in_order((claim.certainty for claim in self.claims), _CERTAINTIES)

    @property
    def whens(self) -> tuple[str, ...]:
        """Whether it is past, ongoing, to come, a goal or conditional."""
        return _in_order((claim.when for claim in self.claims), _WHENS)

    @property
    def origins(self) -> tuple[str, ...]:
        """The ids of the voices that say it, each once. How far they are independent is not told here."""
        return tuple(dict.fromkeys(claim.chain[-1] if claim.chain else "" for claim in self.claims))


def ties(reading: Reading) -> tuple[tuple[Pair, tuple[Tie, ...]], ...]:
    """The pairs of actors as the claims bring them, each with its ties: what is said between them, kind by kind."""
    rank = {actor.id: i for i, actor in enumerate(reading.actors)}
    rows: dict[tuple[Pair, str, bool], list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        for pair in dict.fromkeys(_pairs(claim, rank)):
            rows[pair, claim.relation or claim.event or "", claim.polarity == "denied"].append(claim)
    pairs: dict[Pair, list[Tie]] = defaultdict(list)
    for (pair, kind, denied), claims in rows.items():
        pairs[pair].append(Tie(pair, kind, denied, tuple(claims)))
    return tuple((pair, tuple(found)) for pair, found in pairs.items())


def _pairs(claim: Claim, rank: dict[str, int]) -> Iterator[Pair]:
    """The pairs that a claim ties, mutual ones in the order of the reading's actors; nobody is tied to himself."""
    mutual = (claim.relation or claim.event) in _MUTUAL
    sides = (
        combinations(dict.fromkeys(claim.actors), 2)
        if not claim.recipients
        else ((one, other) for one in claim.actors for other in claim.recipients if one != other)
    )
    for one, other in sides:
        if claim.recipients and not mutual:
            yield Pair(one, other, ONE_WAY)
        else:
            first, second = sorted((one, other), key=lambda key: (rank.get(key, len(rank)), key))
            yield Pair(first, second, BOTH_WAYS if mutual else SIDE_BY_SIDE)


def _in_order(values: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    found = set(values)
    return tuple(value for value in order if value in found)
