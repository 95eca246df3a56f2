"""Proposes: asks a language model for claims of a report, part by part, and puts those that hold beside the reading.

The reading of our own stays as it is, whatever the model answers: its claims come first, under their ids. A string of
the model's never gets into a reading: what does are spans of the text and words of our own lists.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from reportedly.model import Claim, Problem, Reading, Span
from reportedly.proposing.checking import checked
from reportedly.proposing.kinds import instructions
from reportedly.proposing.parties import Parties
from reportedly.proposing.parts import parts
from reportedly.proposing.proposals import NoAnswerError, proposals_in

Ask: TypeAlias = Callable[[str, str], "str | Problem"]  # what the model is told, and the report's part; its answer
_MOST_PARTS = 40


@dataclass(slots=True)
class _Kept:
    """What came of the parts so far."""

    claims: list[Claim] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    read: int = 0
    failure: str = ""


def propose(reading: Reading, ask: Ask, model: str) -> Reading:
    """The reading with the model's claims behind its own; a problem says what was dropped, or that there was no answer.

    Of a document in which nothing may be read (another language, no text) nothing is asked. Each claim's `rule` is
    'llm:' and the model's name, which `Reader.model` names too. Never raises for what a model answers.
    """
    if not reading.document.text.strip() or any(row.code in ("language", "fault") for row in reading.problems):
        return reading
    todo, parties, kept = parts(reading.document.text), Parties(reading), _Kept()
    for part in todo[:_MOST_PARTS]:
        answer = ask(instructions(), json.dumps({"report": reading.document.text[slice(*part)]}, ensure_ascii=False))
        if isinstance(answer, Problem):
            kept.failure = answer.message
            break
        _take(reading, parties, kept, part, answer, f"llm:{model}")
        kept.read += 1
    return replace(
        reading,
        reader=replace(reading.reader, model=f"{reading.reader.model}; proposals by llm:{model}"),
        actors=(*reading.actors, *parties.added),
        claims=(*reading.claims, *_numbered(reading, kept.claims)),
        problems=(*reading.problems, *_problems(kept, model, len(todo))),
    )


def _take(reading: Reading, parties: Parties, kept: _Kept, part: Span, answer: str, rule: str) -> None:
    try:
        found = proposals_in(answer)
    except NoAnswerError:
        kept.dropped["answers that are no list of claims"] += 1
        return
    kept.proposed += len(found)
    for one in found:
        claim = one if isinstance(one, str) else checked(reading, parties, part, one, rule)
        if isinstance(claim, str):
            kept.dropped[f"that {claim}"] += 1
        elif _is_new(kept.claims, claim):
            kept.claims.append(claim)
        else:
            kept.dropped["that were proposed twice"] += 1


def _is_new(claims: list[Claim], claim: Claim) -> bool:
    def key(row: Claim) -> tuple[object, ...]:
        return row.spans, row.event, row.relation

    return all(key(row) != key(claim) for row in claims)


def _numbered(reading: Reading, claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims in text order, with ids behind the reading's own."""
    first = len(reading.claims) + 1
    ordered = sorted(claims, key=lambda row: (row.spans, row.event or "", row.relation or ""))
    return tuple(replace(row, id=f"c{n}") for n, row in enumerate(ordered, first))


def _problems(kept: _Kept, model: str, todo: int) -> tuple[Problem, ...]:
    found = []
    if kept.dropped:
        why = ", ".join(f"{count} {words}" for words, count in sorted(kept.dropped.items()))
        told = f"llm:{model}: {kept.proposed} claims were proposed, {len(kept.claims)} kept; dropped: {why}"
        found.append(Problem("llm-dropped", told))
    if kept.failure:
        rest = f"{todo - kept.read} of {todo} parts were not read by it; our own reading stands"
        found.append(Problem("llm-failed", f"llm:{model}: {kept.failure}; {rest}"))
    elif todo > _MOST_PARTS:
        found.append(
            Problem("llm-failed", f"llm:{model}: only the first {_MOST_PARTS} of {todo} parts were asked about")
        )
    return tuple(found)
