"""Support in a casebook: worked out as reports come, the same in any order, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corroboration.telling import STORIES, rows
from databases import KINDS, fresh
from made_up import made_up
from reportedly.book import AskError, Book, open_casebook
from reportedly.casebook import Store, keep, prepare, write
from reportedly.cli import app
from reportedly.model.corroboration import Proposition

TOLD = ("shelling", "village", "school", "base")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=KINDS)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Four stories, read and weighed."""
    with open_casebook(fresh(request.param, tmp_path_factory.mktemp("told")), by="anna") as book:
        book.add([STORIES / f"{name}.jsonl" for name in TOLD], workers=0)
        yield book


def fill(store: Store, numbers: range) -> None:
    """Made-up reports of these numbers, written as the reader's would be."""
    with store.writing() as work:
        for number in numbers:
            ((evidence, reading),) = made_up(3, 1, start=number)
            kept = keep(work, evidence)
            write(work, prepare(kept.report, reading))


def everything(book: Book) -> list[tuple[object, ...]]:
    """All that is answered, without the numbers that a database gave."""
    found = [(row,) for row in sorted(book.support.propositions(limit=None), key=lambda row: row.id)]
    stones = sorted((row.name, row.lowered, row.gone) for row in book.support.keystones(limit=None))
    return [*found, *stones]


def test_support_grows_with_the_casebook_to_what_it_is_from_scratch(kind: str, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as grown:
        for numbers in (range(20, 30), range(10, 20), range(10)):
            fill(grown.store, numbers)
            grown.support.weigh()
        assert grown.support.weigh().reports == 0
        with open_casebook(tmp_path / "whole.db", by="anna") as whole:
            fill(whole.store, range(30))
            assert everything(whole) == everything(grown)
            assert whole.support.keystones(limit=1)


def test_a_rejected_claim_counts_no_more_until_that_is_taken_back(kind: str, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as book:
        fill(book.store, range(6))
        before = everything(book)
        one = book.support.propositions(limit=1)[0].members[0]
        key = book.judge.reject(one.document, str(one.claim), "misread")
        after = book.support.propositions(limit=None, document=one.document)
        assert (one.document, one.claim) not in {(m.document, m.claim) for row in after for m in row.members}
        book.judge.withdraw(key)
        assert everything(book) == before


def test_merged_actors_make_one_proposition(kind: str, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as book:
        fill(book.store, range(6))
        one, other = (row.name for row in book.actors(limit=2))
        book.judge.merge(book.judge.actor(one), book.judge.actor(other))
        names = {name for row in book.support.propositions(limit=None) for name in (*row.actors, *row.recipients)}
        assert one not in names
        assert other in names
        assert other.casefold() not in names  # it goes by the name as it is written, not as it is looked up by


def test_what_is_asked_narrows_what_is_answered(told: Book) -> None:
    contested = told.support.propositions(support="contested", kind="assault")
    assert {row.actors for row in contested} == {("Boko Haram",), ("Armenian Armed Forces",)}
    (one,) = told.support.propositions("Hezbollah", "Israel Defense Forces")
    assert one.marked
    assert told.support.proposition(one.id[:8]) == one
    assert {m.document for row in told.support.propositions(document="base-2") for m in row.members} >= {"base-2"}
    assert told.support.explain(one.id).says.startswith("partially corroborated")
    with pytest.raises(AskError, match="no support word"):
        told.support.propositions(support="true")
    with pytest.raises(AskError, match="no such proposition"):
        told.support.proposition("p00000000")


def test_what_falls_with_a_voice(told: Book) -> None:
    lefts = {row.proposition.actors: row.left for row in told.support.without("national unity government")}
    assert lefts[("Tatmadaw",)] == "uncorroborated"
    with pytest.raises(AskError, match="no word hangs"):
        told.support.without("Nobody")


def test_news_is_told_by_when_reports_were_published(told: Book) -> None:
    since = {row.proposition.actors: (row.what, row.before) for row in told.support.news("2025-09-06")}
    assert since[("Boko Haram",)] == ("contested", "uncorroborated")
    assert not told.support.news("2026-01-01")
    assert told.support.news("2026-01-01", by_receipt=True)


def test_letters_of_reliability_leave_an_opinion(told: Book) -> None:
    (row,) = told.support.propositions("Tatmadaw")
    assert told.support.graded(row) is None
    key = told.judge.grade("National Unity Government", "B")
    graded = told.support.graded(row)
    assert graded
    assert (graded.credibility, graded.opinion.disbelief) == (2, 0.0)
    told.judge.withdraw(key)


def test_ties_tell_their_support(told: Book) -> None:
    rows_of = {row.recipient: row.support for row in told.ties("Hezbollah")}
    assert rows_of["Israel Defense Forces"] == ("1 partially corroborated",)


def test_the_commands_print_the_contract(tmp_path: Path) -> None:
    case = str(tmp_path / "case.db")
    with open_casebook(case, by="anna") as book:
        book.add(STORIES / "village.jsonl", workers=0)
    row, *_ = (json.loads(line) for line in _run("propositions", "-c", case, "-f", "json").splitlines())
    assert {"id", "event", "relation", "actors", "recipients", "things", "place", "time"} <= row.keys()
    assert {"for", "against", "support", "keystones", "members"} <= row.keys()
    assert row["for"]["origins"] == [2, 3]
    assert sorted(one["document"] for one in row["members"]) == sorted(one["id"] for one in rows("village"))
    assert "2-3" in _run("propositions", "-c", case)
    assert "2 to 3 independent origins" in _run("explain", row["id"], "-c", case)
    assert "village-3" in _run("keystones", "-c", case)
    assert "uncorroborated" in _run("without", "village-3", "-c", case)
    assert "claimed" in _run("news", "--since", "2025", "-c", case)
    assert CliRunner().invoke(app, ["news", "--since", "soon", "-c", case]).exit_code == 2
    assert CliRunner().invoke(app, ["explain", "nothing", "-c", case]).exit_code == 2


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_proposition_is_what_it_was_after_its_table(told: Book) -> None:
    """What is stored is the whole value: nothing is lost on the way into the table and back."""
    found = told.support.propositions(limit=None)
    assert all(isinstance(row, Proposition) and row.members and row.affirmed.high + row.denied.high for row in found)


def test_what_was_added_is_weighed_at_once(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db", by="anna") as book:
        book.add(STORIES / "shelling.jsonl", workers=0)
        assert book.support.waiting() == 0
        assert book.support.propositions()


def test_a_large_casebook_answers_without_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.book.support._SOON_DONE", 10)
    with open_casebook(tmp_path / "a.db", by="anna") as book:
        fill(book.store, range(5))
        assert book.support.propositions() == ()
        assert book.support.waiting() >= 20
        book.support.weigh()
        assert book.support.propositions()
        assert book.support.waiting() == 0


def test_the_command_says_what_weighing_did(tmp_path: Path) -> None:
    case = str(tmp_path / "case.db")
    with open_casebook(case, by="anna") as book:
        fill(book.store, range(2))
    assert _run("weigh", "-c", case).startswith("2 reports looked at, ")
    assert _run("weigh", "-c", case) == "0 reports looked at, 0 propositions new or changed\n"
