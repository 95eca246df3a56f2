"""Drafts that point at chosen words of a small report, and whom resolution finds in them."""

from __future__ import annotations

from dataclasses import replace

from reportedly.attribution import attribute
from reportedly.model import Actor, Attributed, Document, Draft, Identified, Parsed, Place, Span, Time
from reportedly.parsing import parse
from reportedly.resolution import identify


def spans_of(parsed: Parsed, *words: str) -> tuple[Span, ...]:
    """The first place of each of the words; '~2' at the end of one asks for its second place."""
    return tuple(_place(parsed.text, *one.partition("~")) for one in words)


def _place(text: str, words: str, _: str, number: str) -> Span:
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def draft(event: str = "CONSULT", **parts: object) -> Draft:
    """A draft whose trigger nobody looks at."""
    return replace(Draft((Span(0, 1),), 0, "made by hand", event=event), **parts)


def identified(parsed: Parsed, *drafts: Draft, attributed: Attributed | None = None) -> Identified:
    return identify(parsed, attributed or attribute(parsed), drafts)


def actors(parsed: Parsed, *words: str, event: str = "CONSULT") -> list[list[Actor]]:
    """For each of the words the actors that they mean as somebody who acts."""
    spans = spans_of(parsed, *words)
    found = identified(parsed, draft(event, actors=spans))
    rows = {row.id: row for row in found.actors}
    return [[rows[key] for key in found.actor_ids[span]] for span in spans]


def names(parsed: Parsed, *words: str, event: str = "CONSULT") -> list[str]:
    """The same by name; several actors with '+' between, '' for nobody."""
    return [" + ".join(row.name for row in rows) for rows in actors(parsed, *words, event=event)]


def place(parsed: Parsed, words: str) -> Place | None:
    """The place that the words name."""
    (span,) = spans_of(parsed, words)
    found = identified(parsed, draft(places=(span,)))
    return next((row for row in found.places if row.id == found.place_ids.get(span)), None)


def time(text: str, words: str, published: str | None) -> Time | None:
    """When the words of a text published on a day mean."""
    parsed = parse(Document("sha256:0", "made", text, published=published, language="en"))
    (span,) = spans_of(parsed, words)
    return identified(parsed, draft(time=span)).times.get(span)
