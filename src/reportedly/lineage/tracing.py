"""All reports of a casebook at once: who may have copied or cited whom, the best parent of each, and the origins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from reportedly.lineage.dating import UNDATED, day_number, last_day
from reportedly.lineage.following import follow
from reportedly.lineage.handles import handles_of, names_leant_on
from reportedly.lineage.linking import LATE, least_of_whole, link_among, may_be_compiled, may_share_words, told_through
from reportedly.lineage.neighbours import pairs
from reportedly.lineage.outlets import outlet_key
from reportedly.lineage.standing import Standing, standing_of
from reportedly.lineage.stories import WINDOW, likeness
from reportedly.model.collecting import without_collecting
from reportedly.model.lineage import Descent, Report

_MOST = 100  # reports of one outlet, those just before, that a report which names it is held against

Index = Mapping[str, tuple[list[str], list[int]]]


def trace(reports: Iterable[Report]) -> tuple[Descent, ...]:
    """What each report goes back to, sorted by name; the same whatever order the reports come in.

    Raises ValueError where two reports bear one name. Time and memory grow with the number of reports.
    """
    return follow(links(reports))


@without_collecting()
def links(reports: Iterable[Report]) -> tuple[Descent, ...]:
    """The link of each report (see `link`) among all that may matter to it, before origins are followed up."""
    standings = sorted((standing_of(report) for report in reports), key=lambda one: one.rank)
    if len({one.report.document for one in standings}) < len(standings):
        raise ValueError("two reports of one name; give each its own")
    index = _index(standings)
    sharing = _sharing(standings)
    found = []
    for i, standing in enumerate(standings):
        others = {*sharing.get(i, ()), *_mattering(standing, standings, index)} - {i}
        found.append(link_among(standing, [standings[k] for k in sorted(others)]))
    return tuple(found)


def _sharing(standings: Sequence[Standing]) -> dict[int, list[int]]:
    """For each report those that share word sequences with it and may have come first, by their places."""
    found: dict[int, list[int]] = defaultdict(list)
    sketches = [one.sketch for one in standings]
    days = [day_number(one.report.published) for one in standings]
    outlets = [outlet_key(one.report.publisher) for one in standings]
    for earlier, later in pairs(sketches, days, outlets):
        found[later].append(earlier)
        if may_be_compiled(standings[earlier], standings[later]):
            found[earlier].append(later)
    return found


def _index(standings: Sequence[Standing]) -> Index:
    """For each name that a publisher answers to, the days and places of its reports, by day."""
    found: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
    for i, standing in enumerate(standings):
        for name in handles_of(standing).answers_to:
            days, places = found[name]
            days.append(last_day(standing.report.published))
            places.append(i)
    return found


def _mattering(standing: Standing, standings: Sequence[Standing], index: Index) -> Iterator[int]:
    """The places of reports by outlets that a report names which may matter to its link, see `may_matter`.

    A frequent outlet has a hundred; that each is laid beside the report by all that linking asks would take longer.
    """
    keys = set(standing.sketch.keys)
    named = {*_named(standing, handles_of(standing).leans_on, index)}
    sharing = (k for k in named if not keys.isdisjoint(standings[k].sketch.keys))
    yield from (k for k in sharing if may_share_words(standing, standings[k]))
    if standing.credits or standing.corrects:
        least = least_of_whole(standing.credits)
        yield from (k for k in named if likeness(standing.report, standings[k].report) >= least)
    for citing in standing.report.citing:
        places = {*_named(standing, names_leant_on(citing), index)}
        for told, least in told_through(citing, standing.report) if places else ():
            yield from (k for k in places if likeness(told, standings[k].report) >= least)


def _named(standing: Standing, names: Iterable[str], index: Index) -> Iterator[int]:
    """The places of reports by outlets of these names, of the weeks before and the day after a report, and undated."""
    for name in names:
        if name not in index:
            continue
        days, places = index[name]
        first, last = window(last_day(standing.report.published))
        end = bisect_right(days, last)
        yield from places[max(bisect_left(days, first), end - _MOST) : end]
        yield from places[max(bisect_left(days, UNDATED), end) :][:_MOST]


def window(day: str) -> tuple[str, str]:
    """The first and last day, in ISO 8601, that a report named by one of this day may be of."""
    return _around(day, WINDOW + 3, LATE + 3)


def window_after(day: str) -> tuple[str, str]:
    """The first and last day of the reports that may mean one of this day where they name its outlet."""
    return _around(day, LATE + 6, WINDOW + 6)


def _around(day: str, before: int, after: int) -> tuple[str, str]:
    if day == UNDATED:
        return "", UNDATED
    try:
        at = date.fromisoformat(day)
    except ValueError:  # '2024-02-31', the end of a month that is only known by its name
        at = date.fromisoformat(f"{day[:8]}28")
    return str(at - timedelta(days=before)), str(at + timedelta(days=after))
