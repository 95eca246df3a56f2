"""What comes out of intake, and what a caller may say and set: received documents, failures, limits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from reportedly.intake.dates import readings
from reportedly.model import Document, Problem


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about every document; it wins over the document's own word.

    `published` may be written as in '12 March 2024' and is kept in ISO 8601. Raises ValueError where it is no date or
    may be read two ways.
    """

    published: str | None = None
    publisher: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published is None:
            return
        dates = readings(self.published)
        if len(dates) != 1:
            fault = f"may be {' or '.join(dates)}" if dates else "is no date"
            raise ValueError(f"'{self.published}' {fault}; write it as 2024-03-12, 2024-03 or 2024")
        object.__setattr__(self, "published", dates[0])


@dataclass(frozen=True, slots=True)
class Limits:
    """How much intake takes in before it refuses; nothing above a limit is held in memory.

    `text` counts code points of one document's text; the others count bytes: of a text file or web page, of one row of
    JSON Lines or Parquet, of a JSON array, of a Parquet file's row group, of a PDF file, of all that one input unpacks
    to, of an e-mail message, of a container that is held in memory because it came through standard input or lies in
    another. `pdf_pages` counts pages, `pdf_content` the bytes that a PDF's pages draw, forms as often as drawn,
    `members` the members of all zip archives of one input, `entries` those of a feed, `parts` those of a message,
    `depth` how many containers may lie in one another. `ratio` is how many times its packed size a zip member may have.
    """

    text: int = 5_000_000
    file: int = 20_000_000
    line: int = 32_000_000
    array: int = 100_000_000
    row_group: int = 1_000_000_000
    pdf: int = 200_000_000
    unpacked: int = 4_000_000_000
    mail: int = 100_000_000
    held: int = 200_000_000
    pdf_pages: int = 2_000
    pdf_content: int = 20_000_000
    members: int = 20_000
    entries: int = 20_000
    parts: int = 2_000
    depth: int = 4
    ratio: int = 200

    def of(self, kind: str) -> int:
        """The most bytes of one thing of a kind that is held in memory."""
        return {
            "pdf": self.pdf,
            "mail": self.mail,
            "zip": self.held,
            "warc": self.held,
            "mbox": self.held,
            "parquet": self.held,
        }.get(kind, self.file)


@dataclass(frozen=True, slots=True)
class Extract:
    """A text as it stands in a file, a page or a row, and what that says beside it; dates still in its own words."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    problems: tuple[Problem, ...] = ()


NOTHING_BESIDE = Extract("")


@dataclass(frozen=True, slots=True)
class Container:
    """What several documents came in: an archive, a feed, a mailbox, a message, rows, or a packed file.

    `open` gives its bytes from the start, as they came (what is packed stays packed), and may raise OSError; `within`
    and `member` say what it lies in itself, and as what.
    """

    name: str
    media_type: str
    open: Callable[[], BinaryIO] = field(repr=False, compare=False)
    within: Container | None = None
    member: str | None = None
    _known: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """'sha256:' and the digest of its bytes, counted when first asked for; raises OSError if they are gone."""
        if not self._known:
            with self.open() as stream:
                digest = hashlib.sha256()
                while piece := stream.read(1 << 20):
                    digest.update(piece)
            self._known.append(f"sha256:{digest.hexdigest()}")
        return self._known[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """How some bytes came: what evidence is made of.

    `original` are the exact bytes whose SHA-256 is the id, empty where none could be had; `member` says as what they
    lay in `container`; `url`, `fetched` (ISO 8601, UTC) and `status` are those of the web, by our request or as a web
    archive gives them; `headers` are of HTTP, of the archive's record or of the mail, in their order.
    """

    original: bytes = field(default=b"", repr=False)
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    container: Container | None = None
    member: str | None = None
    url: str | None = None
    fetched: str | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Received(Arrived):
    """A document that can be read, what intake could not make out about it, and how its bytes came."""

    document: Document
    problems: tuple[Problem, ...] = ()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Failure(Arrived):
    """Something that could not be received.

    `name` is what `document.name` would have been, `where` the file as the caller named it and the line in it, `id` the
    digest of the bytes where they could be read at all.
    """

    name: str
    where: str
    problem: Problem
    id: str | None = None

    def line(self) -> str:
        """One line for a person: which file, what is wrong, what to do."""
        words = f"{self.where}: {self.problem.message}"
        return "".join(character if character.isprintable() else "\ufffd" for character in words)


@dataclass(frozen=True, slots=True)
class Passed:
    """What a container held that is no document, by kind and number: ('revisit', 12)."""

    where: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a container holds, with all that the container knows of it.

    `content` is given where the container itself makes the text, or knows why there is none; else `kind`, or the bytes
    where that is '', tell how to get at it. `beside` is what the container says of title, publisher, date and address.
    """

    name: str
    member: str
    data: bytes = field(default=b"", repr=False)
    content: Extract | Problem | None = None
    kind: str = ""
    media_type: str | None = None
    beside: Extract = NOTHING_BESIDE
    problems: tuple[Problem, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    fetched: str | None = None
    status: int | None = None
