"""Readings of another reader are renewed; what that gains and loses is told, and judgements find their claims again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportedly.book import Book
from reportedly.casebook import load_reading, prepare, write
from reportedly.model import Reader


def read_otherwise(book: Book, name: str) -> str:
    """Gives a report a reading of an older reader, which overlooked its first claim and misread another's type."""
    key = book.show(name).report.key
    with book.store.reading() as connection:
        reading = load_reading(connection, key)
    assert reading
    missed, *rest = reading.claims
    invented = replace(missed, id="c9", event="PROTEST", mode=None)
    older = replace(reading, reader=Reader("reportedly", "0.0.1", "older"), claims=(*rest, invented))
    with book.store.writing() as work:
        write(work, prepare(key, older))
    return " ".join(reading.document.text[missed.spans[0][0] : missed.spans[0][1]].split())


def test_only_what_another_reader_read_is_read_again(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    whole = book.content_hash()
    assert book.reread(workers=0)[0].read == 0
    words = read_otherwise(book, "0.txt")
    added, changed = book.reread(workers=0)
    assert added.read == 1
    (change,) = changed
    assert change.document == "0.txt"
    assert [line.split(": ", 1)[1] for line in change.gained] == [words]
    assert [line.split(":")[0] for line in change.lost] == ["PROTEST"]
    assert book.content_hash() == whole
    assert not list(book.verify())


def test_all_can_be_read_again_and_nothing_changes(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    entries = len(book.log(limit=1000))
    added, changed = book.reread(every=True, workers=0)
    assert (added.read, changed) == (4, ())
    assert len(book.log(limit=1000)) == entries


def test_another_method_is_another_reader(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    added, _ = book.reread(workers=0, attribution="rules")
    assert added.read == 4
    assert "attribution by rules" in str(book.show("0.txt").reader)


def test_a_judgement_survives_a_reread_or_is_listed(book: Book, folder: Path) -> None:
    book.add(folder, workers=0)
    claim = book.claims(report="0.txt")[0].claim
    book.judge.accept("0.txt", claim, "seen on film")
    read_otherwise(book, "0.txt")
    assert [row.judged.judgement.why for row in book.judge.lost()] == ["seen on film"]
    assert not book.claims(standing="accepted")
    book.reread(workers=0)
    assert book.judge.lost() == ()
    assert [row.claim for row in book.claims(standing="accepted")] == [claim]
