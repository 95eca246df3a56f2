"""Indexes of what few claims are (denied, not certain), and how far the log was when all was weighed."""

from alembic import op
from sqlalchemy import inspect

from reportedly.casebook.schema import SELDOM, claim, metadata
from reportedly.casebook.weighed import WEIGHED

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """In a new casebook both stand already, since the tables are made as they are described now."""
    connection = op.get_bind()
    there = {row["name"] for row in inspect(connection).get_indexes("claim")}
    for index in claim.indexes:
        if index.name not in there and index.name in {f"ix_claim_{name}" for name in SELDOM}:
            index.create(connection)
    metadata.drop_all(connection, tables=WEIGHED)  # they changed while version 0003 was being written
    metadata.create_all(connection, tables=WEIGHED)  # empty: the next weighing fills them
