"""The commands and their options, each explained to the person who asks for help."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from reportedly.cli import (
    adding,
    asking,
    assisting,
    engines,
    exporting,
    judging,
    labelling,
    lineage,
    plotting,
    proposing,
    serving,
    supporting,
)
from reportedly.cli.batch import PRINTERS, Batch
from reportedly.cli.casebooks import CasebookOption, reporting_engines
from reportedly.cli.folder import write_parquet
from reportedly.cli.progress import progress
from reportedly.cli.streams import leaving_quietly, output, width_of
from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.book.engines import Chosen
    from reportedly.intake import Given

_SOMETHING_NOT_READ = 2
_READ = (
    "Read reports: the voices, the claims, the ties between actors, and what could not be read.\n\n"
    "A folder is read with all below it, in order; hidden files and files of other kinds are passed over. A row of "
    "JSON Lines or Parquet holds 'text', and may hold 'id', 'title', 'publisher', 'date' and 'url'. A text that "
    "begins with a headline and a line such as 'Reuters, 12 March 2024' says so itself.\n\n"
    "Exit status: 0 all was read; 1 the output could not be written; 2 something could not be read, a line on stderr "
    "says what, and the others are read; 130 interrupted."
)


class Format(StrEnum):
    """What `reportedly read` can print."""

    text = "text"
    json = "json"
    html = "html"
    table = "table"
    parquet = "parquet"


class Attribution(StrEnum):
    """What can find who says what."""

    tagger = "tagger"
    rules = "rules"


class _Commands(TyperGroup):
    """The commands, with a hint for a person who leaves out 'read'."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and (args[0] == "-" or Path(args[0]).exists()):
            ctx.fail(f"No such command '{args[0]}', but such a file: reportedly read {args[0]}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The command `reportedly`."""
    app()


def _print_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[  # noqa: FBT002 - Typer calls it so
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Who is said to do what with whom, on whose word, through whom, how surely.

    Reads reports of conflict in English. It works offline but for addresses that are named, and the same bytes give
    the same reading.
    """


@app.command(help=_READ)
def read(  # noqa: PLR0913 - Typer takes an option from each
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            show_default=False,
            help="Files, folders or addresses: text, .html, .pdf, .jsonl, .parquet, feeds, .warc, .zip, .eml, .mbox, "
            "each also as .gz. '-' is standard input.",
        ),
    ] = None,
    *,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="text: for a person. json: one JSON object a line and document, see 'reportedly schema'. "
            "html: one page that needs nothing else. table: CSV for a spreadsheet. parquet: files of readings and "
            "claims in the folder --out, where a run that was interrupted goes on.",
        ),
    ] = Format.text,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PATH", help="Write there, not on standard output.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            show_default=False,
            help="When it was published: 2024-03-12, 2024-03, '12 March 2024'. Wins over what the file says.",
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(metavar="NAME", show_default=False, help="Who published it. Wins over what the file says."),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="WORDS", show_default=False, help="Its headline. Wins over what the file says."),
    ] = None,
    attribution: Annotated[
        Attribution,
        typer.Option(help="What finds who says what: a trained tagger, or rules on parse and quotation marks."),
    ] = Attribution.tagger,
    workers: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", show_default=False, help="Processes that read; none but this by default."),
    ] = None,
    engine: engines.EngineOption = engines.EngineName.local,
    address: engines.AddressOption = None,
    reader: proposing.ReaderOption = proposing.Reader.own,
    llm_url: proposing.UrlOption = None,
    llm_model: proposing.ModelOption = None,
    llm_key_env: proposing.KeyOption = None,
    llm_allow_http: proposing.HttpOption = False,
) -> None:
    """Reads the files and prints what was asked for."""
    with leaving_quietly():
        asked = proposing.proposer(reader, llm_url, llm_model, llm_key_env, allow_http=llm_allow_http)
        where = _where(engine, workers, address, reader)
        batch = Batch(files or _piped_input(), _given(published, publisher, title), attribution.value, asked, where)
        with reporting_engines() if where else nullcontext():
            _print(batch, form, out)
    raise typer.Exit(_SOMETHING_NOT_READ if batch.failed else 0)


def _print(batch: Batch, form: Format, out: Path | None) -> None:
    if form is Format.parquet:
        with progress(batch, sys.stdout, prints_as_it_reads=False):
            write_parquet(batch, out)
        return
    with output(out, batch.inputs) as stream, progress(batch, stream, prints_as_it_reads=form in ("text", "json")):
        PRINTERS[form](batch, stream)


def _where(
    engine: engines.EngineName, workers: int | None, address: str | None, reader: proposing.Reader
) -> Chosen | None:
    """Where documents are read; None is in this process, as it is for one document, or with a language model."""
    if engine is engines.EngineName.local and not workers and not address:
        return None
    if reader is not proposing.Reader.own:
        raise typer.BadParameter("asks from this process alone; leave out --engine, --workers", param_hint="--reader")
    return engines.chosen(engine, workers, address)


@app.command()
def explain(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|PROPOSITION",
            help="The report, '-' is standard input; or, without a CLAIM, the id of a casebook's proposition.",
            show_default=False,
        ),
    ],
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="CLAIM",
            help="The claim: its id ('c3'), or the line:column that stands before it on the screen ('2:45').",
            show_default=False,
        ),
    ] = None,
    attribution: Annotated[
        Attribution, typer.Option(help="What finds who says what, as for 'read'.")
    ] = Attribution.tagger,
    casebook: CasebookOption = None,
) -> None:
    """Why a claim was read: the words, the row of the lexicon, the actors' rows, the chain, the hedges.

    With a proposition's id: why it has its support word, as a tree down to each claim.
    """
    if claim is None:
        supporting.explained(file, casebook)
        return
    from reportedly.cli.explaining import explanations

    with leaving_quietly(), output(None, [file]) as stream:
        found = explanations(file, claim, attribution.value, width_of(stream))
        if not found.text:
            sys.stderr.write(f"reportedly: {found.problem}\n")
            raise typer.Exit(_SOMETHING_NOT_READ)
        stream.write(found.text)


@app.command()
def schema() -> None:
    """Print the JSON Schema of what 'read --format json' prints."""
    from reportedly.export.schema import reading_schema

    with leaving_quietly(), output(None, []) as stream:
        stream.write(json.dumps(reading_schema(), indent=2, ensure_ascii=False) + "\n")


def _piped_input() -> list[str]:
    """Standard input, where something is piped into it; a person who names no file is told what to do."""
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("name a file or a folder, or pipe a report in", param_hint="FILE...")
    return ["-"]


def _given(published: str | None, publisher: str | None, title: str | None) -> Given:
    from reportedly.intake import Given

    try:
        return Given(published, publisher, title)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None


_OF_A_CASEBOOK: tuple[Callable[..., None], ...] = (
    adding.add,
    adding.watch,
    adding.reread,
    adding.verify,
    exporting.export,
    plotting.plot,
    asking.search,
    asking.show,
    asking.claims,
    asking.actors,
    asking.voices,
    asking.ties,
    asking.timeline,
    lineage.lineage,
    lineage.compare,
    asking.log,
    serving.serve,
    assisting.mcp,
    supporting.weigh,
    supporting.propositions,
    supporting.keystones,
    supporting.without,
    supporting.news,
)
for _command in _OF_A_CASEBOOK:
    app.command()(_command)
judging.judge.command("import")(labelling.import_file)
app.add_typer(judging.judge, name="judge")
