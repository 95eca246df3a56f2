"""The tables of a casebook: evidence that only grows, readings, judgements, the log, and indexes rebuilt from them.

Evidence: `original` (bytes as received, by their SHA-256), `report` (an original as somebody published it, with the text
that was read), `receipt` (when and from where it came, each time). Readings: `reading`, whole as JSON, each version kept.
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
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER keys
_Digest = String(64)  # SHA-256, lower-case hex
_Moment = String(32)  # ISO 8601 in UTC, '2026-11-23T09:50:00.123456Z'

# Evidence ------------------------------------------------------------------------------------------------------------

original = Table(
    "original",
    metadata,
    Column("sha256", _Digest, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text),
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
    Column("name", Text, nullable=False, index=True),  # the file's name, the URL, or the id of a JSON Lines row
    Column("publisher", Text, index=True),
    Column("url", Text),
    Column("published", String(32), index=True),  # ISO 8601 to the precision known
    Column("title", Text),
    Column("language", String(35)),
    Column("text", Text, nullable=False),  # the working text, apart from the original; spans point into it
    Column("problems", JSON, nullable=False),  # [{"code", "message", "spans"}] of intake
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False, index=True),
    Column("at", _Moment, nullable=False),
    Column("place", Text, nullable=False),  # the path or URL that was asked for
    Column("final_url", Text),
    Column("status", Integer),
    Column("headers", JSON, nullable=False),  # [[name, value]] as received
    Column("container", _Digest, ForeignKey("original.sha256")),  # the archive, feed or mailbox it came in
    Column("member", Text),  # where in the container
    Column("by", Text, nullable=False),  # who added it
    Column("tool", Text, nullable=False),  # 'reportedly 0.5.0'
)

# Readings ------------------------------------------------------------------------------------------------------------

reading = Table(
    "reading",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),  # name, version and model in one line
    Column("sha256", _Digest, nullable=False),  # of the reading's JSON without document.text
    Column("body", LargeBinary, nullable=False),  # that JSON, zlib-packed; the text stands in `report`
    Column("current", Boolean, nullable=False),
    Index("ix_reading_current", "report", "current"),
)

# Decisions -----------------------------------------------------------------------------------------------------------

judgement = Table(
    "judgement",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("key", _Digest, nullable=False, unique=True),  # SHA-256 over all that follows: its name everywhere
    Column("kind", String(16), nullable=False),  # accept reject correct merge split rename grade note withdraw
    Column("target", String(16), nullable=False),  # claim actor voice report judgement
    Column("anchor", JSON, nullable=False),  # what it is attached to, in words and spans that survive a reread
    Column("body", JSON, nullable=False),  # what it says: corrected fields, the other actor, the letter
    Column("by", Text, nullable=False),
    Column("at", _Moment, nullable=False),
    Column("why", Text),
)

# Proof ---------------------------------------------------------------------------------------------------------------

log = Table(
    "log",
    metadata,
    Column("seq", _Id, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    Column("at", _Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(16), nullable=False),  # opened kept received read judged
    Column("subject", Text, nullable=False),  # 'original:<sha256>', 'report:<key>', 'receipt:<id>', 'reading:<id>' ...
    Column("digest", _Digest, nullable=False),  # of the subject's row, all of its columns
    Column("previous", _Digest, nullable=False),  # the hash of the entry before; 64 zeros in the first
    Column("hash", _Digest, nullable=False),  # SHA-256 over the fields above
    Index("ix_log_subject", "subject"),
)

# Indexes, rebuilt from the current readings and the judgements ---------------------------------------------------------

actor = Table(
    "actor",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("folded", Text, nullable=False),  # the name in lower case without accents
    Column("country", String(3), nullable=False),  # '' where not known
    Column("name", Text, nullable=False),  # canonical
    Column("type", Text),
    Column("wikidata", String(16)),
    Column("stands_for", _Id, index=True),  # the actor it was merged into by a judgement, or null
    UniqueConstraint("folded", "country"),
)

alias = Table(
    "alias",
    metadata,
    Column("actor", _Id, ForeignKey("actor.id"), primary_key=True),
    Column("folded", Text, primary_key=True, index=True),
    Column("name", Text, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # geonames number, or name|admin1|country
    Column("folded", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("admin1", Text),
    Column("country", String(3)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", Text),
)

voice = Table(
    "voice",
    metadata,
    Column("id", _Id, primary_key=True),
    # A named voice is one over all reports, under its folded name and kind; an unnamed one stays its report's own.
    Column("key", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("named", Boolean, nullable=False),
    Column("role", Text),
    Column("affiliation", Text),
    Column("stands_for", _Id, index=True),
)

claim = Table(
    "claim",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("report", _Id, ForeignKey("report.id"), nullable=False),
    Column("local", String(16), nullable=False),  # the claim's id in its reading, 'c3'
    Column("anchor", _Digest, nullable=False, index=True),  # what a judgement finds it by after a reread
    Column("event", String(16)),
    Column("relation", String(16)),
    Column("mode", String(32)),
    Column("polarity", String(16), nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("tense", String(16), nullable=False),  # the contract's `when`, which SQL keeps for itself
    Column("score", Float, nullable=False),
    Column("place", _Id, ForeignKey("place.id")),
    Column("time_start", String(32)),
    Column("time_end", String(32)),
    Column("start", Integer, nullable=False),  # the first and the last code point of its words
    Column("end", Integer, nullable=False),
    Column("voice", _Id, ForeignKey("voice.id"), nullable=False),  # the chain's end: whose word it is
    Column("standing", String(10), nullable=False),  # unjudged, accepted, rejected, corrected
    UniqueConstraint("report", "local"),
    Index("ix_claim_voice", "voice"),
    Index("ix_claim_place", "place"),
    Index("ix_claim_event", "event", "time_start"),
    Index("ix_claim_relation", "relation"),
    Index("ix_claim_time", "time_start"),
)

claim_actor = Table(
    "claim_actor",
    metadata,
    Column("claim", _Id, ForeignKey("claim.id"), primary_key=True),
    Column("side", String(1), primary_key=True),  # 'a' actor, 'r' recipient
    Column("position", Integer, primary_key=True),
    Column("actor", _Id, ForeignKey("actor.id"), nullable=False),
    Index("ix_claim_actor_actor", "actor", "claim", "side"),
)

claim_voice = Table(
    "claim_voice",
    metadata,
    Column("claim", _Id, ForeignKey("claim.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 is the report's own voice
    Column("voice", _Id, ForeignKey("voice.id"), nullable=False),
    Index("ix_claim_voice_voice", "voice", "claim"),
)

tie = Table(  # how often two actors stand together, kept up to date with every reading, so that no query counts
    "tie",
    metadata,
    Column("a", _Id, ForeignKey("actor.id"), primary_key=True),
    Column("b", _Id, ForeignKey("actor.id"), primary_key=True),  # a mutual claim stands in both directions' one row
    Column("kind", String(16), primary_key=True),  # the event or the relation
    Column("mutual", Boolean, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("denied", Integer, nullable=False),
    Column("hedged", Integer, nullable=False),  # certainty other than certain
    Index("ix_tie_b", "b"),
)

tally = Table(  # how many claims an actor, a voice or a publisher has, for lists that answer at once
    "tally",
    metadata,
    Column("what", String(8), primary_key=True),  # actor, voice
    Column("id", _Id, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("ix_tally_claims", "what", "claims"),
)
