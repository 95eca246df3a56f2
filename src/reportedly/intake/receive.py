"""The door: files, folders and standard input go in, documents and failures come out, one by one and in order."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.describe import describe
from reportedly.intake.encoding import decode
from reportedly.intake.files import File, find, opened, unreadable
from reportedly.intake.pages import extract_page
from reportedly.intake.pdf import extract_pdf
from reportedly.intake.rows import Row, read_rows
from reportedly.intake.values import Extract, Failure, Given, Limits, Received
from reportedly.model import Problem

_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
# Files that are often given by mistake, by their first bytes.
_KNOWN = (
    (b"%PDF-", "is a PDF; name it .pdf"),
    (b"PK\x03\x04", "is an archive or an office document; unpack it or save it as .txt or .pdf"),
    (b"\xd0\xcf\x11\xe0", "is an old office document; save it as .txt or .pdf"),
    (b"\x89PNG", "is a picture; recognise its letters (OCR) first"),
    (b"\xff\xd8\xff", "is a picture; recognise its letters (OCR) first"),
)


def receive(
    inputs: Iterable[str | os.PathLike[str]], given: Given | None = None, limits: Limits | None = None
) -> Iterator[Received | Failure]:
    """The documents of the inputs, in order, as they are asked for; what can't be received is a `Failure` in its place.

    An input is a file, a folder, or '-' for standard input. Kinds: plain text and Markdown, HTML, PDF, JSON Lines (also
    one JSON object or array), each also as .gz; without a suffix the content tells. No input makes it raise.
    """
    for found in find(inputs):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _of_file(found, given or Given(), limits or Limits())


def receive_text(text: str, name: str, given: Given | None = None, limits: Limits | None = None) -> Received | Failure:
    """The document of a text that is at hand; its id is the digest of its UTF-8."""
    digest = _digest(text.encode("utf-8", "surrogatepass"))
    return _described(Extract(text), name, name, digest, given or Given(), limits or Limits())


def _of_file(file: File, given: Given, limits: Limits) -> Iterator[Received | Failure]:
    try:
        with opened(file) as (stream, head, is_packed):
            kind = file.kind or _kind_of(head)
            if kind == "rows":
                rows = read_rows(stream, head, limits, limits.unpacked if is_packed else None)
                yield from _of_rows(file, rows, given, limits)
            else:
                yield _of_whole(file, kind, stream, given, limits)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        problem = Problem("broken-gzip", f"is a broken .gz ({error}); get it or pack it again")
        yield Failure(file.name, file.where, problem)
    except OSError as error:
        yield unreadable(file.path or Path(file.where), error)


def _of_whole(file: File, kind: str, stream: BinaryIO, given: Given, limits: Limits) -> Received | Failure:
    most = limits.pdf if kind == "pdf" else limits.file
    data = stream.read(most + 1)
    if len(data) > most:
        problem = Problem("too-large", f"holds more than {most:,} bytes; cut it into its reports")
        return Failure(file.name, file.where, problem)
    return _described(_extract(kind, data, limits), file.name, file.where, _digest(data), given, limits)


def _extract(kind: str, data: bytes, limits: Limits) -> Extract | Problem:
    if kind == "pdf":
        return extract_pdf(data, limits)
    return extract_page(data) if kind == "page" else _plain(data)


def _plain(data: bytes) -> Extract | Problem:
    decoded = decode(data)
    if decoded is not None:
        return Extract(decoded.text, problems=decoded.problems)
    known = next((words for start, words in _KNOWN if data.startswith(start)), None)
    return Problem("binary", known or "is binary data and no text; check what kind of file it is")


def _of_rows(file: File, rows: Iterator[Row], given: Given, limits: Limits) -> Iterator[Received | Failure]:
    is_empty = True
    for row in rows:
        is_empty = False
        name = row.name or (f"{file.name}:{row.number}" if row.number else file.name)
        where = f"{file.where}, {row.where}" if row.where else file.where
        yield _described(row.content, name, where, row.id, given, limits)
    if is_empty:
        yield Failure(file.name, file.where, Problem("empty", "holds no row; give one JSON object a line"))


def _described(
    content: Extract | Problem, name: str, where: str, digest: str | None, given: Given, limits: Limits
) -> Received | Failure:
    if isinstance(content, Problem):
        return Failure(name, where, content, digest)
    described = describe(content, name, digest or "", given, limits)
    return Failure(name, where, described, digest) if isinstance(described, Problem) else described


def _kind_of(head: bytes) -> str:
    """The kind of a file that its name doesn't tell, by how it begins."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _JSON.match(head):
        return "rows"
    return "page" if _PAGE.match(head) else "text"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
