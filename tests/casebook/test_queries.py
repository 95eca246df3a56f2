"""What a casebook of three small reports answers, alike on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from casebook.small import RIVER, fill
from databases import KINDS, fresh
from reportedly.casebook import open_store
from reportedly.casebook.actors import actors
from reportedly.casebook.claims import claims
from reportedly.casebook.entries import counts, entries
from reportedly.casebook.naming import AskError
from reportedly.casebook.search import search
from reportedly.casebook.showing import reports, show
from reportedly.casebook.ties import ties
from reportedly.casebook.timeline import timeline
from reportedly.casebook.voices import voices
from reportedly.model.answers import Asked


@pytest.fixture(scope="module", params=KINDS)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a casebook of the three reports."""
    store = open_store(fresh(request.param, tmp_path_factory.mktemp("small")), by="test")
    fill(store)
    with store.reading() as connection:
        yield connection
    store.close()


def found(connection: Connection, **asked: Any) -> list[tuple[str, str]]:
    return [(row.document, row.claim) for row in claims(connection, Asked(**asked))]


@pytest.mark.parametrize(
    ("asked", "local"),
    [
        ({}, ["c1", "c2", "c3", "c1", "c2", "c1", "c2", "c3"]),
        ({"actor": "River Brigade"}, ["c1", "c2", "c2", "c1", "c2"]),
        ({"actor": "the brigade"}, ["c1", "c2", "c2", "c1", "c2"]),
        ({"actor": "RIVER"}, ["c1", "c2", "c2", "c1", "c2"]),
        ({"recipient": "River Brigade"}, ["c3", "c1", "c3"]),
        ({"involving": "Q794"}, ["c3", "c1", "c3"]),
        ({"voice": "residents"}, ["c1", "c1"]),
        ({"voice": "Karim"}, ["c2", "c2"]),
        ({"voice": "Gulf Bulletin"}, ["c3"]),
        ({"through": "Gulf Bulletin"}, ["c1", "c2", "c3"]),
        ({"voice": "residents (group)"}, ["c1", "c1"]),
        ({"place": "sabha"}, ["c1", "c1"]),
        ({"place": "LBY"}, ["c1", "c1"]),
        ({"place": "Sabha District"}, ["c1", "c1"]),
        ({"event": "aid"}, ["c3", "c1", "c3"]),
        ({"relation": "allied with"}, ["c2"]),
        ({"certainty": "possible"}, ["c3", "c3"]),
        ({"polarity": "denied"}, ["c2", "c2"]),
        ({"when": "past", "standing": "unjudged", "publisher": "salt post"}, ["c1", "c2"]),
        ({"publisher": "Second"}, ["c1", "c2", "c3"]),
        ({"report": "salt.txt"}, ["c1", "c2"]),
        ({"words": "fuel truck*"}, ["c1", "c1"]),
        ({"words": "fuel trucks"}, ["c1", "c1"]),
        ({"words": "rifles OR denied"}, ["c2", "c1", "c2"]),
        ({"since": "2024-05-12"}, ["c1", "c1"]),
        ({"since": "2024-06"}, []),
        ({"until": "2023"}, ["c1"]),
        ({"since": "2023-12-31", "until": "2023-12-31"}, ["c1"]),
        ({"until": "2024-04"}, ["c1"]),
        ({"actor": "Iran", "recipient": "River Brigade", "certainty": "certain"}, ["c1"]),
    ],
)
def test_claims_are_found_by_what_is_asked(small: Connection, asked: dict[str, str], local: list[str]) -> None:
    assert [claim for _, claim in found(small, **asked)] == local


def test_a_claim_is_told_whole(small: Connection) -> None:
    row = claims(small, Asked(place="Sabha"))[0]
    assert row.document.startswith("river.txt#")
    assert (row.actors, row.recipients, row.chain) == (
        ("River Brigade",),
        ("Smugglers",),
        ("Gulf Bulletin", "residents"),
    )
    assert (row.event, row.place, row.time_start, row.publisher) == ("COERCE", "Sabha", "2024-05", "Gulf Bulletin")
    assert row.words == "the River Brigade seized two fuel trucks"


def test_pages_follow_one_another(small: Connection) -> None:
    first = claims(small, Asked(), limit=5)
    rest = claims(small, Asked(), limit=5, after=first[-1].id)
    assert (*first, *rest) == claims(small, Asked())
    whole = timeline(small, Asked(), by_report=True)
    begun = timeline(small, Asked(), by_report=True, limit=4)
    assert (*begun, *timeline(small, Asked(), by_report=True, after=begun[-1].claim.id)) == whole
    hits = search(small, Asked(), limit=2)
    assert (*hits, *search(small, Asked(), after=hits[-1].id)) == search(small, Asked())
    logged = entries(small, limit=3)
    assert (*logged, *entries(small, before=logged[-1].seq)) == entries(small)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"actor": "Nobody"}, "no actor here is called 'Nobody'"),
        ({"actor": "..."}, "no actor"),
        ({"actor": "Iran (YEM)"}, "no actor"),
        ({"voice": "Nobody"}, "no voice"),
        ({"place": "Nowhere"}, "no claim here names a place"),
        ({"publisher": "Nobody"}, "no report here was published by"),
        ({"report": "nothing.txt"}, "no report here is called"),
        ({"report": "river.txt"}, "may be"),
        ({"event": "WAR"}, "is no event; it is one of AGREE"),
        ({"certainty": "sure"}, "is no certainty"),
        ({"since": "May 2024"}, "is no date"),
        ({"words": "---"}, "holds no word"),
        ({"actor": "s"}, "'s' may be 'Smugglers' or 'Salt Front'"),
    ],
)
def test_what_means_nothing_or_several_is_one_line(small: Connection, asked: dict[str, str], words: str) -> None:
    with pytest.raises(AskError, match=re.escape(words)) as caught:
        found(small, **asked)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("trucks", 2),
        ("TRUCKS sabha", 2),
        ('"fuel trucks"', 2),
        ('"trucks fuel"', 0),
        ("truck", 0),
        ("truck*", 2),
        ("rifles OR trucks", 3),
        ("rifles AND trucks", 0),
        ("iran", 3),
        ("Írán", 3),
        ("title:iran", 0),
        ("about salt", 1),
        ("iran)", 3),
        ("NOT", 0),
    ],
)
def test_search_by_words(small: Connection, words: str, documents: int) -> None:
    assert len(search(small, Asked(words=words))) == documents


@pytest.mark.parametrize("name", ["River Brigade", "Iran", "Smugglers"])
def test_the_timeline_of_a_frequent_actor_is_found_another_way_and_is_the_same(
    small: Connection, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(involving=name, polarity="affirmed")
    fetched = timeline(small, asked)
    monkeypatch.setattr("reportedly.casebook.timeline._MANY", 0)
    assert timeline(small, asked) == fetched != ()
    first = timeline(small, asked, limit=1)
    assert first + timeline(small, asked, after=first[-1].claim.id) == fetched


def test_a_hit_shows_what_was_looked_for(small: Connection) -> None:
    hit, _ = search(small, Asked(words='"river brigade" seized', polarity="denied"))
    assert hit.snippet == RIVER.replace("River Brigade", "«River Brigade»")
    assert (hit.publisher, hit.claims) == ("Second Post", 1)
    assert [row.publisher for row in search(small, Asked(actor="Iran"))] == [
        "Second Post",
        "Salt Post",
        "Gulf Bulletin",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.text(max_size=40) | st.text(alphabet='"*():^-ANDORNE \x00a~', max_size=30))
def test_nothing_that_is_typed_breaks_a_search(small: Connection, words: str) -> None:
    for ask in (search, claims):
        with suppress(AskError):
            ask(small, Asked(words=words or None))
    for name in ("actor", "voice", "place", "publisher", "report"):
        with suppress(AskError):
            found(small, **{name: words})


def test_actors(small: Connection) -> None:
    rows = actors(small)
    assert [(row.name, row.claims, row.reports) for row in rows] == [
        ("River Brigade", 8, 3), ("Smugglers", 4, 2), ("Iran", 3, 3), ("Salt Front", 1, 1),
    ]  # fmt: skip
    assert rows[0].aliases == ("the Brigade",)
    assert (rows[2].country, rows[2].wikidata, rows[2].type) == ("IRN", "Q794", "country")
    assert [row.name for row in actors(small, "islamic rep")] == ["Iran"]
    assert [row.name for row in actors(small, limit=2, offset=1)] == ["Smugglers", "Iran"]
    assert actors(small, "nobody") == ()


def test_voices(small: Connection) -> None:
    rows = {(row.name, row.kind): row for row in voices(small)}
    assert rows["Karim Hadid", "person"].claims == 2
    assert rows["Karim Hadid", "person"].role == "spokesman"
    assert [row.name for row in voices(small, named=False)] == ["residents", "residents"]
    assert [row.name for row in voices(small, kind="person")] == ["Karim Hadid"]
    assert [row.name for row in voices(small, "state")] == ["state radio"]
    with pytest.raises(AskError, match="no kind of voice"):
        voices(small, kind="bird")


def test_ties(small: Connection) -> None:
    found = ties(small, "River Brigade")
    assert [(row.actor, row.recipient, row.kind, row.claims, row.denied, row.hedged, row.reports) for row in found] == [
        ("River Brigade", "Smugglers", "COERCE", 4, 2, 0, 2),
        ("Iran", "River Brigade", "AID", 3, 0, 2, 3),
        ("River Brigade", "Salt Front", "allied_with", 1, 0, 0, 1),
    ]
    (both,) = ties(small, "Salt Front", "River Brigade")
    assert (both.actor, both.mutual, both.voices, both.last) == ("Salt Front", True, 1, "2024-06-01")
    (aid,) = ties(small, "River Brigade", "Iran")
    assert (aid.actor, aid.voices, aid.last) == ("Iran", 3, "2024-06-02")
    assert ties(small, "Salt Front", "Iran") == ()
    assert len(ties(small)) == 3


def test_timeline(small: Connection) -> None:
    assert [(row.date, row.claim.claim) for row in timeline(small, Asked())] == [
        ("2023-12-01", "c1"), ("2024-05", "c1"), ("2024-05", "c1"),
    ]  # fmt: skip
    dates = [row.date for row in timeline(small, Asked(actor="Iran"), by_report=True)]
    assert dates == ["2024-05-10", "2024-06-01", "2024-06-02"]


def test_one_report(small: Connection) -> None:
    page = show(small, "salt.txt")
    assert (page.report.publisher, page.report.claims, page.report.problems) == ("Salt Post", 2, 1)
    assert [row.place for row in page.receipts] == ["/in/salt.txt"]
    assert [problem.code for problem in page.problems] == ["date-conflict"]
    assert page.reader
    assert [row.claim for row in page.claims] == ["c1", "c2"]
    assert show(small, page.report.key[:10]) == page
    assert show(small, f"sha256:{page.report.original}") == page
    assert show(small, page.report.document) == page
    assert [row.document.split("#")[0] for row in reports(small)] == ["river.txt", "salt.txt", "river.txt"]


def test_counts_and_log(small: Connection) -> None:
    held = counts(small)
    assert (held.originals, held.reports, held.claims, held.actors) == (2, 3, 8, 4)
    assert entries(small, limit=1)[0].seq == len(entries(small, limit=1000))
