"""What comes out of intake, and what a caller may say and set: received documents, failures, limits."""

from __future__ import annotations

from dataclasses import dataclass

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
    JSON Lines, of a JSON array, of a PDF file, of all that one .gz file unpacks to. `pdf_pages` counts pages.
    """

    text: int = 5_000_000
    file: int = 20_000_000
    line: int = 32_000_000
    array: int = 100_000_000
    pdf: int = 200_000_000
    pdf_pages: int = 2_000
    unpacked: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Extract:
    """A text as it stands in a file, a page or a row, and what that says beside it; dates still in its own words."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A document that can be read, and what intake could not make out about it."""

    document: Document
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
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
