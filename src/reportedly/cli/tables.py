"""Rows on a screen: tables that fit its width, claims as sentences, and JSON Lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reportedly.cli.streams import is_coloured, width_of
from reportedly.export.dates import date_in_words
from reportedly.export.screen import Run, harmless, in_colour, in_plain, wrapped
from reportedly.export.voices import counted
from reportedly.export.words import Names, label, sentence, sureness
from reportedly.model import Claim, Place, Span, Time
from reportedly.model.answers import ClaimRow, Dated, Hit, TieRow
from reportedly.model.serial import encode, printed

_STYLES = {"who": "bold", "not": "red"}


class Column(NamedTuple):
    """A table's column: its title, and whether numbers stand in it."""

    title: str
    is_number: bool = False


def print_json(rows: Iterable[Any]) -> None:
    """Frozen rows as JSON Lines."""
    for row in rows:
        sys.stdout.write(f"{printed(encode(row))}\n")


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str | int | None]]) -> None:
    """A table as wide as the screen at most, nothing where there is no row; long cells go on in the next line."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            column.title, justify="right" if column.is_number else "left", overflow="fold", no_wrap=column.is_number
        )
    for row in rows:
        table.add_row(
            *(Text(harmless("" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell)) for cell in row)
        )
    if not table.rows:
        return
    is_styled = is_coloured(sys.stdout)
    console = Console(
        file=sys.stdout, width=width_of(sys.stdout), no_color=not is_styled, force_terminal=is_styled, highlight=False
    )
    with console.capture() as captured:
        console.print(table)
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def print_dated(rows: Iterable[Dated]) -> None:
    """A timeline as JSON Lines: a claim's fields behind its date."""
    for row in rows:
        sys.stdout.write(f"{printed({'date': row.date, **encode(row.claim)})}\n")


def print_timeline(rows: Sequence[Dated]) -> None:
    """Claims under their dates, each date once."""
    for i, row in enumerate(rows):
        if i == 0 or row.date != rows[i - 1].date:
            print_lines(
                [[], [Run(date_in_words(row.date).upper(), "bold")]]
                if i
                else [[Run(date_in_words(row.date).upper(), "bold")]]
            )
        print_lines(claim_lines(row.claim))


def print_hits(hits: Sequence[Hit]) -> None:
    """Reports that a search found, each with what it is and the words around what was looked for."""
    for hit in hits:
        facts = (
            hit.publisher,
            date_in_words(hit.published) if hit.published else None,
            hit.document if hit.title else None,
        )
        print_lines(paragraph(Run(hit.title or hit.document, "bold")))
        print_lines(
            paragraph(
                Run(", ".join([fact for fact in facts if fact] + [counted(hit.claims, "claim")]), "dim"), indent=4
            )
        )
        print_lines(paragraph(Run(hit.snippet), indent=4))


def print_ties(rows: Sequence[TieRow], *, with_details: bool) -> None:
    """Ties as a table, a kind of deed a row, under the names of the two."""
    columns = [Column("WHO"), Column("WITH WHOM"), Column("WHAT"), *(Column(name, is_number=True) for name in _COUNTS)]
    details = [Column("VOICES", is_number=True), Column("LAST")] if with_details else []
    print_table([*columns, *details], (_tie_cells(rows, i, with_details) for i in range(len(rows))))
    for row in rows if with_details else ():
        if row.support:
            kind = row.kind.replace("_", " ")
            print_lines(paragraph(Run(f"{row.actor} {kind} {row.recipient}: {', '.join(row.support)}")))


_COUNTS = ("CLAIMS", "DENIED", "HEDGED", "REPORTS")


def _tie_cells(rows: Sequence[TieRow], i: int, with_details: bool) -> list[str | int | None]:  # noqa: FBT001
    row = rows[i]
    arrow = "<-> " if row.mutual else "-> "
    counts = [row.claims, row.denied, row.hedged, row.reports]
    details: list[str | int | None] = [row.voices, row.last] if with_details else []
    return [row.actor, arrow + row.recipient, row.kind.replace("_", " "), *counts, *details]


def print_lines(lines: Iterable[Sequence[Run]]) -> None:
    """Lines in their styles, where the screen shows them."""
    shown = in_colour if is_coloured(sys.stdout) else in_plain
    for line in lines:
        sys.stdout.write(f"{shown(line)}\n")


def paragraph(*runs: Run, indent: int = 0) -> Iterator[list[Run]]:
    """Some words as lines of the screen's width behind an indent."""
    return wrapped(runs, width_of(sys.stdout), indent)


def claim_lines(row: ClaimRow, *, with_report: bool = True) -> Iterator[list[Run]]:
    """A claim as a sentence, its words, whose word it is and how sure, and where it stands."""
    claim = _claim(row)
    names = Names({}, {}, {row.place: Place(row.place, row.place)} if row.place else {})
    yield from paragraph(*(Run(piece.words, _STYLES.get(piece.role, "")) for piece in sentence(claim, names)))
    if row.words:
        yield from paragraph(Run(f'"{row.words}"'), indent=4)
    yield from paragraph(
        Run(" > ".join(row.chain) or "author", "cyan"),
        Run(f", {sureness(claim)}", "red" if row.polarity == "denied" else ""),
        Run(f" [{label(claim)}]", "dim"),
        Run("" if row.standing == "unjudged" else f" {row.standing.upper()}", "yellow"),
        indent=4,
    )
    where = (f"{row.document} {row.claim}", row.publisher, row.published) if with_report else (row.claim,)
    yield from paragraph(Run(", ".join(part for part in where if part), "dim"), indent=4)


def _claim(row: ClaimRow) -> Claim:
    """The row as a claim whose ids are its names."""
    time = Time(row.time_start, row.time_end or row.time_start, "") if row.time_start else None
    return Claim(
        id=row.claim,
        spans=(Span(row.start, row.end),),
        event=row.event,
        mode=row.mode,
        contexts=(),
        relation=row.relation,
        actors=row.actors,
        recipients=row.recipients,
        things=(),
        count=None,
        place=row.place,
        places_all=(),
        time=time,
        polarity=row.polarity,
        certainty=row.certainty,
        dead=None,
        injured=None,
        marker_spans=(),
        score=row.score,
        when=row.when,
        attribution=None,
        chain=row.chain,
    )
