"""The tables of a casebook: evidence that only grows, readings, judgements, the log, and indexes rebuilt from them.

Evidence: `original` (bytes as received, by their SHA-256), `report` (an original as somebody published it, with the
text that was read), `receipt` (when and from where it came, each time). Readings: `reading`, whole as JSON, each kept.
Decisions: `judgement`. Proof: `log`, each entry carrying the hash of the one before. All other tables can be dropped
and rebuilt from these; migrations may change them freely, and never a row of the others.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TEXT

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_Id = BigInteger().with_variant(Integer, "sqlite")  # the writer gives the numbers, within its lock
_Words = Text().with_variant(TEXT(collation="C"), "postgresql")  # others pass over '-' in dates
_Digest = String(64)  # SHA-256, lower-case hex
_Moment = String(32)  # ISO 8601 in UTC, '2026-11-23T09:50:00.123456Z'

# Evidence ------------------------------------------------------------------------------------------------------------

original = Table(
    "original",
    metadata,
    Column("sha256", _Digest, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", _Words),
    Column("body", LargeBinary, nullable=False),  # never edited, never packed: what a court asks for is one SELECT away
)

report = Table(
    "report",
    metadata,
    Column("id", _Id, primary_key=True),
    # SHA-256 over original, publisher, url, published and, where neither publisher nor url is known, the name: which
    # publication this is. The same original with another publisher is another report.
    Column("key", _Digest, nullable=False, unique=True),
    Column("original", _Digest, ForeignKey("original.sha256"), nullable=False, index=True),
    Column("name", _Words, nullable=False),  # the file's name, the URL, or the id of a JSON Lines row
    Column("publisher", _Words),
    Column("url", _Words),
    Column("published", _Words),  # ISO 8601 to the precision known
    Column("title", _Words),
    Column("language", _Words),
    Column("text", Text, nullable=False),  # the working text, apart from the original; spans point into it
    Column("problems", JSON, nullable=False),  # [{"code", "message", "spans"}] of intake
    Index("ix_report_name", "name", postgresql_using="hash"),  # a name may be longer than a B-tree's key can
    Index("ix_report_publisher", "publisher", postgresql_using="hash"),
    Index("ix_report_published", "published"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3 ... of its report
    Column("at", _Moment, nullable=False),
    Column("place", _Words, nullable=False),  # the path or URL that was asked for
    Column("final_url", _Words),
    Column("status", Integer),
    Column("headers", JSON, nullable=False),  # [[name, value]] as received
    Column("fetched", _Words),  # when the web gave it, which for a web archive is long before `at`
    # The archive, feed or mailbox it came in: an original too, where it was not too large to be kept.
    Column("container", _Digest),
    Column("member", _Words),  # where in the container
    Column("by", _Words, nullable=False),  # who added it
    Column("tool", _Words, nullable=False),  # 'reportedly 0.5.0'
    UniqueConstraint("report", "number"),
)

# Readings ------------------------------------------------------------------------------------------------------------

reading = Table(
    "reading",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3 ... of its report
    Column("reader", _Words, nullable=False),  # name, version and model in one line
    Column("sha256", _Digest, nullable=False),  # of the reading's JSON without `document`
    Column("body", LargeBinary, nullable=False),  # that JSON, zlib-packed; the document stands in `report`
    Column("current", Boolean, nullable=False),  # the last one is
    UniqueConstraint("report", "number"),
)

# Decisions -----------------------------------------------------------------------------------------------------------

judgement = Table(
    "judgement",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("key", _Digest, nullable=False, unique=True),  # SHA-256 over all that follows: its name everywhere
    Column("kind", _Words, nullable=False),  # accept reject correct merge split rename grade note withdraw
    Column("target", _Words, nullable=False),  # claim actor voice report judgement
    Column("anchor", JSON, nullable=False),  # what it is attached to, in words and spans that survive a reread
    Column("body", JSON, nullable=False),  # what it says: corrected fields, the other actor, the letter
    Column("by", _Words, nullable=False),
    Column("at", _Moment, nullable=False),
    Column("why", _Words),
)

# Proof ---------------------------------------------------------------------------------------------------------------

log = Table(
    "log",
    metadata,
    Column("seq", _Id, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    Column("at", _Moment, nullable=False),
    Column("by", _Words, nullable=False),
    Column("action", _Words, nullable=False),  # opened kept received read judged
    Column("subject", _Words, nullable=False),  # 'report:<key>', 'receipt:<report key>:<number>' ...
    Column("digest", _Digest, nullable=False),  # of the subject's row, all of its columns
    Column("previous", _Digest, nullable=False),  # the hash of the entry before; 64 zeros in the first
    Column("hash", _Digest, nullable=False),  # SHA-256 over the fields above
)

# What few claims are: an index of all would cost each claim an insert, and a scan for a seldom one the whole table.
SELDOM = {"certainty": text("certainty <> 'certain'"), "polarity": text("polarity <> 'affirmed'")}

STRONG = text("claims >= 8")

# Indexes, rebuilt from the current readings and the judgements --------------------------------------------------------

actor = Table(
    "actor",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("folded", _Words, nullable=False),  # the name in lower case without accents
    Column("country", _Words, nullable=False),  # '' where not known
    Column("name", _Words, nullable=False),  # canonical
    Column("type", _Words),
    Column("wikidata", _Words),
    Column("stands_for", _Id, index=True),  # the actor it was merged into by a judgement, or null
    UniqueConstraint("folded", "country"),
)

alias = Table(
    "alias",
    metadata,
    Column("actor", _Id, ForeignKey("actor.id"), primary_key=True),
    Column("folded", _Words, primary_key=True, index=True),
    Column("name", _Words, primary_key=True),  # the canonical name stands here too
    Column("reports", Integer, nullable=False),  # in which it goes by this; 0 where only a judgement says so
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("key", _Words, nullable=False, unique=True),  # geonames number, or name|admin1|country
    Column("folded", _Words, nullable=False, index=True),
    Column("name", _Words, nullable=False),
    Column("admin1", _Words),
    Column("country", _Words),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", _Words),
)

voice = Table(
    "voice",
    metadata,
    Column("id", _Id, primary_key=True),
    # A named voice is one over all reports, under its folded name and kind; an unnamed one stays its report's own.
    Column("key", _Words, nullable=False, unique=True),
    Column("folded", _Words, nullable=False, index=True),
    Column("name", _Words, nullable=False),
    Column("kind", _Words, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("role", _Words),
    Column("affiliation", _Words),
    Column("grade", String(1)),  # how reliable a person holds it, A to F
    Column("stands_for", _Id, index=True),
)

claim = Table(
    "claim",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False),
    Column("local", _Words, nullable=False),  # the claim's id in its reading, 'c3'
    Column("anchor", _Digest, nullable=False),  # what a judgement finds it by, within its report, after a reread
    Column("event", _Words),
    Column("relation", _Words),
    Column("mode", _Words),
    Column("polarity", _Words, nullable=False),
    Column("certainty", _Words, nullable=False),
    Column("tense", _Words, nullable=False),  # the contract's `when`, which SQL keeps for itself
    Column("score", Float, nullable=False),
    Column("place", _Id, ForeignKey("place.id")),
    Column("time_start", _Words),
    Column("time_end", _Words),
    Column("start", Integer, nullable=False),  # the first and the last code point of its words
    Column("end", Integer, nullable=False),
    Column("voice", _Id, ForeignKey("voice.id"), nullable=False),  # the chain's end: whose word it is
    Column("standing", _Words, nullable=False),  # unjudged, accepted, rejected, corrected
    UniqueConstraint("report", "local"),
    Index("ix_claim_voice", "voice"),
    Index("ix_claim_place", "place"),
    Index("ix_claim_event", "event", "time_start"),
    Index("ix_claim_relation", "relation"),
    Index("ix_claim_time", "time_start"),
    Index("ix_claim_time_end", "time_end"),
    *(Index(f"ix_claim_{name}", name, sqlite_where=seldom, postgresql_where=seldom) for name, seldom in SELDOM.items()),
)

claim_actor = Table(
    "claim_actor",
    metadata,
    Column("claim", _Id, ForeignKey("claim.id"), primary_key=True),
    Column("side", String(1), primary_key=True),  # 'a' actor, 'r' recipient
    Column("position", Integer, primary_key=True),
    Column("actor", _Id, ForeignKey("actor.id"), nullable=False),
    Index("ix_claim_actor_actor", "actor", "claim", "side"),
    sqlite_with_rowid=False,
)

claim_voice = Table(
    "claim_voice",
    metadata,
    Column("claim", _Id, ForeignKey("claim.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 is the report's own voice
    Column("voice", _Id, ForeignKey("voice.id"), nullable=False),
    Index("ix_claim_voice_voice", "voice", "claim"),
    sqlite_with_rowid=False,
)

described = Table(  # how often readings describe an actor, a voice or a place so; its row shows the most frequent
    "described",
    metadata,
    Column("what", _Words, primary_key=True),  # actor, voice, place
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("digest", String(16), primary_key=True),  # of the words, which may be longer than a key
    Column("words", Text, nullable=False),  # the row's columns, as JSON
    Column("reports", Integer, nullable=False),
    sqlite_with_rowid=False,
)

tie = Table(  # how often two actors stand together, kept up to date with every reading, so that no query counts
    "tie",
    metadata,
    Column("a", _Id, ForeignKey("actor.id"), primary_key=True),
    Column("b", _Id, ForeignKey("actor.id"), primary_key=True),  # mutual: a before b by (folded, country)
    Column("kind", _Words, primary_key=True),  # the event or the relation
    Column("mutual", Boolean, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("denied", Integer, nullable=False),
    Column("hedged", Integer, nullable=False),  # certainty other than certain
    Column("reports", Integer, nullable=False),
    Index("ix_tie_b", "b"),
    # The strongest of all are asked for most of all, and most ties are told of once: an index of those costs little.
    Index("ix_tie_strong", "claims", sqlite_where=STRONG, postgresql_where=STRONG),
    sqlite_with_rowid=False,
)

tally = Table(  # how many claims an actor or a voice has, for lists that answer at once
    "tally",
    metadata,
    Column("what", String(8), primary_key=True),  # actor; voice: on its word; relay: passed on by it
    Column("id", _Id, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("ix_tally_claims", "what", "claims"),
    sqlite_with_rowid=False,
)

# What watching feeds needs between two polls; no evidence -------------------------------------------------------------

feed = Table(
    "feed",
    metadata,
    Column("url", _Words, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("due", _Words),
    Column("failures", Integer, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("seen", JSON, nullable=False),
)

EVIDENCE = (original, report, receipt, reading, judgement, log)
DERIVED = (actor, alias, place, voice, claim, claim_actor, claim_voice, described, tie, tally)
