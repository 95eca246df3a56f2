"""Tells Alembic to work on the connection that the casebook was opened with."""

from alembic import context

_given = context.config.attributes
context.configure(connection=_given["connection"], version_table=_given["versions"])
with context.begin_transaction():
    context.run_migrations()
