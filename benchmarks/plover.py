"""How well deeds are typed, and who stands in them, on the gold sentences of PLOVER's manual.

A line is {"id", "event", "text", "markup", "spans": [[SRC|TAR|SRC/TAR|EVT|LOC, start, end], ...]}, a gold record
(Open Event Data Alliance 2016) whose spans are given. Twice measured: `extracted`, the first draft whose predicate
stands on an EVT span, and `read`, the first claim of the whole reading whose words do. Its type counts (2016 names
are mapped), and whether its sides touch the gold's, compounds either way round.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reportedly.attribution import attribute
from reportedly.claims import extract
from reportedly.model import Claim, Document, Draft, Parsed, Reading, Span
from reportedly.parsing import parse
from reportedly.pipeline import read_document

Row = dict[str, Any]
Spans = tuple[Span, ...]
RENAMED = {"DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
STAGES = ("extracted", "read")


def measure(path: Path, *, show: bool = False) -> dict[str, float]:
    """Shares of the sentences: `extracted_type`, `read_type`; `extracted_both`, `read_both` of those with both sides;
    `commonest`, what a guess of the commonest type would have. Prints the misses where it is to `show` them."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["spans"]:
            counts += _score(row, show=show)
    total, both = max(1, counts["sentences"]), max(1, counts["with both"])
    found = {f"{stage}_type": counts[f"{stage} type"] / total for stage in STAGES}
    found |= {f"{stage}_both": counts[f"{stage} both"] / both for stage in STAGES}
    common = max((number for name, number in counts.items() if name.startswith("of ")), default=0)
    return {**found, "commonest": common / total}


def _score(row: Row, *, show: bool) -> Counter[str]:
    """One sentence: the draft whose predicate stands on an EVT span, and the claim of the whole reading that does."""
    document = Document("sha256:0", row["id"], row["text"], language="en")
    parsed = parse(document)
    want = RENAMED.get(row["event"], row["event"])
    spots = [Span(start, end) for name, start, end in row["spans"] if name == "EVT"]
    sides = {name: [Span(s, e) for n, s, e in row["spans"] if name in n] for name in ("SRC", "TAR")}
    draft = next((one for one in extract(parsed, attribute(parsed)) if _stands_on(parsed, one, spots)), None)
    reading = read_document(document)
    claim = next((one for one in reading.claims if any(s.touches(spot) for s in one.spans for spot in spots)), None)
    counts = Counter({"sentences": 1, f"of {want}": 1})
    counts["extracted type"] += draft is not None and draft.event == want
    counts["read type"] += claim is not None and claim.event == want
    if sides["SRC"] and sides["TAR"]:
        counts["with both"] += 1
        counts["extracted both"] += draft is not None and _stands(*_meant_sides(parsed, draft), sides)
        counts["read both"] += claim is not None and _stands(*_mentioned(reading, claim), sides)
    if show:
        _show(row, want, parsed, draft, counts)
    return counts


def _show(row: Row, want: str, parsed: Parsed, draft: Draft | None, counts: Counter[str]) -> None:
    if not counts["extracted type"]:
        print(want, "not", (draft.event or draft.relation, draft.rule) if draft else None, "|", row["markup"])
    if draft and counts["with both"] and not counts["extracted both"]:
        print(
            "sides", _words(parsed, draft.actors), ">", _words(parsed, draft.recipients), draft.rule, "|", row["markup"]
        )
    for measure in ("type", "both"):
        if counts[f"extracted {measure}"] > counts[f"read {measure}"]:
            print("lost in the reading:", measure, "|", row["markup"])


def _stands_on(parsed: Parsed, draft: Draft, spots: list[Span]) -> bool:
    return any(parsed.tokens[draft.trigger].span.touches(spot) for spot in spots)


def _stands(actors: Spans, recipients: Spans, sides: dict[str, list[Span]]) -> bool:
    """Whether the actors touch the source and the recipients the target; both sides of a mutual deed may be actors."""
    every = (*actors, *recipients)
    if any(span in sides["TAR"] for span in sides["SRC"]):
        return all(any(span.touches(side) for span in every) for side in sides["SRC"])
    acts = any(span.touches(side) for span in actors for side in sides["SRC"])
    suffers = recipients or actors
    return acts and any(span.touches(side) for span in suffers for side in sides["TAR"])


def _meant_sides(parsed: Parsed, draft: Draft) -> tuple[Spans, Spans]:
    """Where a draft's sides stand; a pronoun stands where parsing found what it means."""
    return _meant(parsed, draft.actors), _meant(parsed, draft.recipients)


def _mentioned(reading: Reading, claim: Claim) -> tuple[Spans, Spans]:
    """Where the reading mentions a claim's sides."""
    mentions = {actor.id: actor.mentions for actor in reading.actors}
    actors = tuple(span for one in claim.actors for span in mentions[one])
    return actors, tuple(span for one in claim.recipients for span in mentions[one])


def _meant(parsed: Parsed, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, with the antecedents of those that are pronouns."""
    heads = [token for span in spans for token in parsed.tokens_in(span)[-1:] if token.pos in ("PRON", "DET")]
    mentions = [mention for token in heads if (mention := parsed.mention_at(token.i)) is not None]
    return (*spans, *(parsed.mentions[i].span for mention in mentions for i in mention.antecedents))


def _words(parsed: Parsed, spans: tuple[Span, ...]) -> list[str]:
    return [parsed.words(span) for span in spans]
