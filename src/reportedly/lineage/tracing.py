"""All reports of a casebook at once: who may have copied or cited whom, the best parent of each, and the origins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from reportedly.lineage.dating import UNDATED, day_number, last_day
from reportedly.lineage.following import follow
from reportedly.lineage.handles import handles_of
from reportedly.lineage.linking import LATE, link_among, may_be_compiled
from reportedly.lineage.neighbours import pairs
from reportedly.lineage.outlets import outlet_key
from reportedly.lineage.standing import Standing, standing_of
from reportedly.lineage.stories import WINDOW
from reportedly.model.lineage import Descent, Report

_MOST = 100  # reports of one outlet, those just before, that a report which names it is held against

Index = Mapping[str, tuple[list[str], list[int]]]


def trace(reports: Iterable[Report]) -> tuple[Descent, ...]:
    """What each report goes back to, sorted by name; the same whatever order the reports come in.

    Raises ValueError where two reports bear one name. Time and memory grow with the number of reports.
    """
    return follow(links(reports))


def links(reports: Iterable[Report]) -> tuple[Descent, ...]:
    """The link of each report (see `link`) among all that may matter to it, before origins are followed up."""
    standings = sorted((standing_of(report) for report in reports), key=lambda one: one.rank)
    if len({one.report.document for one in standings}) < len(standings):
        raise ValueError("two reports of one name; give each its own")
    index = _index(standings)
    sharing = _sharing(standings)
    found = []
    for i, standing in enumerate(standings):
        others = sorted({*sharing.get(i, ()), *_named(standing, index)} - {i})
        found.append(link_among(standing, [standings[k] for k in others]))
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


def _named(standing: Standing, index: Index) -> Iterator[int]:
    """The places of reports by outlets that a report names, of the weeks before and the day after it, and undated."""
    for name in handles_of(standing).leans_on:
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
