"""How many independent origins the best supported proposition of a tie has is kept beside its support words."""

from alembic import op
from sqlalchemy import inspect

from reportedly.casebook.pairs import count_anew
from reportedly.casebook.weighed import proposition_pair

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Counts anew; in a casebook that was made or weighed anew on its way here the column stands already."""
    connection = op.get_bind()
    if "low" in {column["name"] for column in inspect(connection).get_columns(proposition_pair.name)}:
        return
    proposition_pair.drop(connection)
    proposition_pair.create(connection)
    count_anew(connection)
