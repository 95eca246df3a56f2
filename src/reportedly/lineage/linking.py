"""The direct parent of one report among others: by shared passages, credit lines and citing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.lineage.comparing import compare
from reportedly.lineage.credits import UNNAMED, Credit, credits_of
from reportedly.lineage.dating import UNDATED, days_between, last_day
from reportedly.lineage.neighbours import may_share
from reportedly.lineage.outlets import is_agency, is_known, is_state_outlet, outlet_key, same_outlet, usual_name
from reportedly.lineage.sketching import sketch
from reportedly.lineage.standing import (
    NEWS,
    Standing,
    carries,
    is_state_media,
    names_publisher,
    opens_with,
    standing_of,
)
from reportedly.lineage.stories import SAME, likeness
from reportedly.model.lineage import Cited, Citing, Comparison, Descent, Passage, Report, Sketch

STRONG = 0.4  # of the 5-grams of either text: passages that outweigh an outlet which is merely named
_KEPT = 0.35  # what the share of the parent that stands here counts, in thirds, beside the share of this text taken
_CREDITED, _CITED = 0.3, 0.1  # what naming the parent adds
_ROUND_UP = 3  # times as long as what it takes in
_WHOLE, _HEAD = 0.5, 0.15  # at least so much of the shorter, and behind this part of the longer
_STEP = 0.05  # shares nearer than this are the same, and the earliest report is the parent
LATE = 1  # day that an agency's own date may lie behind that of a report which names it (time zones)
NEAR, NEAR_DAYS = 0.33, 3  # of the story is enough where a listed outlet's report of so many days before is named
CREDITED = 0.2  # the same where a credit line names it: of a free translation little else is left
ALIKE = 0.3  # of its story is enough where a credit line names an outlet: a free retelling keeps little else
_NEWS = 7  # days within which a credited agency's report of the story must have come out
_PASSAGES, _NAMED, _OUTSIDE, _WEAK = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Way:
    """How a report may come from another: the better way has the larger `weight`, of equal ones the earlier parent."""

    weight: tuple[float, int]
    parent: Standing
    why: tuple[str, ...]
    score: float | None = None
    passages: tuple[Passage, ...] = ()


def link(report: Report, others: Iterable[Report]) -> Descent:
    """Where a report was taken from, among others, in any order; its origin is only known along the whole way.

    First passages that are copying (credit and citing count in the parent's favour), then the report that a credit
    line or the citing of most of the text names, where it tells the same story; else the outlet itself, outside. An
    aside makes no descent. The same as `link(report, [parent, *cited reports of an earlier link, new ones])`.
    """
    return link_among(standing_of(report), [standing_of(other) for other in others])


def may_be_copies(one: Report, known: Sketch, other: Report) -> bool:
    """Whether two reports, the first with this sketch, share so much that linking would lay them side by side."""
    is_own = same_outlet(one.publisher, other.publisher)
    return may_share(known, sketch(other.text), days_between(one.published, other.published), is_own=is_own)


def may_matter(mine: Report, other: Report) -> bool:
    """Whether another report that shares no words with a report may matter to its link: it must tell the same story.

    The story of the whole or of what comes through one outlet; the link is the same without those that do not.
    """
    if likeness(mine, other) >= least_of_whole(credits_of(mine)):
        return True
    told = (story for row in mine.citing for story in told_through(row, mine))
    return any(likeness(story, other) >= least for story, least in told)


def least_of_whole(credited: Sequence[Credit]) -> float:
    """How alike another report must be to a whole report with these credits to matter to its link."""
    return CREDITED if credited else SAME


def told_through(citing: Citing, mine: Report) -> Iterator[tuple[Report, float]]:
    """What a report tells through an outlet, with how alike a report of that outlet must be to it to matter."""
    least = NEAR if is_known(citing.name) else SAME
    if carries(citing) or not citing.spans:
        yield mine, least
    if citing.spans:
        yield _told_through(citing, mine), least
    if citing.spans and (carries(citing) or opens_with(citing)):
        yield _news_through(citing, mine), least


def link_among(mine: Standing, others: Sequence[Standing]) -> Descent:
    """The same for reports whose standing is known."""
    others = sorted((other for other in others if other.report != mine.report), key=lambda other: other.rank)
    likenesses = _likenesses(mine, others)
    ways = [way for other in others for way in _ways(mine, other, likenesses[other.report.document])]
    best = min(ways, key=lambda way: (-way.weight[0], -way.weight[1], way.parent.rank), default=None)
    cited = _cited(mine, others, likenesses)
    outside = _outside(mine)
    if best is None or (best.weight[0] < _OUTSIDE and outside is not None and outside.is_named):
        return replace(outside or _original(mine), cited=cited)
    return Descent(
        report=mine.report.document,
        origin=best.parent.report.document,
        derived_from=best.parent.report.document,
        why=best.why,
        score=best.score,
        passages=best.passages,
        cited=cited,
        root=best.parent.report.document,
    )


def _ways(mine: Standing, other: Standing, alike: float) -> Iterator[_Way]:
    """Each way in which a report may come from the other; none where it can't be."""
    credited, cited = _credits(mine, other), _rests_on(mine, other)
    same = _same(mine, other)
    if cited:
        alike = max(alike, _told_of(mine, other, mine.resting))
    elif (opening := _told_of(mine, other, mine.leaning)) >= same:
        cited, alike = True, max(alike, opening)
    if _names(other, mine) and not (credited or cited) and (mine.rank < other.rank or _may_be_late(other, mine)):
        return
    is_before = other.rank < mine.rank or ((credited or cited) and _may_be_late(mine, other))
    if not is_before and not may_be_compiled(mine, other):
        return
    comparison = compare(mine.report, other.report) if may_share_words(mine, other) else None
    if comparison is not None and comparison.is_reuse and _comes_first(other, mine, comparison, is_before=is_before):
        is_named = cited or any(
            _means(row, other) for row in mine.report.citing
        )  # an aside says whence the passages are
        yield _by_passages(comparison, other, credited=credited, cited=is_named)
    is_alike = alike >= (same if cited else CREDITED if same == NEAR else ALIKE)
    if is_before and (credited or cited) and is_alike and (cited or _is_news(mine, other)):
        why = (*(["credit"] if credited else []), *(["citation"] if cited else []))
        tells_of_it = other.corrects and any(row.retracts for row in mine.resting)
        is_nearest = credited or any(_means_first(row, other) for row in (*mine.resting, *mine.leaning))
        yield _Way((_NAMED + tells_of_it / 2 + is_nearest / 4, 2 * int(alike / _STEP) + credited), other, why)


def may_share_words(mine: Standing, other: Standing) -> bool:
    """Whether two reports have so much of their sketches in common that linking lays them side by side."""
    days = days_between(mine.report.published, other.report.published)
    is_own = same_outlet(mine.report.publisher, other.report.publisher)
    return may_share(mine.sketch, other.sketch, days, is_own=is_own)


def _by_passages(comparison: Comparison, other: Standing, *, credited: bool, cited: bool) -> _Way:
    strength = comparison.a_in_b + _KEPT * int(3 * comparison.b_in_a) / 3 + _CREDITED * credited + _CITED * cited
    is_strong = credited or comparison.contained >= STRONG
    why = ("passages", *(["credit"] if credited else []), *(["citation"] if cited else []))
    weight = (_PASSAGES if is_strong else _WEAK, int(strength / _STEP))
    return _Way(weight, other, why, round(comparison.a_in_b, 4), comparison.passages)


def may_be_compiled(mine: Standing, other: Standing) -> bool:
    """Whether a report may be a round-up of its day that took in the other, much shorter one whole."""
    return mine.rank[:4] == other.rank[:4] and len(mine.report.text) >= _ROUND_UP * len(other.report.text)


def _comes_first(other: Standing, mine: Standing, comparison: Comparison, *, is_before: bool) -> bool:
    """Whether the other came first: of one day's reports the longer, unless the shorter was taken into it.

    A brief takes the head of a long report; a round-up takes the brief in further down.
    """
    if is_before and not may_be_compiled(other, mine):
        return True
    longer = mine.report.text if not is_before else other.report.text
    places = [pair[is_before].start for pair in comparison.passages]
    is_taken_in = max(comparison.a_in_b, comparison.b_in_a) >= _WHOLE and min(places) > _HEAD * len(longer)
    return is_taken_in != is_before


def _credits(mine: Standing, other: Standing) -> bool:
    """Whether a report's credit line means the other's publisher; 'agencies' means every agency."""
    publisher = other.report.publisher
    return any(
        is_agency(publisher) if row.name == UNNAMED else names_publisher(row.name, publisher) for row in mine.credits
    ) and not same_outlet(mine.report.publisher, publisher)


def _rests_on(mine: Standing, other: Standing) -> bool:
    """Whether most of a report comes through the other's publisher, at the first or a further step."""
    return any(_means(row, other) for row in mine.resting)


def _same(mine: Standing, other: Standing) -> float:
    """How alike a report of a cited outlet must be: less where it is a listed outlet's of the days before."""
    days = days_between(mine.report.published, other.report.published)
    is_near = days is not None and days <= NEAR_DAYS
    if not is_near:
        return SAME
    named = any(is_known(row.name) and _means(row, other) for row in mine.report.citing)
    return NEAR if named or (is_known(other.report.publisher or "") and _credits(mine, other)) else SAME


def _told_of(mine: Standing, other: Standing, rows: Iterable[Citing]) -> float:
    """How alike the other's story is to what the report tells on its publisher's word; 0 where it tells nothing so."""
    meant = [row for row in rows if row.spans and _means(row, other)]
    told = (way(row, mine.report) for row in meant for way in (_told_through, _news_through))
    return max((likeness(one, other.report) for one in told), default=0.0)


def _means(citing: Citing, other: Standing) -> bool:
    publisher = other.report.publisher
    if is_state_media(citing):
        return is_state_outlet(publisher)
    return any(names_publisher(name, publisher, named=citing.named) for name in (citing.name, *citing.through))


def _names(one: Standing, other: Standing) -> bool:
    """Whether the first names the second's publisher as where its text comes from."""
    return _credits(one, other) or _rests_on(one, other)


def _may_be_late(mine: Standing, other: Standing) -> bool:
    """Whether a named outlet's report may be the source though its date is later, or is unknown."""
    days = days_between(mine.report.published, other.report.published)
    return last_day(other.report.published) == UNDATED if days is None else days <= LATE


def _is_news(mine: Standing, other: Standing) -> bool:
    days = days_between(mine.report.published, other.report.published)
    return days is None or days <= _NEWS


def _likenesses(mine: Standing, others: Sequence[Standing]) -> dict[str, float]:
    """How alike the stories of a report and others are, asked only where it names the other's publisher."""
    asked: dict[tuple[str | None, bool], bool] = {}
    found: dict[str, float] = {}
    for other in others:
        key = (other.report.publisher, other.corrects)
        if key not in asked:
            takes_back = mine.corrects and same_outlet(mine.report.publisher, other.report.publisher)
            asked[key] = takes_back or _names(mine, other) or any(_means(row, other) for row in mine.report.citing)
        found[other.report.document] = likeness(mine.report, other.report) if asked[key] else 0.0
    return found


def _cited(mine: Standing, others: Sequence[Standing], alike: dict[str, float]) -> tuple[Cited, ...]:
    """Each outlet that a report leans on with the report of it that is meant: the one most alike, told before."""
    rows = [_one_cited(row, mine, others, alike) for row in mine.report.citing]
    if mine.corrects:
        own = Citing(mine.report.publisher or "", 1.0, leads=True, retracts=True)
        rows = [_one_cited(own, mine, others, alike), *rows] if own.name else rows
    return tuple(row for row in rows if row is not None)


def _one_cited(citing: Citing, mine: Standing, others: Sequence[Standing], alike: dict[str, float]) -> Cited | None:
    meant = {other.report.publisher: other for other in others}
    publishers = {publisher for publisher, other in meant.items() if _means_first(citing, other)}
    mates = [other for other in others if other.report.publisher in publishers and _came_first(mine, other)]
    likenesses = {other.report.document: _alike_in(citing, mine, other, alike) for other in mates}
    held = [other for other in mates if likenesses[other.report.document] >= SAME]
    if citing.retracts:
        held = [other for other in held if not other.corrects] or held
    best = min(held, key=lambda other: (-int(likenesses[other.report.document] / _STEP), other.rank), default=None)
    if best is None and not citing.is_outlet:
        return None
    name = usual_name(citing.name) if citing.named else citing.name
    return Cited(name, best.report.document if best else None, citing.share, citing.retracts, citing.source)


def _alike_in(citing: Citing, mine: Standing, other: Standing, alike: dict[str, float]) -> float:
    """How alike the other's story is to what comes through an outlet: to its own sentences where it is an aside."""
    if carries(citing) or not citing.spans:
        return alike[other.report.document]
    return likeness(_told_through(citing, mine.report), other.report)


def _told_through(citing: Citing, report: Report) -> Report:
    """What a report tells through an outlet, alone."""
    return replace(report, text=" ".join(report.text[slice(*span)] for span in citing.spans), matters=())


def _news_through(citing: Citing, report: Report) -> Report:
    """The same of a report whose news it is: what the report is about is what this is about."""
    return replace(report, text=" ".join(report.text[slice(*span)] for span in citing.spans))


def _means_first(citing: Citing, other: Standing) -> bool:
    return _means(replace(citing, through=()), other)


def _came_first(mine: Standing, other: Standing) -> bool:
    return other.rank < mine.rank or _may_be_late(mine, other)


def _original(mine: Standing) -> Descent:
    return Descent(mine.report.document, mine.report.document, root=mine.report.document)


def _outside(mine: Standing) -> Descent | None:
    """The source outside of the casebook that a report names for its text, or None: a name before 'agencies'."""
    credit = next((row for row in mine.credits if row.is_sure), None)
    news = (row for row in mine.leaning if row.share >= NEWS and is_known(row.name))
    resting = [
        row
        for row in (*mine.resting, *news)
        if row.is_outlet and outlet_key(row.name) != outlet_key(mine.report.publisher)
    ]
    citing = next((row for row in resting if row.named), None) or next(iter(resting), None)
    document = mine.report.document
    if credit is not None and (credit.name != UNNAMED or citing is None or not citing.named):
        is_named = credit.name != UNNAMED
        name = usual_name(credit.name) if is_named else UNNAMED
        return Descent(document, name, why=("credit",), is_outside=True, is_named=is_named, root=document)
    if citing is None:
        return None
    deepest = citing.through[-1] if citing.through else citing.name
    name = usual_name(deepest) if citing.named or citing.through else deepest
    is_named = citing.named or bool(citing.through)
    return Descent(document, name, why=("citation",), is_outside=True, is_named=is_named, root=document)
