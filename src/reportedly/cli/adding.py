"""The commands that fill a casebook and prove it: add, watch, reread, verify."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.casebooks import ByOption, CasebookOption, Rows, RowsOption, opened, say
from reportedly.cli.engines import AddressOption, EngineName, EngineOption, chosen
from reportedly.cli.exporting import verify_bundle

if TYPE_CHECKING:
    from reportedly.book import Added, Changed, Progress
    from reportedly.book.renewing import Renewed
    from reportedly.intake import Network

_WRONG, _NOT_ALL = 1, 2

WorkersOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        show_default=False,
        help="Processes that read; as many as cores (on Ray, its). 0: none but this.",
    ),
]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", show_default=False, help="When it was published; wins over what it says.")
]
PublisherOption = Annotated[
    str | None, typer.Option(metavar="NAME", show_default=False, help="Who published it; wins over what it says.")
]
TitleOption = Annotated[
    str | None, typer.Option(metavar="WORDS", show_default=False, help="Its headline; wins over what it says.")
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Ask addresses within this network and on this machine, too.")
]
ContactOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", show_default=False, help="Where a site's owner can reach you; sent with each request."
    ),
]


def add(  # noqa: PLR0913 - Typer takes an option from each
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL...",
            show_default=False,
            help="Files, folders, rows (.jsonl, .parquet), archives (.zip, .warc.gz), feeds, mailboxes, addresses "
            "(http, https); '-' for stdin.",
        ),
    ],
    *,
    casebook: CasebookOption = None,
    workers: WorkersOption = None,
    engine: EngineOption = EngineName.local,
    address: AddressOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    title: TitleOption = None,
    allow_private: PrivateOption = False,
    contact: ContactOption = None,
    by: ByOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Keep reports as they come, and read them; what is here already gets one more receipt.

    It can be interrupted at any moment and run again: nothing is lost, half or double.

    Exit status: 0 all was kept and read; 2 something could not be, a line on stderr says what; 130 interrupted.
    """
    _check_date(published)
    where = chosen(engine, workers, address)
    with opened(casebook, by=by, create=True, read_only=False) as book, _shown(inputs) as shown:
        network = _network(inputs, allow_private=allow_private, contact=contact)
        added = book.add(
            inputs,
            workers=where.workers,
            engine=where.name,
            address=where.address,
            published=published,
            publisher=publisher,
            title=title,
            network=network,
            listen=shown.listen,
            tell=shown.tell,
        )
    _summary(added, form)
    raise typer.Exit(_NOT_ALL if added.failed else 0)


def watch(  # noqa: PLR0913 - Typer takes an option from each
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED...", show_default=False, help="Addresses of feeds; those watched before go on."),
    ] = None,
    *,
    casebook: CasebookOption = None,
    every: Annotated[float, typer.Option(min=1.0, metavar="MINUTES", help="How often a feed is asked at most.")] = 30.0,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed that is due, and end.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Watch these feeds no more.")] = False,
    workers: WorkersOption = None,
    allow_private: PrivateOption = False,
    contact: ContactOption = None,
    by: ByOption = None,
) -> None:
    """Ask feeds for what is new, as long as it runs, and add it; sites are asked seldom, and robots.txt is kept."""
    from reportedly.intake import Network

    network = Network(contact=contact, allowed=_PRIVATE if allow_private else ())
    with opened(casebook, by=by, create=True, read_only=False) as book:
        if forget:
            book.forget(feeds or [])
            return
        for watched in book.watch(feeds or [], network=network, every=every * 60, once=once, workers=workers, tell=say):
            if watched.problem:
                say(watched.problem)
            sys.stdout.write(f"{watched.url}: {watched.entries} new\n")
            sys.stdout.flush()


def reread(
    *,
    casebook: CasebookOption = None,
    every: Annotated[bool, typer.Option("--all", help="Read every report again, whoever read it.")] = False,
    workers: WorkersOption = None,
    engine: EngineOption = EngineName.local,
    address: AddressOption = None,
    by: ByOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Renew readings that another version of the reader made, and say which claims are gained and lost."""
    where = chosen(engine, workers, address)
    with opened(casebook, by=by, read_only=False) as book, _shown(None) as shown:
        added, changed = book.reread(
            every=every,
            workers=where.workers,
            engine=where.name,
            address=where.address,
            listen=shown.listen,
            tell=shown.tell,
        )
    if form == Rows.json:
        from reportedly.cli.tables import print_json

        print_json(changed)
    else:
        _print_changed(changed)
        sys.stdout.write(
            f"{added.read:,} read again, {sum(len(row.gained) for row in changed):,} claims gained, "
            f"{sum(len(row.lost) for row in changed):,} lost, in {_time(added.seconds)}\n"
        )
    raise typer.Exit(_NOT_ALL if added.failed else 0)


def verify(
    bundle: Annotated[
        Path | None,
        typer.Argument(metavar="BUNDLE", show_default=False, help="An evidence bundle, instead of a casebook."),
    ] = None,
    casebook: CasebookOption = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", show_default=False, help="A hash that you noted: is it still in the log?"),
    ] = None,
    *,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="First make all indexes anew (claims, ties, full text, what is weighed) from what was kept.",
        ),
    ] = False,
    by: ByOption = None,
    form: RowsOption = Rows.table,
) -> None:
    """Check every original, report, reading, judgement and entry of the log against its digest; name what is wrong.

    Note the hash that it prints, elsewhere: only so can a log be found out whose end was cut off.

    What only follows from the evidence can be made anew: --rebuild does it before checking, says what was renewed, and
    notes it in the log. Originals, reports, receipts, readings and judgements are only read by it.

    Of an evidence bundle ('export --format bundle'): whether every byte of it is as it was written.

    Exit status: 0 all is as it was written; 1 something is not; 2 the casebook or the bundle could not be opened.
    """
    from reportedly.cli.tables import print_json

    if bundle is not None and rebuild:
        raise typer.BadParameter("a bundle has no indexes", param_hint="--rebuild")
    if bundle is not None:
        raise typer.Exit(verify_bundle(bundle, as_json=form == Rows.json))
    with opened(casebook, by=by, read_only=not rebuild) as book:
        if rebuild:
            _tell_renewed(book.rebuild(), as_json=form == Rows.json)
        faults = 0
        for fault in book.verify(head):
            faults += 1
            print_json([fault]) if form == Rows.json else sys.stdout.write(f"{fault.line()}\n")
        now = book.head()
        if form == Rows.table:
            sys.stdout.write(
                f"{faults or 'nothing'} wrong; {now.seq:,} entries in the log, the last one is\n{now.hash}\n"
            )
        else:
            print_json([now])
    raise typer.Exit(_WRONG if faults else 0)


def _tell_renewed(renewed: Renewed, *, as_json: bool) -> None:
    if as_json:
        from reportedly.cli.tables import print_json

        print_json([renewed])
        return
    made = renewed.counts
    sys.stdout.write(
        f"made anew: the full text of {made.reports:,} reports, {made.claims:,} claims, {made.actors:,} actors and "
        f"{made.voices:,} voices with their ties and tallies, and {renewed.propositions:,} propositions\n"
    )


_PRIVATE = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)


def _network(inputs: list[str], *, allow_private: bool, contact: str | None) -> Network | None:
    """Leave to use the network, where an address was named."""
    from reportedly.intake import Network

    if not any(one.startswith(("http://", "https://")) for one in inputs):
        return None
    return Network(contact=contact, allowed=_PRIVATE if allow_private else ())


def _check_date(published: str | None) -> None:
    from reportedly.intake import Given

    try:
        Given(published)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None


def _summary(added: Added, form: Rows) -> None:
    if form == Rows.json:
        from reportedly.cli.tables import print_json

        print_json([added])
        return
    rate = f", {added.words / added.seconds:,.0f} words a second" if added.read and added.seconds else ""
    sys.stdout.write(
        f"{added.reports:,} new, {added.known:,} known, {len(added.failed):,} with problems; "
        f"{added.read:,} read, {added.claims:,} claims, in {_time(added.seconds)}{rate}\n"
    )


def _print_changed(changed: tuple[Changed, ...]) -> None:
    from reportedly.cli.tables import paragraph, print_lines
    from reportedly.export.screen import Run

    for row in changed:
        print_lines(paragraph(Run(row.document, "bold")))
        for sign, words in (*(("+", words) for words in row.gained), *(("-", words) for words in row.lost)):
            print_lines(paragraph(Run(f"{sign} {words}"), indent=4))


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds / 60:.1f} min"


class _Shown:
    """What a person sees while it runs: nothing but the lines about failures, where no person looks."""

    def listen(self, progress: Progress) -> None:
        """How far it is."""

    def tell(self, line: str) -> None:
        """What failed."""
        say(line)


@contextmanager
def _shown(inputs: list[str] | None) -> Iterator[_Shown]:
    """A bar with rate and time left on stderr, where a person looks."""
    if not sys.stderr.isatty():
        yield _Shown()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    from reportedly.intake import expected

    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar, console, expected(inputs) if inputs else None)


class _Bar(_Shown):
    """The bar, and lines about failures above it."""

    def __init__(self, bar: Any, console: Any, total: int | None) -> None:
        self._bar, self._console = bar, console
        self._task = bar.add_task("", total=total, name="", rate="")

    def listen(self, progress: Progress) -> None:
        """Moves the bar: what was read, and how many words a second."""
        from reportedly.export.screen import harmless

        seconds = self._bar.tasks[0].elapsed or 1.0
        rate = f"{progress.words / seconds:,.0f} words/s" if progress.words else ""
        self._bar.update(self._task, completed=progress.read, name=harmless(progress.name)[:30], rate=rate)

    def tell(self, line: str) -> None:
        """A line above the bar."""
        from reportedly.export.screen import harmless

        self._console.print(f"reportedly: {harmless(line)}", markup=False, highlight=False, soft_wrap=True)
