"""The book: one casebook in a caller's hands, to add to, to ask, to judge and to verify."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from reportedly.book import lineage
from reportedly.book.adding import Added, Adding, Progress
from reportedly.book.engines import Chosen
from reportedly.book.judging import Judging
from reportedly.book.rereading import Changed, Rereading
from reportedly.book.supporting import Support
from reportedly.book.watching import Watched, Watching
from reportedly.casebook import Store, content_hash, head, open_store, verify
from reportedly.casebook.actors import actors
from reportedly.casebook.claims import claims
from reportedly.casebook.entries import counts, entries
from reportedly.casebook.search import search
from reportedly.casebook.showing import reports, show
from reportedly.casebook.ties import ties
from reportedly.casebook.timeline import timeline
from reportedly.casebook.voices import voices
from reportedly.intake import Fetcher, Given, Network, receive
from reportedly.model import Fault, Head, Reading
from reportedly.model.answers import (
    ActorRow,
    Asked,
    ClaimRow,
    Counts,
    Dated,
    Entry,
    Hit,
    Page,
    ReportRow,
    TieRow,
    VoiceRow,
)
from reportedly.model.lineage import Comparison, Descent, Report

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

    from reportedly.book.renewing import Renewed
    from reportedly.pictures import View

Input = str | os.PathLike[str]


def open_casebook(where: Input, *, by: str | None = None, create: bool = True, read_only: bool = False) -> Book:
    """Opens a casebook: a file's path (SQLite) or a postgresql:// address; a new one is made where there is none.

    `by` is the name under which what is done stands in the log, else the user's. Use it in a `with`. Raises
    CasebookError, one line that says what to do.
    """
    return Book(open_store(os.fspath(where), by=by, create=create, read_only=read_only))


class Book:
    """A casebook: `add` reports, ask for `claims`, `actors`, `voices`, `ties` or a `timeline`, `search` and `show`.

    What is asked for in words that mean nothing here, or several things, raises AskError, a line that says what can be
    asked. Rows are frozen values of `reportedly.model.answers`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.judge = Judging(store)
        self.support = Support(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self.store.close()

    def add(  # noqa: PLR0913 - each is one thing that a caller may know of what is added
        self,
        inputs: Input | Iterable[Input],
        *,
        workers: int | None = None,
        published: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        network: Network | None = None,
        attribution: str | None = None,
        listen: Callable[[Progress], None] | None = None,
        tell: Callable[[str], None] | None = None,
        weigh: bool = True,
        engine: str = "local",
        address: str | None = None,
    ) -> Added:
        """Keeps and reads files, folders, archives, feeds, mailboxes, addresses, and what an earlier run left unread.

        `workers` processes read, as many as there are cores where it is None; 0 reads in this one. The `engine` 'ray'
        reads on the Ray cluster at `address`, or on one that it starts here. What the keywords say wins over what a
        document says. Addresses (http, https) are asked for only with a `network`. `listen` hears how far it is, `tell`
        each line about what failed. What all claims come to is weighed at the end, unless several calls follow each
        other without `weigh`. It can be interrupted anywhere and run again. Raises ValueError where `published` is no
        date, EngineError.
        """
        several = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
        fetcher = Fetcher(network) if network else None
        found = receive(several, Given(published, publisher, title), fetcher=fetcher)
        added = Adding(self.store, Chosen(engine, workers, address), attribution, listen, tell).add(found)
        if weigh:
            self.support.weigh()
        return added

    def reread(
        self,
        *,
        every: bool = False,
        workers: int | None = None,
        attribution: str | None = None,
        listen: Callable[[Progress], None] | None = None,
        tell: Callable[[str], None] | None = None,
        engine: str = "local",
        address: str | None = None,
    ) -> tuple[Added, tuple[Changed, ...]]:
        """Renews the readings that another version or method made, or `every` one; says which claims that changed."""
        rereading = Rereading(self.store, attribution, every=every)
        chosen = Chosen(engine, workers, address)
        added = Adding(self.store, chosen, attribution, listen, tell, rereading.wrote).read(rereading.tasks())
        self.support.weigh()
        return added, tuple(rereading.changed)

    def watch(
        self,
        feeds: Iterable[str] = (),
        *,
        network: Network | None = None,
        every: float = 1800.0,
        once: bool = False,
        workers: int | None = None,
        attribution: str | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> Iterator[Watched]:
        """Asks the feeds that were ever watched, and these, for new entries, each at most `every` so many seconds.

        Goes on until it is interrupted, or with `once` until each that is due was asked. Yields each poll.
        """
        watching = Watching(self.store, Fetcher(network or Network()), Given(), every)
        watching.remember(feeds)
        new = (self.store, Chosen(workers=workers), attribution, None, tell)
        while True:
            yield from watching.round(lambda found: Adding(*new).add(found))
            self.support.weigh()
            if once:
                return
            watching.rest(every)

    def forget(self, feeds: Iterable[str]) -> None:
        """Watches these feeds no more; what came from them stays."""
        for url in feeds:
            Watching.forget(self.store, url)

    def claims(self, *, limit: int = 50, after: int = 0, **asked: str) -> tuple[ClaimRow, ...]:
        """The claims that fit all that is asked (see `Asked`: actor, recipient, voice, place, since, event ...)."""
        with self.store.reading() as connection:
            return claims(connection, Asked(**asked), limit=limit, after=after)

    def all_claims(self, **asked: str) -> Iterator[ClaimRow]:
        """All claims that fit, page after page."""
        yield from _all(lambda last: self.claims(limit=1000, after=last.id if last else 0, **asked))

    def search(
        self, words: str | None = None, *, limit: int = 20, after: int | None = None, **asked: str
    ) -> tuple[Hit, ...]:
        """The reports with these words: all of them, "in a row", a start*, one OR another; and a claim that fits."""
        with self.store.reading() as connection:
            return search(connection, Asked(words=words, **asked), limit=limit, after=after)

    def timeline(
        self, *, by_report: bool = False, limit: int = 50, after: int | None = None, **asked: str
    ) -> tuple[Dated, ...]:
        """The claims that fit by the dates of their deeds, or of their reports."""
        with self.store.reading() as connection:
            return timeline(connection, Asked(**asked), by_report=by_report, limit=limit, after=after)

    def actors(self, name: str | None = None, *, limit: int | None = 50, offset: int = 0) -> tuple[ActorRow, ...]:
        """The actors, most claims first, or those with a name or alias that begins so."""
        with self.store.reading() as connection:
            return actors(connection, name, limit=limit, offset=offset)

    def voices(
        self,
        name: str | None = None,
        *,
        named: bool | None = None,
        kind: str | None = None,
        limit: int | None = 50,
        offset: int = 0,
    ) -> tuple[VoiceRow, ...]:
        """The voices, most claims on their word first, or those whose name begins so."""
        with self.store.reading() as connection:
            return voices(connection, name, named=named, kind=kind, limit=limit, offset=offset)

    def ties(
        self, one: str | None = None, other: str | None = None, *, limit: int | None = 50, offset: int = 0
    ) -> tuple[TieRow, ...]:
        """Who is said to do what with an actor, or what is said between two."""
        with self.store.reading() as connection:
            found = ties(connection, one, other, limit=limit, offset=offset)
        return self.support.of_ties(found)

    def reports(self, *, limit: int = 50, after: int = 0) -> tuple[ReportRow, ...]:
        """The reports in the order in which they came in."""
        with self.store.reading() as connection:
            return reports(connection, limit=limit, after=after)

    def show(self, report: str) -> Page:
        """One report: its publication, receipts, problems, text, claims and judgements."""
        with self.store.reading() as connection:
            return show(connection, report)

    def plot(
        self, kind: str, *, redacted: Callable[[Reading], Reading] | None = None, most: int = 20_000, **asked: str
    ) -> View:
        """The "network", "timeline", "map" or "chains" of the claims that fit (see `Asked`), for a notebook or a file.

        `redacted` (`reportedly.export.redaction.redacted`) hides unnamed voices; at most the `most` latest claims are
        looked at. Raises AskError, CasebookError without altair and vl-convert.
        """
        from reportedly.book.plotting import plot

        return plot(self.store, kind, Asked(**asked), redacted=redacted, most=most)

    def lineage(self, *, limit: int | None = None, offset: int = 0) -> tuple[Descent, ...]:
        """What each report goes back to, and why; brought up to date first, where the casebook may be written."""
        lineage.up_to_date(self.store)
        with self.store.reading() as connection:
            return tuple(row for _, row in lineage.descents(connection, limit=limit, offset=offset))

    def compare(self, one: str, other: str) -> tuple[Report, Report, Comparison]:
        """Two reports and the passages that they share."""
        with self.store.reading() as connection:
            return lineage.compared(connection, one, other)

    def log(self, *, limit: int = 50, before: int | None = None) -> tuple[Entry, ...]:
        """The latest entries of the log, the latest first."""
        with self.store.reading() as connection:
            return entries(connection, limit=limit, before=before)

    def counts(self) -> Counts:
        """How much is in it."""
        with self.store.reading() as connection:
            return counts(connection)

    def head(self) -> Head:
        """The log's newest entry: note its hash elsewhere, and `verify` can tell whether anything was cut off since."""
        with self.store.reading() as connection:
            return head(connection)

    def verify(self, head: str | None = None) -> Iterator[Fault]:
        """Whatever is not as it was written; with a noted `head`, also whether that still stands in the log."""
        return verify(self.store, head)

    def rebuild(self) -> Renewed:
        """Makes all indexes anew from what was kept, as a repair where `verify` finds them wrong; evidence is only
        read, and the log notes it."""
        from reportedly.book.renewing import renew

        return renew(self.store)

    def content_hash(self) -> str:
        """A digest of what it holds: equal for two casebooks of the same originals, readings and judgements."""
        return content_hash(self.store)

    def to_arrow(self, what: str) -> pa.Table:
        """All "claims", "actors", "voices", "reports" or "ties" as an Arrow table, a column a field of the row.

        Raises ValueError for another word, CasebookError without pyarrow.
        """
        from reportedly.book.frames import table

        pages: dict[str, tuple[type, Callable[[Any], Sequence[Any]]]] = {
            "claims": (ClaimRow, lambda last: self.claims(limit=5000, after=last.id if last else 0)),
            "reports": (ReportRow, lambda last: self.reports(limit=5000, after=last.id if last else 0)),
            "actors": (ActorRow, lambda last: () if last else self.actors(limit=None)),
            "voices": (VoiceRow, lambda last: () if last else self.voices(limit=None)),
            "ties": (TieRow, lambda last: () if last else self.ties(limit=None)),
        }
        if what not in pages:
            raise ValueError(f"'{what}' is none of {', '.join(pages)}")
        return table(*pages[what])


def _all(page: Callable[[Any], Sequence[Any]]) -> Iterator[Any]:
    last = None
    while rows := page(last):
        yield from rows
        last = rows[-1]
