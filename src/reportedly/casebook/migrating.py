"""Runs the migrations by code, inside the writer's own transaction: a kill leaves the old tables or the new ones."""

from __future__ import annotations

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, versions: str, revision: str) -> None:
    """Brings the tables up to a revision; `versions` is the table in which Alembic notes it."""
    with as_file(files("reportedly.casebook") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes.update(connection=connection, versions=versions)
        command.upgrade(config, revision)
