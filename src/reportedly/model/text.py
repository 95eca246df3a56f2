"""A text as it came in, and the spans that point into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a document's text, in Unicode code points, end excluded: text[start:end]."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, in words, with the place where it stands."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report as received: its text never changes again.

    `id` is 'sha256:' and the hex digest of the original bytes; `published` is ISO 8601 to the precision known
    ('2023-05'); `language` is BCP 47.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
