"""The names by which reports find each other: what a publisher may be called, and whom a report leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lineage.credits import UNNAMED
from reportedly.lineage.outlets import bare, folded, is_agency, is_known, is_state_outlet, outlet_key, sounds_like_body
from reportedly.lineage.standing import Standing, is_state_media, standing_of
from reportedly.model.lineage import Citing, Report

ANY_AGENCY, ANY_STATE_OUTLET = "*agency", "*state"
_LONGEST = 200  # code points: a longer name is none, and databases index no more


@dataclass(frozen=True, slots=True)
class Handles:
    """Two reports can only be linked by credit or citing where `leans_on` of one and `answers_to` of the other meet."""

    answers_to: tuple[str, ...]
    leans_on: tuple[str, ...]


def handles(report: Report) -> Handles:
    """By which names a report is looked up, and looks others up, in a casebook's index."""
    return handles_of(standing_of(report))


def handles_of(standing: Standing) -> Handles:
    """The same for a report whose standing is known."""
    publisher = standing.report.publisher
    answers_to = {name[:_LONGEST] for name in _answers_to(publisher)}
    leans_on = {name[:_LONGEST] for name in _leans_on(standing)}
    return Handles(tuple(sorted(answers_to - {""})), tuple(sorted(leans_on - {""})))


def names_leant_on(citing: Citing) -> set[str]:
    """Those of the names that a report leans on which stand for one outlet that it cites."""
    return {name[:_LONGEST] for name in _names_of(citing)} - {""}


def _answers_to(publisher: str | None) -> Iterator[str]:
    """A publisher's own key, each end of its name ('the Gazette'), and the kinds that it belongs to."""
    if not publisher:
        return
    yield outlet_key(publisher)
    if is_agency(publisher):
        yield ANY_AGENCY
    if is_state_outlet(publisher):
        yield ANY_STATE_OUTLET
    words = folded(publisher).split()
    yield bare(publisher)
    if not sounds_like_body(publisher):
        yield from (" ".join(words[i:]) for i in range(1, len(words)))


def _leans_on(standing: Standing) -> Iterator[str]:
    for credit in standing.credits:
        yield from (ANY_AGENCY,) if credit.name == UNNAMED else (_key(credit.name), bare(credit.name))
    for citing in standing.report.citing:
        yield from _names_of(citing)
    if standing.corrects and standing.report.publisher:
        yield outlet_key(standing.report.publisher)


def _names_of(citing: Citing) -> Iterator[str]:
    if is_state_media(citing):
        yield ANY_STATE_OUTLET
    for name in (*((citing.name,) if citing.named else ()), *citing.through):
        yield from (_key(name), bare(name))


def _key(name: str) -> str:
    return outlet_key(name) if is_known(name) else folded(name)
