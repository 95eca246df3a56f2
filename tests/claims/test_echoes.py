"""A heading is read for itself, and adds no second claim to what the report tells below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import document_of
from reportedly.claims import heading_end
from reportedly.model import Claim, Reading
from reportedly.parsing import parse
from reportedly.pipeline import read_document

HEADING = "Rebels kill four soldiers near Goma"
BODY = (
    "Rebels attacked an army convoy near Goma on Friday, killing four soldiers, the army said.\n"
    "The United Nations condemned the attack."
)


def told(reading: Reading) -> list[tuple[object, ...]]:
    """The claims by what they say and on whose word."""
    names = {row.id: row.name for row in (*reading.actors, *reading.sources)}

    def row(claim: Claim) -> tuple[object, ...]:
        sides = ([names[one] for one in side] for side in (claim.actors, claim.recipients, claim.chain))
        return (claim.event, *sides)

    return [row(claim) for claim in reading.claims]


def read(text: str, title: str | None = None) -> Reading:
    return read_document(replace(document_of(text), title=title))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_same_report_reads_alike_with_its_heading_and_without(between: str) -> None:
    alone = told(read(BODY))
    assert len(alone) == 3
    assert told(read(f"{HEADING}{between}{BODY}")) == told(read(f"{HEADING}{between}{BODY}", HEADING)) == alone
    assert told(read(BODY, HEADING)) == alone


def test_what_only_the_heading_tells_is_kept() -> None:
    found = told(read(f"Rebels released six nurses near Goma\n{BODY}"))
    assert found[0][:3] == ("RETREAT", ["Rebels"], ["six nurses"])
    assert found[1:] == told(read(BODY))


def test_a_heading_that_denies_or_blames_another_is_no_echo() -> None:
    other = told(read("Army kills four rebels near Goma\nRebels killed six farmers near Goma, residents said."))
    assert [row[1] for row in other] == [["Army"], ["Rebels"]]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{HEADING}\n{BODY}", len(HEADING)),
        (f"{HEADING}.\n{BODY}", 0),
        (BODY, 0),
        (HEADING, 0),
        ("", 0),
    ],
)
def test_a_heading_is_a_line_without_a_full_stop_above_the_text(text: str, end: int) -> None:
    assert heading_end(parse(document_of(text))) == end


def test_a_title_with_a_full_stop_is_a_heading_too() -> None:
    document = replace(document_of(f"{HEADING}.\n{BODY}"), title=HEADING)
    assert heading_end(parse(document)) == len(HEADING) + 1
