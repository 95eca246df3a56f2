"""Whatever is changed in a casebook behind its back is named, on both databases, with nothing else."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from casebook.filling import fill, reports
from databases import KINDS, fresh
from reportedly.casebook import (
    Store,
    actor_target,
    claim_target,
    head,
    judge,
    merging,
    open_store,
    rebuild,
    report_target,
    verify,
)
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.schema import DERIVED
from reportedly.casebook.schema import EVIDENCE as EVIDENCE_TABLES
from reportedly.casebook.verify import verify_connection
from reportedly.model import Judgement


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Eight reports, three of them read twice, three judgements; what tests change in it is taken back."""
    store = open_store(fresh(request.param, tmp_path_factory.mktemp("filled")), by="tester")
    kept = fill(store, reports(range(8)))
    fill(store, reports(range(3), "2"))
    with store.writing() as work:
        actors = work.connection.execute(text("SELECT id FROM actor ORDER BY folded, country LIMIT 2")).scalars().all()
        one, other = (actor_target(work.connection, number) for number in actors)
        judge(work, merging(one, other, "the same body"))
        claims = kept[-1]
        judge(work, Judgement("reject", claim_target(work.connection, claims.report, claims.gained[0]), why="misread"))
        judge(work, Judgement("note", report_target(claims.report), why="of which no index knows"))
    assert faults(store) == []
    yield store
    store.close()


def faults(store: Store, noted: str | None = None) -> list[str]:
    return [fault.line() for fault in verify(store, noted)]


@contextmanager
def intruder(store: Store) -> Iterator[Connection]:
    """Somebody who changes what he likes, without any care for keys; taken back at the end."""
    with store.engine.connect() as connection:
        connection.execution_options(writes=True)
        free = "PRAGMA defer_foreign_keys=ON" if store.is_sqlite else "SET LOCAL session_replication_role = replica"
        connection.exec_driver_sql(free)
        yield connection
        connection.rollback()


def changed(store: Store, *statements: str, noted: str | None = None) -> list[str]:
    """What verifying says after the statements."""
    with intruder(store) as connection:
        for statement in statements:
            connection.execute(text(statement))
        return [fault.line() for fault in verify_connection(connection, noted)]


def flipped(store: Store, table: str, column: str, chance: random.Random) -> tuple[str, list[str]]:
    """Flips one bit in a value of bytes; gives the row's key, and what verifying says."""
    key = "sha256" if table == "original" else "id"
    with intruder(store) as connection:
        name, was = chance.choice(
            connection.execute(text(f'SELECT {key}, "{column}" FROM {table} ORDER BY {key}')).all()
        )
        data = bytearray(was)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        statement = text(f'UPDATE {table} SET "{column}" = :data WHERE {key} = :name')
        connection.execute(statement, {"data": bytes(data), "name": name})
        return str(name), [fault.line() for fault in verify_connection(connection)]


@pytest.mark.parametrize("seed", range(3))
def test_one_bit_of_an_original_is_named(filled: Store, seed: int) -> None:
    digest, (told,) = flipped(filled, "original", "body", random.Random(seed))
    assert told.startswith(f"original:{digest}: its bytes were changed")


@pytest.mark.parametrize("seed", range(3))
def test_one_bit_of_a_reading_is_named(filled: Store, seed: int) -> None:
    number, told = flipped(filled, "reading", "body", random.Random(seed))
    with filled.reading() as connection:
        joined = "reading JOIN report ON reading.report = report.id"
        row = connection.execute(text(f"SELECT key, number FROM {joined} WHERE reading.id = {number}")).one()
    assert any(line.startswith(f"reading:{row.key}:{row.number}: was changed") for line in told)


EVIDENCE = {
    "original": ("size = size + 1", "media_type = 'text/html'"),
    "report": (
        "text = replace(text, 'e', 'd')",
        "title = 'Another'",
        "publisher = 'Another'",
        "published = '1999'",
        "name = 'another'",
        "language = NULL",
        "problems = '[1]'",
        "original = (SELECT max(sha256) FROM original)",
    ),
    "receipt": ("at = '1999'", "place = 'elsewhere'", 'headers = \'[["a", "b"]]\'', "status = 404", "\"by\" = 'x'"),
    "reading": ("reader = 'another'", "sha256 = repeat_of", "number = number + 10"),
    "judgement": ("why = 'no reason'", "kind = 'accept'", "at = '1999'", "anchor = '[]'", 'body = \'[["a", "b"]]\''),
}


@pytest.mark.parametrize(("table", "change"), [(table, change) for table, rows in EVIDENCE.items() for change in rows])
def test_a_changed_column_of_evidence_is_named(filled: Store, table: str, change: str) -> None:
    change = change.replace("repeat_of", f"'{'a' * 64}'")
    key = "sha256" if table == "original" else "id"
    (row,) = changed_rows(filled, f"SELECT * FROM {table} WHERE {key} = (SELECT min({key}) FROM {table})")
    told = changed(filled, f"UPDATE {table} SET {change} WHERE {key} = (SELECT min({key}) FROM {table})")
    name = row.get("key") or row.get("sha256")
    assert any(
        line.startswith(f"{table}:{name if table in ('original', 'report', 'judgement') else ''}") for line in told
    )


def changed_rows(store: Store, asked: str) -> list[dict[str, object]]:
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(text(asked)).mappings()]


@pytest.mark.parametrize("column", ["at", "by", "action", "subject", "digest", "previous", "hash"])
def test_a_changed_entry_of_the_log_is_named(filled: Store, column: str) -> None:
    told = changed(filled, f"UPDATE log SET \"{column}\" = '{'0' * 20}' WHERE seq = 7")
    assert any(line.startswith("log entry 7: was changed") for line in told), told


def test_an_entry_taken_out_of_the_log_is_named(filled: Store) -> None:
    told = changed(filled, "DELETE FROM log WHERE seq = 7")
    assert told[0] == "log entry 8: follows on entry 6: entries between them are missing"


def test_an_entry_added_to_the_log_is_named(filled: Store) -> None:
    told = changed(
        filled,
        'INSERT INTO log SELECT seq + 1, at, "by", action, subject, digest, hash, hash FROM log '
        "ORDER BY seq DESC LIMIT 1",
    )
    assert any("is a second entry of judgement:" in line for line in told)
    assert any("its hash is not that of what it says" in line for line in told)


def test_a_log_cut_off_with_its_rows_is_seen_by_the_noted_head(filled: Store) -> None:
    with filled.reading() as connection:
        noted = head(connection).hash
    assert faults(filled, noted) == []
    cut = (
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
        "DELETE FROM judgement WHERE id = (SELECT max(id) FROM judgement)",
    )
    assert changed(filled, *cut) == []  # nothing within can show it
    (told,) = changed(filled, *cut, noted=noted)
    assert "does not hold the noted hash" in told


@pytest.mark.parametrize("table", ["original", "report", "receipt", "reading", "judgement"])
def test_a_row_taken_out_is_named(filled: Store, table: str) -> None:
    key = "sha256" if table == "original" else "id"
    told = changed(filled, f"DELETE FROM {table} WHERE {key} = (SELECT min({key}) FROM {table})")
    assert any(line.startswith(f"{table}:") and "but not in the casebook" in line for line in told), told


def test_a_row_put_in_is_named(filled: Store) -> None:
    told = changed(
        filled,
        'INSERT INTO receipt (id, report, number, at, place, headers, "by", tool) '
        "VALUES (999, 1, 9, 'x', 'y', '[]', 'z', 't')",
    )
    (line,) = told
    assert line.startswith("receipt:")
    assert line.endswith("stands in no entry of the log")


def test_another_reading_made_current_is_named(filled: Store) -> None:
    told = changed(filled, "UPDATE reading SET current = NOT current WHERE report = 1")
    assert any("counts as current, though a later one is there" in line for line in told)
    assert any("is the last, and not the current one" in line for line in told)


CHANGES = {
    "actor": ("name = 'X'", "type = 'X'", "stands_for = NULL WHERE stands_for IS NOT NULL", "folded = 'x'"),
    "alias": ("reports = reports + 1", "name = 'X'"),
    "place": ("latitude = 1.5", "country = 'X'"),
    "voice": ("kind = 'X'", "grade = 'A'", "key = 'X'"),
    "claim": (
        "polarity = 'X'",
        "certainty = 'X'",
        "standing = 'accepted'",
        "event = 'X'",
        "score = 0.125",
        "start = 99999",
        "time_start = 'X'",
        "anchor = 'X'",
        "voice = (SELECT max(id) FROM voice)",
        "place = NULL WHERE place IS NOT NULL",
    ),
    "claim_actor": ("actor = (SELECT max(id) FROM actor)", "side = 'x'"),
    "claim_voice": ("voice = (SELECT max(id) FROM voice)", "position = 7"),
    "described": ("reports = reports + 1", "words = '[]'"),
    "tie": ("claims = claims + 1", "denied = 77", "kind = 'X'"),
    "tally": ("claims = claims + 1", "reports = 99"),
}
FIRST = {
    "original": "sha256 = (SELECT min(sha256) FROM original)",
    "log": "seq = 3",
    "alias": "name = (SELECT min(name) FROM alias)",
    "claim_actor": "claim = (SELECT min(claim) FROM claim_actor) AND side = 'a' AND position = 0",
    "claim_voice": "claim = (SELECT min(claim) FROM claim_voice) AND position = 0",
    "described": "what = 'place' AND id = (SELECT min(id) FROM place)",
    "tie": "claims = (SELECT max(claims) FROM tie) AND a = (SELECT max(a) FROM tie AS z WHERE z.claims = tie.claims)",
    "tally": "what = 'actor' AND id = (SELECT min(id) FROM tally WHERE what = 'actor')",
}


def first(table: str) -> str:
    return FIRST.get(table, f"id = (SELECT min(id) FROM {table})")


@pytest.mark.parametrize(("table", "change"), [(table, change) for table, rows in CHANGES.items() for change in rows])
def test_a_changed_derived_row_is_named(filled: Store, table: str, change: str) -> None:
    where = "" if "WHERE" in change else f" WHERE {first(table)}"
    told = changed(filled, f"UPDATE {table} SET {change}{where}")
    assert any(line.startswith((f"{table} ", f"{table}:")) for line in told), told


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_derived_row_taken_out_is_named(filled: Store, table: str) -> None:
    told = changed(filled, f"DELETE FROM {table} WHERE {first(table)}")
    assert any(line.startswith((f"{table} ", f"{table}:")) for line in told), told


def test_a_derived_row_that_belongs_to_nothing_is_named(filled: Store) -> None:
    told = changed(filled, "INSERT INTO tally (what, id, claims, reports) VALUES ('actor', 99999, 1, 1)")
    assert told == ["tally: 1 of its rows belong to no claim, actor, voice or place"]


def test_what_was_derived_is_made_anew(store: Store) -> None:
    fill(store, reports(range(3)))
    with store.locked() as connection:
        connection.execute(text("UPDATE claim SET polarity = 'X'"))
        connection.execute(text("DELETE FROM tie"))
    assert faults(store)
    with store.writing() as work:
        rebuild(work)
    assert faults(store) == []


def test_every_derived_table_is_tested() -> None:
    assert {*CHANGES} == {table.name for table in DERIVED}


def test_spans_outside_the_text_are_named(filled: Store) -> None:
    told = changed(filled, "UPDATE report SET text = 'short' WHERE id = 4")
    assert any("points outside its text" in line for line in told)


@pytest.mark.parametrize(
    ("table", "column"),
    [(table.name, column.name) for table in (*EVIDENCE_TABLES, *DERIVED) for column in table.columns],
)
def test_values_of_another_kind_are_named_too(typeless: Store, table: str, column: str) -> None:
    """SQLite takes any kind of value in any column, but for the numbers that name rows."""
    try:
        told = changed(typeless, f"UPDATE {table} SET \"{column}\" = CAST('x' AS BLOB) WHERE {first(table)}")
    except IntegrityError:
        assert column in ("id", "report", "seq")
    else:
        assert told or column == "named"  # whatever is there is read as yes


@pytest.fixture(scope="module")
def typeless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("typeless") / "book.db")
    (written, _) = fill(store, reports(range(2)))
    with store.writing() as work:
        judge(work, Judgement("reject", claim_target(work.connection, written.report, "c1"), why="misread"))
    yield store
    store.close()


def test_full_text_that_differs_is_named(tmp_path: Path) -> None:
    store = open_store(tmp_path / "book.db")
    fill(store, reports(range(3)))
    with store.locked() as connection:
        wrong = "INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', 1, 'a', 'b')"
        connection.execute(text(wrong))
    told = faults(store)
    assert any(line.startswith("full text") for line in told), told
    store.close()


@pytest.mark.parametrize("seed", range(8))
def test_a_bit_flipped_in_the_file_itself_is_named_or_changes_nothing(tmp_path: Path, seed: int) -> None:
    """Wherever it lies: verifying ends, and what it passes over is no row of evidence; or the file is refused."""
    path, chance = tmp_path / "book.db", random.Random(seed)
    store = open_store(path)
    fill(store, reports(range(4)))
    before = evidence_in(store)
    store.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    data = bytearray(path.read_bytes())
    data[chance.randrange(4096 * 2, len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        store = open_store(path)
    except CasebookError as error:
        assert str(error).startswith(f"{path}: is no sound SQLite file")  # noqa: PT017 - it need not be raised
        return
    told = faults(store)
    try:
        assert told or evidence_in(store) == before
    finally:
        store.close()


def evidence_in(store: Store) -> list[object]:
    with store.reading() as connection:
        return [_rows(connection, table) for table in ("original", "report", "receipt", "reading", "log")]


def _rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]
