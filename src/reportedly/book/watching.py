"""Watching feeds: each is asked when it is due, its new entries are added, and what it said of itself is remembered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from reportedly.casebook import Store
from reportedly.casebook.schema import feed as feeds
from reportedly.intake import Failure, Feed, Fetcher, Given, Polled, Received, is_due, poll, receive_new


@dataclass(frozen=True, slots=True)
class Watched:
    """One poll of one feed: how many entries were new in it, and in one line why it failed, where it did."""

    url: str
    entries: int
    problem: str | None
    due: str | None


class Watching:
    """The feeds of a casebook, asked in turn."""

    def __init__(self, store: Store, fetcher: Fetcher, given: Given, every: float) -> None:
        self._store, self._fetcher, self._given, self._every = store, fetcher, given, every

    def remember(self, urls: Iterable[str]) -> None:
        """Watches these addresses too from now on."""
        known = {row.url for row in self.feeds()}
        for url in dict.fromkeys(urls):
            if url not in known:
                self._save(Feed(url), url)

    @staticmethod
    def forget(store: Store, url: str) -> None:
        """Watches this address no more; what came from it stays."""
        with store.writing() as work:
            work.connection.execute(delete(feeds).where(feeds.c.url == url))

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds as they were last left."""
        with self._store.reading() as connection:
            rows = connection.execute(select(feeds).order_by(feeds.c.url)).all()
        return tuple(
            Feed(row.url, row.etag, row.modified, row.due, row.failures, row.is_gone, tuple(row.seen)) for row in rows
        )

    def round(self, add: Callable[[Iterator[Received | Failure]], object]) -> Iterator[Watched]:
        """Asks each feed that is due; its new entries are added before it is noted that they were handed on."""
        for feed in self.feeds():
            if is_due(feed, datetime.now(UTC)):
                polled = poll(feed, self._fetcher, self._given, every=self._every)
                add(receive_new(polled, self._fetcher, self._given))
                self._save(polled.feed, feed.url)
                yield _watched(polled)

    def rest(self, most: float) -> None:
        """Sleeps until the next feed is due, so many seconds at most."""
        dues = [datetime.fromisoformat(row.due) for row in self.feeds() if row.due and not row.is_gone]
        left = min(((due - datetime.now(UTC)).total_seconds() for due in dues), default=most)
        time.sleep(min(max(left, 1.0), most))

    def _save(self, feed: Feed, before: str) -> None:
        """In the place of the row before, since a feed may have moved to another address."""
        with self._store.writing() as work:
            work.connection.execute(delete(feeds).where(feeds.c.url.in_({feed.url, before})))
            row = {name: getattr(feed, name) for name in Feed.__dataclass_fields__}
            work.connection.execute(insert(feeds).values(row | {"seen": list(feed.seen)}))


def _watched(polled: Polled) -> Watched:
    problem = polled.problem.line() if polled.problem else None
    return Watched(polled.feed.url, len(polled.entries), problem, polled.feed.due)
