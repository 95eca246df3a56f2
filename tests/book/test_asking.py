"""A book in hand: what it answers, what people decide in it, and its rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import reportedly
from casebook.small import fill
from databases import KINDS, fresh
from reportedly.book import AskError, Book, CasebookError, open_casebook
from reportedly.model.answers import ActorRow, ClaimRow, ReportRow, TieRow, VoiceRow


@pytest.fixture(params=KINDS)
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    with open_casebook(fresh(request.param, tmp_path), by="anna") as book:
        fill(book.store)
        yield book


def test_a_casebook_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no casebook")
    for where in (tmp_path / "a.txt", tmp_path, "mysql://here/there"):
        with pytest.raises(CasebookError, match=r"a\.txt|folder|mysql") as caught:
            open_casebook(where)
        assert "\n" not in str(caught.value)
    with pytest.raises(CasebookError, match="no casebook"):
        open_casebook(tmp_path / "none.db", create=False)
    assert reportedly.open_casebook is open_casebook


def test_decisions_stand_beside_the_claims(small: Book) -> None:
    river = next(row.document for row in small.claims() if row.publisher == "Second Post")
    key = small.show("salt.txt").report.key
    accepted = small.judge.accept(key, "c1", "two photographs")
    small.judge.correct("salt.txt", "c2", {"relation": "backs"}, "they say so")
    small.judge.note(small.judge.report("salt.txt"), "typed from paper")
    (one,) = small.claims(standing="accepted")
    assert (one.claim, one.event) == ("c1", "AID")
    assert [(note.about, note.says) for note in small.show("salt.txt").notes] == [
        ("c1", "accepted"), ("c2", "corrected: relation backs"), (key[:12], "noted"),
    ]  # fmt: skip
    small.judge.withdraw(accepted[:8], "it was another town")
    assert not small.claims(standing="accepted")
    assert [note.is_withdrawn for note in small.judge.all()][:2] == [True, False]
    assert river.startswith("river.txt#")
    assert not list(small.verify())


def test_merged_actors_are_one_everywhere(small: Book) -> None:
    key = small.judge.merge(small.judge.actor("Salt Front"), small.judge.actor("Smugglers"), "the same men")
    names = {row.name: row for row in small.actors()}
    assert names["Smugglers"].merged == ("Salt Front",)
    assert names["Smugglers"].claims == 5
    assert "Salt Front" not in names
    assert {row.claim for row in small.claims(involving="Salt Front")} == {"c1", "c2"}
    assert [(row.actor, row.recipient, row.kind) for row in small.ties("Salt Front")] == [
        ("River Brigade", "Smugglers", "COERCE"), ("Smugglers", "River Brigade", "allied_with"),
    ]  # fmt: skip
    assert small.claims(report="salt.txt")[1].actors == ("River Brigade", "Smugglers")
    small.judge.withdraw(key, "no")
    assert "Salt Front" in {row.name for row in small.actors()}


def test_names_and_grades(small: Book) -> None:
    small.judge.rename(small.judge.actor("Smugglers"), "Coast Smugglers", "as they call themselves")
    assert [row.name for row in small.actors("coast")] == ["Coast Smugglers"]
    assert [row.name for row in small.actors("smugglers")] == ["Coast Smugglers"]
    small.judge.grade("Karim Hadid", "c", "often wrong")
    assert [row.grade for row in small.voices("karim")] == ["C"]
    with pytest.raises(CasebookError, match="a letter"):
        small.judge.grade("Karim Hadid", "G")
    with pytest.raises(AskError, match="only a voice with a name"):
        small.judge.grade("residents", "C")
    with pytest.raises(AskError, match="no key"):
        small.judge.withdraw("00000000")
    with pytest.raises(AskError, match="is no judgement's key"):
        small.judge.withdraw("all")


@pytest.mark.parametrize(
    ("what", "kind", "rows"),
    [
        ("claims", ClaimRow, 8),
        ("actors", ActorRow, 4),
        ("voices", VoiceRow, 7),
        ("reports", ReportRow, 3),
        ("ties", TieRow, 3),
    ],
)
def test_rows_as_arrow_tables(small: Book, what: str, kind: type, rows: int) -> None:
    table = small.to_arrow(what)
    assert table.column_names == [field.name for field in fields(kind)]
    assert table.num_rows == rows
    if what == "claims":
        assert table.to_pylist()[0]["chain"] == ["Gulf Bulletin", "residents"]
        assert str(table.schema.field("score").type) == "double"


def test_another_table_there_is_not(small: Book) -> None:
    with pytest.raises(ValueError, match="'verdicts' is none of claims"):
        small.to_arrow("verdicts")


def test_all_claims_are_paged_through(small: Book) -> None:
    assert tuple(small.all_claims()) == small.claims()
    assert small.counts().claims == 8
    assert small.head().seq == small.log(limit=1)[0].seq
