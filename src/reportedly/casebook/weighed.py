"""The tables of what all claims come to: worked out from readings, lineage and judgements, never evidence.

A statement is a claim as corroboration sees it. A proposition lies in cells, by a key of its statements and a stretch
of days: only what lies in the same cells can be of one proposition, so that what a new report changes is found there.
Everything here can be dropped.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.dialects.postgresql import TEXT

from reportedly.casebook.schema import metadata
from reportedly.casebook.schema import report as _report

_Id = BigInteger().with_variant(Integer, "sqlite")
_Words = Text().with_variant(TEXT(collation="C"), "postgresql")  # as SQLite orders them, so that verifying can compare

weighed_at = Table(  # where the log ended when all was taken in: where it ends there still, nothing is to be done
    "weighed_at",
    metadata,
    Column("head", String(64), primary_key=True),
    Column("seq", _Id, nullable=False),  # of that entry: how much came since is the difference
    Column("rules", Integer, nullable=False),  # by which version of corroboration
)

stale = Table(  # reports whose lineage changed since: what they say must be counted anew
    "stale",
    metadata,
    Column("report", _Id, primary_key=True, autoincrement=False),
)

statement = Table(
    "statement",
    metadata,
    Column("report", _Id, ForeignKey(_report.c.id), primary_key=True, autoincrement=False),
    Column("local", String(16), primary_key=True),
    Column("kin", Text),  # the report that its own goes back to, null where it goes back to none
    Column("body", Text, nullable=False),  # JSON
)

cell = Table(  # where propositions lie
    "cell",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # 63 bits of a hash of the key
    Column("stretch", Integer, primary_key=True, autoincrement=False),  # of days; -1 is any time
    Column("proposition", _Id, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

proposition = Table(
    "proposition",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("key", String(24), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # the event or the relation
    Column("support", String(24), nullable=False),
    Column("low", Integer, nullable=False),
    Column("against", Integer, nullable=False),  # origins against, at least
    Column("claims", Integer, nullable=False),
    Column("day", String(32)),  # of the deed
    Column("body", Text, nullable=False),  # JSON
    Index("ix_proposition_order", "claims", "id"),
    Index("ix_proposition_support", "support", "claims", "id"),
)

proposition_member = Table(
    "proposition_member",
    metadata,
    Column("report", _Id, primary_key=True, autoincrement=False),
    Column("local", String(40), primary_key=True),
    Column("proposition", _Id, primary_key=True, autoincrement=False),
    Index("ix_proposition_member_proposition", "proposition"),
)

proposition_actor = Table(
    "proposition_actor",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("proposition", _Id, primary_key=True, autoincrement=False),
    Column("claims", Integer, nullable=False),  # the proposition's own, so that an index has the order of a page
    Index("ix_proposition_actor_order", "folded", "claims", "proposition"),
    Index("ix_proposition_actor_proposition", "proposition"),
)

proposition_pair = Table(  # how many propositions of each support word and low tell of a tie, so that none counts
    "proposition_pair",
    metadata,
    Column("one", _Words, primary_key=True),  # folded names; where both do it in the order of the alphabet
    Column("other", _Words, primary_key=True),
    Column("kind", _Words, primary_key=True),
    Column("mutual", Boolean, primary_key=True),
    Column("support", _Words, primary_key=True),
    Column("low", Integer, primary_key=True, autoincrement=False),  # independent origins, at least
    Column("propositions", Integer, nullable=False),
    sqlite_with_rowid=False,
)

stone = Table(  # a voice or report on which words hang, and on how many
    "stone",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False, index=True),
    Column("lowered", Integer, nullable=False),  # propositions that would have another word without it
    Column("gone", Integer, nullable=False),  # propositions that nobody would claim without it
    Index("ix_stone_rank", "lowered", "gone", "id"),
)

stone_of = Table(
    "stone_of",
    metadata,
    Column("stone", _Id, primary_key=True, autoincrement=False),
    Column("proposition", _Id, primary_key=True, autoincrement=False),
    Column("left", String(24), nullable=False),  # the word left, '' where nobody would claim it
    Index("ix_stone_of_proposition", "proposition"),
)

OF_PROPOSITIONS = (proposition_member, proposition_actor, proposition_pair)
WEIGHED = (weighed_at, stale, statement, cell, proposition, *OF_PROPOSITIONS, stone, stone_of)
