"""Feeds are watched on a real server: asked when due, new entries added once, and where it stopped it goes on."""

from __future__ import annotations

from intake.packed import item, page, rss
from intake.server import Reply, Site
from reportedly.book import Book
from reportedly.book.watching import Watched
from reportedly.intake import Network

FEED = {"Content-Type": "application/rss+xml", "ETag": '"one"'}
HERE = Network("desk@example.org", ("127.0.0.1/32",), delay=0.0, seconds=5.0)


def round_of(book: Book, *feeds: str) -> list[Watched]:
    return list(book.watch(feeds, network=HERE, every=60.0, once=True, workers=0))


def test_new_entries_are_added_once(book: Book, site: Site) -> None:
    said = "The army shelled the town of Maro on Monday, residents said. Nobody was hurt, the governor told Gulf Post."
    site.pages["/feed"] = Reply(rss(item("Shells on Maro", link=site.at("/1"))), headers=FEED)
    site.pages["/1"] = Reply(page(said))
    (first,) = round_of(book, site.at("/feed"))
    assert (first.entries, first.problem) == (1, None)
    assert book.counts().reports == 1
    assert book.claims()
    assert round_of(book) == []  # not due
    make_due(book)
    (second,) = round_of(book)
    assert second.entries == 0
    assert book.counts().reports == 1
    assert not list(book.verify())
    book.forget([site.at("/feed")])
    assert round_of(book) == []


def test_a_feed_that_fails_is_told_and_asked_again_later(book: Book, site: Site) -> None:
    (failed,) = round_of(book, site.at("/none"))
    assert failed.problem
    assert failed.due
    assert round_of(book) == []


def make_due(book: Book) -> None:
    from sqlalchemy import update

    from reportedly.casebook.schema import feed

    with book.store.writing() as work:
        work.connection.execute(update(feed).values(due=None))
