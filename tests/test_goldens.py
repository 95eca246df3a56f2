"""Each report in tests/reports reads as its .reading.json says; `pytest --renew` writes them anew.

They are read with attribution by rule, whose figures are the same on every machine; tests/test_floors.py asks more of
the tagger.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Claim, Reader, Reading

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
NOBODY = Reader("reportedly", "golden", "golden")  # a new version or model alone renews nothing


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_a_report_reads_as_before(report: Path, read_report: Callable[[Path, str], Reading], renew: bool) -> None:
    reading = read_report(report, "rules")
    got = printed(reading)
    golden = report.with_suffix(".reading.json")
    if renew:
        golden.write_text(got, encoding="utf-8", newline="\n")
    want = golden.read_text(encoding="utf-8")
    if got == want:
        return
    gained, lost = changes(Reading.from_json(want), reading)
    lines = [f"{report.name} reads otherwise (pytest --renew keeps it); gained:", *gained, "lost:", *lost]
    details = difflib.unified_diff(want.splitlines(), got.splitlines(), "before", "now", lineterm="", n=0)
    pytest.fail("\n".join([*lines, "line by line:", *list(details)[:20]]))


def test_a_golden_is_a_reading_of_its_report() -> None:
    for report in REPORTS:
        golden = Reading.from_json(report.with_suffix(".reading.json").read_text(encoding="utf-8"))
        assert golden.document.text == report.read_text(encoding="utf-8")
        assert printed(golden) == report.with_suffix(".reading.json").read_text(encoding="utf-8")


def test_what_changed_is_listed_claim_by_claim(read_report: Callable[[Path, str], Reading]) -> None:
    reading = read_report(REPORTS[0], "rules")
    gained, lost = changes(replace(reading, claims=reading.claims[1:]), reading)
    assert (len(gained), lost) == (1, [])


def printed(reading: Reading) -> str:
    """A reading as JSON with one row a line, so that a change of one claim is a change of one line.

    A rule's number is its line in a lexicon, which any new row moves: it is left out.
    """
    claims = tuple(replace(claim, rule=re.sub(r":\d+$", "", claim.rule or "") or None) for claim in reading.claims)
    row = replace(reading, reader=NOBODY, claims=claims).to_dict()
    parts = [f"{dump(name)}: {rows(value)}" for name, value in row.items()]
    return "{" + ",\n".join(parts) + "}\n"


def rows(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(dump, value)) + "]"
    return dump(value)


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def changes(before: Reading, after: Reading) -> tuple[list[str], list[str]]:
    """The attributions and claims that are gained and lost, each in a line."""
    old, new = in_words(before), in_words(after)
    return [line for line in new if line not in old], [line for line in old if line not in new]


def in_words(reading: Reading) -> list[str]:
    names = {row.id: row.name for part in (reading.actors, reading.places, reading.sources) for row in part}
    text = reading.document.text
    said = [
        f"  {names[row.source]} [{row.form}]: {' ... '.join(text[a:b] for a, b in row.content_spans)!r}"
        for row in reading.attributions
    ]
    return [*said, *(claim_in_words(claim, names, text) for claim in reading.claims)]


def claim_in_words(claim: Claim, names: dict[str, str], text: str) -> str:
    actors, recipients, chain = ([names[i] for i in ids] for ids in (claim.actors, claim.recipients, claim.chain))
    words = " ... ".join(text[a:b] for a, b in claim.spans)
    shades = [claim.polarity, claim.certainty, claim.when, names.get(claim.place or ""), claim.time, claim.count]
    return f"  {claim.event or claim.relation} {actors} -> {recipients} by {chain} {shades}: {words!r}"
