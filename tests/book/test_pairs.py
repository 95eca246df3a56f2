"""Ties tell how well supported they are from counts that are kept: right after every weighing, and verified."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select, update

from databases import KINDS, fresh
from made_up import made_up
from reportedly.book import Book, open_casebook
from reportedly.casebook import Store, keep, prepare, write
from reportedly.casebook.pairs import count_anew, pairs_of
from reportedly.casebook.weighed import proposition_pair


def fill(store: Store, numbers: range, reader: str = "1") -> None:
    with store.writing() as work:
        for number in numbers:
            ((evidence, reading),) = made_up(3, 1, start=number, reader=reader)
            kept = keep(work, evidence)
            write(work, prepare(kept.report, reading))


def rows(book: Book) -> list[tuple[object, ...]]:
    with book.store.reading() as connection:
        return sorted(map(tuple, connection.execute(select(proposition_pair))))


def counted(book: Book) -> list[tuple[object, ...]]:
    """The same from the propositions themselves."""
    found = Counter(pair for row in book.support.propositions(limit=None) for pair in pairs_of(row))
    return sorted((*pair, count) for pair, count in found.items())


@pytest.mark.parametrize("kind", KINDS)
def test_counts_follow_weighing_in_any_order_and_verifying_names_a_wrong_one(kind: str, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as book:
        for numbers in (range(4, 8), range(4)):
            fill(book.store, numbers)
            book.support.weigh()
        before = rows(book)
        assert before == counted(book) != []
        fill(book.store, range(2), "2")
        book.support.weigh()
        assert rows(book) == counted(book) != before
        fill(book.store, range(2))
        book.support.weigh()
        assert rows(book) == before
        with book.store.writing() as work:
            count_anew(work.connection)
        assert rows(book) == before
        assert list(book.verify()) == []
        with book.store.locked() as connection:
            row = connection.execute(select(proposition_pair).limit(1)).one()
            connection.execute(
                update(proposition_pair)
                .where(*(column == value for column, value in zip(proposition_pair.primary_key, row, strict=False)))
                .values(propositions=99)
            )
        (fault,) = book.verify()
        assert fault.what.startswith(f"proposition_pair {row.one}")
        assert "99" in fault.how


def test_a_tie_tells_only_what_is_said_to_be_done_in_its_direction(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "case.db", by="anna") as book:
        fill(book.store, range(6))
        book.support.weigh()
        tied = [row for row in book.ties(limit=None) if row.support]
        expected = {row[:4]: 0 for row in rows(book)}
        for one, other, kind, mutual, *_, number in rows(book):
            expected[one, other, kind, mutual] += number  # type: ignore[operator]
    assert tied
    found = {tuple(sorted((row.actor, row.recipient))) if row.mutual else (row.actor, row.recipient) for row in tied}
    assert len(found) > 3
    for row in tied:
        assert sum(int(words.split()[0]) for words in row.support) <= row.claims
    assert sum(sum(int(words.split()[0]) for words in row.support) for row in tied) == sum(expected.values())
