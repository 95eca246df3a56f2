"""Who leans on a report is found without a look at all that lean on any."""

from alembic import op
from sqlalchemy import inspect

from reportedly.casebook.linked import leant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """In a new casebook the index stands already."""
    connection = op.get_bind()
    there = {row["name"] for row in inspect(connection).get_indexes(leant.name)}
    for index in leant.indexes:
        if index.name not in there:
            index.create(connection)
