"""What the claims of all reports come to: statements in blocks, propositions, and the voices that words hang on."""

from alembic import op

from reportedly.casebook.schema import metadata
from reportedly.casebook.weighed import WEIGHED

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables, empty: the next question fills them."""
    metadata.create_all(op.get_bind(), tables=WEIGHED, checkfirst=False)
