"""`reportedly judge import`: what people decided in Label Studio comes back as judgements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.casebooks import ByOption, CasebookOption, Rows, RowsOption, opened, say

if TYPE_CHECKING:
    from reportedly.book.labelled import Imported

_NOT_DONE = 2


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="Label Studio's JSON export.")],
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Accept the claims that people left as they were.")] = False,
    casebook: CasebookOption = None,
    by: ByOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Take over what people decided in Label Studio, of tasks exported from this casebook.

    A claim whose regions were all removed is rejected, one with changed words, labels or names corrected; a claim that
    people added becomes a note on its report. Each judgement says in which task and annotation it was made, and by
    whom. The same file again writes nothing.

    Exit status: 0 all was taken over; 2 the file is none, or something in it was not found again.
    """
    from reportedly.book.labelled import import_labelled
    from reportedly.export.labelled_decisions import decisions_of

    try:
        labelled = decisions_of(file.read_bytes())
    except OSError as error:
        say(f"{file}: can't be read ({error.strerror or error})")
        raise typer.Exit(_NOT_DONE) from None
    except ValueError as error:
        say(f"{file}: {error}")
        raise typer.Exit(_NOT_DONE) from None
    with opened(casebook, by=by, read_only=False) as book:
        rows = list(import_labelled(book, labelled, accept=accept))
    _print(rows, form)
    for row in rows:
        if row.problem:
            say(f"{row.document}: {row.problem}")
    raise typer.Exit(_NOT_DONE if any(row.problem for row in rows) else 0)


def _print(rows: list[Imported], form: Rows) -> None:
    from reportedly.cli.tables import Column, print_json, print_table

    if form == Rows.json:
        print_json(rows)
        return
    done = [row for row in rows if row.key]
    print_table(
        [Column("KEY"), Column("REPORT"), Column("CLAIM"), Column("WHAT")],
        ((row.key and row.key[:8], row.document, row.claim or "", row.kind) for row in done),
    )
    known = sum(row.is_known for row in rows)
    sys.stderr.write(f"{len(done)} judgements written" + (f", {known} were there already" if known else "") + "\n")
