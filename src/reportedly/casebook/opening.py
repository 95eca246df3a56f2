"""Opens a casebook: finds out what lies there, makes or migrates it, and hands out its transactions."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from reportedly.casebook.engines import engine_for, shown
from reportedly.casebook.faults import CasebookError, told
from reportedly.casebook.names import storable
from reportedly.casebook.rebuilding import bring_in_judgements, rebuild
from reportedly.casebook.writing import Memory, Writing
from reportedly.version import __version__

VERSION = "0010"  # of the tables: the last of migrations/versions
VERSIONS = "casebook_version"  # the table that tells a database's own
_SAME_INDEXES = "0005"  # since then the indexes have the same tables: only counts that judgements touch are renewed
APPLICATION = 0x52505444  # 'RPTD', SQLite's mark of whose file it is


class Store:
    """An open casebook: transactions for reading and for writing. `place` is where, fit to be printed."""

    def __init__(self, engine: Engine, place: str, by: str, *, read_only: bool) -> None:
        self.engine, self.place, self.by, self.read_only = engine, place, by, read_only
        self.tool = f"reportedly {__version__}"
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._memory = Memory()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the casebook as it stands at its start. Raises CasebookError."""
        with told(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction that writes: all or, after any error, nothing. Writers take turns. Raises CasebookError."""
        with self.locked() as connection:
            work = self.begun(connection)
            yield work
            work.close()

    @contextmanager
    def locked(self) -> Iterator[Connection]:
        """The transaction under `writing`: nobody else writes while it lasts."""
        if self.read_only:
            raise CasebookError(f"{self.place}: is open for reading only")
        with told(self.place), self.engine.connect() as connection:
            try:
                with connection.execution_options(writes=True).begin():
                    yield connection
            except BaseException:
                self._memory.forget()
                raise

    def begun(self, connection: Connection) -> Writing:
        """A writer's work in a transaction that has the lock; the tables must be there."""
        return Writing(connection, self._memory, self.by, self.tool)

    def close(self) -> None:
        """Lets go of the database; brings the planner's statistics up to date where that is due."""
        if self.is_sqlite and not self.read_only:
            with suppress(DBAPIError), self.engine.connect() as connection:  # a full disk has been told of already
                connection.exec_driver_sql("PRAGMA optimize")
        self.engine.dispose()


def open_store(place: str | Path, *, by: str | None = None, create: bool = True, read_only: bool = False) -> Store:
    """Opens the casebook at a path (SQLite) or a postgresql:// address; makes it where nothing is, unless told not to.

    `by` is who works on it, for the log; the user's name where none is given. An older casebook is brought up to this
    version. Raises CasebookError, one line that says what is wrong and what to do.
    """
    where = shown(str(place))
    if "://" not in str(place):
        _check_file(Path(place), where, create=create and not read_only)
    store = Store(engine_for(str(place), read_only=read_only), where, storable(by or _user()), read_only=read_only)
    try:
        _bring_up(store, create=create and not read_only)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _check_file(path: Path, where: str, *, create: bool) -> None:
    """Looks at the file before anything is written: another program's database stays as it is."""
    if "\0" in str(path):
        raise CasebookError(f"{where!r}: is no path")
    try:
        if path.is_dir():
            raise CasebookError(f"{where}: is a folder; name a file in it")
        if not path.exists():
            if not create:
                raise CasebookError(f"{where}: there is no casebook; make it with `reportedly add`")
            return
        with path.open("rb") as stream:
            start = stream.read(72)
    except OSError as error:
        raise CasebookError(f"{where}: {error.strerror or error}") from error
    is_ours = start[:16] == b"SQLite format 3\0" and start[68:72] in (APPLICATION.to_bytes(4, "big"), bytes(4))
    if start and not is_ours:
        raise CasebookError(f"{where}: is no casebook; name a new file, or the one that `reportedly add` made")


def _bring_up(store: Store, *, create: bool) -> None:
    with store.reading() as connection:
        version = _version(connection, store)
    if version == VERSION:
        return
    _refuse(store, version, create=create)
    if version is None and store.is_sqlite:
        _mark(store)
    with store.locked() as connection:
        version = _version(connection, store)  # another writer may have made it while we waited
        if version != VERSION:
            _migrate(store, connection, version)


def _refuse(store: Store, version: str | None, *, create: bool) -> None:
    if version is None and not create:
        raise CasebookError(f"{store.place}: there is no casebook; make it with `reportedly add`")
    if version is not None and version > VERSION:
        raise CasebookError(f"{store.place}: was made by a newer reportedly (tables {version}); install that one")
    if store.read_only:
        raise CasebookError(f"{store.place}: was made by an older reportedly; open it once for writing to bring it up")


def _version(connection: Connection, store: Store) -> str | None:
    """The version of the tables, None of an empty database. Raises CasebookError where others' tables are in it."""
    tables = set(inspect(connection).get_table_names())
    if VERSIONS in tables:
        found = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608 - a constant
        return str(found) if found else None
    if tables:
        raise CasebookError(f"{store.place}: is no casebook: it holds other tables; give the casebook its own database")
    return None


def _mark(store: Store) -> None:
    """Marks a new SQLite file as ours, and lets readers go on while one writes (WAL)."""
    with told(store.place), store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        try:
            raw.execute(f"PRAGMA application_id={APPLICATION}")
            raw.execute("PRAGMA journal_mode=WAL")
        except sqlite3.Error as error:
            raise CasebookError(f"{store.place}: can't be made: {error}") from error


def _migrate(store: Store, connection: Connection, version: str | None) -> None:
    """Brings the tables up in this very transaction; what is derived is made anew as far as it must."""
    from reportedly.casebook.migrating import upgrade

    upgrade(connection, VERSIONS, VERSION)
    work = store.begun(connection)
    work.log("opened" if version is None else "migrated")
    if version is not None:
        (rebuild if version < _SAME_INDEXES else bring_in_judgements)(work)
    work.close()
