"""Stories of ours come to what was written down before: read by the real reader, traced and counted, all at once."""

from __future__ import annotations

import pytest

from corroboration.telling import NAMES, Answer, answers, lineage, rows
from reportedly.corroboration import propositions, statements
from reportedly.lineage import report_of, trace
from reportedly.model import Reading
from reportedly.model.corroboration import Proposition, Side
from reportedly.model.lineage import Descent
from reportedly.pipeline import read_document
from stories import document

ANSWERS = [answer for name in NAMES for answer in answers(name)]
NONE = {"origins": [0, 0], "reports": []}


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read_document(document(row)) for name in NAMES for row in rows(name)]


@pytest.fixture(scope="module")
def descents(readings: list[Reading]) -> tuple[Descent, ...]:
    return trace(report_of(reading) for reading in readings)


@pytest.fixture(scope="module")
def found(readings: list[Reading], descents: tuple[Descent, ...]) -> tuple[Proposition, ...]:
    return propositions((one for reading in readings for one in statements(reading)), descents)


@pytest.mark.parametrize("story", NAMES)
def test_each_report_goes_back_to_what_it_was_taken_from(story: str, descents: tuple[Descent, ...]) -> None:
    known = lineage(story)
    for row in descents:
        if row.report.rpartition("-")[0] == story:
            right = known.get(row.report, {"origin": row.report})
            origins = right["origin"] if isinstance(right["origin"], list) else [right["origin"]]
            assert row.origin in origins, row
            assert set(right.get("why", ())) & set(row.why) or not right.get("why"), row
            assert row.derived_from == right.get("derived_from", row.derived_from), row


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.story}: {answer.expected['says']}")
def test_each_thing_said_rests_on_the_right_origins(answer: Answer, found: tuple[Proposition, ...]) -> None:
    (row,) = (one for one in found if _is_meant(answer, one))
    assert row.support == answer.expected["support"]
    for_, against = answer.expected.get("for", NONE), answer.expected.get("against", NONE)
    assert _counted(row.affirmed, row, "affirmed") == _expected(for_)
    assert _counted(row.denied, row, "denied") == _expected(against)
    assert sorted(party.casefold() for party, _ in row.marked) == [
        party.casefold() for party in answer.expected.get("marked", [])
    ]


def _is_meant(answer: Answer, row: Proposition) -> bool:
    same_deed = row.event == answer.event and list(row.actors) == answer.actors
    same_day = not answer.day or (row.time is not None and row.time.start == answer.day)
    of_story = row.members[0].document.rpartition("-")[0] == answer.story
    return of_story and same_deed and row.place == answer.place and same_day


def _counted(side: Side, row: Proposition, polarity: str) -> dict[str, object]:
    members = [one for one in row.members if one.polarity == polarity]
    return {
        "origins": [side.low, side.high],
        "reports": sorted({one.document for one in members}),
        "copies": sorted({one.document for one in members if one.way == "copy"}),
        "relays": sorted({one.document for one in members if one.way == "relay"}),
    }


def _expected(row: dict[str, object]) -> dict[str, object]:
    return {"copies": [], "relays": [], **row}
