"""A report as lineage sees it, from its reading: what it tells of, and which outlets it leans on how much."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportedly.lineage.openings import named_at_the_head
from reportedly.lineage.outlets import folded, is_known, is_own_name, sounds_like_body, sounds_like_outlet
from reportedly.lineage.retracting import DENIED, retracted_by
from reportedly.model import Attribution, Claim, Reading, Source, Span
from reportedly.model.lineage import Citing, Report

_SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?!\s)[^.!?\n]*)*[.!?\"”’)]*")
_ENDS = (".", "!", "?", '."', ".”", ".’", ")")
_SHORTEST = 4  # words: what is shorter and ends in a full stop is a date line's abbreviation
_HEAD = 5  # lines of headline, byline and date at most
_LEAD = 2  # sentences of a report, its headline among them where the text has it, that tell what the news is
_OPENING = 3  # sentences, its headline among them where the text has it, in which a report comes to its news
_MAY_BE_OUTLETS = ("organization", "group", "person", "document", "unspecified")


def report_of(reading: Reading, document: str | None = None) -> Report:
    """The report behind a reading. `document` is its name in the casebook, by default the document's own."""
    known = reading.document
    return Report(
        document=document or known.name,
        text=known.text,
        title=known.title,
        publisher=known.publisher,
        published=known.published,
        url=known.url,
        citing=_citing(reading),
        matters=_matters(reading),
    )


def _matters(reading: Reading) -> tuple[str, ...]:
    """What the claims are about, as sorted words: 'actor:houthi movement', 'place:marib', 'dead:12'."""
    actors = {row.id: row.name for row in reading.actors}
    places = {row.id: row.name for row in reading.places}
    found = {matter for claim in reading.claims for matter in _of_claim(claim, actors, places)}
    return tuple(map(sys.intern, sorted(found)))  # a hundred thousand reports tell of the same few


def _of_claim(claim: Claim, actors: dict[str, str], places: dict[str, str]) -> Iterator[str]:
    yield f"{'event' if claim.event else 'relation'}:{claim.event or claim.relation}"
    if claim.polarity != "affirmed":
        yield f"{DENIED}{claim.event or claim.relation}"
    yield from (f"actor:{folded(actors[key])}" for key in (*claim.actors, *claim.recipients) if key in actors)
    yield from (f"place:{folded(places[key])}" for key in claim.places_all if key in places)
    yield from (f"day:{claim.time.start[:10]}" for _ in (0,) if claim.time and len(claim.time.start) >= 10)
    yield from (f"dead:{claim.dead.low}" for _ in (0,) if claim.dead)
    yield from (f"injured:{claim.injured.low}" for _ in (0,) if claim.injured)


@dataclass(slots=True)
class _Reach:
    """What comes through one voice: how many claims, which sentences, and the outlets further down, in text order."""

    claims: int = 0
    sentences: set[int] = field(default_factory=set)
    through: dict[str, None] = field(default_factory=dict)


def _citing(reading: Reading) -> tuple[Citing, ...]:
    """Whom a report leans on, only outlets that it may take its matter from; those that lead and carry most first."""
    text, publisher = reading.document.text, reading.document.publisher
    sentences = _sentences(text)
    begins = [span.start for span in sentences]
    reaches: dict[str, _Reach] = defaultdict(_Reach)
    by_others: set[int] = set()
    for voices, spans, is_claim in _ways(reading):
        carrier = _nearest_carrier(voices)
        is_outlets = carrier is not None and _is_outlet(carrier) and not is_own_name(carrier.name, publisher)
        if voices and not is_claim and not is_outlets and not _is_nobody(voices[0]):
            by_others.update(i for span in spans for i in _touched(begins, span))
        if carrier is None:
            continue
        reach = reaches[carrier.id]
        reach.claims += is_claim
        reach.sentences.update(i for span in spans for i in _touched(begins, span))
        behind = voices[voices.index(carrier) + 1 :]
        reach.through.update(dict.fromkeys(one.name for one in behind if one.kind == "outlet"))
    opening = min((_OPENING - 1, *by_others))
    taken_back = {folded(name) for name in retracted_by(text)}
    rows = [
        replace(
            _row(source, reaches[source.id], len(reading.claims), sentences, taken_back),
            is_first=min(reaches[source.id].sentences, default=_OPENING) <= opening,
        )
        for source in reading.sources
        if source.id in reaches and not is_own_name(source.name, publisher) and not _is_itself(source)
    ]
    rows = list(named_at_the_head(text, sentences[:_OPENING], publisher, rows, opening))
    return tuple(sorted(rows, key=lambda row: (not row.leads, -row.share, row.name, row.source or "")))


def _whole(text: str) -> Iterator[Span]:
    """The sentences of a text, a date line ('SANAA, Sept. 18 (Xinhua) --') with the one that it stands before."""
    start: int | None = None
    for match in _SENTENCE.finditer(text):
        begins = match.start() if start is None else start
        is_short = len(match[0].split()) < _SHORTEST and match[0].endswith(".") and "\n" not in text[match.end() :][:1]
        start = begins if is_short and begins == match.start() else None
        if start is None:
            yield Span(begins, match.end())
    if start is not None:
        yield Span(start, len(text.rstrip()))


def _sentences(text: str) -> list[Span]:
    """The sentences of a text; of a head on lines of its own only the first, its headline."""
    found = list(_whole(text))
    ends = next((i for i, one in enumerate(found) if text[one.start : one.end].endswith(_ENDS)), len(found))
    return found if not 1 < ends <= _HEAD else [found[0], *found[ends:]]


def _row(source: Source, reach: _Reach, claims: int, sentences: list[Span], taken_back: set[str]) -> Citing:
    whole = claims + len(sentences)
    return Citing(
        name=source.name,
        share=round((reach.claims + len(reach.sentences)) / max(whole, 1), 6),
        leads=any(i < (_LEAD if len(sentences) > _LEAD else 1) for i in reach.sentences),
        through=tuple(reach.through),
        named=source.named,
        is_outlet=_is_outlet(source),
        retracts=folded(source.name) in taken_back,
        source=source.id,
        spans=tuple(sentences[i] for i in sorted(reach.sentences)),
    )


def _ways(reading: Reading) -> Iterator[tuple[tuple[Source, ...], tuple[Span, ...], bool]]:
    """Each claim and each attribution: the voices behind the author, nearest first, and where it stands."""
    sources = {row.id: row for row in reading.sources}
    rows = {row.id: row for row in reading.attributions}
    for claim in reading.claims:
        yield tuple(sources[key] for key in claim.chain[1:] if key in sources), claim.spans, True
    for row in reading.attributions:
        voices = tuple(sources[key] for key in _upwards(row, rows) if key in sources)
        yield voices, (*row.source_spans, *row.cue_spans, *row.content_spans), False


def _upwards(row: Attribution, rows: Mapping[str, Attribution]) -> tuple[str, ...]:
    """The sources of an attribution and its parents, the author's side first."""
    walked: list[str] = []
    at: Attribution | None = row
    while at is not None and at.source not in walked:
        walked.append(at.source)
        at = rows.get(at.parent or "")
    return tuple(reversed(walked))


def _nearest_carrier(voices: tuple[Source, ...]) -> Source | None:
    """The first outlet on the way from the author; failing that, the first named voice that may turn out to be one."""
    return next(filter(_is_outlet, voices), None) or next(filter(_may_be_outlet, voices), None)


def _is_outlet(source: Source) -> bool:
    if source.named and sounds_like_body(source.name) and not is_known(source.name):
        return False  # 'the UN refugee agency': what a body says is a statement
    return source.kind == "outlet" or (
        _may_be_outlet(source) and (is_known(source.name) or sounds_like_outlet(source.name))
    )


def _may_be_outlet(source: Source) -> bool:
    """Whether a publisher of that name would make an outlet of the voice; a ministry or a monitor is none."""
    return source.named and source.kind in _MAY_BE_OUTLETS and not sounds_like_body(source.name)


def _is_nobody(source: Source) -> bool:
    """Whether a voice says no more than that the news is not the report's own: 'is said to', 'a news agency report'."""
    return source.kind == "unspecified" or (source.kind in ("document", "outlet") and not source.named)


def _is_itself(source: Source) -> bool:
    """Whether a report means its own outlet: 'doctors told the newspaper', where it has named no other."""
    article, _, word = source.name.partition(" ")
    return not source.named and article.lower() in ("the", "our") and " " not in word and sounds_like_outlet(word)


def _touched(begins: list[int], span: Span) -> range:
    """The numbers of the sentences that a span touches."""
    return range(max(bisect_right(begins, span.start) - 1, 0), bisect_left(begins, span.end))
