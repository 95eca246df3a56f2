"""What was asked for becomes conditions on `claim`, each checked before a database sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Boolean, ColumnElement, Connection, and_, func, literal_column, or_, select

from reportedly.casebook.decisions import load_judged
from reportedly.casebook.naming import AskError, actor_named, places_named, publisher_named, report_named, voices_named
from reportedly.casebook.schema import SELDOM, claim, claim_actor, claim_voice, report
from reportedly.casebook.words import Query, has_words, parsed
from reportedly.model.answers import Asked

EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
RELATIONS = ("backs", "allied_with", "hostile_to", "leads", "member_of", "part_of")
CERTAINTIES = ("certain", "probable", "possible", "unspecified")
POLARITIES = ("affirmed", "denied")
WHENS = ("past", "ongoing", "future", "intended", "hypothetical")
STANDINGS = ("unjudged", "accepted", "rejected", "corrected")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_USUAL = ("certain", "affirmed")
_BROAD = {"event", "relation", "certainty", "polarity", "when"}  # what is asked for so is no narrower
_MOST_KEYS = 10_000  # in one statement
_AFTER = "~"  # sorts behind '-' and all digits: '2023-05~' is behind every day of May


def conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """What must hold of a claim, all of it. Raises AskError where a name or a word means nothing here."""
    return [
        *_of_actors(connection, asked),
        *_of_voices(connection, asked),
        *_of_words(asked),
        *_of_judgements(connection, asked),
        *_of_time(asked),
        *_of_reports(connection, asked),
        *([claim.c.place.in_(places_named(connection, asked.place))] if asked.place else []),
    ]


def is_narrowed(asked: Asked) -> bool:
    """Whether anything but words is asked for."""
    return any(getattr(asked, name) for name in Asked.__dataclass_fields__ if name != "words")


def query_of(words: str) -> Query:
    """The full-text query of what was typed. Raises AskError where it has no letter and no digit."""
    found = parsed(words)
    if not found:
        raise AskError(f"'{words}' holds no word to look for")
    return found


def in_own_words(query: Query) -> ColumnElement[bool]:
    """That the words stand in the claim's own stretch of the text too, in a row or not."""
    own = func.lower(func.substr(_text_of(), claim.c.start + 1, claim.c.end - claim.c.start))
    return or_(
        *(and_(*(own.contains(word, autoescape=True) for term in group for word in term.words)) for group in query)
    )


def _of_actors(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    for name, side in ((asked.actor, "a"), (asked.recipient, "r"), (asked.involving, None)):
        if name:
            ids = actor_named(connection, name).ids
            found = select(claim_actor.c.claim).where(claim_actor.c.actor.in_(ids))
            yield claim.c.id.in_(found.where(claim_actor.c.side == side) if side else found)


def _of_voices(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.voice:
        yield claim.c.voice.in_(voices_named(connection, asked.voice))
    if asked.through:
        ids = voices_named(connection, asked.through)
        yield claim.c.id.in_(select(claim_voice.c.claim).where(claim_voice.c.voice.in_(ids)))


def _of_words(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """The fields that hold one of a few words."""
    fields = (
        (asked.event and asked.event.upper(), EVENTS, claim.c.event, "event"),
        (asked.relation and asked.relation.lower().replace(" ", "_"), RELATIONS, claim.c.relation, "relation"),
        (asked.certainty, CERTAINTIES, claim.c.certainty, "certainty"),
        (asked.polarity, POLARITIES, claim.c.polarity, "polarity"),
        (asked.when, WHENS, claim.c.tense, "when"),
        (asked.standing, STANDINGS, claim.c.standing, "standing"),
    )
    for value, choices, column, name in fields:
        if value and value not in choices:
            raise AskError(f"'{value}' is no {name}; it is one of {', '.join(choices)}")
        if value:
            yield column == value
    yield from _as_indexed(asked)


def _as_indexed(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """Repeats what an index of seldom values is for, so that databases use it where nothing narrower is asked for."""
    if any(getattr(asked, name) for name in Asked.__dataclass_fields__ if name not in _BROAD):
        return
    values = {"certainty": asked.certainty, "polarity": asked.polarity}
    for name, seldom in SELDOM.items():
        if values[name] not in (None, *_USUAL):
            yield literal_column(f"claim.{seldom.text}", Boolean)  # a constant of schema.py


def _of_judgements(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    """Few claims are ever judged: those of other reports need not be looked through."""
    if asked.standing in (None, "unjudged"):
        return
    targets = (row.judgement.target for row in load_judged(connection))
    keys = sorted({target.get("report") for target in targets if target.kind == "claim"})
    if len(keys) <= _MOST_KEYS:
        yield claim.c.report.in_(select(report.c.id).where(report.c.key.in_(keys)))


def _of_time(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """The deed's time touches the stretch, each date to its own precision: 'May 2023' touches 12 May 2023."""
    if asked.since:
        since = date_of(asked.since)
        yield claim.c.time_end >= since[:4]  # the index knows this one; the next is exact
        yield claim.c.time_end + _AFTER >= since
    if asked.until:
        yield claim.c.time_start <= date_of(asked.until) + _AFTER


def date_of(typed: str) -> str:
    """A date of ISO 8601 to the year, the month or the day. Raises AskError."""
    if not _DATE.fullmatch(typed):
        raise AskError(f"'{typed}' is no date; write it as 2024-03-12, 2024-03 or 2024")
    return typed


def _of_reports(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    ids = select(report.c.id)
    if asked.publisher:
        yield claim.c.report.in_(ids.where(report.c.publisher == publisher_named(connection, asked.publisher)))
    if asked.report:
        yield claim.c.report == report_named(connection, asked.report)
    if asked.words:
        query = query_of(asked.words)
        yield claim.c.report.in_(ids.where(has_words(connection, query)))
        yield in_own_words(query)


def _text_of() -> ColumnElement[str]:
    return select(report.c.text).where(report.c.id == claim.c.report).scalar_subquery()
