"""The bar on stderr while several documents are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from reportedly.cli.batch import Batch


@contextmanager
def progress(batch: Batch, stream: TextIO, *, prints_as_it_reads: bool) -> Iterator[None]:
    """A bar on stderr while several documents are read, where a person looks and nothing else is on the screen."""
    fills_the_screen = stream.isatty() and prints_as_it_reads
    if not sys.stderr.isatty() or fills_the_screen or (total := _expected(batch)) == 1:
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, name="")
        batch.tell = lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)
        batch.advance = lambda name: bar.update(task, advance=1, name=name)
        yield


def _expected(batch: Batch) -> int | None:
    from reportedly.intake import expected

    return expected(batch.inputs)
