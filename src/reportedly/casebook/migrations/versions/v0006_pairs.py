"""How many propositions of each support word tell of a tie; and ties and tallies as people's judgements leave them."""

from alembic import op
from sqlalchemy import inspect

from reportedly.casebook.weighed import proposition_pair

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """In a new casebook the table stands already. Ties and tallies are brought up by opening, which knows how."""
    connection = op.get_bind()
    if not inspect(connection).has_table(proposition_pair.name):
        proposition_pair.create(connection)
