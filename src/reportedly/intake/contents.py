"""What is at hand, a part or a stream of a container, becomes documents: each is told from its container's word."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, TypedDict, cast

from reportedly.intake.describe import describe
from reportedly.intake.encoding import decode
from reportedly.intake.kinds import CONTAINERS, GZIP, kind_of, media_type_of
from reportedly.intake.pages import extract_page
from reportedly.intake.pdf import extract_pdf
from reportedly.intake.rows import Row, read_rows
from reportedly.intake.unpacking import BrokenError, Budget, Counted, TooMuchError, unpack_gzip
from reportedly.intake.values import NOTHING_BESIDE, Container, Extract, Failure, Given, Limits, Part, Passed, Received
from reportedly.model import Problem

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE | re.ASCII)
_UNKNOWN = ""  # the digest of what could not be had
# Files that are often given by mistake, by their first bytes.
_KNOWN = (
    (b"%PDF-", "is a PDF; name it .pdf"),
    (b"PK\x03\x04", "is an archive or an office document; unpack it or save it as .txt or .pdf"),
    (b"\xd0\xcf\x11\xe0", "is an old office document; save it as .txt or .pdf"),
    (b"\x89PNG", "is a picture; recognise its letters (OCR) first"),
    (b"\xff\xd8\xff", "is a picture; recognise its letters (OCR) first"),
)


class _Came(TypedDict):
    """How a part came, by the names of `Arrived`."""

    original: bytes
    media_type: str | None
    headers: tuple[tuple[str, str], ...]
    container: Container | None
    member: str | None
    url: str | None
    fetched: str | None
    status: int | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all of one input: the caller's word, the limits, what is left of them."""

    given: Given
    limits: Limits
    budget: Budget
    passed: Callable[[Passed], None]
    depth: int = 0

    @classmethod
    def of(cls, given: Given | None, limits: Limits | None, passed: Callable[[Passed], None] | None) -> Setting:
        limits = limits or Limits()
        return cls(given or Given(), limits, Budget(limits.unpacked, limits.members), passed or _nobody)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a part came in, if in anything, and where that is, in the caller's words."""

    container: Container | None
    where: str

    def place(self, part: Part) -> str:
        return f"{self.where}, {part.member}" if part.member else self.where


def of_part(part: Part, holder: Holder, setting: Setting) -> Iterator[Received | Failure]:
    """The documents of one part: itself, what it holds where it is a container, or why it is none."""
    if part.content is not None:
        yield _described(part, part.content, holder, setting)
        return
    if part.data.startswith(GZIP):
        yield from _of_packed(part, holder, setting)
        return
    kind = part.kind or kind_of(part.data)
    if kind not in CONTAINERS:
        yield _of_whole(part, kind, holder, setting)
    elif setting.depth >= setting.limits.depth:
        message = f"lies in more than {setting.limits.depth} containers; unpack it and give it by itself"
        yield _described(part, Problem("too-deep", message), holder, setting)
    else:
        yield from _of_container(part, kind, holder, setting)


def of_stream(
    kind: str, stream: BinaryIO, name: str, holder: Holder, setting: Setting, *, is_packed: bool = False
) -> Iterator[Received | Failure]:
    """The documents of a container that is read as it goes: rows, records, members, messages or entries."""
    if kind == "rows":
        most = setting.limits.unpacked if is_packed else None
        head = stream.peek(1) if hasattr(stream, "peek") else b""
        yield from _of_rows(read_rows(stream, head, setting.limits, most), name, holder, setting)
        return
    if kind == "parquet":
        from reportedly.intake.parquet import read_parquet

        yield from _of_rows(read_parquet(stream, setting.limits, setting.budget), name, holder, setting)
        return
    if is_packed:
        stream = cast(BinaryIO, io.BufferedReader(Counted(stream, setting.budget), 1 << 16))
    passed: Counter[str] = Counter()
    is_empty = True
    deeper = replace(setting, depth=setting.depth + 1)
    for part in _parts(kind, stream, name, setting, passed):
        is_empty = False
        yield from of_part(part, holder, deeper)
    if is_empty:
        yield _nothing_in(kind, name, holder, passed)
    if passed:
        setting.passed(Passed(holder.where, tuple(sorted(passed.items()))))


def _parts(kind: str, stream: BinaryIO, name: str, setting: Setting, passed: Counter[str]) -> Iterator[Part]:
    limits = setting.limits
    if kind == "zip":
        from reportedly.intake.archives import members

        return members(stream, name, limits, setting.budget, passed)
    if kind == "warc":
        from reportedly.intake.warc import records

        return records(stream, name, limits, passed)
    if kind == "mbox":
        from reportedly.intake.mail import messages

        return messages(stream, name, limits)
    from reportedly.intake.feeds import entries

    data = stream.read(limits.of(kind) + 1)
    if len(data) > limits.of(kind):
        problem = Problem("too-large", f"holds more than {limits.of(kind):,} bytes; cut it into its reports")
        return iter((Part(name, "", content=problem),))
    return entries(data, name, limits)


def _nothing_in(kind: str, name: str, holder: Holder, passed: Counter[str]) -> Failure:
    held = f" but {', '.join(f'{count} {key}' for key, count in sorted(passed.items()))}"[:200] if passed else ""
    problem = Problem("empty", f"holds no document{held}; give one that holds a report")
    return Failure(name, holder.where, problem, media_type=media_type_of(kind), container=holder.container)


def _of_container(part: Part, kind: str, holder: Holder, setting: Setting) -> Iterator[Received | Failure]:
    """What lies in a part; a message is a document itself, and what hangs on it lies in it."""
    data = part.data
    media_type = part.media_type or media_type_of(kind)
    member = part.member or None
    itself = Container(part.name, media_type, lambda: io.BytesIO(data), holder.container, member)
    place = holder.place(part)
    if kind != "mail":
        inside = io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data)))
        yield from of_stream(kind, cast(BinaryIO, inside), part.name, Holder(itself, place), setting)
        return
    from reportedly.intake.mail import message_parts

    passed: Counter[str] = Counter()
    for found in message_parts(data, part.name, setting.limits, passed):
        if found.member:
            yield from of_part(found, Holder(itself, place), replace(setting, depth=setting.depth + 1))
        else:
            message = replace(found, member=part.member, problems=(*part.problems, *found.problems))
            yield from of_part(message, holder, setting)
    if passed:
        setting.passed(Passed(place, tuple(sorted(passed.items()))))


def _of_packed(part: Part, holder: Holder, setting: Setting) -> Iterator[Received | Failure]:
    """What lies in a .gz that itself lies in something."""
    most = setting.limits.held if setting.depth < setting.limits.depth else 0
    try:
        data = unpack_gzip(part.data, most)
        setting.budget.take(len(data))
    except TooMuchError:
        problem = Problem("too-large", "unpacks to too much, or lies too deep; unpack it and give it by itself")
        yield _described(part, problem, holder, setting)
    except BrokenError as error:
        problem = Problem("broken-gzip", f"is a broken .gz ({error}); get it or pack it again")
        yield _described(part, problem, holder, setting)
    else:
        packed = part.data
        itself = Container(
            part.name, "application/gzip", lambda: io.BytesIO(packed), holder.container, part.member or None
        )
        inner = replace(part, data=data, media_type=None)
        yield from of_part(inner, Holder(itself, holder.where), replace(setting, depth=setting.depth + 1))


def _of_whole(part: Part, kind: str, holder: Holder, setting: Setting) -> Received | Failure:
    most = setting.limits.of(kind)
    if len(part.data) > most:
        problem = Problem("too-large", f"holds more than {most:,} bytes; cut it into its reports")
        return _described(part, problem, holder, setting)
    typed = replace(part, media_type=part.media_type or media_type_of(kind))
    return _described(typed, _extract(kind, part, setting.limits), holder, setting)


def _extract(kind: str, part: Part, limits: Limits) -> Extract | Problem:
    if kind == "pdf":
        return extract_pdf(part.data, limits)
    charset = next((value for key, value in reversed(part.headers) if key.lower() == "content-type"), "")
    declared = found[1] if (found := _CHARSET.search(charset)) else None
    return extract_page(part.data, declared) if kind == "page" else _plain(part.data, declared)


def _plain(data: bytes, charset: str | None) -> Extract | Problem:
    decoded = decode(data, charset)
    if decoded is not None:
        return Extract(decoded.text, problems=decoded.problems)
    known = next((words for start, words in _KNOWN if data.startswith(start)), None)
    return Problem("binary", known or "is binary data and no text; check what kind of file it is")


def _of_rows(rows: Iterator[Row], name: str, holder: Holder, setting: Setting) -> Iterator[Received | Failure]:
    is_empty = True
    for row in rows:
        is_empty = False
        called = row.name or (f"{name}:{row.number}" if row.number else name)
        part = Part(called, row.where, row.data, media_type="application/json")
        yield _described(part, row.content, holder, setting, row.id or _UNKNOWN)
    if is_empty:
        problem = Problem("empty", "holds no row; give one report a line or row")
        yield Failure(name, holder.where, problem, container=holder.container)


def _described(
    part: Part, content: Extract | Problem, holder: Holder, setting: Setting, digest: str | None = None
) -> Received | Failure:
    """The document of a part, or its failure, with all that is known of how it came; the digest where it is known."""
    if digest is None and (part.data or part.content is None):
        digest = f"sha256:{hashlib.sha256(part.data).hexdigest()}"
    found: Received | Problem
    found = (
        content
        if isinstance(content, Problem)
        else describe(_beside(content, part.beside), part.name, digest or "", setting.given, setting.limits)
    )
    came = _Came(
        original=part.data,
        media_type=part.media_type,
        headers=part.headers,
        container=holder.container,
        member=part.member or None,
        url=part.url,
        fetched=part.fetched,
        status=part.status,
    )
    where = holder.place(part)
    if isinstance(found, Problem):
        return Failure(part.name, where, found, digest or None, **came)
    return Received(found.document, (*part.problems, *found.problems), where, **came)


def _beside(extract: Extract, beside: Extract) -> Extract:
    """The text with what its container says of it: its address wins over the page's own word, the rest fills gaps."""
    if beside is NOTHING_BESIDE:
        return extract
    return replace(
        extract,
        title=extract.title or beside.title,
        publisher=extract.publisher or beside.publisher,
        published=extract.published or beside.published,
        url=beside.url or extract.url,
    )


def _nobody(passed: Passed) -> None:
    """Nobody asks what was passed over."""
    del passed
