"""The words that bear on a deed, from itself up to the end of its sentence or of its voice's content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.factuality.above import step
from reportedly.factuality.beside import beside
from reportedly.factuality.findings import CONDITION, PURPOSE, Finding
from reportedly.factuality.lexicon import Effect, raises_negation
from reportedly.model import Parsed, Token

_HIGHEST = 12  # nodes that a path passes at most


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes passed from the deed upwards, and what was found on the way, nearest first."""

    nodes: tuple[Token, ...]
    findings: tuple[Finding, ...]


def climb(parsed: Parsed, trigger: Token, inside: Callable[[Token], bool]) -> Path:
    """The path from a deed upwards, as long as what stands above still bears on it and `inside` holds.

    A purpose or a condition counts also where its word stands just outside: 'to' of 'wants to leave'.
    """
    nodes, findings = [trigger], list(beside(parsed, trigger))
    for _ in range(_HIGHEST):
        node = nodes[-1]
        taken = step(parsed, node)
        found = taken.finding
        if found is not None and (inside(found.words[0]) or found.effect in (PURPOSE, CONDITION)):
            findings.append(found)
        if taken.above is None or not inside(taken.above):
            break
        nodes.append(taken.above)
        if taken.bears:
            findings.extend(_as_seen_below(node, taken.above, one) for one in beside(parsed, taken.above))
    return Path(tuple(nodes), tuple({found.words: found for found in findings}.values()))


def _as_seen_below(node: Token, above: Token, found: Finding) -> Finding:
    """What words beside a governor do to the clause that it governs: 'has not decided that' leaves it open, while 'does
    not think that' denies it."""
    if node.dep == "ccomp" and found.effect.denied and not raises_negation(above.lemma):
        return Finding(found.words, Effect(certainty="unspecified"))
    return found
