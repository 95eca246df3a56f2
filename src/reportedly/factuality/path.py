"""The words that bear on a deed, from itself up to the end of its sentence or of its voice's content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.factuality.above import step
from reportedly.factuality.beside import beside
from reportedly.factuality.findings import CONDITION, DENIAL, PURPOSE, Finding
from reportedly.factuality.lexicon import Effect, raises_negation
from reportedly.model import Parsed, Token

_HIGHEST = 12  # nodes that a path passes at most


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes passed from the deed upwards, and what was found on the way, nearest first."""

    nodes: tuple[Token, ...]
    findings: tuple[Finding, ...]


def climb(parsed: Parsed, trigger: Token, inside: Callable[[Token], bool], *, hearsay: bool = False) -> Path:
    """The path from a deed upwards, as long as what stands above still bears on it and `inside` holds.

    A purpose or a condition counts also where its word stands just outside: 'to' of 'wants to leave'; of `hearsay`,
    which is nobody's word, a denial too: 'the report that they allegedly fled is false'.
    """
    passing = (PURPOSE, CONDITION, DENIAL) if hearsay else (PURPOSE, CONDITION)
    nodes, findings, told = [trigger], list(beside(parsed, trigger)), False
    for _ in range(_HIGHEST):
        node = nodes[-1]
        taken = step(parsed, node)
        found = taken.finding
        if found is not None and (inside(found.words[0]) or found.effect in passing):
            findings.append(_of_telling(found) if told else found)
        if taken.above is None or not inside(taken.above):
            break
        nodes.append(taken.above)
        told = told or (node.dep == "ccomp" and not raises_negation(taken.above.lemma))
        if taken.bears:
            findings.extend(_of_telling(one) if told else one for one in beside(parsed, taken.above))
    return Path(tuple(nodes), tuple({found.words: found for found in findings}.values()))


def _of_telling(found: Finding) -> Finding:
    """A denial of the telling leaves open what would have been told: 'has not decided that they left', 'declined to say
    what it hit'; 'does not think that they left' denies it."""
    return Finding(found.words, Effect(certainty="unspecified")) if found.effect.denied else found
