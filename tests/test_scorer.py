"""The scorer gives full marks to a reading that says what the gold says, and takes them off for each kind of fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.model import Actor, Attribution, Claim, Document, Reader, Reading, Source
from scorer import load_gold, shares, tally
from test_floors import GOLDS

MEASURES = ("content", "content_precision", "source", "chain", "claims_f1", "origin", "certainty")


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_the_gold_itself_scores_full_marks(path: Any) -> None:
    gold = load_gold(path)
    assert shares(tally(gold, as_read(gold))) == dict.fromkeys(MEASURES, 1.0)


def test_each_kind_of_fault_costs_its_own_marks() -> None:
    gold = load_gold(next(path for path in GOLDS if path.name.startswith("relay")))
    reading = as_read(gold)
    faults = {
        "content": replace(reading, attributions=reading.attributions[:-1]),
        "content_precision": replace(reading, attributions=(*reading.attributions, reading.attributions[-1])),
        "source": replace(reading, attributions=tuple(replace(row, source="report") for row in reading.attributions)),
        "chain": replace(reading, attributions=tuple(replace(row, parent=None) for row in reading.attributions)),
        "claims_f1": replace(reading, claims=reading.claims[1:]),
        "origin": replace(reading, claims=tuple(replace(row, chain=("report",)) for row in reading.claims)),
        "certainty": replace(reading, claims=tuple(replace(row, certainty="unspecified") for row in reading.claims)),
    }
    for measure, faulty in faults.items():
        assert shares(tally(gold, faulty))[measure] < 1.0, measure


def as_read(gold: dict[str, Any]) -> Reading:
    """The reading of somebody who found the gold's required rows and nothing else."""
    attributions = [row for row in gold["attributions"] if not row.get("optional")]
    claims = [row for row in gold["claims"] if not row.get("optional")]
    carriers = {key: f"via-{key}" for row in attributions if (key := row.get("parent"))}
    return Reading(
        Reader("by hand", "1", ""),
        Document("sha256:0", gold["id"], ""),
        actors=tuple(Actor(key, row["name"]) for key, row in gold["actors"].items()),
        sources=tuple(Source(key, row["name"], row["kind"], row["named"]) for key, row in gold["sources"].items()),
        attributions=(
            *(Attribution(row, key, (), (), (), "indirect", 1.0) for key, row in carriers.items()),
            *(as_attribution(row, carriers) for row in attributions),
        ),
        claims=tuple(as_claim(row) for row in claims),
    )


def as_attribution(row: dict[str, Any], carriers: dict[str, str]) -> Attribution:
    parent = carriers.get(row.get("parent", ""))
    return Attribution(row["id"], row["source"], (), (), (row["span"],), "indirect", 1.0, parent)


def as_claim(row: dict[str, Any]) -> Claim:
    origin = row["origin"][0] if isinstance(row["origin"], list) else row["origin"]
    return Claim(
        id=row["id"],
        spans=(row["span"],),
        event=row.get("event", [None])[0],
        mode=None,
        contexts=(),
        relation=row.get("relation", [None])[0] if "event" not in row else None,
        actors=tuple(row["actors"]),
        recipients=tuple(row["recipients"]),
        things=(),
        count=None,
        place=None,
        places_all=(),
        time=None,
        polarity=row.get("polarity", "affirmed"),
        certainty=row["certainty"][0],
        dead=None,
        injured=None,
        marker_spans=(),
        score=1.0,
        when=row.get("when", ["past"])[0],
        attribution=None,
        chain=("report", *row.get("via", []), origin),
    )
