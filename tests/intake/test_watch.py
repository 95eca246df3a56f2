"""Feeds are asked politely, from a real server: only what changed, only when it is due, and each entry once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.packed import SAID, item, page, rss
from intake.server import HeldClock, Reply, Site
from reportedly.intake import Failure, Feed, Fetched, Fetcher, Received, is_due, poll, receive_new
from reportedly.intake.watch import after, headers_for
from reportedly.model import Problem

RSS = {"Content-Type": "application/rss+xml"}
NOW = datetime(2024, 3, 12, 8, 30, tzinfo=UTC)


def answered(status: int = 200, body: bytes = b"", moved: str | None = None, **headers: str) -> Fetched:
    rows = tuple((key.replace("_", "-"), value) for key, value in headers.items())
    return Fetched("http://a/", moved or "http://a/", status, rows, body, "2024-03-12T08:30:00Z", moved)


def refused(**headers: str) -> Failure:
    rows = tuple((key.replace("_", "-"), value) for key, value in headers.items())
    return Failure(
        "http://a/", "http://a/", Problem("http-status", "answers with status 503"), headers=rows, status=503
    )


def seconds_to_wait(feed: Feed) -> float:
    assert feed.due
    return (datetime.fromisoformat(feed.due) - NOW).total_seconds()


def test_what_changed_is_kept_and_sent_back() -> None:
    feed = after(Feed("http://a/"), answered(ETag='"x"', Last_Modified="Tue, 12 Mar 2024 08:00:00 GMT"), NOW, 1800)
    assert headers_for(feed) == (("If-None-Match", '"x"'), ("If-Modified-Since", "Tue, 12 Mar 2024 08:00:00 GMT"))
    assert after(feed, answered(304), NOW, 1800) == replace(feed, due="2024-03-12T09:00:00Z")
    assert headers_for(after(feed, answered(ETag="a\x00b"), NOW, 1800)) == ()


def test_failures_double_the_time_up_to_a_day_and_success_resets_it() -> None:
    feed = Feed("http://a/")
    waits = []
    for _ in range(12):
        feed = after(feed, refused(), NOW, 1800)
        waits.append(seconds_to_wait(feed))
    assert waits[:4] == [3600, 7200, 14400, 28800]
    assert waits[-1] == 86_400
    assert after(feed, answered(304), NOW, 1800).failures == 0


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("7200", 7200), ("Tue, 12 Mar 2024 11:30:00 GMT", 10_800), ("99999999", 86_400), ("soon", 3600), ("-5", 3600)],
)
def test_retry_after_is_kept(written: str, seconds: float) -> None:
    assert seconds_to_wait(after(Feed("http://a/"), refused(Retry_After=written), NOW, 1800)) == seconds


def test_a_feed_may_ask_for_more_time_itself() -> None:
    feed = after(Feed("http://a/"), answered(body=b"<rss><channel><ttl>120</ttl>"), NOW, 1800)
    assert seconds_to_wait(feed) == 7200


def test_a_feed_that_moved_is_asked_at_its_new_place() -> None:
    assert after(Feed("http://a/"), answered(moved="http://b/"), NOW, 1800).url == "http://b/"


def test_a_feed_that_is_gone_is_never_due_again() -> None:
    feed = after(Feed("http://a/"), answered(410), NOW, 1800)
    assert feed.is_gone
    assert not is_due(feed, NOW + timedelta(days=900))


@given(st.text(max_size=80), st.integers(0, 50), st.floats(0, 1e9))
def test_no_header_makes_a_feed_due_at_once_or_never(written: str, failures: int, every: float) -> None:
    feed = after(Feed("http://a/", failures=failures), refused(Retry_After=written), NOW, every)
    assert 60 <= seconds_to_wait(feed) <= 86_400
    assert not is_due(feed, NOW)
    assert is_due(feed, NOW + timedelta(days=1))


def test_each_entry_comes_once_with_its_page(site: Site, fetcher: Fetcher, clock: HeldClock) -> None:
    one, two = site.at("/1"), site.at("/2")

    def feed_page(headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == '"v1"' and len(items) == 1:
            return Reply(status=304)
        return Reply(rss(*items), headers={**RSS, "ETag": f'"v{len(items)}"'})

    items = [item("First", link=one)]
    site.pages |= {"/feed": feed_page, "/1": Reply(page(title="First page")), "/2": Reply(page(title="Second page"))}
    polled = poll(Feed(site.at("/feed")), fetcher)
    (found,) = receive_new(polled, fetcher)
    assert isinstance(found, Received)
    assert (found.document.url, found.document.title, found.media_type) == (one, "First page", "text/html")
    assert found.document.published == "2024-03-12T01:00:00+03:00"
    assert found.document.publisher == "Gulf Gazette"
    assert found.original == page(title="First page")

    assert poll(polled.feed, fetcher) == replace(polled, entries=())
    assert site.paths().count("/feed") == 1, "it was not due"
    clock.pass_by(1800)
    again = poll(polled.feed, fetcher)
    assert (again.entries, again.problem, again.feed.etag) == ((), None, '"v1"')

    items.insert(0, item("Second", link=two))
    clock.pass_by(1800)
    later = poll(again.feed, fetcher)
    assert [entry.document.title for entry in later.entries if isinstance(entry, Received)] == ["Second"]
    (found,) = receive_new(later, fetcher)
    assert isinstance(found, Received)
    assert found.document.url == two


def test_what_was_not_kept_comes_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/feed"] = Reply(rss(item("First", link=site.at("/1"))), headers=RSS)
    feed = Feed(site.at("/feed"))
    assert [entry.document for entry in poll(feed, fetcher).entries if isinstance(entry, Received)] == [
        entry.document for entry in poll(feed, fetcher).entries if isinstance(entry, Received)
    ]


@pytest.mark.parametrize("kind", ["robots", "missing", "picture", "private"])
def test_where_a_page_cannot_be_had_the_feed_speaks(site: Site, fetcher: Fetcher, kind: str) -> None:
    link = "http://127.0.0.9/x" if kind == "private" else site.at("/1")
    site.pages["/feed"] = Reply(rss(item("First", link=link)), headers=RSS)
    if kind == "picture":
        site.pages["/1"] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    if kind == "robots":
        site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /1", headers={"Content-Type": "text/plain"})
    polled = poll(Feed(site.at("/feed")), fetcher)
    (found,) = receive_new(polled, fetcher)
    assert isinstance(found, Received)
    assert found.document.text == SAID
    assert found.original.startswith(b"<item>")
    assert found.container
    assert [problem.code for problem in found.problems] == ["summary", "feed-content"]
    assert found.url == site.at("/feed")
    assert found.status == 200


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=500), "http-status"),
        (Reply(status=410), "gone"),
        (Reply(b"<html>", headers=RSS), "no-feed"),
        (Reply(b"\0\1", headers=RSS), "no-feed"),
    ],
)
def test_a_poll_that_fails_is_told_and_the_feed_is_kept(site: Site, fetcher: Fetcher, reply: Reply, code: str) -> None:
    site.pages["/feed"] = reply
    feed = Feed(site.at("/feed"), '"x"', seen=("a",))
    polled = poll(feed, fetcher)
    assert polled.problem
    assert polled.problem.problem.code == code
    assert (polled.feed.seen, polled.entries) == (("a",), ())
    assert polled.feed.etag == '"x"'


def test_a_feed_without_entries_is_no_failure(site: Site, fetcher: Fetcher) -> None:
    site.pages["/feed"] = Reply(rss(), headers=RSS)
    polled = poll(Feed(site.at("/feed")), fetcher)
    assert (polled.entries, polled.problem, polled.feed.failures) == ((), None, 0)
