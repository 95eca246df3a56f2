"""The strongest ties of all are found without a look at every tie."""

from alembic import op
from sqlalchemy import inspect

from reportedly.casebook.schema import tie

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """In a new casebook the index stands already."""
    connection = op.get_bind()
    there = {row["name"] for row in inspect(connection).get_indexes(tie.name)}
    for index in tie.indexes:
        if index.name not in there:
            index.create(connection)
