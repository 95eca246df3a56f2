"""`reportedly judge`: what a person decides about a claim, an actor, a voice or a report, with who and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.casebooks import ByOption, CasebookOption, Rows, RowsOption, opened

if TYPE_CHECKING:
    from reportedly.book import Book
    from reportedly.model import Target
    from reportedly.model.answers import Note

judge = typer.Typer(
    no_args_is_help=True,
    help="Decide about a claim, an actor, a voice or a report. What was read stays as it is, the decision beside it.",
)


class Whose(StrEnum):
    """What can be merged, split and renamed."""

    actor = "actor"
    voice = "voice"


class What(StrEnum):
    """What a note may be about."""

    claim = "claim"
    actor = "actor"
    voice = "voice"
    report = "report"


ReportArgument = Annotated[str, typer.Argument(metavar="REPORT", show_default=False, help="As for 'show'.")]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", show_default=False, help="Its id there: 'c3'.")]
WhoseArgument = Annotated[Whose, typer.Argument(show_default=False, help="Which of the two.")]
NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", show_default=False, help="A name, an alias, or its start.")
]
WhyOption = Annotated[
    str, typer.Option("--why", metavar="TEXT", show_default=False, help="Your reasons; kept with it.")
]


@judge.command()
def accept(
    report: ReportArgument, claim: ClaimArgument, why: WhyOption, casebook: CasebookOption = None, by: ByOption = None
) -> None:
    """Hold a claim for well read and plausible."""
    _done(casebook, by, lambda book: book.judge.accept(report, claim, why))


@judge.command()
def reject(
    report: ReportArgument, claim: ClaimArgument, why: WhyOption, casebook: CasebookOption = None, by: ByOption = None
) -> None:
    """Hold a claim for wrongly read, or for not to be relied on."""
    _done(casebook, by, lambda book: book.judge.reject(report, claim, why))


@judge.command()
def correct(
    report: ReportArgument,
    claim: ClaimArgument,
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            show_default=False,
            help="event=AID, certainty=possible, actors='A; B', spans='12-40, 55-60' ...",
        ),
    ],
    *,
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Say what a claim's fields should say; what was read stays beside it, ties and tallies count what you say.

    event, relation, mode, polarity, certainty, when, place; actors, recipients, things, contexts, apart by ';';
    time=2024-03 or 2024-03-01/2024-03-12; count=7; dead, injured=7, 7-9 or 7- (at least); spans (the claim's words),
    marker_spans, source_spans, cue_spans, content_spans=12-40,55-60 (characters of the text). FIELD= empties it.
    """
    pairs = [field.partition("=") for field in fields]
    if not all(sign for _, sign, _ in pairs):
        raise typer.BadParameter("write each as FIELD=VALUE", param_hint="FIELD=VALUE...")
    _done(casebook, by, lambda book: book.judge.correct(report, claim, {name: value for name, _, value in pairs}, why))


@judge.command()
def merge(
    whose: WhoseArgument,
    one: NameArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", show_default=False, help="The one whose name it takes.")],
    *,
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Hold two actors, or two voices, for one."""
    _done(casebook, by, lambda book: book.judge.merge(_target(book, whose, one), _target(book, whose, into), why))


@judge.command()
def split(  # noqa: PLR0913 - Typer takes an option from each
    whose: WhoseArgument,
    one: NameArgument,
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="ALIAS", show_default=False, help="What goes by this name is another.")
    ] = "",
    report: Annotated[
        str, typer.Option("--report", metavar="REPORT", show_default=False, help="The one in this report is another.")
    ] = "",
    called: Annotated[str, typer.Option("--as", metavar="NAME", show_default=False, help="What to call it.")] = "",
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Hold what goes by one name, or what stands in one report, for another actor or voice."""

    def decide(book: Book) -> str:
        key = book.judge.report(report).get("key") if report else ""
        return book.judge.split(_target(book, whose, one), why, name=name, report=key, called=called)

    _done(casebook, by, decide)


@judge.command()
def rename(
    whose: WhoseArgument,
    one: NameArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", show_default=False, help="The name from now on.")],
    *,
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Call an actor or a voice otherwise; the old name still finds it."""
    _done(casebook, by, lambda book: book.judge.rename(_target(book, whose, one), new, why))


@judge.command()
def grade(
    voice: NameArgument,
    letter: Annotated[
        str, typer.Argument(metavar="A-F", show_default=False, help="A reliable ... E unreliable, F unknown.")
    ],
    *,
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Say how reliable a source is, on the Admiralty's scale."""
    _done(casebook, by, lambda book: book.judge.grade(voice, letter, why))


@judge.command()
def note(
    what: Annotated[What, typer.Argument(show_default=False, help="What it is about.")],
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="The report, the actor or the voice.")
    ],
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", show_default=False, help="Of a report, its claim: 'c3'.")
    ] = None,
    *,
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Write some words (--why) beside a claim, an actor, a voice or a report."""
    if (what == What.claim) != bool(claim):
        raise typer.BadParameter("a note on a claim names the report and the claim: REPORT c3", param_hint="CLAIM")

    def decide(book: Book) -> str:
        about = book.judge.claim(name, claim) if claim else _target(book, what, name)
        return book.judge.note(about, why)

    _done(casebook, by, decide)


@judge.command()
def withdraw(
    key: Annotated[str, typer.Argument(metavar="KEY", show_default=False, help="The first digits of its key.")],
    why: WhyOption,
    casebook: CasebookOption = None,
    by: ByOption = None,
) -> None:
    """Take a judgement back; both stay on record."""
    _done(casebook, by, lambda book: book.judge.withdraw(key, why))


@judge.command("list")
def list_all(casebook: CasebookOption = None, form: RowsOption = Rows.table) -> None:
    """List all judgements, and say which have lost what they were about."""
    with opened(casebook) as book:
        rows = book.judge.all()
        lost = {row.judged.key for row in book.judge.lost()}
    if form == Rows.json:
        from reportedly.cli.tables import print_json

        print_json(rows)
        return
    from reportedly.cli.tables import Column, print_table

    columns = [Column(name) for name in ("KEY", "AT", "BY", "ABOUT", "WHAT", "WHY")]
    marks = (
        (row, " (withdrawn)" if row.is_withdrawn else " (not found any more)" if row.key in lost else "")
        for row in rows
    )
    print_table(
        columns, ((row.key[:8], row.at[:10], row.by, _about(row), row.says + mark, row.why) for row, mark in marks)
    )


def _about(note: Note) -> str:
    """'a.txt c3', 'a.txt', or a name."""
    if note.document is None:
        return note.about
    return f"{note.document} {note.about}" if note.about.startswith(("c", "a claim")) else note.document


def _done(casebook: str | None, by: str | None, decide: Callable[[Book], str]) -> None:
    """Writes a judgement and prints its key, by which it can be taken back."""
    with opened(casebook, by=by, read_only=False) as book:
        sys.stdout.write(f"{decide(book)}\n")


def _target(book: Book, what: StrEnum, name: str) -> Target:
    if what.value == "actor":
        return book.judge.actor(name)
    return book.judge.voice(name) if what.value == "voice" else book.judge.report(name)
