"""What linking asks of each report again and again: its place in time, its credits, what it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.lineage.credits import UNNAMED, Credit, credits_of
from reportedly.lineage.dating import clock, last_day
from reportedly.lineage.outlets import (
    bare,
    folded,
    is_agency,
    is_known,
    is_own_name,
    same_outlet,
    sounds_like_body,
    unintroduced,
)
from reportedly.lineage.retracting import is_own_correction
from reportedly.lineage.sketching import sketch
from reportedly.model.lineage import Citing, Report, Sketch

_HEAD = 2_000  # code points in which a report says who told it
_TOLD = re.compile(r"\b(?:told|tells|interview with|statement to) ((?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*){0,3})")
RESTS = 0.5  # of a report's claims and sentences: so much through one outlet, and the report is that outlet's matter
NEWS = 0.2  # of the report that must come through an outlet of which no report is held
LEADS = 0.3  # enough where headline or opening come through it too: the news is the outlet's, the rest is background
_GENERAL = ("state", "official", "government")  # 'state media', 'official news agency': any outlet that a state owns
_MEDIA = ("media", "television", "tv", "radio", "agency", "news", "newspaper", "broadcaster", "outlets", "channel")


@dataclass(frozen=True, slots=True)
class Standing:
    """A report with what was found out about it once. Of two standings the smaller `rank` may be the other's origin."""

    report: Report
    rank: tuple[str, bool, bool, str, bool, int, str]
    credits: tuple[Credit, ...]
    resting: tuple[Citing, ...]
    leaning: tuple[Citing, ...]
    corrects: bool
    sketch: Sketch


def standing_of(report: Report) -> Standing:
    """What linking needs of a report.

    Reports are ranked by day, then agencies, then those that name one as their source (who has the same text without a
    credit has it from there too), the clock, those that were told it ('the ministry told APA'), the longer text, which
    holds more of the shorter than the shorter of it, and at last the name.
    """
    credited = credits_of(report)
    rank = (
        last_day(report.published),
        not is_agency(report.publisher),
        not any(row.is_sure and row.name != UNNAMED for row in credited),
        clock(report.published),
        not _was_told(report),
        -len(report.text),
        report.document,
    )
    resting = tuple(row for row in report.citing if carries(row))
    leaning = tuple(row for row in report.citing if opens_with(row) and not carries(row))
    corrects = is_own_correction(report.text, report.title, report.publisher)
    return Standing(report, rank, credited, resting, leaning, corrects, sketch(report.text))


def carries(citing: Citing) -> bool:
    """Whether the whole report rests on an outlet, rather than one aside of it.

    Half of its claims and sentences come through the outlet, or three in ten where the headline or the first sentences
    are among them.
    """
    return citing.share >= RESTS or (citing.leads and citing.share >= LEADS)


def _was_told(report: Report) -> bool:
    """Whether a report says of its own outlet that it was told the matter: who took it over leaves that out."""
    told = _TOLD.findall(report.text[:_HEAD])
    return any(is_own_name(name, report.publisher) for name in told)


def opens_with(citing: Citing) -> bool:
    """Whether the news that a report opens with is an outlet's, however much background stands behind it.

    It is, where a report tells it at its head on the word of an outlet and quotes nobody before.
    """
    return citing.is_first and citing.is_outlet and citing.named


def names_publisher(name: str, publisher: str | None, *, named: bool = True) -> bool:
    """Whether a name in a report means a publisher: the same outlet, the end of its name ('the Gazette'), or the
    name with what it is ('Delta Wire news agency').

    A ministry or a monitor that publishes is no outlet: who quotes its statement copies nobody.
    """
    if not publisher or not named or sounds_like_body(publisher):
        return False
    if same_outlet(name, publisher):
        return True
    short = folded(name)
    if not short or is_known(name):
        return False
    return folded(publisher).endswith(f" {short}") or bare(publisher) in (bare(name), bare(unintroduced(name)))


def is_state_media(citing: Citing) -> bool:
    """Whether a voice is a state's outlet by what it is called: 'state television', 'the official news agency'."""
    words = folded(citing.name).split()
    return not is_known(citing.name) and any(word in _GENERAL for word in words) and words[-1] in _MEDIA
