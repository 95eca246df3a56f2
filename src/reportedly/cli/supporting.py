"""The commands that tell how well supported things are: weigh, propositions, keystones, without, news, explain."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.casebooks import ByOption, CasebookOption, LimitOption, OffsetOption, Rows, RowsOption, opened, say
from reportedly.model.serial import printed

if TYPE_CHECKING:
    from reportedly.book import Book
    from reportedly.model.corroboration import Proposition, Reason, Side

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MANY = 1000
AllLimit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, show_default=False, metavar="N", help="So many rows at most.")
]


def propositions(  # noqa: PLR0913 - Typer takes an option from each
    actor: Annotated[str | None, typer.Argument(metavar="ACTOR", show_default=False, help="Who is in it.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="ACTOR", show_default=False, help="And who else.")] = None,
    *,
    support: Annotated[
        str | None,
        typer.Option(metavar="WORD", show_default=False, help="uncorroborated, partially, well, contested."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="TYPE", show_default=False, help="An event (ASSAULT) or a tie (backs).")
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="REPORT", show_default=False, help="Those with a claim of this report.")
    ] = None,
    limit: AllLimit = None,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """What all reports together claim, on how many independent words for and against, most claims first.

    A copy, a relay, the same voice in many reports count once. '2-3' origins: unnamed voices may be the same or not.
    As JSON all rows are printed, unless --limit says otherwise.
    """
    with opened(casebook, read_only=False) as book:
        asked = {"support": support, "kind": kind, "document": report}
        if form == Rows.json:
            _print_all(book, actor, other, limit, offset, asked)
            tell_waiting(book)
            return
        rows = book.support.propositions(actor, other, limit=limit or 20, offset=offset, **asked)
        tell_waiting(book)
        _print_propositions(rows)
        _more(len(rows), limit or 20, offset)


def weigh(
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Work out what all claims come to, as far as something is not in it yet; add, watch and reread end with it."""
    with opened(casebook, by=by, read_only=False) as book:
        done = book.support.weigh()
    sys.stdout.write(f"{done.reports:,} reports looked at, {done.propositions:,} propositions new or changed\n")


def tell_waiting(book: Book) -> None:
    """Says on stderr where an answer about support is not up to date."""
    if waiting := book.support.waiting():
        say(f"{waiting:,} changes since support was last worked out are not in it; `reportedly weigh` takes them in")


def keystones(
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """The voices and reports on which most support hangs.

    WEAKER: propositions that would have another support word without it. GONE: those that nobody would claim.
    """
    with opened(casebook, read_only=False) as book:
        rows = book.support.keystones(limit=limit, offset=offset)
        tell_waiting(book)
        if form == Rows.json:
            _print_json({"name": row.name, "weaker": row.lowered, "gone": row.gone} for row in rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (Column("VOICE OR REPORT"), Column("WEAKER", is_number=True), Column("GONE", is_number=True))
        print_table(columns, ((row.name, row.lowered, row.gone) for row in rows))
        _more(len(rows), limit, offset)


def without(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="A voice, an outlet or a report.")],
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """What would lose its support if a voice or a report fell, with all that it passed on and that copied it."""
    with opened(casebook, read_only=False) as book:
        rows = book.support.without(name, limit=limit, offset=offset)
        tell_waiting(book)
        if form == Rows.json:
            _print_json({**_row(row.proposition), "left": row.left} for row in rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (Column("ID"), Column("WHAT"), Column("SUPPORT"), Column("WITHOUT IT"))
        cells = (
            (row.proposition.id, _told(row.proposition), row.proposition.support, row.left or "claimed by nobody")
            for row in rows
        )
        print_table(columns, cells)
        _more(len(rows), limit, offset)


def news(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on: 2024-03-12, 2024-03.")],
    received: Annotated[  # noqa: FBT002 - Typer calls it so
        bool, typer.Option("--received", help="By when reports came into the casebook, not by when published.")
    ] = False,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """What was newly claimed, newly corroborated, newly contested since a day."""
    if not _DAY.fullmatch(since):
        say(f"'{since}' is no date; write 2024-03-12, 2024-03 or 2024")
        raise typer.Exit(2)
    with opened(casebook, read_only=False) as book:
        rows = book.support.news(since, by_receipt=received)
        tell_waiting(book)
        if form == Rows.json:
            _print_json({"news": row.what, "before": row.before, **_row(row.proposition)} for row in rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (Column("NEWLY"), Column("ID"), Column("WHAT"), Column("BEFORE"), Column("NOW"))
        print_table(
            columns,
            (
                (row.what, row.proposition.id, _told(row.proposition), row.before, row.proposition.support)
                for row in rows
            ),
        )
        _more(len(rows), 0, 0)


def explained(key: str, casebook: str | None) -> None:
    """Prints the tree that leads to a proposition's support word, and the opinion where people graded voices."""
    with opened(casebook, read_only=False) as book:
        row = book.support.proposition(key)
        tree = book.support.explain(key)
        sys.stdout.write(f"{_harmless(_told(row))}\n{_harmless_tree(tree)}\n")
        if found := _opinion(book, row):
            sys.stdout.write(
                f"opinion of the graded voices: belief {found['belief']}, disbelief {found['disbelief']}, uncertainty "
                f"{found['uncertainty']}; Admiralty credibility {found['credibility']}, "
                f"{found['likelihood'] or 'cannot be judged'}\n"
            )


def _print_all(
    book: Book, actor: str | None, other: str | None, limit: int | None, offset: int, asked: dict[str, str | None]
) -> None:
    """All rows as JSON Lines, page after page, so that a large casebook is not in memory."""
    left = limit
    while left is None or left > 0:
        page = min(left or _MANY, _MANY)
        rows = book.support.propositions(actor, other, limit=page, offset=offset, **asked)
        _print_json({**_row(row), **_graded(book, row)} for row in rows)
        if len(rows) < page:
            return
        offset, left = offset + page, None if left is None else left - page


def _row(row: Proposition) -> dict[str, Any]:
    """The contract's row of a proposition."""
    return {
        "id": row.id,
        "event": row.event,
        "relation": row.relation,
        "realm": row.realm,
        "actors": row.actors,
        "recipients": row.recipients,
        "things": row.things,
        "place": row.place,
        "time": {"start": row.time.start, "end": row.time.end, "text": row.time.text} if row.time else None,
        "for": _side(row.affirmed),
        "against": _side(row.denied),
        "support": row.support,
        "keystones": [stone.name for stone in row.keystones],
        "marked": [{"party": party, "origins": names} for party, names in row.marked],
        "members": [
            {
                "document": one.document,
                "claim": one.claim,
                "chain": one.chain,
                "polarity": one.polarity,
                "certainty": one.certainty,
                "way": one.way,
                "origin": one.origin,
            }
            for one in row.members
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "origins": [side.low, side.high],
        "claims": side.claims,
        "copies": side.copies,
        "relays": side.relays,
        "voices": [origin.name for origin in side.origins],
    }


def _graded(book: Book, row: Proposition) -> dict[str, Any]:
    found = _opinion(book, row)
    return {"opinion": found} if found else {}


def _opinion(book: Book, row: Proposition) -> dict[str, Any] | None:
    found = book.support.graded(row)
    if found is None:
        return None
    parts = {name: round(getattr(found.opinion, name), 3) for name in ("belief", "disbelief", "uncertainty")}
    return {**parts, "credibility": found.credibility, "likelihood": found.likelihood}


def _print_propositions(rows: Iterable[Proposition]) -> None:
    from reportedly.cli.tables import Column, print_table

    columns = (
        Column("ID"),
        Column("WHAT"),
        Column("FOR", is_number=True),
        Column("AGAINST", is_number=True),
        Column("CLAIMS", is_number=True),
        Column("SUPPORT"),
    )
    print_table(
        columns,
        ((row.id, _told(row), _range(row.affirmed), _range(row.denied), _claims(row), _word(row)) for row in rows),
    )


def _claims(row: Proposition) -> int:
    return row.affirmed.claims + row.denied.claims


def _word(row: Proposition) -> str:
    return row.support + (" (one interest)" if row.marked else "")


def _range(side: Side) -> str:
    return str(side.low) if side.low == side.high else f"{side.low}-{side.high}"


def _told(row: Proposition) -> str:
    """A proposition in a line: 'Sudanese Armed Forces ASSAULT nine people, Nyala, 2025-03-03'."""
    kind = (row.relation or row.event or "").replace("_", " ")
    # The weapons of an attack are not what it is done to; a town that was taken is told once, as what was taken.
    things = () if row.event == "ASSAULT" else row.things
    others = [thing for thing in things if not row.place or row.place not in thing]
    is_taken = bool(things and not others and not row.recipients)
    whom = ", ".join(row.recipients or others) or (row.place if is_taken else None)
    said = [", ".join(row.actors) or "somebody", kind, whom]
    day, realm = row.time.start if row.time else None, None if row.realm == "real" else row.realm
    where = filter(None, (None if is_taken else row.place, day, realm))
    return ", ".join([" ".join(filter(None, said)), *where])


def _harmless(words: str) -> str:
    from reportedly.export.screen import harmless

    return harmless(words)


def _harmless_tree(tree: Reason, depth: int = 1) -> str:
    lines = ["  " * depth + _harmless(tree.says), *(_harmless_tree(child, depth + 1) for child in tree.under)]
    return "\n".join(lines)


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(printed(row) + "\n")


def _more(rows: int, limit: int, offset: int) -> None:
    if rows == 0:
        say("nothing found")
    elif rows == limit:
        say(f"there may be more: --offset {offset + limit}")
