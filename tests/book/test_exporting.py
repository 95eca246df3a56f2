"""What a casebook hands to exports: every report with its reading, what people decided, how it came, and the log."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from databases import KINDS, fresh
from reportedly.book import Book, open_casebook
from reportedly.book.exporting import bundle_of, case_of
from reportedly.export.bundle import packed
from reportedly.export.bundle_check import check_bundle
from reportedly.export.formats import read_back, written


def test_a_case_holds_all_reports_judgements_and_receipts(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    book.judge.accept("0.txt", "c1", why="seen")
    kept = book.judge.note(book.judge.report("1.txt"), "ask")
    book.judge.withdraw(kept)
    book.judge.note(book.judge.report("row-0"), "ask the outlet")
    case = case_of(book, redact=True, made_at="2024", by="anna")
    assert [reading.document.name for reading in case.readings] == ["0.txt", "1.txt", "row-0", "row-1"]
    assert [(row.kind, row.target, row.document, row.claim) for row in case.judgements] == [
        ("accept", "claim", "0.txt", "c1"),
        ("note", "report", "row-0", None),
    ]
    assert len(case.receipts) == 4
    assert (case.redact, case.made_at, case.by) == (True, "2024", "anna")


@pytest.mark.parametrize("kind", KINDS)
def test_a_bundle_holds_the_originals_and_the_whole_log(kind: str, folder: Path, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as book:
        book.add(folder, workers=0)
        bundle = bundle_of(book)
        assert len(bundle.originals) >= 4
        assert bundle.log[-1].hash == book.head().hash
        assert [row.seq for row in bundle.log] == list(range(1, book.head().seq + 1))
        assert check_bundle(packed(bundle)) == ()
        assert packed(bundle_of(book)) == packed(bundle)


def test_a_bundle_holds_the_archive_that_documents_came_in(book: Book, tmp_path: Path) -> None:
    packed_up = tmp_path / "field.zip"
    with zipfile.ZipFile(packed_up, "w") as archive:
        archive.writestr("north.txt", "The River Brigade shelled Maro, residents said.")
        archive.writestr("south.txt", "The army said it had left Tamar.")
    book.add(packed_up, workers=0)
    bundle = bundle_of(book)
    digest = hashlib.sha256(packed_up.read_bytes()).hexdigest()
    assert digest in {one.sha256 for one in bundle.originals}
    assert {(row.container, row.member) for row in bundle.case.receipts} == {
        (digest, "north.txt"),
        (digest, "south.txt"),
    }
    assert check_bundle(packed(bundle)) == ()
    without = replace(bundle, originals=tuple(one for one in bundle.originals if one.sha256 != digest))
    assert check_bundle(packed(without)) == (f"originals/{digest}: the log tells of it, and it is not in the bundle",)


def test_two_reports_of_one_name_have_two_names(book: Book, folder: Path, tmp_path: Path) -> None:
    book.add(folder / "0.txt", workers=0, publisher="One")
    (tmp_path / "0.txt").write_text("The army attacked Maro.", encoding="utf-8")
    book.add(tmp_path / "0.txt", workers=0)
    names = [reading.document.name for reading in case_of(book).readings]
    assert len(set(names)) == 2
    assert all(name.startswith("0.txt#") for name in names)


def test_lineage_and_support_are_brought_up_to_date_and_told(book: Book, tmp_path: Path) -> None:
    words = (
        "The River Brigade shelled the town of Maro on Friday, residents told the Gulf Post at the hospital there. " * 4
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{words}So says {name}.", encoding="utf-8")
        book.add(tmp_path / f"{name}.txt", workers=0, publisher=name, published=f"2024-03-1{len(name)}")
    case = case_of(book)
    assert [row.report for row in case.descents] == ["one.txt", "two.txt"]
    assert {row.derived_from for row in case.descents} in ({None, "one.txt"}, {None, "two.txt"})
    names = {reading.document.name for reading in case.readings}
    supported = [row for row in case.propositions if len({document for document, _ in row.members}) == 2]
    assert {row.support for row in supported} == {"uncorroborated"}
    assert {document for row in supported for document, _ in row.members} == names
    assert all("in copies" in row.why for row in supported)
    assert b'"grouping"' in written(case, "stix")
    assert b"prov:wasQuotedFrom" in written(case, "prov")
    assert names == {"one.txt", "two.txt"}


def test_an_empty_casebook_is_an_empty_case(book: Book) -> None:
    assert case_of(book).readings == ()
    assert check_bundle(packed(bundle_of(book))) == ()


def test_event_formats_leave_out_what_was_rejected_and_take_what_was_corrected(book: Book, tmp_path: Path) -> None:
    said = "Residents said the River Brigade had attacked the Salt Front in Maro on 3 May 2023."
    (tmp_path / "maro.txt").write_text(said, encoding="utf-8")
    book.add(tmp_path / "maro.txt", workers=0)
    before = [written(case_of(book), name) for name in ("acled", "stix", "ftm")]
    assert [len(before[0].splitlines()), b'"said-to-' in before[1]] == [2, True]
    key = book.judge.correct("maro.txt", "c1", {"time": "2023-05-04"}, why="another day")
    assert b"2023-05-04" in written(case_of(book), "acled")
    book.judge.withdraw(key)
    assert written(case_of(book), "acled") == before[0]
    book.judge.reject("maro.txt", "c1", why="no such attack")
    case = case_of(book)
    assert written(case, "acled").splitlines() == before[0].splitlines()[:1]
    assert b'"said-to-' not in written(case, "stix")
    assert written(case, "ftm").count(b'"UnknownLink"') == before[2].count(b'"UnknownLink"') - 1
    assert read_back("stix", written(case, "stix")) == case.readings
