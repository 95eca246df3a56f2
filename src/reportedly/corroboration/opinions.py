"""Forms a subjective-logic opinion of a proposition where an analyst graded voices (Jøsang, Subjective Logic, 2016).

Trust is discounted along each chain (section 14.3.2, probability-sensitive trust discounting), averaged within an
origin (12.5, averaging belief fusion: its claims are not independent) and cumulated across origins (12.3, cumulative
belief fusion).
Who has no letter has F, 'cannot be judged': full uncertainty, with a base rate of trust of 0, so that he adds nothing,
for or against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from reportedly.corroboration.tables import grades as known_grades
from reportedly.corroboration.tables import steps
from reportedly.model.corroboration import Member, Opinion, Proposition

VACUOUS = Opinion(0.0, 0.0, 1.0)
SAYS_SO = Opinion(1.0, 0.0, 0.0)
CERTAINTY = {"certain": 0.0, "probable": 0.25, "possible": 0.5}  # our decision: how unsure the voice itself is
CANNOT_BE_JUDGED = 6


def opinion(proposition: Proposition, grades: Iterable[tuple[str, str]]) -> Opinion | None:
    """The opinion that graded voices leave of a proposition; None where nobody in it is graded.

    `grades` are (voice or outlet, letter A to F). Raises ValueError for another letter.
    """
    letters = _trusts(grades)
    if not any(name in letters for one in proposition.members for name in one.chain):
        return None
    by_origin: dict[tuple[str, str], list[Opinion]] = {}
    for one in proposition.members:
        by_origin.setdefault((one.polarity, one.origin), []).append(_told(one, letters))
    return reduce(cumulate, (average(found) for _, found in sorted(by_origin.items())), VACUOUS)


def discount(trust: Opinion, told: Opinion) -> Opinion:
    """What remains of what is told by somebody trusted so: P(trust) weighs belief and disbelief, the rest is unsure."""
    p = trust.expected
    belief, disbelief = p * told.belief, p * told.disbelief
    return Opinion(belief, disbelief, 1 - belief - disbelief, told.base)


def average(opinions: Iterable[Opinion]) -> Opinion:
    """Averaging belief fusion of any number of opinions, so that saying a thing twice does not make it surer."""
    found = list(opinions)
    if all(one.uncertainty > 0 for one in found):
        weights = [1 / one.uncertainty for one in found]
        total = sum(weights)
        belief = sum(w * one.belief for w, one in zip(weights, found, strict=True)) / total
        disbelief = sum(w * one.disbelief for w, one in zip(weights, found, strict=True)) / total
        return Opinion(belief, disbelief, len(found) / total, _mean([one.base for one in found]))
    sure = [one for one in found if one.uncertainty == 0]
    return Opinion(
        _mean([one.belief for one in sure]),
        _mean([one.disbelief for one in sure]),
        0.0,
        _mean([one.base for one in sure]),
    )


def cumulate(a: Opinion, b: Opinion) -> Opinion:
    """Cumulative belief fusion of two independent opinions."""
    if a.uncertainty == b.uncertainty == 0:
        return average((a, b))
    k = a.uncertainty + b.uncertainty - a.uncertainty * b.uncertainty
    return Opinion(
        (a.belief * b.uncertainty + b.belief * a.uncertainty) / k,
        (a.disbelief * b.uncertainty + b.disbelief * a.uncertainty) / k,
        a.uncertainty * b.uncertainty / k,
        _fused_base(a, b),
    )


def credibility(found: Opinion | None) -> int:
    """Admiralty credibility, 1 confirmed to 5 improbable, 6 where it cannot be judged (AJP-2.1)."""
    if found is None or found.uncertainty > 0.5:
        return CANNOT_BE_JUDGED
    return int(_step("credibility", found.expected))


def likelihood(found: Opinion | None) -> str | None:
    """The word of ICD 203 for an opinion's expected probability; None where it cannot be judged."""
    return None if found is None or found.uncertainty > 0.5 else _step("likelihood", found.expected)


def _trusts(grades: Iterable[tuple[str, str]]) -> Mapping[str, Opinion]:
    found = {}
    for name, letter in grades:
        if letter not in known_grades():
            raise ValueError(f"no reliability letter from A to F: {letter!r}")
        found[name] = Opinion(*known_grades()[letter], base=0.0)  # nobody is trusted before he is judged
    return found


def _told(one: Member, letters: Mapping[str, Opinion]) -> Opinion:
    """What the end of a chain says, discounted by each voice that it came through; and by who says it."""
    unsure = CERTAINTY.get(one.certainty, 1.0)
    told = Opinion(0.0, 1 - unsure, unsure) if one.polarity == "denied" else Opinion(1 - unsure, 0.0, unsure)
    graded = [name for name in reversed(one.chain) if name in letters]
    if one.chain and one.chain[-1] not in letters:
        return VACUOUS
    for name in graded:
        told = discount(letters[name], told)
    return told


def _fused_base(a: Opinion, b: Opinion) -> float:
    if a.uncertainty == b.uncertainty == 1:
        return (a.base + b.base) / 2
    k = a.uncertainty + b.uncertainty - 2 * a.uncertainty * b.uncertainty
    weight = a.base * b.uncertainty + b.base * a.uncertainty - (a.base + b.base) * a.uncertainty * b.uncertainty
    return weight / k if k else (a.base + b.base) / 2


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _step(scale: str, probability: float) -> str:
    return next(word for least, word in steps(scale) if probability >= least - 1e-12)
