"""What goes wrong with a casebook from outside, as one line for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

# What the databases say, in their words, and what that means for a person.
_KNOWN = (
    (r"disk is full|No space left|disk I/O error", "the disk is full or broken; make room and run it again"),
    (r"database or disk is full", "the disk is full; make room and run it again"),
    (
        r"readonly database|read-only transaction",
        "can only be read; check the permissions of the file and its folder",
    ),
    (r"database is locked", "another program holds it; wait until that is done and run it again"),
    (r"unable to open database file", "can't be opened; check that the folder is there and may be written to"),
    (r"file is not a database|malformed", "is no sound SQLite file: another kind of file, or a damaged casebook"),
    (r"password authentication failed|no password supplied", "the database refused the user or the password"),
    (r'database "[^"]*" does not exist', "there is no such database; make it with createdb"),
    (r"connection failed|could not connect|Connection refused|failed to resolve", "the database can't be reached"),
    (r"permission denied", "the database's user may not do that"),
    (r"string or blob too big|too large|exceeds", "is larger than the database takes"),
)


class CasebookError(Exception):
    """A casebook that can't be opened, read or written; the message is one line that says what to do."""


@contextmanager
def told(place: str) -> Iterator[None]:
    """Within it, an error of the database becomes a `CasebookError` that names the casebook."""
    try:
        yield
    except DBAPIError as error:
        raise CasebookError(f"{place}: {_in_words(str(error.orig))}") from error


def _in_words(said: str) -> str:
    known = next((words for pattern, words in _KNOWN if re.search(pattern, said, re.IGNORECASE)), None)
    return known or f"the database says: {' '.join(said.split())[:300]}"
