"""Pictures of a casebook: they hold what its claims say, its map no person, and redacted ones no unnamed voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import databases
from casebook.small import fill, put, river, salt
from reportedly.book import AskError, Book, open_casebook
from reportedly.book.picturing import KINDS, picture
from reportedly.casebook.said import count_said, said
from reportedly.export.redaction import redacted
from reportedly.model.answers import Asked
from reportedly.model.pictures import Said
from reportedly.model.reading import Actor


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Book]:
    """The three small reports."""
    with open_casebook(tmp_path / "case.db", by="anna") as book:
        fill(book.store)
        yield book


def test_the_network_counts_ties_as_the_casebook_does(small: Book) -> None:
    shot = small.plot("network").picture
    drawn = {(row[0], row[1][2:], row[2]): (int(row[3]), int(row[4]), int(row[5])) for row in shot.rows}
    told = {(row.actor, row.recipient, row.kind.lower().replace("_", " ")): row for row in small.ties(limit=None)}
    assert drawn.keys() == told.keys()
    assert all(drawn[key] == (row.claims, row.denied, row.hedged) for key, row in told.items())


def test_the_network_is_as_wide_as_its_origins(small: Book) -> None:
    row = next(row for row in small.plot("network").picture.rows if row[2] == "coerce")
    known = small.support.propositions(kind="COERCE", limit=None)
    assert row[6] == str(max(one.affirmed.low for one in known))
    assert row[7] == f"{sum(one.support == 'contested' for one in known)} of {len(known)}"


def test_a_network_from_claims_is_that_from_sums(small: Book) -> None:
    whole = small.plot("network").picture
    asked = small.plot("network", since="2023", until="2025").picture
    assert {row[2] for row in asked.rows} == {"coerce", "aid"}
    of_claims = picture(small.store, "network", Asked(when="past"))
    assert {row[:6] for row in of_claims.rows} == {row[:6] for row in whole.rows}


def test_an_actor_has_a_network_of_its_own(small: Book) -> None:
    assert {row[2] for row in small.plot("network", involving="Salt Front").picture.rows} == {"allied with"}
    with pytest.raises(AskError, match="no actor here"):
        small.plot("network", involving="Nobody")


def test_rejected_claims_are_not_drawn(small: Book) -> None:
    before = small.plot("timeline").picture
    small.judge.reject("salt.txt", "c1")
    after = small.plot("timeline").picture
    told = [sum(int(row[before.columns.index("Claims")]) for row in shot.rows) for shot in (before, after)]
    assert told == [7, 6]


def test_a_deed_stands_on_the_timeline_once(small: Book) -> None:
    rows = small.plot("timeline").picture.rows
    coerce = next(row for row in rows if row[0].startswith("coerce"))
    assert coerce[2] == "2024-05"
    assert coerce[3] == "2024-05-10 to 2024-06-02"
    assert coerce[4] == "4", "the two reports, and the denial in each, of which one names no time"
    assert not [row for row in rows if "allied" in row[0]], "a standing tie is no deed"


def test_the_map_sums_by_governorate(small: Book) -> None:
    shot = small.plot("map").picture
    assert [row[:3] for row in shot.rows] == [("Sabha District", "LBY", "2")]


def test_the_map_draws_no_whereabouts_of_persons(small: Book) -> None:
    reading = river("Third Post", "2024-07-01")
    person = Actor("a9", "Karim Hadid", type="person")
    claims = tuple(
        replace(row, id=f"p{i}", event=event, actors=("a9",), recipients=recipients, place="p1")
        for i, (row, event, recipients) in enumerate(
            zip([reading.claims[0]] * 3, ("CONSULT", "ASSAULT", "ASSAULT"), (("a1",), (), ("a2",)), strict=True)
        )
    )
    put(small.store, replace(reading, actors=(*reading.actors, person), claims=claims))
    shot = small.plot("map").picture
    assert [row[:3] for row in shot.rows] == [("Sabha District", "LBY", "3")], "only the deed done to somebody"
    assert any("2 claims about where persons were" in note for note in shot.notes)


def test_the_chains_run_from_whose_word_to_who_printed_it(small: Book) -> None:
    rows = {row[:3] for row in small.plot("chains").picture.rows}
    assert ("state radio", "Salt Post", "1") in rows
    assert ("residents (2 unnamed)", "Gulf Bulletin", "1") in rows


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_an_unnamed_voice_is_left_where_it_is_redacted(small: Book, kind: str) -> None:
    plain, hidden = small.plot(kind).picture, small.plot(kind, redacted=redacted).picture
    assert "residents" not in str(hidden).lower()
    assert kind != "chains" or "residents" in str(plain)
    assert hidden.rows


def test_an_actor_that_is_only_an_unnamed_voice_is_withheld(small: Book) -> None:
    reading = river("Fourth Post", "2024-07-02")
    voice = next(row for row in reading.sources if row.id == "s1")
    mention = reading.attributions[0].source_spans
    actor = Actor("a9", "Residents of Sabha", mentions=mention)
    own = replace(reading.claims[0], id="c9", actors=("a9",))
    sources = tuple(replace(row, actor="a9", mentions=mention) if row is voice else row for row in reading.sources)
    put(small.store, replace(reading, actors=(*reading.actors, actor), sources=sources, claims=(own,)))
    for kind in ("network", "timeline"):
        assert "Residents of Sabha" in str(small.plot(kind).picture)
        assert "esidents" not in str(small.plot(kind, redacted=redacted).picture)


def test_only_the_latest_claims_are_looked_at_and_that_is_said(small: Book) -> None:
    shot = picture(small.store, "chains", most=3)
    assert shot.notes[0] == "Only the 3 latest of 8 claims were looked at."


def test_what_fits_is_counted_so_far_as_is_told(small: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with small.store.reading() as connection:
        assert count_said(connection, Asked()) == 8
        assert count_said(connection, Asked(), most=8) == 8
        assert count_said(connection, Asked(), most=5) == 6
    monkeypatch.setattr("reportedly.book.picturing.COUNTED", 5)
    shot = picture(small.store, "chains", most=3)
    assert shot.notes[0] == "Only the 3 latest of more than 5 claims were looked at."


def test_of_an_actor_the_latest_claims_are_found_as_by_any_other_question(small: Book) -> None:
    """Also where the actor is another since, whose claims two rows have."""
    for is_merged in (False, True):
        if is_merged:
            small.judge.merge(small.judge.actor("River Brigade"), small.judge.actor("Salt Front"))
        with small.store.reading() as connection:
            by_index = [row.found.id for row in said(connection, Asked(involving="Salt Front"), limit=50)]
            scanned = {row.found.id for row in said(connection, Asked(), limit=50) if "Salt Front" in named(row)}
        assert by_index == sorted(scanned, reverse=True) != []


def named(row: Said) -> set[str]:
    return {party.name for party in (*row.found.actors, *row.found.recipients)}


def test_pictures_are_the_same_on_both_databases(tmp_path: Path) -> None:
    drawn = []
    for kind in databases.KINDS:
        with open_casebook(databases.fresh(kind, tmp_path), by="anna") as book:
            fill(book.store)
            drawn.append([book.plot(one, involving=who).picture for one in KINDS for who in (None, "Salt Front")])
            drawn.append([book.plot(one, redacted=redacted).picture for one in KINDS])
    assert drawn[0] == drawn[2]
    assert drawn[1] == drawn[3]
    assert all(picture.rows for picture in drawn[1])


def test_one_report_has_every_picture(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "one.db", by="anna") as book:
        put(book.store, river("First Post", "2024-05-10"))
        for kind in KINDS:
            shot = book.plot(kind)
            assert shot.picture.rows, kind
            assert "text/html" in shot._repr_mimebundle_()


def test_an_empty_casebook_has_pictures_of_nothing(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "empty.db") as book:
        for kind in KINDS:
            assert not book.plot(kind).picture.rows
        with pytest.raises(AskError, match="no picture; they are network, timeline, map, chains"):
            book.plot("pie")


def test_a_casebook_that_may_only_be_read_is_drawn_by_claims(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db") as book:
        put(book.store, salt())
    with open_casebook(tmp_path / "case.db", read_only=True) as book:
        shot = book.plot("network").picture
    assert any("nothing was weighed" in note for note in shot.notes)
