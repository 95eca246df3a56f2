"""Propositions lie in cells by key and time rather than in blocks; which reports' lineage changed is noted."""

from alembic import op
from sqlalchemy import Column, Integer, MetaData, Table

from reportedly.casebook.schema import metadata
from reportedly.casebook.weighed import WEIGHED

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables anew, empty: the next weighing fills them."""
    connection = op.get_bind()
    before = MetaData()
    for name in ("taken", "block_key"):
        Table(name, before, Column("row", Integer))
    before.drop_all(connection)
    metadata.drop_all(connection, tables=WEIGHED)
    metadata.create_all(connection, tables=WEIGHED)
