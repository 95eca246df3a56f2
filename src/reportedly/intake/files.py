"""What the caller named becomes files to open: folders walked, missing files told, .gz unpacked on the way."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from reportedly.intake.kinds import CONTAINERS, GZIP, READ_SUFFIXES, kind_of_name
from reportedly.intake.values import Failure
from reportedly.model import Problem


@dataclass(frozen=True, slots=True)
class File:
    """A file to open, or standard input where `path` is None; `kind` is '' where its content must tell."""

    where: str
    name: str
    path: Path | None
    kind: str


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that the caller named."""

    url: str


def find(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[File | Address | Failure]:
    """The files of the inputs in order; of a folder all below it, sorted, without hidden files and other kinds."""
    for named in inputs:
        where = os.fspath(named)
        if where == "-":
            yield File("standard input", "stdin", None, "")
        elif where[:8].lower().startswith(("http://", "https://")):
            yield Address(where)
        else:
            yield from _found(Path(where))


def expected(inputs: Iterable[str | os.PathLike[str]]) -> int | None:
    """How many documents the inputs hold, where names tell; None where a file may hold several."""
    kinds = [_expected_kind(found) for found in find(inputs)]
    return None if CONTAINERS.intersection(kinds) or "" in kinds else len(kinds)


def _expected_kind(found: File | Address | Failure) -> str:
    if isinstance(found, Failure):
        return "text"
    return found.kind if isinstance(found, File) else ""


@contextmanager
def opened(file: File) -> Iterator[tuple[BinaryIO, bytes, bool]]:
    """The open file, its first bytes, and whether it is packed; reading may raise OSError, EOFError, zlib.error."""
    stream = _standard_input() if file.path is None else cast(BinaryIO, file.path.open("rb"))
    try:
        head = _peek(stream)
        if not head.startswith(GZIP):
            yield stream, head, False
            return
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield cast(BinaryIO, unpacked), unpacked.peek(1), True
    finally:
        if file.path is not None:
            stream.close()


def shown(path: Path | str) -> str:
    """A path as text that any file can hold: bytes of a name that are no UTF-8 as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _found(path: Path) -> Iterator[File | Failure]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _of_folder(path)
    else:
        yield _file(path)


def _of_folder(folder: Path) -> Iterator[File | Failure]:
    anything = False
    for found in _walk(folder):
        anything = True
        yield found
    if not anything:
        yield _failure(
            shown(folder), "no-file", f"is a folder without a {READ_SUFFIXES} file; name the files in it to read"
        )


def _walk(folder: Path) -> Iterator[File | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from () if entry.is_symlink() else _walk(entry)  # a link may lead round in a circle
        elif kind_of_name(entry.name):
            yield _file(entry) if entry.is_file() else unreadable(entry, FileNotFoundError())


def _file(path: Path) -> File:
    return File(shown(path), shown(path.name), path, kind_of_name(path.name))


def unreadable(path: Path, error: Exception) -> Failure:
    """The failure of a file that the system doesn't give."""
    if isinstance(error, PermissionError):
        return _failure(shown(path), "not-allowed", "may not be read; change its permissions")
    if not isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        fault = getattr(error, "strerror", None) or error
        return _failure(shown(path), "unreadable", f"cannot be read ({fault}); check the file and its disk")
    if os.path.lexists(os.fsencode(path).replace(b"\0", b"?")):
        return _failure(shown(path), "missing", "is a link to a file that is gone; mend the link or leave it out")
    return _failure(shown(path), "missing", "there is no such file; check the name")


def _failure(where: str, code: str, message: str) -> Failure:
    return Failure(Path(where).name or where, where, Problem(code, message))


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise OSError("it is closed")
    stream = sys.stdin.buffer
    return stream if hasattr(stream, "peek") else cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))


def _peek(stream: BinaryIO) -> bytes:
    """The first bytes, left where they are: as many as one read gave."""
    return cast(gzip.GzipFile, stream).peek(1)
