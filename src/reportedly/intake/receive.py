"""The door: files, folders, standard input and addresses go in, documents and failures come out, one by one."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.intake.contents import Holder, Setting, of_part, of_stream
from reportedly.intake.describe import describe
from reportedly.intake.files import Address, File, find, opened, unreadable
from reportedly.intake.kinds import CONTAINERS, kind_of, kind_of_name, kind_of_type, media_type_of
from reportedly.intake.unpacking import TooMuchError
from reportedly.intake.values import Container, Extract, Failure, Given, Limits, Part, Passed, Received
from reportedly.model import Problem

if TYPE_CHECKING:
    from reportedly.intake.fetch import Fetcher

_STREAMED = frozenset({"warc", "mbox", "rows"})
_BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)


def receive(
    inputs: Iterable[str | os.PathLike[str]],
    given: Given | None = None,
    limits: Limits | None = None,
    fetcher: Fetcher | None = None,
    passed: Callable[[Passed], None] | None = None,
) -> Iterator[Received | Failure]:
    """The documents of the inputs, in order, as they are asked for; what can't be received is a `Failure` in its place.

    An input is a file, a folder, '-' for standard input, and with a fetcher an http(s) address. Kinds: plain text and
    Markdown, HTML, PDF, JSON Lines (also one JSON object or array), Parquet, RSS and Atom, WARC, zip, e-mail and
    mailboxes, each also as .gz; without a suffix the content tells. `passed` is told, at the end of each container,
    what in it is no document. No input makes it raise.
    """
    for found in find(inputs):
        setting = Setting.of(given, limits, passed)
        if isinstance(found, Failure):
            yield found
        elif isinstance(found, Address):
            yield from _of_address(found, setting, fetcher)
        else:
            yield from _of_file(found, setting)


def receive_text(text: str, name: str, given: Given | None = None, limits: Limits | None = None) -> Received | Failure:
    """The document of a text that is at hand; its id is the digest of its UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    described = describe(Extract(text), name, digest, given or Given(), limits or Limits())
    if isinstance(described, Problem):
        return Failure(name, name, described, digest, original=data, media_type="text/plain")
    return replace(described, where=name, original=data, media_type="text/plain")


def receive_bytes(
    data: bytes,
    name: str,
    given: Given | None = None,
    limits: Limits | None = None,
    media_type: str | None = None,
) -> Iterator[Received | Failure]:
    """The documents of bytes that are at hand; their kind is told by media type, name and content, in this order."""
    kind = kind_of_type(media_type) or kind_of_name(name)
    part = Part(name, "", data, kind=kind, media_type=media_type)
    yield from of_part(part, Holder(None, name), Setting.of(given, limits, None))


def _of_address(address: Address, setting: Setting, fetcher: Fetcher | None) -> Iterator[Received | Failure]:
    """What an address answers with, or why it is not asked."""
    if fetcher is None:
        message = "is a web address, and reportedly stays offline; save the page, give the file"
        yield Failure(address.url, address.url, Problem("web-address", message))
        return
    from reportedly.intake.fetch import part_of

    fetched = fetcher.fetch(address.url)
    if isinstance(fetched, Failure):
        yield fetched
    else:
        yield from of_part(part_of(fetched), Holder(None, fetched.asked), setting)


def _of_file(file: File, setting: Setting) -> Iterator[Received | Failure]:
    try:
        with opened(file) as (stream, head, is_packed):
            kind = file.kind or kind_of(head)
            yield from _of_opened(file, kind, stream, setting, is_packed=is_packed)
    except _BROKEN_GZIP as error:
        problem = Problem("broken-gzip", f"is a broken .gz ({error}); get it or pack it again")
        yield Failure(file.name, file.where, problem, container=_container(file, "application/gzip"))
    except TooMuchError:
        problem = Problem(
            "too-large", f"unpacks to more than {setting.limits.unpacked:,} bytes, the rest is left; cut it"
        )
        yield Failure(file.name, file.where, problem, container=_container(file, "application/gzip"))
    except OSError as error:
        yield unreadable(file.path or Path(file.where), error)


def _of_opened(
    file: File, kind: str, stream: BinaryIO, setting: Setting, *, is_packed: bool
) -> Iterator[Received | Failure]:
    packed = _container(file, "application/gzip") if is_packed else None
    if kind not in CONTAINERS:
        yield from _whole(Part(file.name, "", kind=kind), stream, Holder(packed, file.where), setting)
        return
    itself = packed or _container(file, media_type_of(kind))
    if kind == "rows" or (file.path is not None and (kind in _STREAMED or not is_packed) and kind != "mail"):
        yield from of_stream(kind, stream, file.name, Holder(itself, file.where), setting, is_packed=is_packed)
        return
    yield from _whole(Part(file.name, "", kind=kind), stream, Holder(packed, file.where), setting)


def _whole(part: Part, stream: BinaryIO, holder: Holder, setting: Setting) -> Iterator[Received | Failure]:
    """What is read whole into memory, up to the limit of its kind."""
    most = setting.limits.of(part.kind)
    data = stream.read(most + 1)
    if len(data) > most:
        problem = Problem("too-large", f"holds more than {most:,} bytes; cut it into its reports")
        yield Failure(part.name, holder.where, problem, container=holder.container)
        return
    yield from of_part(Part(part.name, "", data, kind=part.kind), holder, setting)


def _container(file: File, media_type: str) -> Container | None:
    """A file as what others come in; None for standard input, which can't be read again."""
    path = file.path
    return Container(file.name, media_type, lambda: path.open("rb")) if path else None
