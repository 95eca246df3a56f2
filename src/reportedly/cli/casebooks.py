"""The casebook that a command works on: its options, how it is opened, and what goes wrong, in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.streams import leaving_quietly

if TYPE_CHECKING:
    from reportedly.book import Book

_NOT_DONE = 2


class Rows(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"


CasebookOption = Annotated[
    str | None,
    typer.Option(
        "--casebook",
        "-c",
        metavar="FILE|URL",
        envvar="REPORTEDLY_CASEBOOK",
        show_default=False,
        help="The casebook: a file (SQLite), or postgresql://user@host/name.",
    ),
]
RowsOption = Annotated[
    Rows, typer.Option("--format", "-f", help="table: for a person. json: JSON Lines, an object a row.")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", show_default=False, help="Who does this, for the log; else the user's name."),
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="So many rows at most.")]
AfterOption = Annotated[
    int | None,
    typer.Option("--after", metavar="ID", show_default=False, help="The next page: the last row's 'id' in the JSON."),
]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Pass over so many rows.")]


@contextmanager
def opened(
    casebook: str | None, *, by: str | None = None, create: bool = False, read_only: bool = True
) -> Iterator[Book]:
    """The casebook for the length of a command; what goes wrong with it is one line on stderr and exit status 2."""
    from reportedly.book import CasebookError, open_casebook
    from reportedly.book.engines import EngineError

    if not casebook:
        say("name a casebook: --casebook FILE, or set $REPORTEDLY_CASEBOOK")
        raise typer.Exit(_NOT_DONE)
    with leaving_quietly():
        try:
            with open_casebook(casebook, by=by, create=create, read_only=read_only) as book:
                yield book
        except (CasebookError, EngineError) as error:
            say(str(error))
            raise typer.Exit(_NOT_DONE) from None


@contextmanager
def reporting_engines() -> Iterator[None]:
    """Within, an engine that can't be had is one line on stderr and exit status 2."""
    from reportedly.book.engines import EngineError

    try:
        yield
    except EngineError as error:
        say(str(error))
        raise typer.Exit(_NOT_DONE) from None


def say(line: str) -> None:
    """One line on stderr, which nothing in it can steer."""
    from reportedly.export.screen import harmless

    with suppress(OSError, ValueError):
        sys.stdout.flush()  # where both go to one file, it stands behind what was printed before it
    sys.stderr.write(f"reportedly: {harmless(line)}\n")
    sys.stderr.flush()
