"""Tells: claims, reports, propositions and lineage as JSON-ready rows, each with its exact words and where they stand.

Every list and every string has a most, so that no answer floods an assistant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportedly.model import Span
from reportedly.model.desk import Found
from reportedly.web.answers.claims import shown
from reportedly.web.answers.reports import reading_of
from reportedly.web.assistants.quoting import cut
from reportedly.web.desk import Sight
from reportedly.web.values import (
    ActorLine,
    LineageShown,
    Link,
    OriginShown,
    PropositionLine,
    PropositionShown,
    ReportLine,
    TieLine,
    Why,
)

WORDS = 1_000  # code points of one quotation
_NAME, _NAMES = 200, 20
_PASSAGES = 8
_UNDER = 60  # lines under one line of a tree


def claims_told(sight: Sight, found: Iterable[Found]) -> list[dict[str, Any]]:
    """Claims with their quotations; one whose reading was replaced this moment is left out."""
    return [row for one in found if (row := claim_told(sight, one))]


def claim_told(sight: Sight, found: Found) -> dict[str, Any] | None:
    """A claim: its exact words and their offsets, its document, its chain of voices, and how surely it is said."""
    reading = sight.reading(found.report, found.reading)
    row = next((row for row in reading.claims if row.id == found.local), None) if reading else None
    told = shown(sight, [found])
    if reading is None or row is None or not told:
        return None
    one, text = told[0], reading.document.text
    start = min((span.start for span in row.spans), default=0)
    end = max((span.end for span in row.spans), default=0)
    whole = min(end, start + WORDS)
    return {
        "id": one.id,
        "says": cut("".join(piece.words for piece in one.sentence), WORDS),
        "quotation": {"words": text[start:whole], "start": start, "end": whole, "is_cut": whole < end},
        "spans": [list(span) for span in row.spans[:_NAMES]],
        "document": cut(one.document, _NAME),
        "report": one.report,
        "publisher": one.publisher,
        "published": one.published,
        "chain": _names(one.chain),
        "on_the_word_of": _names(one.chain)[-1] if one.chain else None,
        "certainty": one.certainty,
        "polarity": one.polarity,
        "when": one.when,
        "event": one.event,
        "relation": one.relation,
        "mode": one.mode,
        "actors": _names(one.actors),
        "recipients": _names(one.recipients),
        "place": one.place,
        "time": [one.time_start, one.time_end] if one.time_start else None,
        "score": one.score,
        "standing": one.standing,
    }


def _names(links: Iterable[Link]) -> list[str]:
    return [cut(link.words, _NAME) for link in links][:_NAMES]


def report_told(row: ReportLine) -> dict[str, Any]:
    """A report in a list."""
    return {
        "report": row.id,
        "document": cut(row.document, _NAME),
        "title": cut(row.title, WORDS) if row.title else None,
        "publisher": row.publisher,
        "published": row.published,
        "claims": row.claims,
        "snippet": cut(row.snippet, WORDS),
    }


def actor_told(row: ActorLine) -> dict[str, Any]:
    """An actor over all reports."""
    return {
        "name": cut(row.name, _NAME),
        "type": row.type,
        "country": row.country,
        "wikidata": row.wikidata,
        "aliases": [cut(name, _NAME) for name in (*row.merged, *row.aliases)][:_NAMES],
        "claims": row.claims,
        "reports": row.reports,
    }


def tie_told(row: TieLine) -> dict[str, Any]:
    """What is said between two, counted."""
    return {
        "actor": cut(row.one.words, _NAME),
        "with": cut(row.other.words, _NAME),
        "what": row.kind,
        "mutual": row.mutual,
        "claims": row.claims,
        "denied": row.denied,
        "hedged": row.hedged,
        "reports": row.reports,
    }


def proposition_told(row: PropositionLine) -> dict[str, Any]:
    """A proposition in a list: what it says, and on how many independent words for and against."""
    sides = {"for": row.affirmed, "against": row.denied}
    return {
        "id": row.id,
        "says": cut("".join(piece.words for piece in row.sentence), WORDS),
        "realm": row.realm,
        "support": row.support,
        **{
            name: {"independent_at_least": side.low, "at_most": side.high, "claims": side.claims}
            for name, side in sides.items()
        },
        "hangs_on": [cut(name, _NAME) for name in row.hangs_on],
    }


def support_told(row: PropositionShown) -> dict[str, Any]:
    """Why a proposition has its support word: its independent words, what it hangs on, and the reasons as a tree."""
    return {
        "words_for": [_origin(one) for one in row.affirmed[:_NAMES]],
        "words_against": [_origin(one) for one in row.denied[:_NAMES]],
        "without": [
            {"name": cut(name.words, _NAME), "support_left": one.left} for one in row.hanging for name in one.names
        ][:_NAMES],
        "why": _tree(row.why) if row.why else None,
        "credibility": row.credibility,
        "likelihood": row.likelihood,
    }


def _origin(one: OriginShown) -> dict[str, Any]:
    return {
        "name": cut(one.name, _NAME),
        "kind": one.kind,
        "named": one.named,
        "could_be": [cut(name, _NAME) for name in one.could_be[:_NAMES]],
        "because": [cut(line, WORDS) for line in one.because[:_NAMES]],
        "claims": [{"id": claim.id, "way": way} for way, claim in one.claims[:_NAMES]],
    }


def _tree(reason: Why, depth: int = 0) -> dict[str, Any]:
    under = [_tree(one, depth + 1) for one in reason.under[:_UNDER]] if depth < 6 else []
    return {"says": cut(reason.says, WORDS), "under": under}


def lineage_told(row: LineageShown) -> dict[str, Any]:
    """Where a report comes from, and what was taken from it."""
    return {
        "taken_from": report_told(row.parent) if row.parent else None,
        "goes_back_to": report_told(row.origin) if row.origin else None,
        "outside_source": row.outside,
        "why": list(row.why),
        "share_of_its_words_taken": row.score,
        "leans_on": [
            {
                "name": cut(one.name, _NAME),
                "report": report_told(one.report) if one.report else None,
                "share": one.share,
                "retracts": one.retracts,
            }
            for one in row.cited[:_NAMES]
        ],
        "copies": [report_told(one) for one in row.copies[:_NAMES]],
    }


def passages_told(sight: Sight, report: str, passages: Iterable[tuple[Span, Span]]) -> list[dict[str, Any]]:
    """The first passages that a report shares with the one that it was taken from: its words, and both places."""
    text = reading_of(sight, report).document.text
    return [
        {
            "words": text[mine.start : min(mine.end, mine.start + WORDS)],
            "start": mine.start,
            "end": mine.end,
            "in_the_other": list(theirs),
        }
        for mine, theirs in list(passages)[:_PASSAGES]
    ]
