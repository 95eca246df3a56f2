"""JSON Lines, or one JSON array or object, become rows: each the bytes of one report, or what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from reportedly.intake.encoding import decode
from reportedly.intake.values import Extract, Limits
from reportedly.model import Problem

_BOM = b"\xef\xbb\xbf"
_PIECE = 1 << 20
_SPACE = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, where that is in words, its digest, what it holds, what it calls itself.

    `data` are the bytes of the digest; a row above the limit is counted and let go.
    """

    number: int
    where: str
    id: str | None
    content: Extract | Problem
    name: str | None = None
    data: bytes = b""


def read_rows(stream: BinaryIO, head: bytes, limits: Limits, most: int | None = None) -> Iterator[Row]:
    """The rows of a stream of JSON, read one by one; `head` is its beginning, as peeked, and `most` its bound in bytes.

    An array, or an object over several lines, is taken whole.
    """
    if b"\0" in head:
        yield _of_all("binary", "is no JSON but binary data; save it as JSON Lines in UTF-8")
    elif _is_whole(head):
        yield from _elements(stream, limits)
    elif not _holds_rows(head):
        yield _of_all("invalid-json", "holds no JSON; give JSON Lines, or name a plain text .txt")
    else:
        yield from _lines(stream, limits, most)


def row_of(number: int, where: str, value: Any, data: bytes) -> Row:
    """The row of a JSON value that these bytes write."""
    return Row(number, where, _digest(data), _content(value), _name(value), data)


def _is_whole(head: bytes) -> bool:
    """Whether JSON begins as an array, or as an object that goes on over lines."""
    lines = head.removeprefix(_BOM).strip().split(b"\n", 2)
    first, second = lines[0].strip(), lines[1].strip() if len(lines) > 1 else b""
    return first.startswith(b"[") or first == b"{" or (first.startswith(b"{") and second.startswith(b'"'))


def _holds_rows(head: bytes) -> bool:
    """Whether a line of the beginning starts as a JSON object does, or there is none at all."""
    return not head.strip() or any(line.lstrip(_BOM + b" \t\r").startswith(b"{") for line in head.split(b"\n"))


def _lines(stream: BinaryIO, limits: Limits, most: int | None) -> Iterator[Row]:
    number, taken = 0, 0
    while line := stream.readline(limits.line + 1):
        number, taken = number + 1, taken + len(line)
        if most is not None and taken > most:
            yield _of_all("too-large", f"unpacks to more than {most:,} bytes, the rest is left; unpack and cut it")
            return
        if len(line) > limits.line:
            yield _too_long(stream, line, number, limits)
            continue
        bare = (line.removeprefix(_BOM) if number == 1 else line).rstrip(b"\r\n")
        if bare.strip():
            yield _of_line(number, bare)


def _too_long(stream: BinaryIO, line: bytes, number: int, limits: Limits) -> Row:
    """A line above the limit: its digest is taken piece by piece, its bytes are let go."""
    digest = hashlib.sha256()
    while line:
        digest.update(line.rstrip(b"\r\n") if line.endswith(b"\n") else line)
        line = b"" if line.endswith(b"\n") else stream.readline(_PIECE)
    message = f"is longer than {limits.line:,} bytes; give one report a line"
    return Row(number, f"line {number}", f"sha256:{digest.hexdigest()}", Problem("too-large", message))


def _elements(stream: BinaryIO, limits: Limits) -> Iterator[Row]:
    """The objects of an array, or objects one after the other, decoded one by one."""
    data = stream.read(limits.array + 1)
    if len(data) > limits.array:
        yield _of_all("too-large", f"is JSON of more than {limits.array:,} bytes; give JSON Lines, one report a line")
        return
    decoded = decode(data)
    if decoded is None:
        yield _of_all("binary", "is no JSON but binary data; save it as JSON Lines in UTF-8")
        return
    text = decoded.text
    start = _end_of(_SPACE, text, 0)
    for number, value, written in _values(text, start + text.startswith("[", start)):
        data = written.encode("utf-8", "surrogatepass")
        yield Row(number, f"row {number}", _digest(data) if data else None, _content(value), _name(value), data)


def _values(text: str, at: int) -> Iterator[tuple[int, Any, str]]:
    """Each JSON value with its number and how it is written; the last is a problem where one is broken."""
    decoder = json.JSONDecoder()
    number = 0
    while (at := _end_of(_SPACE, text, at)) < len(text) and text[at] != "]":
        number += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            problem = _invalid(error)
            yield number, replace(problem, message=f"{problem.message}; what follows it is left"), ""
            return
        yield number, value, text[at:end]
        at = end


def _of_line(number: int, line: bytes) -> Row:
    decoded = decode(line)
    value = (
        _value(decoded.text) if decoded else Problem("binary", "is no JSON but binary data; mend or remove the line")
    )
    content = _content(value)
    if decoded and isinstance(content, Extract):
        # Where a byte could not be read is known in the row, not in the text within it.
        content = replace(content, problems=tuple(replace(problem, spans=()) for problem in decoded.problems))
    return Row(number, f"line {number}", _digest(line), content, _name(value), line)


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        return _invalid(error)


def _content(value: Any) -> Extract | Problem:
    """What a JSON value holds, or why it holds no report."""
    if isinstance(value, Problem):
        return value
    if not isinstance(value, dict):
        return Problem("not-a-row", 'is no JSON object; a row looks like {"id": "a1", "text": "..."}')
    if value.get("format") == "reportedly/reading":
        return Problem("not-a-row", "is a reading that reportedly made; give the report that it was made of")
    text = value.get("text")
    if not isinstance(text, str):
        return Problem("no-text", "has no 'text'; give the report's words as a string under 'text'")
    title, publisher, url = (_words(value.get(key)) for key in ("title", "publisher", "url"))
    return Extract(text, title, publisher, _words(value.get("date")) or _words(value.get("published")), url)


def _name(value: Any) -> str | None:
    """What a row calls itself: its id, or its address."""
    return _words(value.get("id")) or _words(value.get("url")) if isinstance(value, dict) else None


def _words(value: object) -> str | None:
    """A field in words: a string, or a number in its figures; nothing else says anything."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _invalid(error: Exception) -> Problem:
    place = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    fault = (
        error.msg.removesuffix(" at") if isinstance(error, json.JSONDecodeError) else "too deep, or too long a number"
    )
    return Problem("invalid-json", f"is not valid JSON ({fault}{place}); mend or remove it")


def _of_all(code: str, message: str) -> Row:
    return Row(0, "", None, Problem(code, message))


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
