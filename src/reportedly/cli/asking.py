"""The commands that ask a casebook: search, claims, timeline, actors, voices, ties, show and log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.casebooks import (
    AfterOption,
    CasebookOption,
    LimitOption,
    OffsetOption,
    Rows,
    RowsOption,
    opened,
    say,
)
from reportedly.cli.supporting import tell_waiting

if TYPE_CHECKING:
    from reportedly.model.answers import Hit

_Name = str | None


Actor = Annotated[
    _Name, typer.Option(metavar="NAME", show_default=False, help="Who acts: a name, an alias, or its start.")
]
Recipient = Annotated[_Name, typer.Option(metavar="NAME", show_default=False, help="Who is acted upon.")]
Involving = Annotated[_Name, typer.Option(metavar="NAME", show_default=False, help="Who acts or is acted upon.")]
Voice = Annotated[_Name, typer.Option(metavar="NAME", show_default=False, help="On whose word it is claimed.")]
Through = Annotated[_Name, typer.Option(metavar="NAME", show_default=False, help="A voice anywhere in the chain.")]
Place = Annotated[
    _Name, typer.Option(metavar="NAME", show_default=False, help="Where: a place, a province, a country's code.")
]
Since = Annotated[
    _Name, typer.Option(metavar="DATE", show_default=False, help="The deed in or after: 2024-03-12, 2024-03, 2024.")
]
Until = Annotated[_Name, typer.Option(metavar="DATE", show_default=False, help="The deed in or before.")]
Event = Annotated[
    _Name, typer.Option(metavar="TYPE", show_default=False, help="A PLOVER type: ASSAULT, AID, ACCUSE ...")
]
Relation = Annotated[
    _Name,
    typer.Option(metavar="TIE", show_default=False, help="backs, allied_with, hostile_to, leads, member_of, part_of."),
]
Certainty = Annotated[
    _Name, typer.Option(metavar="HOW", show_default=False, help="certain, probable, possible, unspecified.")
]
Polarity = Annotated[_Name, typer.Option(metavar="WHICH", show_default=False, help="affirmed or denied.")]
Standing = Annotated[
    _Name, typer.Option(metavar="WHICH", show_default=False, help="unjudged, accepted, rejected, corrected.")
]
Publisher = Annotated[_Name, typer.Option(metavar="NAME", show_default=False, help="Who published the report.")]
Report = Annotated[_Name, typer.Option(metavar="REPORT", show_default=False, help="The report, as for 'show'.")]
Words = Annotated[
    _Name, typer.Option("--words", metavar="WORDS", show_default=False, help="Words that stand in the claim.")
]


def search(  # noqa: PLR0913 - Typer takes an option from each
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS",
            show_default=False,
            help='All of these words; "words in a row"; a start*; one OR another.',
        ),
    ] = None,
    *,
    actor: Actor = None,
    recipient: Recipient = None,
    involving: Involving = None,
    voice: Voice = None,
    through: Through = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    event: Event = None,
    relation: Relation = None,
    certainty: Certainty = None,
    polarity: Polarity = None,
    standing: Standing = None,
    publisher: Publisher = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Find reports by words in them, and by what is claimed in them; the latest added first.

    No word is reduced to its stem: 'attack*' finds attacks and attacked. Accents and case make no difference.
    """
    asked = _given(locals() | {"words": None})
    with opened(casebook) as book:
        hits = book.search(words, limit=limit, after=after, **asked)
        _print_json(hits) if form == Rows.json else _print_hits(hits, limit)


def claims(  # noqa: PLR0913 - Typer takes an option from each
    *,
    actor: Actor = None,
    recipient: Recipient = None,
    involving: Involving = None,
    voice: Voice = None,
    through: Through = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    event: Event = None,
    relation: Relation = None,
    certainty: Certainty = None,
    polarity: Polarity = None,
    standing: Standing = None,
    publisher: Publisher = None,
    report: Report = None,
    words: Words = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """List claims: who is said to do what to whom, on whose word, through whom, how surely."""
    asked = _given(locals())
    with opened(casebook) as book:
        rows = book.claims(limit=limit, after=after or 0, **asked)
        if form == Rows.json:
            _print_json(rows)
            return
        from reportedly.cli.tables import claim_lines, print_lines

        for row in rows:
            print_lines(claim_lines(row))
        _more(len(rows), limit, f"--after {rows[-1].id}" if rows else "")


def timeline(  # noqa: PLR0913 - Typer takes an option from each
    *,
    actor: Actor = None,
    recipient: Recipient = None,
    involving: Involving = None,
    voice: Voice = None,
    through: Through = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    event: Event = None,
    relation: Relation = None,
    certainty: Certainty = None,
    polarity: Polarity = None,
    standing: Standing = None,
    publisher: Publisher = None,
    report: Report = None,
    words: Words = None,
    by_report: Annotated[
        bool, typer.Option("--by-report", help="By the dates of the reports, not of the deeds.")
    ] = False,
    limit: LimitOption = 20,
    after: AfterOption = None,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """List claims in the order of time: of the deeds, or of the reports; claims without a date are left out."""
    asked = _given(locals())
    with opened(casebook) as book:
        rows = book.timeline(by_report=by_report, limit=limit, after=after, **asked)
        if form == Rows.json:
            from reportedly.cli.tables import print_dated

            print_dated(rows)
            return
        from reportedly.cli.tables import print_timeline

        print_timeline(rows)
        _more(len(rows), limit, f"--after {rows[-1].claim.id}" if rows else "")


def actors(
    name: Annotated[str | None, typer.Argument(metavar="NAME", show_default=False, help="Its start.")] = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """List actors over all reports, most claims first, with what they go by."""
    with opened(casebook) as book:
        rows = book.actors(name, limit=limit, offset=offset)
        if form == Rows.json:
            _print_json(rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (
            Column("ACTOR"),
            Column("WHAT"),
            Column("CLAIMS", is_number=True),
            Column("REPORTS", is_number=True),
            Column("ALSO"),
        )
        print_table(
            columns,
            (
                (
                    row.name,
                    ", ".join(filter(None, (row.type, row.country))),
                    row.claims,
                    row.reports,
                    _also(row.merged, row.aliases),
                )
                for row in rows
            ),
        )
        _more(len(rows), limit, f"--offset {offset + limit}")


def voices(
    name: Annotated[str | None, typer.Argument(metavar="NAME", show_default=False, help="Its start.")] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", show_default=False, help="Only those with a name, or without.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", show_default=False, help="author, outlet, person, organization, group, document."),
    ] = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """List voices over all reports, most claims on their word first; GRADE is what a person gave (see judge)."""
    with opened(casebook) as book:
        rows = book.voices(name, named=named, kind=kind, limit=limit, offset=offset)
        if form == Rows.json:
            _print_json(rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (
            Column("VOICE"),
            Column("KIND"),
            Column("CLAIMS", is_number=True),
            Column("REPORTS", is_number=True),
            Column("GRADE"),
        )
        print_table(
            columns,
            (
                (row.name, row.kind if row.named else f"{row.kind}, not named", row.claims, row.reports, row.grade)
                for row in rows
            ),
        )
        _more(len(rows), limit, f"--offset {offset + limit}")


def ties(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="A name, an alias, or its start.")],
    other: Annotated[str | None, typer.Argument(metavar="ACTOR", show_default=False, help="With whom.")] = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Who is said to do what with an actor, or what is said between two: in how many claims and reports.

    DENIED and HEDGED say how many of the claims are denied, and how many are not said as certain. With two
    actors also on how many voices' word, and the latest date.
    """
    with opened(casebook, read_only=False) as book:
        rows = book.ties(actor, other, limit=limit, offset=offset)
        tell_waiting(book)
        if form == Rows.json:
            _print_json(rows)
            return
        from reportedly.cli.tables import print_ties

        print_ties(rows, with_details=other is not None)
        _more(len(rows), limit, f"--offset {offset + limit}")


def show(
    report: Annotated[
        str,
        typer.Argument(metavar="REPORT", show_default=False, help="Its name, its URL, or the first digits of its key."),
    ],
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", show_default=False, help="One claim of it: 'c3'.")
    ] = None,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Show one report: its publication, how it came, its claims, what people decided, its text; or one claim."""
    with opened(casebook) as book:
        page = book.show(report)
        if claim:
            from reportedly.cli.showing import one_claim

            page = one_claim(page, claim)
        if form == Rows.json:
            _print_json([page])
            return
        from reportedly.cli.showing import print_page

        print_page(page, with_text=claim is None)


def log(
    limit: LimitOption = 20,
    before: Annotated[
        int | None,
        typer.Option("--before", metavar="SEQ", show_default=False, help="The next page: the last row's 'seq'."),
    ] = None,
    casebook: CasebookOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Show the log, the latest entry first: who did what when, each entry with its hash."""
    with opened(casebook) as book:
        rows = book.log(limit=limit, before=before)
        if form == Rows.json:
            _print_json(rows)
            return
        from reportedly.cli.tables import Column, print_table

        columns = (Column("SEQ", is_number=True), Column("AT"), Column("BY"), Column("WHAT"), Column("HASH"))
        print_table(
            columns,
            (
                (
                    str(row.seq),
                    row.at[:19].replace("T", " "),
                    row.by,
                    f"{row.action} {_short(row.subject)}",
                    row.hash[:12],
                )
                for row in rows
            ),
        )
        _more(len(rows), limit, f"--before {rows[-1].seq}" if rows else "")


def _given(options: dict[str, object]) -> dict[str, str]:
    """Those of a command's options that narrow what is asked for, where they were given."""
    from reportedly.model.answers import Asked

    return {name: str(value) for name, value in options.items() if name in Asked.__dataclass_fields__ and value}


def _print_json(rows: object) -> None:
    from reportedly.cli.tables import print_json

    print_json(rows)  # type: ignore[arg-type]


def _print_hits(hits: tuple[Hit, ...], limit: int) -> None:
    from reportedly.cli.tables import print_hits

    print_hits(hits)
    _more(len(hits), limit, f"--after {hits[-1].id}" if hits else "")


def _more(rows: int, limit: int, option: str) -> None:
    """A person learns that there is nothing, or that there may be more; on stderr, so that rows stay rows."""
    if rows == 0:
        say("nothing found")
    elif rows == limit:
        say(f"there may be more: {option}")


def _also(merged: tuple[str, ...], aliases: tuple[str, ...]) -> str:
    names = (*(f"{name} (merged)" for name in merged), *aliases)
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _short(subject: str) -> str:
    """'report:0a1b2c3d4e5f', with twelve digits of what has sixty-four."""
    kind, _, rest = subject.partition(":")
    return f"{kind} {rest[:12]}{rest[64:]}" if rest else kind
