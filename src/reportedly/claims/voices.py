"""Which attribution asserts a claim by its cue alone, outside of what it says: 'accused the rebels of shelling'."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.claims.tree import is_verb
from reportedly.model import Attributed, Parsed, Token

_CHARGES = frozenset(["of", "for"])


def by_cue(parsed: Parsed, attributed: Attributed) -> dict[int, str]:
    """The attribution of each word that is a cue."""
    return {
        token.i: row.id for row in attributed.attributions for span in row.cue_spans for token in parsed.tokens_in(span)
    }


def charging(parsed: Parsed, attributed: Attributed, cues: Mapping[int, str], deed: Token) -> str | None:
    """The attribution whose cue charges somebody with a deed that its content leaves out, as where the content is
    only whom it accuses."""
    head = deed
    while head.dep == "conj" and head.head != head.i:
        head = parsed.tokens[head.head]
    before = parsed.tokens[head.head]
    above = parsed.tokens[before.head]
    if head.dep not in ("pcomp", "pobj") or before.lower not in _CHARGES or not is_verb(above):
        return None
    row = attributed.by_id.get(cues.get(above.i, ""))
    if row is None or any(span.touches(deed.span) for span in row.content_spans):
        return None
    return row.id
