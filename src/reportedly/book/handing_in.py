"""Handing in: bytes, texts and addresses that a person brings to the desk are added as files on a command line are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.book.adding import Added, Adding, Progress
from reportedly.book.book import Book
from reportedly.book.engines import Chosen
from reportedly.intake import Failure, Fetcher, Given, Network, Received, receive, receive_bytes, receive_text

_PRIVATE = (
    *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16"),
    *("::1/128", "fc00::/7", "fe80::/10"),
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One thing to add: a file's bytes, or a text, or an http(s) address, and what the person knows of it."""

    name: str
    body: bytes | None = None
    media_type: str | None = None
    text: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None


def hand_in(
    book: Book,
    what: Iterable[HandedIn],
    *,
    workers: int = 1,
    allow_private: bool = False,
    listen: Callable[[Progress], None] | None = None,
    tell: Callable[[str], None] | None = None,
) -> Added:
    """Keeps and reads what was handed in. Raises ValueError where a date is none, CasebookError."""
    adding = Adding(book.store, Chosen(workers=workers), None, listen, tell)
    return adding.add(_received(tuple(what), allow_private=allow_private))


def check(what: HandedIn) -> None:
    """Raises ValueError, one line, where something that a person knows of it can't be so."""
    Given(what.published, what.publisher, what.title)
    if what.url is not None and not what.url.startswith(("http://", "https://")):
        raise ValueError("an address begins with http:// or https://")


def _received(what: tuple[HandedIn, ...], *, allow_private: bool) -> Iterator[Received | Failure]:
    network = Network(allowed=_PRIVATE if allow_private else ())
    for one in what:
        given = Given(one.published, one.publisher, one.title)
        if one.url is not None:
            yield from receive([one.url], given, fetcher=Fetcher(network))
        elif one.text is not None:
            yield receive_text(one.text, one.name, given)
        else:
            yield from receive_bytes(one.body or b"", one.name, given, media_type=one.media_type)
