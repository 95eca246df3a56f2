"""Who copied whom in a casebook: the same as tracing all reports, whatever came first, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from databases import KINDS, fresh
from reportedly.book import Book, open_casebook
from reportedly.book.lineage import compared, descents, up_to_date
from reportedly.lineage import trace
from reportedly.model.lineage import Descent
from told_stories import FOLDER, told

TOLD = ("wire", "relays", "retractions")


def rows_of(name: str) -> list[dict[str, str]]:
    story = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        {
            "id": row["name"],
            "text": row["text"],
            "publisher": row["publisher"],
            "date": str(row["published"]),
            "title": row.get("title") or row["text"].split("\n", 1)[0],
        }
        for row in story["reports"]
    ]


def add(book: Book, folder: Path, rows: list[dict[str, str]]) -> None:
    path = folder / f"{len(list(folder.glob('*.jsonl')))}.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert not book.add(path, workers=0, weigh=False).failed


def known(book: Book) -> dict[str, Descent]:
    with book.store.reading() as connection:
        return {row.report: row for _, row in descents(connection)}


@pytest.mark.parametrize("kind", KINDS)
def test_reports_that_come_one_by_one_are_linked_as_all_at_once(kind: str, tmp_path: Path) -> None:
    name = "retractions"
    expected = told(name).expected
    with open_casebook(fresh(kind, tmp_path)) as book:
        for row in reversed(rows_of(name)):
            add(book, tmp_path, [row])
            assert up_to_date(book.store) == 1
        found = known(book)
    seen = {
        key: {"origin": row.origin, "derived_from": row.derived_from, "why": list(row.why)}
        for key, row in found.items()
    }
    assert seen == {key: {"derived_from": None, "why": [], **row} for key, row in expected.items()}


def test_a_casebook_says_what_tracing_says(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db") as book, open_casebook(tmp_path / "b.db") as other:
        for name in TOLD:
            add(book, tmp_path, rows_of(name))
            up_to_date(book.store)
        add(other, tmp_path, [row for name in reversed(TOLD) for row in reversed(rows_of(name))])
        assert up_to_date(other.store) == len(known(other))
        assert up_to_date(other.store) == 0
        traced = {row.report: row for row in trace(report for name in TOLD for report in told(name).reports)}
        assert known(book) == known(other)
        assert {key: row.derived_from for key, row in known(book).items()} == {
            key: row.derived_from for key, row in traced.items()
        }
        assert known(book)["verbatim"].passages == traced["verbatim"].passages


def test_a_report_that_is_read_again_is_linked_again(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db") as book:
        add(book, tmp_path, rows_of("wire"))
        up_to_date(book.store)
        before = known(book)
        book.reread(every=True, attribution="rules", workers=0)
        up_to_date(book.store)
        assert {key: row.derived_from for key, row in known(book).items()} == {
            key: row.derived_from for key, row in before.items()
        }


def test_two_reports_side_by_side(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db") as book:
        add(book, tmp_path, rows_of("wire"))
        with book.store.reading() as connection:
            one, other, found = compared(connection, "brief", "wire")
        assert (one.document, other.document, found.is_reuse) == ("brief", "wire", True)
        assert found.a_in_b == 1.0
        assert [one.text[slice(*mine)] for mine, _ in found.passages]
