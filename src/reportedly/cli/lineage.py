"""The commands that show who copied whom: lineage, a line a report, and compare, two texts side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.casebooks import CasebookOption, OffsetOption, Rows, RowsOption, opened, say
from reportedly.model.serial import encode, printed

if TYPE_CHECKING:
    from reportedly.model.lineage import Comparison, Descent, Report

ReportArgument = Annotated[
    str, typer.Argument(metavar="REPORT", show_default=False, help="As for 'show': name, URL or digits of its key.")
]


class Forms(StrEnum):
    """How lineage is printed."""

    table = "table"
    json = "json"
    dot = "dot"


def lineage(
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, show_default=False, metavar="N", help="So many rows at most.")
    ] = None,
    offset: OffsetOption = 0,
    casebook: CasebookOption = None,
    form: Annotated[
        Forms,
        typer.Option("--format", "-f", help="table: for a person. json: JSON Lines. dot: a graph for Graphviz."),
    ] = Forms.table,
) -> None:
    """Who copied whom: what each report was taken from, why that is thought, and what it goes back to.

    PASSAGES: words that both share. CREDIT: a line at head or end names the agency. CITATION: most of the report comes
    through an outlet that it cites. Two reports of one statement copied nobody. SCORE: the share of the words taken.
    """
    with opened(casebook, read_only=False) as book:
        rows = book.lineage(limit=limit, offset=offset)
        _PRINTERS[form](rows)
        if not rows:
            say("nothing found")


def compare(
    report: ReportArgument, other: ReportArgument, casebook: CasebookOption = None, form: RowsOption = Rows.table
) -> None:
    """Show two reports side by side: the passages that they share, and whether that is copying."""
    with opened(casebook) as book:
        one, second, found = book.compare(report, other)
        if form == Rows.json:
            names = {"a": one.document, "b": second.document}
            sys.stdout.write(f"{printed({**names, **encode(found)})}\n")
            return
        _print_comparison(one, second, found)


def _print_json(rows: Iterable[Descent]) -> None:
    for row in rows:
        sys.stdout.write(f"{printed(_row(row))}\n")


def _row(row: Descent) -> dict[str, Any]:
    """The row as the contract has it, and what it leans on."""
    return {
        "document": row.report,
        "origin": row.origin,
        "derived_from": row.derived_from,
        "why": list(row.why),
        "score": row.score,
        "passages": [[list(mine), list(theirs)] for mine, theirs in row.passages],
        "outside": row.is_outside,
        "cited": [encode(one) for one in row.cited],
    }


def _print_table(rows: Iterable[Descent]) -> None:
    from reportedly.cli.tables import Column, print_table

    columns = (Column("REPORT"), Column("TAKEN FROM"), Column("WHY"), Column("SCORE", is_number=True), Column("ORIGIN"))
    print_table(columns, (_cells(row) for row in rows))


def _cells(row: Descent) -> tuple[str, ...]:
    score = "" if row.score is None else f"{row.score:.2f}"
    origin = "itself" if row.origin == row.report and not row.is_outside else row.origin
    return row.report, row.derived_from or "", ", ".join(row.why), score, origin


def _print_dot(rows: Iterable[Descent]) -> None:
    sys.stdout.write("digraph lineage {\n  rankdir=LR;\n")
    for row in rows:
        sys.stdout.writelines(f"  {line}\n" for line in _dot_lines(row))
    sys.stdout.write("}\n")


def _dot_lines(row: Descent) -> Iterator[str]:
    yield f"{_quoted(row.report)};"
    label = ", ".join(row.why) + ("" if row.score is None else f" {row.score:.2f}")
    if row.derived_from:
        yield f"{_quoted(row.derived_from)} -> {_quoted(row.report)} [label={_quoted(label)}];"
    elif row.is_outside:
        source = _quoted(f"source: {row.origin}" if row.is_named else f"source: {row.origin} ({row.report})")
        yield f"{source} [shape=box, label={_quoted(row.origin)}];"
        yield f"{source} -> {_quoted(row.report)} [label={_quoted(label)}];"


def _quoted(words: str) -> str:
    """A string of the DOT language; control characters would end the line or steer a screen."""
    from reportedly.export.screen import harmless

    escaped = harmless(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_PRINTERS = {Forms.table: _print_table, Forms.json: _print_json, Forms.dot: _print_dot}


def _print_comparison(one: Report, other: Report, found: Comparison) -> None:
    from reportedly.cli.tables import Column, paragraph, print_lines, print_table
    from reportedly.export.screen import Run

    verdict = "copied" if found.is_reuse else "not copied"
    shares = f"{found.a_in_b:.0%} of {one.document} and {found.b_in_a:.0%} of {other.document} are shared"
    print_lines(paragraph(Run(verdict, "bold"), Run(f": {found.because}; {shares}")))
    cells = (_sides(one, other, mine, theirs) for mine, theirs in found.passages)
    print_table((Column(one.document), Column(other.document)), cells)


def _sides(one: Report, other: Report, mine: Any, theirs: Any) -> tuple[str, str]:
    return " ".join(one.text[slice(*mine)].split()), " ".join(other.text[slice(*theirs)].split())
