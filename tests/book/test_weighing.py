"""Weighing what changed comes to what weighing everything comes to, whatever came, was read again or judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from databases import KINDS, fresh
from made_up import made_up_report
from reportedly.book import Book, open_casebook
from reportedly.casebook import Store, keep, prepare, write
from reportedly.casebook.packing import pack
from reportedly.casebook.weighed import (
    cell,
    proposition,
    proposition_actor,
    proposition_member,
    proposition_pair,
    stale,
    statement,
    stone,
    stone_of,
    weighed_at,
)
from reportedly.model import Evidence, Reading

SEED = 3


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def _always_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few reports are not weighed all at once for being a large part of so small a casebook."""
    monkeypatch.setattr("reportedly.book.support._SHARE", 0)


def copy_of(number: int, publisher: str) -> tuple[Evidence, Reading]:
    """A made-up report as another outlet printed it, a day later as often as not."""
    evidence, reading = made_up_report(SEED, number)
    day = f"{str(reading.document.published)[:8]}28"
    document = replace(reading.document, publisher=publisher, published=day, name=f"copy-{number}.txt")
    return replace(evidence, document=document), replace(reading, document=document)


def put(store: Store, *made: tuple[Evidence, Reading]) -> None:
    with store.writing() as work:
        for evidence, reading in made:
            write(work, prepare(keep(work, evidence).report, reading))


def everything(book: Book) -> dict[str, list[str]]:
    """All that was weighed, without the numbers that propositions and stones were given."""
    with book.store.reading() as connection:
        keys = {row.id: row.key for row in connection.execute(select(proposition))}
        stones = {row.id: row.name for row in connection.execute(select(stone))}
        rows = {table.name: connection.execute(select(table)).mappings().all() for table in _TABLES}
    found: dict[str, list[str]] = {}
    for name, listed in rows.items():
        kept = [row for row in listed if name != "stone" or row["lowered"] or row["gone"]]
        found[name] = sorted(str([_named(key, row[key], keys, stones) for key in row if key != "id"]) for row in kept)
    return found


_TABLES = (statement, cell, proposition, proposition_actor, proposition_member, proposition_pair, stone, stone_of)


def _named(column: str, value: object, keys: dict[int, str], stones: dict[int, str]) -> object:
    if column == "proposition":
        return keys[int(str(value))]
    return stones[int(str(value))] if column == "stone" else value


def weighed_anew(book: Book) -> dict[str, list[str]]:
    with book.store.writing() as work:
        work.connection.execute(delete(weighed_at))
    book.support.weigh()
    return everything(book)


def steps(book: Book) -> Iterator[str]:
    """What happens to a casebook; after each step something is weighed."""
    put(book.store, *(made_up_report(SEED, i) for i in range(8)))
    yield "eight reports at once"
    put(book.store, copy_of(9, "The Copier"))
    yield "a copy whose original is not there"
    put(book.store, made_up_report(SEED, 9))
    yield "its original"
    put(book.store, copy_of(2, "The Copier"), copy_of(2, "The Second"))
    yield "two copies of one name"
    put(book.store, *(made_up_report(SEED, i, reader="2") for i in (0, 2, 9)))
    yield "three read again"
    one = book.support.propositions(limit=1)[0].members[0]
    key = book.judge.reject(one.document, str(one.claim), "misread")
    yield "a claim rejected"
    first, second, third = (row.name for row in book.actors(limit=3))
    merged = book.judge.merge(book.judge.actor(first), book.judge.actor(second))
    yield "two actors merged"
    book.judge.withdraw(key)
    book.judge.rename(book.judge.actor(third), "Somebody Else")
    yield "a claim counted again, an actor renamed"
    book.judge.withdraw(merged)
    put(book.store, made_up_report(SEED, 10), made_up_report(SEED, 0))
    yield "two actors again, a report more, one read as before"


def test_each_step_comes_to_what_weighing_all_comes_to(kind: str, tmp_path: Path) -> None:
    with open_casebook(fresh(kind, tmp_path), by="anna") as book:
        for step in steps(book):
            book.support.weigh()
            grown = everything(book)
            anew = weighed_anew(book)
            for name, rows in anew.items():
                assert grown[name] == rows, f"{step}: {name}"
            assert book.support.waiting() == 0


def test_what_a_step_leaves_alone_is_not_written(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db", by="anna") as book:
        put(book.store, *(made_up_report(SEED, i) for i in range(12)))
        book.support.weigh()
        with book.store.reading() as connection:
            before = dict(connection.execute(select(proposition.c.key, proposition.c.id)).all())
        put(book.store, made_up_report(SEED, 12))
        found = book.support.weigh()
        with book.store.reading() as connection:
            after = dict(connection.execute(select(proposition.c.key, proposition.c.id)).all())
            assert not connection.execute(select(stale)).all()
        assert found.reports == 1
        kept = {key for key, number in after.items() if before.get(key) == number}
        assert len(after) - len(kept) == found.propositions < 40 < len(kept)


def test_propositions_are_stored_whole(tmp_path: Path) -> None:
    with open_casebook(tmp_path / "a.db", by="anna") as book:
        put(book.store, made_up_report(SEED, 1), copy_of(1, "The Copier"))
        book.support.weigh()
        rows = book.support.propositions(limit=None)
        assert {one.way for row in rows for one in row.members} >= {"own", "copy"}
        with book.store.reading() as connection:
            assert {pack(row) for row in rows} == set(connection.scalars(select(proposition.c.body)))
