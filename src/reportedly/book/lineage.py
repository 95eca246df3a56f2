"""Who copied whom in a casebook: brought up to date with what came in, report by report or all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from reportedly.casebook import Store, load_reading
from reportedly.casebook.changed import changed_since
from reportedly.casebook.documents import documents_of
from reportedly.casebook.links import (
    Taken,
    change_descents,
    change_links,
    descents_of,
    family,
    forget_links,
    forget_some,
    inner_name,
    leaning_on,
    leant_on,
    links_of,
    named,
    not_taken,
    number_of,
    packed_descents,
    put_taken,
    sharing,
    stored_reports,
)
from reportedly.casebook.naming import report_named
from reportedly.casebook.weighing import Current, count_reports, current_readings, names_of, parts, weighed_up_to
from reportedly.lineage import (
    ALIKE,
    UNDATED,
    compare,
    follow,
    handles,
    last_day,
    link,
    links,
    may_be_copies,
    may_matter,
    report_of,
    sketch,
    window,
    window_after,
)
from reportedly.model import Document, Reader, Reading
from reportedly.model.lineage import Comparison, Descent, Report

_RULES = 4  # of lineage: with another number all is worked out anew, so change it with whatever changes a link
_FEW = 200  # new reports are linked one by one; of more, or of reports that were read again, all is worked out anew
_SHARE = 20  # where more than one report in so many is new, linking all anew takes less time


def up_to_date(store: Store) -> int:
    """Links the reports that came in or were read again since the last time; says how many. Raises CasebookError.

    A casebook that is open for reading only stays as it is. Gives what tracing all reports at once gives, but that a
    name or a word sequence that hundreds of reports have leads to a hundred of them.
    """
    with store.reading() as connection:
        since = weighed_up_to(connection)
        changed = None if since is None else changed_since(connection, since)
        if store.read_only or not not_taken(connection, _RULES, changed):
            return 0
    with store.writing() as work:
        return bring_up(work.connection)


def bring_up(connection: Connection, changed: Collection[int] | None = None) -> int:
    """The same within a transaction that writes; `changed` are the reports that anything may have happened to."""
    todo = not_taken(connection, _RULES, changed)
    if len(todo) > max(_FEW, count_reports(connection) // _SHARE):
        _take_all(connection, {row.id for row, _ in todo})
    else:
        again = _let_go(connection, [row.id for row, was_there in todo if was_there])
        found = {number for row, _ in todo for number in _take_one(connection, row)}
        _settle(connection, found | again)
    return len(todo)


def _take_all(connection: Connection, stale: Collection[int]) -> None:
    """Works everything out anew; reports whose reading is the one that was taken in before are not read again."""
    current = current_readings(connection)
    before = packed_descents(connection)
    held = {number_of(one.document): one for one in stored_reports(connection, [row.id for row in current])}
    reports = {row.id: _report(connection, row) if row.id in stale else held[row.id] for row in current}
    forget_links(connection)
    found = {number_of(one.report): one for one in links(reports.values())}
    for part in parts(current):
        put_taken(connection, [_taken(row, reports[row.id], found[row.id]) for row in part], _RULES)
    change_descents(connection, follow(found.values()), before)


def _let_go(connection: Connection, reports: Collection[int]) -> set[int]:
    """Forgets reports that were read again; those that leaned on them are linked without them, and returned."""
    leaning = leaning_on(connection, reports) - set(reports)
    forget_some(connection, {number_of(one.document): sketch(one.text) for one in stored_reports(connection, reports)})
    for one in list(stored_reports(connection, leaning)):
        taken = _taken(Current(number_of(one.document), "", ""), one, Descent(one.document, one.document))
        change_links(connection, [link(one, _near(connection, taken)[0].values())])
    return leaning


def _take_one(connection: Connection, row: Current) -> set[int]:
    """Links a report that is new, and those that may come from it; returns all that have other links now."""
    new = _report(connection, row)
    taken = _taken(row, new, Descent(new.document, new.document))
    before, after = _near(connection, taken)
    put_taken(connection, [replace(taken, link=link(new, before.values()))], _RULES)
    changed = [again for number, other in after.items() if (again := _relinked(connection, number, other, new))]
    change_links(connection, changed)
    return {row.id, *(number_of(one.report) for one in changed)}


def _near(connection: Connection, taken: Taken) -> tuple[dict[int, Report], dict[int, Report]]:
    """The reports that may matter to the link of one, and those to whose links it may matter."""
    shared = sharing(connection, taken.sketch, ALIKE)
    cited = named(connection, "a", taken.leans_on, window(taken.day), (UNDATED, UNDATED))
    citing = named(connection, "l", taken.answers_to, window_after(taken.day), (UNDATED, UNDATED))
    found = {
        number_of(one.document): one for one in stored_reports(connection, {*shared, *cited, *citing} - {taken.id})
    }
    shared = [n for n in shared if n in found and may_be_copies(taken.report, taken.sketch, found[n])]
    before = {number: other for number, other in found.items() if number in shared or may_matter(taken.report, other)}
    after = {number: other for number, other in found.items() if number in shared or may_matter(other, taken.report)}
    return before, after


def _relinked(connection: Connection, number: int, other: Report, new: Report) -> Descent | None:
    """The link of a report now that another is there too, or None where it stays as it was."""
    kept = stored_reports(connection, leant_on(connection, number))
    found = link(other, [*kept, new])
    return None if found in links_of(connection, [number]) else found


def _settle(connection: Connection, changed: set[int]) -> None:
    """Follows the origins of the reports whose links are new, and of all that derive from them."""
    kin = family(connection, changed)
    change_descents(connection, follow(links_of(connection, kin)), packed_descents(connection, kin))


def _taken(row: Current, report: Report, found: Descent) -> Taken:
    known = handles(report)
    day = last_day(report.published)
    return Taken(row.id, row.reading, report, sketch(report.text), known.answers_to, known.leans_on, day, found)


def _report(connection: Connection, row: Current) -> Report:
    """A report as lineage sees it, by its current reading; one that was not read by its text alone."""
    reading = load_reading(connection, row.key)
    return report_of(reading or _unread(connection, row.id), inner_name(row.id, row.key))


def _unread(connection: Connection, number: int) -> Reading:
    from sqlalchemy import select

    from reportedly.casebook.schema import report

    found = connection.execute(select(report).where(report.c.id == number)).one()
    about = (found.title, found.publisher, found.published, found.url, found.language)
    return Reading(Reader("", "", ""), Document(found.original, found.name, found.text, *about))


def descents(connection: Connection, *, offset: int = 0, limit: int | None = None) -> Iterator[tuple[int, Descent]]:
    """The id of each report and what it goes back to, as `up_to_date` left it; reports by their names."""
    rows = list(descents_of(connection, offset=offset, limit=limit))
    return zip((number_of(row.report) for row in rows), printed(connection, rows), strict=True)


def printed(connection: Connection, rows: Collection[Descent]) -> Iterator[Descent]:
    """Descents with the names that reports go by."""
    names = names_of(connection, sorted({number_of(name) for row in rows for name in _ids(row)}))
    return (_with_names(row, names) for row in rows)


def _ids(row: Descent) -> Iterable[str]:
    cited = (one.report for one in row.cited if one.report)
    return (row.report, row.root, *cited, *filter(None, (row.derived_from, None if row.is_outside else row.origin)))


def _with_names(row: Descent, names: dict[int, str]) -> Descent:
    def outer(name: str) -> str:
        return names[number_of(name)]

    return replace(
        row,
        report=outer(row.report),
        origin=row.origin if row.is_outside else outer(row.origin),
        derived_from=outer(row.derived_from) if row.derived_from else None,
        root=outer(row.root),
        cited=tuple(replace(one, report=outer(one.report) if one.report else None) for one in row.cited),
    )


def compared(connection: Connection, one: str, other: str) -> tuple[Report, Report, Comparison]:
    """Two reports, named as for `show`, and what they share. Raises AskError where one isn't there, or several are."""
    ids = [report_named(connection, name) for name in (one, other)]
    rows = {row.id: row for row in current_readings(connection) if row.id in ids}
    names = documents_of(connection, ids)
    first, second = (replace(_report(connection, rows[number]), document=names[number]) for number in ids)
    return first, second, compare(first, second)
