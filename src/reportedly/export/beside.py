"""What a casebook says beside its readings, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.html import Part
from reportedly.export.said import joined
from reportedly.export.words import listed
from reportedly.model.export import Case


def beside(case: Case) -> tuple[Part, ...]:
    """Propositions, judgements, lineage and receipts, a line each, for the page of a case."""
    return (
        Part("Propositions", tuple(_proposition(case))),
        Part("Judgements", tuple(_judgements(case))),
        Part("Which report was taken from which", tuple(_descents(case))),
        Part(
            "Received",
            tuple(f"{row.document}: {row.at}, from {row.final_url or row.place}, by {row.by}" for row in case.receipts),
        ),
    )


def _proposition(case: Case) -> Iterator[str]:
    for row in case.propositions:
        low, high = row.origins_for
        number = str(low) if low == high else f"{low} to {'?' if high is None else high}"
        what = f"{listed(row.actors)} {row.relation or row.event} {listed(row.recipients)}".strip()
        claims = joined(f"{document} {claim}" for document, claim in row.members)
        yield f"{row.support}: {what}; independent origins: {number}; claims: {claims}"


def _judgements(case: Case) -> Iterator[str]:
    for row in case.judgements:
        about = " ".join(part for part in (row.document, row.claim, row.name) if part)
        said = "; ".join(part for part in (row.says, row.why) if part)
        yield f"{row.kind} {row.target} {about}: {said} ({row.by}, {row.at})"


def _descents(case: Case) -> Iterator[str]:
    for row in case.descents:
        if row.origin != row.report:
            yield f"{row.report}: goes back to {row.origin} ({listed(row.why)})"
