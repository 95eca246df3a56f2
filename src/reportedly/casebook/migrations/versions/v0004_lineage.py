"""Who copied whom: sketches, names and links of the reports."""

from alembic import op

from reportedly.casebook.linked import LINKED
from reportedly.casebook.schema import metadata

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables, empty: the next question fills them."""
    metadata.create_all(op.get_bind(), tables=LINKED, checkfirst=False)
