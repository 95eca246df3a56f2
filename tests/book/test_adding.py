"""Reports go into a casebook: kept as they came, read once, whatever happens in between."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

import reportedly
from book.conftest import SAID
from databases import fresh
from reportedly.book import Book, Progress, open_casebook
from reportedly.casebook import load_reading, original_bytes
from reportedly.casebook.schema import original


def told(book: Book) -> list[tuple[str, str, str]]:
    """What a casebook holds, in an order that does not depend on when what came in."""
    return sorted((row.document, row.claim, row.words) for row in book.all_claims())


def test_what_is_added_is_kept_and_read(book: Book, folder: Path) -> None:
    added = book.add(folder, workers=0)
    assert (added.reports, added.known, added.read, added.failed) == (4, 0, 4, ())
    assert added.claims == book.counts().claims > 1
    assert added.words == sum(len(said.split()) for said in SAID)
    with book.store.reading() as connection:
        report = book.show("0.txt").report
        assert original_bytes(connection, report.original) == SAID[0].encode()
        kept = load_reading(connection, report.key)
    assert kept == reportedly.read(folder / "0.txt")
    assert not list(book.verify())


def test_what_is_added_again_gets_a_receipt_and_no_more(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    before = (told(book), book.content_hash())
    again = book.add([folder / "0.txt", folder / "rows.jsonl"], workers=0)
    assert (again.reports, again.known, again.read) == (0, 3, 0)
    assert len(book.show("0.txt").receipts) == 2
    assert (told(book), book.content_hash()) == before


def test_another_publisher_of_the_same_bytes_is_another_report(book: Book, folder: Path) -> None:
    book.add(folder / "0.txt", workers=0, publisher="Salt Post", published="4 May 2023", title="Shells on Maro")
    book.add(folder / "0.txt", workers=0, publisher="Gulf Post")
    assert (book.counts().reports, book.counts().originals) == (2, 1)
    (page,) = [book.show(row.key) for row in book.reports() if row.publisher == "Salt Post"]
    assert (page.report.published, page.report.title) == ("2023-05-04", "Shells on Maro")
    assert page.report.document.startswith("0.txt#")
    assert book.show(page.report.document) == page


def test_a_date_that_is_none_is_said_before_anything_is_done(book: Book, folder: Path) -> None:
    with pytest.raises(ValueError, match="is no date"):
        book.add(folder, published="soon")


def test_two_processes_read_the_same_as_none(book: Book, folder: Path, tmp_path: Path) -> None:
    heard: list[Progress] = []
    added = book.add(folder, workers=2, listen=heard.append)
    assert (added.reports, added.read, added.failed) == (4, 4, ())
    assert (heard[-1].received, heard[-1].read, heard[-1].words) == (4, 4, added.words)
    with open_casebook(tmp_path / "other.db") as other:
        other.add(folder, workers=0)
        assert told(other) == told(book)
        assert other.content_hash() == book.content_hash()


def test_what_cannot_be_read_is_kept_with_its_problem(book: Book, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    lines: list[str] = []
    added = book.add([folder, folder / "gone.txt"], workers=0, tell=lines.append)
    assert (added.reports, added.read) == (5, 5)
    assert lines == list(added.failed)
    assert [("broken.pdf" in line, "gone.txt" in line) for line in lines] == [(True, False), (False, True)]
    page = book.show("broken.pdf")
    assert (page.text, page.claims, len(page.problems)) == ("", (), 1)
    with book.store.reading() as connection:
        assert original_bytes(connection, page.report.original).startswith(b"%PDF")


def test_an_archive_is_kept_too(book: Book, folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "in.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "0.txt", "deep/0.txt")
        archive.write(folder / "1.txt", "1.txt")
    assert book.add(packed, workers=0).reports == 2
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    (receipt,) = book.show("in.zip:1.txt").receipts
    assert receipt.container == digest
    assert receipt.member
    with book.store.reading() as connection:
        assert connection.scalar(select(original.c.body).where(original.c.sha256 == digest)) == packed.read_bytes()


@pytest.mark.parametrize("workers", [0, 2])
def test_an_interrupted_add_goes_on_where_it_was(book: Book, folder: Path, tmp_path: Path, workers: int) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.read == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.add(folder, workers=workers, listen=interrupt)
    assert book.counts().reports == 4
    assert 0 < len({row.document for row in book.claims()}) < 4
    rest = book.add([], workers=0)
    assert (rest.reports, rest.read) == (0, 2)
    with open_casebook(tmp_path / "whole.db") as whole:
        whole.add(folder, workers=0)
        assert told(whole) == told(book)
        assert whole.content_hash() == book.content_hash()
    assert not list(book.verify())


def test_an_empty_call_adds_nothing(book: Book) -> None:
    added = book.add([], workers=0)
    assert (added.reports, added.read, added.claims) == (0, 0, 0)


def test_both_databases_hold_the_same(book: Book, folder: Path, tmp_path: Path) -> None:
    book.add(folder, workers=0)
    with open_casebook(fresh("postgresql", tmp_path)) as other:
        assert other.add(folder, workers=0).read == 4
        assert told(other) == told(book)
        assert other.content_hash() == book.content_hash()
        assert not list(other.verify())
