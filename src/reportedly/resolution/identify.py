"""From drafts and voices to actors, places and times with identities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.model import Actor, Attributed, Draft, Identified, Parsed, Place, Span

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|you|him|her|them|us|his|its|their|who|which|that|themselves)$", re.I)


def identify(parsed: Parsed, attributed: Attributed, drafts: Sequence[Draft]) -> Identified:
    """The actors, places and times that the drafts' spans and the voices mean."""
    spans = dict.fromkeys(span for draft in drafts for span in (*draft.actors, *draft.recipients))
    found: dict[str, list[Span]] = {}
    for span in spans:
        name = _ARTICLE.sub("", parsed.words(span).strip())
        if name and not _PRONOUN.match(name):
            found.setdefault(name, []).append(span)
    ids = {name: f"a{i}" for i, name in enumerate(found, 1)}
    places = {span: parsed.words(span) for draft in drafts for span in draft.places}
    rows = {name: f"p{i}" for i, name in enumerate(dict.fromkeys(places.values()), 1)}
    return Identified(
        actors=tuple(Actor(ids[name], name, mentions=tuple(where)) for name, where in found.items()),
        places=tuple(Place(key, name) for name, key in rows.items()),
        actor_ids={span: (ids[name],) for name, where in found.items() for span in where},
        place_ids={span: rows[name] for span, name in places.items()},
    )
