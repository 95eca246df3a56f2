"""The tables of evidence, readings, judgements and the log, written out: their rows are never made anew."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_DIGEST = sa.String(64)
_MOMENT = sa.String(32)


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "original",
        sa.Column("sha256", _DIGEST, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media_type", _WORDS),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    _reports()
    _readings()
    op.create_table(
        "judgement",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("key", _DIGEST, nullable=False),
        *(sa.Column(name, _WORDS, nullable=False) for name in ("kind", "target")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("anchor", "body")),
        sa.Column("by", _WORDS, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("why", _WORDS),
        sa.UniqueConstraint("key", name="uq_judgement_key"),
    )
    op.create_table(
        "log",
        sa.Column("seq", _ID, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        *(sa.Column(name, _WORDS, nullable=False) for name in ("by", "action", "subject")),
        *(sa.Column(name, _DIGEST, nullable=False) for name in ("digest", "previous", "hash")),
    )


def _reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("key", _DIGEST, nullable=False),
        sa.Column("original", _DIGEST, sa.ForeignKey("original.sha256", name="fk_report_original"), nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        *(sa.Column(name, _WORDS) for name in ("publisher", "url", "published", "title", "language")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.UniqueConstraint("key", name="uq_report_key"),
    )
    op.create_index("ix_report_original", "report", ["original"])
    op.create_index("ix_report_published", "report", ["published"])
    for column in ("name", "publisher"):
        op.create_index(f"ix_report_{column}", "report", [column], postgresql_using="hash")
    op.create_table(
        "receipt",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("report", _ID, sa.ForeignKey("report.id", name="fk_receipt_report"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("place", _WORDS, nullable=False),
        sa.Column("final_url", _WORDS),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("fetched", _WORDS),
        sa.Column("container", _DIGEST),
        sa.Column("member", _WORDS),
        *(sa.Column(name, _WORDS, nullable=False) for name in ("by", "tool")),
        sa.UniqueConstraint("report", "number", name="uq_receipt_report"),
    )


def _readings() -> None:
    op.create_table(
        "reading",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("report", _ID, sa.ForeignKey("report.id", name="fk_reading_report"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reader", _WORDS, nullable=False),
        sa.Column("sha256", _DIGEST, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.UniqueConstraint("report", "number", name="uq_reading_report"),
    )
