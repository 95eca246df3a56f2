"""The tables of who copied whom: worked out from the reports and their readings, never evidence; all can be dropped."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from reportedly.casebook.schema import metadata
from reportedly.casebook.schema import report as _report

_Id = BigInteger().with_variant(Integer, "sqlite")

linked = Table(  # a report as lineage has taken it in
    "linked",
    metadata,
    Column("report", _Id, ForeignKey(_report.c.id), primary_key=True, autoincrement=False),
    Column("reading", String(64), nullable=False),  # the digest of the reading that was taken in, '' without one
    Column("rules", Integer, nullable=False),  # by which version of lineage
    Column("keys", Integer, nullable=False),  # how many its sketch has in common with those of longer texts
    Column("leaning", Text, nullable=False),  # JSON: whom it leans on and what it tells of
    Column("parent", _Id, index=True),  # the report that it was taken from, before circles are cut
    Column("link", Text, nullable=False),  # JSON: the way to that report, or to the outlet outside
    Column("descent", Text, nullable=False),  # JSON: the same with its origin
)

sketch_key = Table(  # which reports have a word sequence of a sketch
    "sketch_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report", _Id, primary_key=True, autoincrement=False),
)

handle = Table(  # the names that reports find each other by
    "handle",
    metadata,
    Column("report", _Id, primary_key=True, autoincrement=False),
    Column("side", String(1), primary_key=True),  # 'a' answers to it, 'l' leans on it
    Column("name", Text, primary_key=True),
    Column("day", String(10), nullable=False),
    Index("ix_handle_name", "name", "side", "day"),
)

leant = Table(  # which reports a report is linked to or cites: they are looked at again with it
    "leant",
    metadata,
    Column("report", _Id, primary_key=True, autoincrement=False),
    Column("other", _Id, primary_key=True, autoincrement=False),
    Index("ix_leant_other", "other"),
)

LINKED = (linked, sketch_key, handle, leant)
