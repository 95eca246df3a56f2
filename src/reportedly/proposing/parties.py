"""Parties: actors and places that a proposal names, as words that stand in the part and as rows of the reading."""

from __future__ import annotations

import re

from reportedly.model import Actor, Place, Reading, Span
from reportedly.proposing.voices import bare

_FAR = 1_500  # code points: a name further from the words than a few paragraphs is somebody else's


class Parties:
    """The actors of a reading, and those that proposals add to them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, Actor] = {}
        self._at: dict[Span, Actor] = {}
        self.added: list[Actor] = []
        for row in reading.actors:
            self._at |= dict.fromkeys(row.mentions, row)
            self._known |= {bare(name): row for name in (row.name, *row.aliases)}

    def spans(self, part: Span, words: Span, names: tuple[str, ...]) -> tuple[Span, ...] | None:
        """Where the names stand nearest to some words; None where one of them doesn't."""
        found = [nearest(self._reading.document.text, part, words, name) for name in names]
        return None if None in found else tuple(span for span in found if span)

    def actor(self, span: Span) -> Actor:
        """The actor that stands there: as it was read, by its name, or else a new one under the text's words."""
        name = self._reading.document.text[span.start : span.end]
        row = self._at.get(span) or self._known.get(bare(name))
        if row is None:
            row = Actor(self._free_id(), name, mentions=(span,))
            self.added.append(row)
            self._known[bare(name)] = self._at[span] = row
        return row

    def place(self, part: Span, words: Span, name: str | None) -> Place | None:
        """The place of the reading that goes by a name which stands near the words."""
        if name is None or nearest(self._reading.document.text, part, words, name) is None:
            return None
        return next((row for row in self._reading.places if bare(row.name) == bare(name)), None)

    def _free_id(self) -> str:
        taken = {row.id for row in (*self._reading.actors, *self.added)}
        return next(key for n in range(1, len(taken) + 2) if (key := f"m{n}") not in taken)


def nearest(text: str, part: Span, words: Span, name: str) -> Span | None:
    """Where a name stands as whole words, in the words themselves or else nearest to them, not far off."""
    first, last = max(part.start, words.start - _FAR), min(part.end, words.end + _FAR)
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = [Span(*match.span()) for match in whole.finditer(text, first, last)]
    return min(found, key=lambda span: (_distance(span, words), span), default=None)


def _distance(span: Span, words: Span) -> int:
    return max(0, words.start - span.end, span.start - words.end) if not words.holds(span) else -1
