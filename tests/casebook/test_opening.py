"""What lies at a place is looked at before it is touched; what can't be opened says so in one line."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, select, text, update

from casebook import small
from casebook.filling import fill, reports
from databases import fresh
from reportedly.casebook import (
    CasebookError,
    actor_target,
    claim_target,
    content_hash,
    judge,
    keep,
    merging,
    open_store,
    verify,
)
from reportedly.casebook.migrating import upgrade
from reportedly.casebook.opening import VERSION, VERSIONS
from reportedly.casebook.schema import EVIDENCE, actor, claim, metadata
from reportedly.casebook.ties import ties
from reportedly.casebook.weighed import WEIGHED
from reportedly.model import Judgement


def test_a_new_one_is_made_and_opens_again(place: str) -> None:
    for _ in range(2):
        store = open_store(place)
        assert list(verify(store)) == []
        store.close()


def test_the_last_migration_is_the_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("reportedly.casebook") / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_migrations_make_the_tables_of_the_schema(place: str) -> None:
    store = open_store(place)
    found = inspect(store.engine)
    for table in metadata.sorted_tables:
        assert {row["name"] for row in found.get_columns(table.name)} == set(table.columns.keys())
        assert {row["name"] for row in found.get_indexes(table.name)} >= {index.name for index in table.indexes}
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]
        assert len(found.get_foreign_keys(table.name)) == len(table.foreign_keys)
    store.close()


def test_columns_of_evidence_are_as_the_schema_has_them(place: str) -> None:
    store = open_store(place)
    for table in EVIDENCE:
        for row in inspect(store.engine).get_columns(table.name):
            column = table.columns[row["name"]]
            assert row["nullable"] == column.nullable
            assert str(row["type"].compile(store.engine.dialect)) == str(column.type.compile(store.engine.dialect))
    store.close()


def test_an_older_casebook_is_brought_up_and_keeps_its_evidence(place: str) -> None:
    before = content_of_an_older(place)
    store = open_store(place, by="tester")
    with store.reading() as connection:
        rows = connection.execute(text("SELECT action FROM log ORDER BY seq")).scalars().all()
        assert connection.scalar(text("SELECT count(*) FROM claim"))
    assert (rows[0], rows[-1]) == ("opened", "rebuilt")
    assert content_hash(store) == before
    assert list(verify(store)) == []
    store.close()


def content_of_an_older(place: str) -> str:
    """Makes a casebook of the first version there: today's, with what the later migration brought taken away."""
    store = open_store(place, by="tester")
    fill(store, reports(range(3)))
    content = content_hash(store)
    with store.locked() as connection:
        for name in ("report_words_in", "report_words_out") if store.is_sqlite else ():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        if store.is_sqlite:
            connection.exec_driver_sql("DROP TABLE report_words")
        else:
            connection.exec_driver_sql("DROP FUNCTION reportedly_words(text, text) CASCADE")
        for table in reversed(metadata.sorted_tables):
            if table not in EVIDENCE:
                connection.exec_driver_sql(f"DROP TABLE {table.name}")
        connection.exec_driver_sql(f"UPDATE {VERSIONS} SET version_num = '0001'")
    store.close()
    return content


def test_counts_that_knew_no_judgements_are_brought_up_and_nothing_else_is_made_anew(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 0005 counted rejected claims, and merged actors each for himself."""
    store = open_store(place, by="tester")
    keys = small.fill(store)
    monkeypatch.setattr("reportedly.casebook.judgements._apply", lambda *_: None)
    with store.writing() as work:
        found = work.connection.execute(select(actor.c.name, actor.c.id))
        ids: dict[str, int] = {row.name: row.id for row in found}
        merged = [actor_target(work.connection, ids[name]) for name in ("Salt Front", "River Brigade")]
        judge(work, merging(*merged))
        judge(work, Judgement("reject", claim_target(work.connection, keys[0], "c2"), why="misread"))
        judge(work, Judgement("correct", claim_target(work.connection, keys[1], "c1"), (("actors", "Smugglers"),)))
    monkeypatch.undo()
    with store.locked() as connection:
        alone = update(actor).where(actor.c.id == ids["Salt Front"])
        connection.execute(alone.values(stands_for=ids["River Brigade"]))
        connection.execute(update(claim).where(claim.c.local == "c2", claim.c.report == 1).values(standing="rejected"))
        metadata.drop_all(connection, tables=WEIGHED)
        connection.exec_driver_sql(f"UPDATE {VERSIONS} SET version_num = '0005'")
    store.close()
    store = open_store(place, by="tester")
    assert list(verify(store)) == []
    with store.reading() as connection:
        assert connection.scalar(text("SELECT action FROM log ORDER BY seq DESC LIMIT 1")) == "migrated"
        assert [(row.kind, row.claims) for row in ties(connection, "Salt Front")] == [
            ("COERCE", 3),
            ("AID", 2),
            ("AID", 1),
        ]
    store.close()


def test_the_first_version_can_be_made_by_its_migration(kind: str, place: str, tmp_path: Path) -> None:
    store = open_store(place)
    names = set(inspect(store.engine).get_table_names())
    store.close()
    place = fresh(kind, tmp_path)
    url = f"sqlite:///{place}" if kind == "sqlite" else make_url(place).set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, VERSIONS, "0001")
    assert {*inspect(engine).get_table_names()} == {VERSIONS, *(table.name for table in EVIDENCE)} < names
    engine.dispose()
    store = open_store(place)
    assert set(inspect(store.engine).get_table_names()) == names
    store.close()


def test_a_newer_casebook_is_refused(place: str) -> None:
    store = open_store(place)
    with store.locked() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSIONS} SET version_num = '9999'")
    store.close()
    refused(place, "newer reportedly")


def test_a_database_of_somebody_else_is_refused_and_left_alone(kind: str, place: str) -> None:
    if kind == "sqlite":
        made = sqlite3.connect(place)
        made.execute("CREATE TABLE birds (name TEXT)")
        made.commit()
        made.close()
        before = Path(place).read_bytes()
        refused(place, "no casebook")
        assert Path(place).read_bytes() == before
        assert not list(Path(place).parent.glob(f"{Path(place).name}-*"))
    else:
        engine = create_engine(make_url(place).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE birds (name TEXT)")
        engine.dispose()
        refused(place, "no casebook")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Residents said that shells fell on the town.", "no casebook"),
        (b"\x00" * 4096, "no casebook"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "no casebook"),
        (b"PK\x03\x04", "no casebook"),
    ],
)
def test_a_file_that_is_no_casebook_is_refused_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    refused(str(path), says)
    assert path.read_bytes() == content


def test_a_broken_casebook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    refused(str(path), "damaged")


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("/nowhere/at/all/book.db", "unable|can't be opened|No such file"),
        ("/proc/book.db", "can't be opened"),
        ("mysql://host/name", "a casebook is a file"),
        ("postgresql://user:secret@127.0.0.1:1/name", "can't be reached"),
        ("postgresql://[", "can't be re(ad|ached)"),
        ("a\0b", "no path"),
    ],
)
def test_a_place_that_can_not_be_is_told_in_one_line(place: str, says: str) -> None:
    refused(place, says)


def test_a_folder_is_no_casebook(tmp_path: Path) -> None:
    refused(str(tmp_path), "is a folder")


def test_nothing_is_made_where_it_was_not_asked_for(kind: str, place: str) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(CasebookError, match="there is no casebook"):
            open_store(place, **options)
    assert kind != "sqlite" or not Path(place).exists()


def test_read_only_reads_and_refuses_to_write(place: str) -> None:
    store = open_store(place)
    fill(store, reports(range(2)))
    content = content_hash(store)
    store.close()
    store = open_store(place, read_only=True)
    assert content_hash(store) == content
    assert list(verify(store)) == []
    with pytest.raises(CasebookError, match="reading only"), store.writing():
        pass
    store.close()


def test_a_casebook_that_may_not_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    store = open_store(tmp_path / "book.db")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(CasebookError, match=r"book\.db: can only be read") as told, store.writing() as work:
        keep(work, reports([1])[0][0])
    assert "\n" not in str(told.value)
    store.close()


def test_a_full_disk_is_told_in_one_line_and_nothing_is_half(tmp_path: Path) -> None:
    store = open_store(tmp_path / "book.db")
    fill(store, reports(range(2)))
    content = content_hash(store)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(CasebookError, match="disk is full") as told:
        fill(store, reports(range(2, 80)))
    assert "\n" not in str(told.value)
    assert content_hash(store) == content
    assert list(verify(store)) == []
    store.close()


def test_opening_what_is_there_needs_no_migrating(tmp_path: Path) -> None:
    open_store(tmp_path / "book.db").close()
    code = (
        "import sys; from reportedly.casebook import open_store; "
        "open_store(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "book.db")], check=False).returncode == 0


def refused(place: str, says: str) -> None:
    with pytest.raises(CasebookError, match=says) as told:
        open_store(place).close()
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)
