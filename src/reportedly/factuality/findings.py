"""What bears on a deed: words with their effect, and where the path goes on above them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.factuality.lexicon import Effect
from reportedly.model import Token

PURPOSE = Effect(certainty="unspecified", when="intended")
CONDITION = Effect(certainty="possible", when="hypothetical")
DENIAL = Effect(denied=True)


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that bear on the deed, and what they do to it."""

    words: tuple[Token, ...]
    effect: Effect


@dataclass(frozen=True, slots=True)
class Step:
    """From a node to what stands above it: `above` where that still bears on the deed, else None.

    `finding` is what the edge does; `bears` whether the words beside the node above count as well.
    """

    finding: Finding | None = None
    above: Token | None = None
    bears: bool = True


END = Step()


def is_verbal(token: Token) -> bool:
    """Whether a token is a verb, auxiliaries and participles too."""
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")
