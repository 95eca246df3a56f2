"""The indexes that are rebuilt from readings and judgements, the full text, and what watching feeds needs."""

from alembic import op

from reportedly.casebook.schema import DERIVED, feed, metadata
from reportedly.casebook.words import create_words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes them as schema.py has them: what is derived may change with it, since opening rebuilds it."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=[*DERIVED, feed], checkfirst=False)
    create_words(connection)
