"""Feeds are watched: what is due is asked for politely, and what is new in it is handed on, with its page.

Deciding is apart from acting: `headers_for`, `after`, `is_due` are functions of values; `poll` and `receive_new` ask.
The caller holds the state: a `Feed` goes in, and the one that comes out is kept once the new entries are safe.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from reportedly.intake.contents import Holder, Setting, of_part, of_stream
from reportedly.intake.fetch import Fetched, Fetcher, Headers, part_of
from reportedly.intake.values import Container, Extract, Failure, Given, Limits, Received
from reportedly.model import Problem

_UNCHANGED, _GONE = 304, 410
_TAKEN = frozenset({_UNCHANGED, _GONE})
_SHORTEST, _LONGEST = 60.0, 86_400.0  # seconds between two polls, whatever a server or caller says
_MOST_DOUBLINGS = 10
_MOST_SEEN = 10_000
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of one feed between two polls: plain values, for the caller to keep.

    `due` is the moment, ISO 8601 in UTC, before which it is not asked; `failures` counts polls that failed one after
    the other; `seen` are the keys of entries that were handed on.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    due: str | None = None
    failures: int = 0
    is_gone: bool = False
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought: the feed to keep from now on, its new entries, or why there are none."""

    feed: Feed
    entries: tuple[Received | Failure, ...] = ()
    problem: Failure | None = None


def is_due(feed: Feed, now: datetime) -> bool:
    """Whether a feed may be asked at this moment; one that is gone never is."""
    if feed.is_gone:
        return False
    return feed.due is None or now >= datetime.strptime(feed.due, _MOMENT).replace(tzinfo=UTC)


def poll(
    feed: Feed,
    fetcher: Fetcher,
    given: Given | None = None,
    limits: Limits | None = None,
    every: float = 1_800.0,
) -> Polled:
    """Asks for a feed once, with what it said of its state the last time; `every` is in seconds.

    A feed that is not due is not asked.
    """
    if not is_due(feed, fetcher.clock.now()):
        return Polled(feed)
    answer = fetcher.fetch(feed.url, headers_for(feed), _TAKEN)
    kept = after(feed, answer, fetcher.clock.now(), every)
    if isinstance(answer, Failure):
        return Polled(kept, problem=answer)
    if answer.status == _GONE:
        problem = Problem("gone", "is gone, its server says; it is not asked again")
        return Polled(kept, problem=Failure(feed.url, feed.url, problem, url=answer.url, status=_GONE))
    if answer.status == _UNCHANGED:
        return Polled(kept)
    return _sorted_out(feed, kept, answer, Setting.of(given, limits, None))


def receive_new(
    polled: Polled, fetcher: Fetcher, given: Given | None = None, limits: Limits | None = None
) -> Iterator[Received | Failure]:
    """The pages of the new entries, one by one; where a page can't be had, what the feed itself gives, and why."""
    for entry in polled.entries:
        url = entry.document.url if isinstance(entry, Received) else None
        if url is None or not isinstance(entry, Received):
            yield entry
        else:
            yield from _page_or_entry(entry, url, fetcher, Setting.of(given, limits, None))


def headers_for(feed: Feed) -> Headers:
    """What makes the request conditional (RFC 9110, 13.1): send the feed only if it changed."""
    return (
        *((("If-None-Match", feed.etag),) if feed.etag else ()),
        *((("If-Modified-Since", feed.modified),) if feed.modified else ()),
    )


def after(feed: Feed, answer: Fetched | Failure, now: datetime, every: float) -> Feed:
    """The feed after an answer: where it moved to, what to send next time, and when it is due again.

    After failures the time doubles with each, up to a day; Retry-After and the feed's own <ttl> can make it longer.
    """
    if isinstance(answer, Failure):
        failures = feed.failures + 1
        pause = max(every * 2 ** min(failures, _MOST_DOUBLINGS), _retry_after(answer.headers, now))
        return replace(feed, failures=failures, due=_moment(now, pause))
    moved = replace(feed, url=answer.moved or feed.url, failures=0)
    if answer.status == _GONE:
        return replace(moved, is_gone=True, due=None)
    pause = max(every, _retry_after(answer.headers, now), _ttl(answer.data))
    moved = replace(moved, due=_moment(now, pause))
    if answer.status == _UNCHANGED:
        return moved
    return replace(moved, etag=_one_line(answer.header("etag")), modified=_one_line(answer.header("last-modified")))


def _sorted_out(feed: Feed, kept: Feed, answer: Fetched, setting: Setting) -> Polled:
    """The entries of a feed that were not handed on before."""
    media_type = part_of(answer).media_type or "application/xml"
    container = Container(answer.url, media_type, lambda: io.BytesIO(answer.data))
    holder = Holder(container, feed.url)
    found = tuple(
        replace(entry, url=answer.url, fetched=answer.fetched, status=answer.status, headers=answer.headers)
        for entry in of_stream("feed", io.BytesIO(answer.data), feed.url, holder, setting)
    )
    if len(found) == 1 and isinstance(found[0], Failure) and not found[0].member:
        if found[0].problem.code == "empty":
            return Polled(kept)
        failed = replace(kept, etag=feed.etag, modified=feed.modified, failures=feed.failures + 1)
        return Polled(failed, problem=found[0])
    keys = tuple(_key(entry) for entry in found)
    known = set(feed.seen)
    new = tuple(entry for entry, key in zip(found, keys, strict=True) if key not in known)
    seen = tuple(dict.fromkeys((*keys, *feed.seen)))[:_MOST_SEEN]
    return Polled(replace(kept, seen=seen), new)


def _key(entry: Received | Failure) -> str:
    """What an entry is known by: its own id, else its bytes; short, as thousands are kept."""
    return hashlib.sha256((entry.member or "").encode("utf-8", "replace")).hexdigest()[:16]


def _page_or_entry(entry: Received, url: str, fetcher: Fetcher, setting: Setting) -> Iterator[Received | Failure]:
    fetched = fetcher.fetch(url)
    if isinstance(fetched, Failure):
        yield _without_page(entry, fetched.problem)
        return
    document = entry.document
    beside = Extract("", document.title, document.publisher, document.published)
    found = list(of_part(part_of(fetched, beside), Holder(None, url), setting))
    if any(isinstance(one, Received) for one in found):
        yield from found
        return
    faults = [one.problem for one in found if isinstance(one, Failure)]
    yield _without_page(entry, faults[0] if faults else Problem("empty", "holds no document"))


def _without_page(entry: Received, problem: Problem) -> Received:
    message = f"is what the feed gives; its page {problem.message}"
    return replace(entry, problems=(*entry.problems, Problem("feed-content", message)))


def _retry_after(headers: Headers, now: datetime) -> float:
    """The seconds that a server asks to wait: a number or a date (RFC 9110, 10.2.3); 0 where it asks for none."""
    written = next((value for key, value in headers if key.lower() == "retry-after"), "").strip()[:60]
    if re.fullmatch(r"\d{1,9}", written, re.ASCII):
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def _ttl(data: bytes) -> float:
    """The seconds between two changes, as RSS 2.0 gives them in minutes."""
    found = _TTL.search(data, 0, 20_000)
    return 60.0 * int(found[1]) if found else 0.0


def _moment(now: datetime, pause: float) -> str:
    seconds = min(max(pause, _SHORTEST), _LONGEST)
    return (now.astimezone(UTC) + timedelta(seconds=seconds)).strftime(_MOMENT)


def _one_line(value: str | None) -> str | None:
    """A header's value that is safe to be sent back."""
    return value if value and len(value) <= 1000 and value.isprintable() else None
