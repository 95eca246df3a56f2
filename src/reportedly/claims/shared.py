"""Who is meant where a deed leaves a side out that its sentence has named: 'stormed it, and two were killed'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportedly.model import Draft, Parsed, Span

_REACH = 8  # deeds before one in its sentence that may name its sides


def with_shared_sides(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts in order; an attack without agent gets that of the nearest attack before it in its sentence, and a
    destruction of what belongs to nobody gets the victims of the same attackers."""
    for _, group in groupby(drafts, key=lambda draft: parsed.tokens[draft.trigger].sentence):
        sentence = list(group)
        for i, draft in enumerate(sentence):
            before = sentence[max(0, i - _REACH) : i]
            yield _completed(parsed, draft, [other for other in reversed(before) if other.event == "ASSAULT"])


def _completed(parsed: Parsed, draft: Draft, others: Sequence[Draft]) -> Draft:
    if draft.event != "ASSAULT" or draft.cue_of is not None:
        return draft
    if not draft.actors and draft.recipients:
        victims = _words(parsed, draft.recipients)
        found = (other.actors for other in others if other.actors and not _words(parsed, other.actors) & victims)
        return replace(draft, actors=next(found, ()))
    if draft.actors and not draft.recipients and "destroy" in (draft.mode or ""):
        same = (other.recipients for other in others if _words(parsed, other.actors) == _words(parsed, draft.actors))
        return replace(draft, recipients=next((found for found in same if found), ()))
    return draft


def _words(parsed: Parsed, spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(parsed.words(span).casefold() for span in spans)
