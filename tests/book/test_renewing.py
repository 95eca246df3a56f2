"""What only follows from the evidence is made anew, whatever became of it; the evidence itself is only read."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Table, select, text
from typer.testing import CliRunner

from casebook import small
from databases import KINDS, fresh
from reportedly.book import Book, open_casebook
from reportedly.casebook.schema import EVIDENCE, log
from reportedly.casebook.weighed import proposition_pair
from reportedly.cli import app

DAMAGE = (
    "DELETE FROM claim_voice WHERE claim IN (SELECT min(id) FROM claim)",
    "UPDATE claim SET event = 'AGREE', standing = 'accepted' WHERE event = 'COERCE'",
    "UPDATE actor SET name = 'Somebody', stands_for = NULL",
    "UPDATE tie SET claims = claims + 7, b = a",
    "DELETE FROM tally",
    "DELETE FROM described WHERE what = 'actor'",
    "UPDATE alias SET folded = 'x' || folded",
    "UPDATE proposition SET support = 'well corroborated', claims = 99",
    "DELETE FROM proposition_actor",
    "UPDATE proposition_pair SET propositions = 40",
    "DELETE FROM linked",
)
WORDS = {
    "sqlite": "INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', 1, 'a', 'b')",
    "postgresql": "DROP INDEX ix_report_words",
}


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_indexes_are_made_anew_and_no_evidence_is_touched(kind: str, tmp_path: Path) -> None:
    place = fresh(kind, tmp_path)
    with open_casebook(place, by="anna") as book:
        filled(book)
        before, answers = evidence(book), everything(book)
        with book.store.locked() as connection:
            for statement in (*DAMAGE, WORDS[kind]):
                connection.execute(text(statement))
        told = [fault.line() for fault in book.verify()]
        assert len(told) > len(DAMAGE)
        assert kind != "sqlite" or any(line.startswith("full text") and "verify --rebuild" in line for line in told)
        renewed = book.rebuild()
        assert (renewed.counts.reports, renewed.counts.claims, renewed.propositions) == (3, 8, len(answers[-1]))
        assert list(book.verify()) == []
        assert everything(book) == answers
        after = evidence(book)
        assert {name: rows for name, rows in after.items() if name != log.name} == {
            name: rows for name, rows in before.items() if name != log.name
        }
        assert after[log.name][: len(before[log.name])] == before[log.name]
        assert [row.action for row in book.log(limit=1)] == ["rebuilt"]
    run = CliRunner().invoke(app, ["verify", "--rebuild", "--by", "Bo", "-c", place])
    assert (run.exit_code, run.output.splitlines()[0].partition(",")[0]) == (0, "made anew: the full text of 3 reports")
    with open_casebook(place, read_only=True) as book:
        assert [(row.action, row.by) for row in book.log(limit=1)] == [("rebuilt", "Bo")]


def filled(book: Book) -> None:
    """Three reports by hand, a rejection and a merge, and all weighed."""
    small.fill(book.store)
    book.judge.reject("salt.txt", "c1", "misread")
    book.judge.merge(book.judge.actor("Salt Front"), book.judge.actor("River Brigade"), "the same men")
    book.support.weigh()


def evidence(book: Book) -> dict[str, list[tuple[object, ...]]]:
    with book.store.reading() as connection:
        return {table.name: rows(connection.execute(select(table)).all(), table) for table in EVIDENCE}


def rows(found: object, table: Table) -> list[tuple[object, ...]]:
    keys = [table.columns.keys().index(column.name) for column in table.primary_key]
    return sorted(map(tuple, found), key=lambda row: [row[i] for i in keys])  # type: ignore[call-overload]


def everything(book: Book) -> list[list[str]]:
    with book.store.reading() as connection:
        kept = sorted(map(str, connection.execute(select(proposition_pair)).all()))
    found = [book.search("rifles"), book.claims(), book.ties(limit=None), book.lineage(), book.support.propositions()]
    return [kept, *(sorted(map(repr, part)) for part in found)]


def test_a_bundle_has_no_indexes(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["verify", str(tmp_path), "--rebuild"])
    assert run.exit_code == 2
