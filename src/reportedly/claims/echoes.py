"""What a heading tells that the report tells again below it: one deed in one voice, not two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.model import Claim, Parsed, Quantity

_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_LONGEST = 200  # code points of a heading
_MOST_LINES = 3  # a heading, what stands under it, who wrote it


def heading_end(parsed: Parsed) -> int:
    """Where the heading ends that a text begins with, in code points; 0 where it begins with none.

    A heading is a line without a full stop, or the document's title, with more text below it.
    """
    end = 0
    for line in parsed.paragraphs[: min(_MOST_LINES, len(parsed.paragraphs) - 1)]:
        words = parsed.words(line).strip()
        if not _is_title(parsed, words) and (_CLOSED.search(words) or len(words) > _LONGEST):
            break
        end = line.end
    return end


def without_echoes(claims: Sequence[Claim], end: int) -> tuple[Claim, ...]:
    """The claims without those of the heading, which ends at `end`, that a claim below it tells too."""
    below = [claim for claim in claims if not _stands_in(claim, end)]
    return tuple(claim for claim in claims if not (_stands_in(claim, end) and any(_tells(one, claim) for one in below)))


def _is_title(parsed: Parsed, words: str) -> bool:
    return bool(words) and words.rstrip(".").casefold() == (parsed.document.title or "").strip().rstrip(".").casefold()


def _stands_in(claim: Claim, end: int) -> bool:
    return bool(claim.spans) and claim.spans[0].start < end


def _tells(claim: Claim, heading: Claim) -> bool:
    """Whether a claim is of the heading's deed: the same kind, nobody who contradicts it, and somebody or some number
    that both name."""
    kind = (claim.event, claim.relation, claim.polarity) == (heading.event, heading.relation, heading.polarity)
    if not kind or not _agrees(claim.actors, heading.actors):
        return False
    counted = _equal(claim.dead, heading.dead) or _equal(claim.injured, heading.injured)
    shared = {*claim.actors, *claim.recipients} & {*heading.actors, *heading.recipients}
    return (_agrees(claim.recipients, heading.recipients) or counted) and (bool(shared) or counted)


def _agrees(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sides may be one: the same actor is on both, or one of them names nobody."""
    return not set(one) or not set(other) or bool(set(one) & set(other))


def _equal(one: Quantity | None, other: Quantity | None) -> bool:
    return one is not None and other is not None and (one.low or one.high) == (other.low or other.high)
