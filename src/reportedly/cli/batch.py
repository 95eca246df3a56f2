"""A batch: the documents of one call, read as they are asked for, and printed in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from reportedly.cli.streams import is_coloured, width_of

if TYPE_CHECKING:
    from reportedly.book.engines import Chosen
    from reportedly.intake import Failure, Fetcher, Given, LanguageModel, Received
    from reportedly.model import Reading


_FAULTS = ("fault", "llm-failed")  # of ours, or of a language model that was to be asked


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _go_on(name: str) -> None:
    """Nobody watches: the name of the document that is done is passed over."""
    del name


@dataclass
class Batch:
    """The documents of one call, read as they are asked for, and how many could not be."""

    inputs: list[str]
    given: Given
    attribution: str | None = None
    proposer: LanguageModel | None = None
    engine: Chosen | None = None  # None: this process reads
    failed: int = 0
    tell: Callable[[str], None] = _tell
    advance: Callable[[str], None] = _go_on

    def __iter__(self) -> Iterator[tuple[Received | Failure, Reading]]:
        return self.read(self.found())

    def found(self) -> Iterator[Received | Failure]:
        """What the inputs hold, as it is asked for."""
        from reportedly.intake import receive

        return receive(self.inputs, self.given, fetcher=_fetcher(self.inputs))

    def read(self, found: Iterator[Received | Failure]) -> Iterator[tuple[Received | Failure, Reading]]:
        """What was found with its readings, in the same order; what could not be read is told and counted."""
        for one, reading in self._readings(found):
            for line in _faults(one, reading):
                self.failed += 1
                self.tell(f"reportedly: {line}")
            yield one, reading
            self.advance(reading.document.name)

    def _readings(self, found: Iterator[Received | Failure]) -> Iterator[tuple[Received | Failure, Reading]]:
        if self.engine is None:
            from reportedly.reading import reading_of

            yield from ((one, reading_of(one, self.attribution, self.proposer)) for one in found)
            return
        from reportedly.book.reading_many import read_in_order

        with self.engine.start() as engine:
            yield from read_in_order(engine, found, self.attribution)

    def readings(self) -> Iterator[Reading]:
        return (reading for _, reading in self)


def _fetcher(inputs: list[str]) -> Fetcher | None:
    """Leave to ask the network, where an address was named; without one nothing of it is even loaded."""
    if not any(named[:8].lower().startswith(("http://", "https://")) for named in inputs):
        return None
    from reportedly.intake import Fetcher

    return Fetcher()


def _faults(found: Received | Failure, reading: Reading) -> list[str]:
    from reportedly.intake import Failure

    if isinstance(found, Failure):
        return [found.line()]
    return [f"{reading.document.name}: {problem.message}" for problem in reading.problems if problem.code in _FAULTS]


def _print_text(batch: Batch, stream: TextIO) -> None:
    """One report after the other, parted by a rule; what could not be received is on stderr only."""
    from reportedly.export.terminal import render
    from reportedly.intake import Received

    width, color = width_of(stream), is_coloured(stream)
    received = (reading for found, reading in batch if isinstance(found, Received))
    for i, reading in enumerate(received):
        stream.write(f"\n{'─' * width}\n\n" if i else "")
        stream.write(render(reading, width=width, color=color))
        stream.flush()


def _print_json(batch: Batch, stream: TextIO) -> None:
    for reading in batch.readings():
        stream.write(f"{reading.to_json()}\n")
        stream.flush()


def _print_html(batch: Batch, stream: TextIO) -> None:
    from reportedly.export.html import page

    stream.write(page(list(batch.readings())))


def _print_table(batch: Batch, stream: TextIO) -> None:
    from reportedly.export.table import render

    stream.write(render(list(batch.readings())))


PRINTERS: dict[str, Callable[[Batch, TextIO], None]] = {
    "text": _print_text,
    "json": _print_json,
    "html": _print_html,
    "table": _print_table,
}
