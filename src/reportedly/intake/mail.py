"""E-mail gives its words and what hangs on it: the message as a document, its attachments as documents of their own."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from itertools import islice
from typing import Any, BinaryIO, cast

from reportedly.intake.dates import moment_of_mail
from reportedly.intake.encoding import decode
from reportedly.intake.fragments import words_of
from reportedly.intake.kinds import MAILBOX_LINE, kind_of_name, kind_of_type
from reportedly.intake.names import name_problems, shown
from reportedly.intake.outlets import is_known_outlet, outlet_at, sounds_like_outlet
from reportedly.intake.values import Extract, Limits, Part
from reportedly.model import Problem

_HEADER = 4_000  # code points of one header that are looked at: parsing one may take time by the square
_BOUNDARIES = 20_000
_PIECE = 1 << 16
_FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)


class _Bounded(EmailPolicy):
    """The standard's policy, where no header is longer than its parser can take."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return value if hasattr(value, "name") else _parsed(name, value)


@functools.lru_cache(maxsize=64)
def _parsed(name: str, value: str) -> Any:
    """A header as the standard library takes it apart: it asks for the same one up to a dozen times."""
    return EmailPolicy().header_fetch_parse(name, value)


_POLICY = _Bounded()


def message_parts(data: bytes, name: str, limits: Limits, passed: Counter[str]) -> Iterator[Part]:
    """The message first, a part without a member's name, then its attachments; pictures and such are counted."""
    if data.count(b"\n--") > _BOUNDARIES:
        yield Part(name, "", data, Problem("too-many", "is a message of too many parts; save what it holds"))
        return
    try:
        message = cast(EmailMessage, message_from_bytes(data, policy=_POLICY))
        parts = list(islice(_leaves(message), limits.parts + 1))
        body = _body(message)
        yield _message(message, body, data, name)
    except _FAULTS as error:
        problem = Problem("broken-mail", f"is a broken e-mail ({type(error).__name__}); save its text as .txt")
        yield Part(name, "", data, problem)
        return
    if len(parts) > limits.parts:
        yield Part(name, "parts", content=Problem("too-many", f"has more than {limits.parts:,} parts; they are left"))
        return
    for number, (part, is_alternative) in enumerate(parts, 1):
        if part is body or part is message:
            continue
        if is_alternative:
            passed["another form of the text"] += 1
        else:
            yield from _attachment(part, f"{name}:", number, passed)


def messages(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Part]:
    """The messages of a mailbox (mbox, RFC 4155), one held at a time, each as its own bytes stand there."""
    lines: list[bytes] = []
    number, size, is_after_blank = 0, 0, True
    while line := stream.readline(_PIECE):
        if is_after_blank and line.startswith(b"From ") and MAILBOX_LINE.match(line):
            if number:
                yield _of_mailbox(lines, size, name, number, limits)
            lines, size, number, is_after_blank = [], 0, number + 1, False
            continue
        if not number:
            yield Part(name, "", content=Problem("broken-mail", "is no mailbox (mbox); check what kind of file it is"))
            return
        size += len(line)
        is_after_blank = line in (b"\n", b"\r\n")
        if size <= limits.mail:
            lines.append(line)
    if number:
        yield _of_mailbox(lines, size, name, number, limits)
    else:
        yield Part(name, "", content=Problem("empty", "is a mailbox without messages; give one that holds some"))


def _leaves(message: EmailMessage) -> Iterator[tuple[EmailMessage, bool]]:
    """The parts that hold no others, in order, and whether each is one of several forms of the same.

    A forwarded message is one part: what hangs on it is its own.
    """
    todo = [(message, False)]
    while todo:
        part, is_alternative = todo.pop()
        if part.get_content_maintype() != "multipart":
            yield part, is_alternative
            continue
        inner = part.get_payload()
        is_alternative = is_alternative or part.get_content_subtype() == "alternative"
        if isinstance(inner, list):
            todo.extend((cast(EmailMessage, below), is_alternative) for below in reversed(inner))


def _of_mailbox(lines: list[bytes], size: int, name: str, number: int, limits: Limits) -> Part:
    called, member = f"{name}:{number}", f"message {number}"
    if size > limits.mail:
        message = f"is a message of {size:,} bytes, more than {limits.mail:,}; save what it holds"
        return Part(called, member, content=Problem("too-large", message))
    data = b"".join(lines)
    # The blank line before the next separator is the mailbox's own.
    data = data.removesuffix(b"\r\n") if data.endswith(b"\r\n\r\n") else data.removesuffix(b"\n")
    return Part(called, member, data, kind="mail")


def _message(message: EmailMessage, body: EmailMessage | None, data: bytes, name: str) -> Part:
    content = _words(body) if body is not None else Problem("empty", "is an e-mail without text; open what hangs on it")
    if isinstance(content, Extract):
        sender = _header(message, "From") or ""
        date = _header(message, "Date")
        content = Extract(
            content.text,
            _header(message, "Subject"),
            _outlet(sender),
            (moment_of_mail(date) or date[:100]) if date else None,
            problems=content.problems,
        )
    headers = tuple((str(key)[:200], _plain(str(value))) for key, value in message.raw_items())
    return Part(name, "", data, content, media_type="message/rfc822", headers=headers)


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that a reader sees: plain text before HTML; a message of an unknown kind has none."""
    found = message.get_body(("plain", "html"))
    return cast(EmailMessage, found) if found is not None and kind_of_type(found.get_content_type()) else None


def _words(part: EmailMessage) -> Extract | Problem:
    decoded = decode(_payload(part), part.get_content_charset())
    if decoded is None:
        return Problem("binary", "is an e-mail whose text is binary data; save its text as .txt")
    is_page = part.get_content_type() in ("text/html", "application/xhtml+xml")
    return Extract(words_of(decoded.text) if is_page else decoded.text, problems=decoded.problems)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachment(part: EmailMessage, before: str, number: int, passed: Counter[str]) -> Iterator[Part]:
    """A part that hangs on a message: a document of its own, or one of a kind that is passed over."""
    try:
        media_type = part.get_content_type()
        called = part.get_filename() or ""
        kind = kind_of_name(called) or kind_of_type(media_type)
        if not kind:
            passed[shown(media_type)[:60]] += 1
            return
        member = f"part {number} ({shown(called)})" if called else f"part {number}"
        data = _forwarded(part) if media_type == "message/rfc822" else _payload(part)
    except _FAULTS as error:
        problem = Problem("broken-mail", f"is a broken part of an e-mail ({type(error).__name__}); save it by itself")
        yield Part(f"{before}{number}", f"part {number}", content=problem)
        return
    yield Part(before + (shown(called) or str(number)), member, data, kind=kind, problems=name_problems(called))


def _forwarded(part: EmailMessage) -> bytes:
    """The bytes of a message within a message, as the standard library writes them again."""
    inner = part.get_payload()
    return cast(EmailMessage, inner[0]).as_bytes() if isinstance(inner, list) and inner else b""


def _header(message: EmailMessage, name: str) -> str | None:
    """A header in words, its encoded words decoded; None where it is missing or broken."""
    try:
        return _plain(str(message[name])) or None if message[name] is not None else None
    except _FAULTS:
        return None


def _outlet(sender: str) -> str | None:
    """The outlet that a newsletter comes from; a person who writes a mail is no publisher."""
    name, address = parseaddr(sender[:_HEADER])
    name = " ".join(name.split())
    if name and (is_known_outlet(name) or (len(name.split()) <= 5 and sounds_like_outlet(name))):
        return name
    return outlet_at(f"https://{address.rpartition('@')[2]}/") if "@" in address else None


def _plain(words: str) -> str:
    """Words without line ends and halves of characters, which no database takes."""
    return " ".join(words.encode("utf-8", "replace").decode().split())
