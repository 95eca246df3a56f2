from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.book.fields import FIELDS, OF_ATTRIBUTION, OWN_SPANS, written
from reportedly.casebook.corrections import value_of
from reportedly.model import Claim, Quantity, Reading
from reportedly.reading import read_text

COAST = Path(__file__).parents[2] / "examples" / "coast.txt"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_text(COAST.read_text(encoding="utf-8"))


def test_what_is_written_of_a_claim_means_the_claim(reading: Reading) -> None:
    """A correction that says what was read changes nothing."""
    called = {actor.id: actor.name for actor in reading.actors}
    places = {place.id: place.name for place in reading.places}
    assert reading.claims
    for claim in reading.claims:
        found = {name: value_of(name, words) for name, words in written(reading, claim)}
        assert found["actors"] == tuple(called[key] for key in claim.actors)
        assert found["recipients"] == tuple(called[key] for key in claim.recipients)
        assert found["place"] == places.get(claim.place or "")
        for name in ("event", "relation", "mode", "things", "count", "polarity", "certainty", "when", *OWN_SPANS):
            assert found[name] == getattr(claim, name), name
        if claim.time:
            assert (found["time"].start, found["time"].end) == (claim.time.start, claim.time.end)


def test_only_what_an_attribution_holds_has_its_words(reading: Reading) -> None:
    attributions = {row.id: row for row in reading.attributions}
    for claim in reading.claims:
        found = dict(written(reading, claim))
        own = attributions.get(claim.attribution or "")
        assert {*OF_ATTRIBUTION} & {*found} == ({*OF_ATTRIBUTION} if own else set())
        if own:
            assert value_of("content_spans", found["content_spans"]) == own.content_spans
    assert {bool(claim.attribution) for claim in reading.claims} == {True, False}


@pytest.mark.parametrize(("low", "high", "words"), [(7, 7, "7"), (7, 9, "7-9"), (7, None, "7-")])
def test_numbers_keep_their_range(reading: Reading, low: int, high: int | None, words: str) -> None:
    claim: Claim = replace(reading.claims[0], dead=Quantity(low, high, "some"), injured=None)
    found = dict(written(reading, claim))
    assert (found["dead"], found["injured"]) == (words, "")
    read = value_of("dead", words)
    assert (read.low, read.high) == (low, high)


def test_every_choice_is_one_that_a_correction_takes() -> None:
    for field in FIELDS:
        for choice in field.choices:
            assert value_of(field.name, choice) == (choice or None)
