"""A web archive (WARC, ISO 28500) gives what was fetched, record by record: a page, its address, when, its headers.

Records are framed here and not by warcio, which reads lines of a header without bound and writes to stderr; the tests
have warcio write what is read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reportedly.intake.kinds import bare_type, kind_of_type
from reportedly.intake.names import shown
from reportedly.intake.unpacking import BrokenError, TooMuchError, unpack
from reportedly.intake.values import Extract, Limits, Part
from reportedly.model import Problem

Headers = tuple[tuple[str, str], ...]
_LINE = 64_000  # bytes of one line of a header
_HEADER = 1_000_000
_PIECE = 1 << 16
_DOCUMENTS = ("response", "resource", "conversion")
_READ_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]{0,1000}\r?\n")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands in a record after its headers: status and headers of HTTP, and the body."""

    body: bytes
    status: int | None = None
    headers: Headers = ()


class _FramingError(ValueError):
    """Where the next record begins can't be told."""


def records(stream: BinaryIO, name: str, limits: Limits, passed: Counter[str]) -> Iterator[Part]:
    """The records of a web archive that hold documents; the others are counted in `passed`.

    Holds one record at a time. A record that is too large or damaged is a part with a problem; where the archive breaks
    off, the last part says so.
    """
    number = 0
    try:
        while (headers := _record_headers(stream)) is not None:
            number += 1
            length = _length(headers)
            kind = _of(headers, "warc-type").lower()
            if kind not in _DOCUMENTS or _is_other(headers, kind):
                _skip(stream, length)
                passed[shown(kind) or "no type"] += 1
            elif part := _document(stream, length, headers, number, limits, passed):
                yield part
    except _FramingError as error:
        message = f"breaks off after {number} record(s) ({error}); get it again"
        yield Part(name, f"record {number + 1}" if number else "", content=Problem("broken-warc", message))


def _record_headers(stream: BinaryIO) -> Headers | None:
    """The headers of the next record; None at the end."""
    line = _line(stream)
    while line in (b"\r\n", b"\n"):
        line = _line(stream)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise _FramingError("no record begins where one should")
    lines, size = [], 0
    while (line := _line(stream)).strip():
        lines.append(line)
        size += len(line)
        if size > _HEADER:
            raise _FramingError("a record's header has no end")
    if not line:
        raise _FramingError("it ends within a record's header")
    return _headers(b"".join(lines))


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(_LINE + 1)
    if len(line) > _LINE:
        raise _FramingError("a line of a header has no end")
    return line


def _headers(block: bytes) -> Headers:
    """Names and values; a line that begins with a space goes on with the value above it."""
    found: list[tuple[str, str]] = []
    for line in block.decode("utf-8", "replace").splitlines():
        if line[:1] in " \t" and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif ":" in line:
            key, value = line.split(":", 1)
            found.append((key.strip(), value.strip()))
    return tuple(found)


def _of(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _length(headers: Headers) -> int:
    written = _of(headers, "content-length")
    if not re.fullmatch(r"\d{1,15}", written, re.ASCII):
        raise _FramingError("a record has no length")
    return int(written)


def _is_other(headers: Headers, kind: str) -> bool:
    """Whether a record is plainly of something else than the web: a resource that is a picture, an answer of DNS."""
    media_type = bare_type(_of(headers, "content-type"))
    return media_type == "text/dns" or (kind != "response" and bool(media_type) and not _is_read(media_type))


def _is_read(media_type: str) -> bool:
    """Whether an answer of this type is a report: the data that pages load beside themselves (JSON, XML) are none."""
    return kind_of_type(media_type) in ("page", "text", "pdf") or media_type in _READ_TYPES


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            raise _FramingError("it ends within a record")
        length -= len(piece)


def _document(
    stream: BinaryIO, length: int, headers: Headers, number: int, limits: Limits, passed: Counter[str]
) -> Part | None:
    """The part of a record that holds a document, or a problem; None where it holds something else."""
    url = _of(headers, "warc-target-uri").strip("<>")
    member = f"record {shown(_of(headers, 'warc-record-id')) or number}"
    name = shown(url) or member
    if length > limits.held:
        _skip(stream, length)
        return Part(
            name, member, content=Problem("too-large", f"is a record of {length:,} bytes; cut it out and give it")
        )
    data = stream.read(length)
    whole = _block(data, limits) if _is_http(headers) else _Block(data)
    media_type = _of(whole.headers if isinstance(whole, _Block) and whole.status else headers, "content-type")
    if len(data) == length and isinstance(whole, _Block) and (reason := _no_document(whole, media_type)):
        passed[reason] += 1
        return None
    problem = whole if isinstance(whole, Problem) else None
    if len(data) < length:
        problem = Problem("broken-warc", "is cut off, and the archive ends with it; get it again")
    return Part(
        name,
        member,
        data=whole.body if isinstance(whole, _Block) else data,
        content=problem,
        kind=kind_of_type(media_type),
        media_type=bare_type(media_type) or None,
        beside=Extract("", url=url or None),
        headers=(*headers, *(whole.headers if isinstance(whole, _Block) else ())),
        url=url or None,
        fetched=moment if _MOMENT.fullmatch(moment := _of(headers, "warc-date")) else None,
        status=whole.status if isinstance(whole, _Block) else None,
    )


def _is_http(headers: Headers) -> bool:
    return bare_type(_of(headers, "content-type")) == "application/http" or (
        _of(headers, "warc-type").lower() == "response"
        and _of(headers, "warc-target-uri").strip("<").startswith("http")
    )


def _no_document(block: _Block, media_type: str) -> str | None:
    """Why a whole record is passed over: an answer other than 2xx, a kind that is not read, nothing in it."""
    if block.status is not None and not 200 <= block.status < 300:
        return f"status {block.status}"
    if media_type and not _is_read(bare_type(media_type)):
        return shown(bare_type(media_type))[:60]
    return None if block.body.strip() else "empty"


def _block(data: bytes, limits: Limits) -> _Block | Problem:
    """Status, headers and unpacked body of an HTTP answer."""
    ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark, 0, _HEADER)) >= 0]
    status = _STATUS.match(data)
    if not status or not ends:
        return Problem("broken-warc", "is no answer of HTTP; get it again")
    end = min(ends)
    headers = _headers(data[data.find(b"\n", 0, end + 2) + 1 : end])
    body = data[end + (4 if data.startswith(b"\r\n\r\n", end) else 2) :]
    if "chunked" in _of(headers, "transfer-encoding").lower():
        body = _unchunked(body)
    coding = _of(headers, "content-encoding").strip().lower()
    try:
        body = unpack(body, coding, limits.held)
    except TooMuchError:
        return Problem("too-large", f"unpacks to more than {limits.held:,} bytes; it is left")
    except BrokenError as error:
        if body.startswith(b"\x1f\x8b"):
            return Problem("broken-gzip", f"is packed and damaged ({error}); get it again")
    except LookupError:
        return Problem("binary", f"is packed by '{shown(coding)[:40]}', which is not read; get it again unpacked")
    return _Block(body, int(status[1]), headers)


def _unchunked(body: bytes) -> bytes:
    """The body without the marks of its chunks; one that has none, as some archives keep it, is left as it is."""
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(pieces) if pieces else body
