"""`reportedly mcp`: a casebook's look-ups as tools for an assistant, over standard input and output."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reportedly.cli.casebooks import CasebookOption, say
from reportedly.cli.streams import leaving_quietly

_NOT_DONE = 2


def mcp(
    casebook: CasebookOption = None,
    redact: Annotated[  # noqa: FBT002 - Typer calls it so
        bool, typer.Option("--redact", help="Hide what identifies unnamed voices.")
    ] = False,
) -> None:
    """Serve a casebook to an assistant by the Model Context Protocol, over standard input and output; it only reads.

    Not for a terminal: name this command in the assistant's settings. Each answer has its exact words, document,
    offsets and chain of voices.
    """
    from reportedly.book import CasebookError

    if not casebook:
        say("name a casebook: --casebook FILE, or set $REPORTEDLY_CASEBOOK")
        raise typer.Exit(_NOT_DONE)
    try:
        from reportedly.web.assistants import serve
    except ModuleNotFoundError as error:
        say(f"serving assistants needs {error.name}; install reportedly[mcp]")
        raise typer.Exit(_NOT_DONE) from None
    if sys.stdin.isatty():
        say("an assistant is to speak here, not a person; name this command in its settings")
    with leaving_quietly():
        try:
            serve(casebook, redact=redact)
        except CasebookError as error:
            say(str(error))
            raise typer.Exit(_NOT_DONE) from None
