"""A feed (RSS, Atom) gives its entries, each with its own bytes, title, link, date and text; feedparser reads them.

The entries are cut out of the feed first and read one by one: each keeps its own bytes, a broken one costs none of the
others, and no declaration of the feed (a DOCTYPE with entities that multiply) reaches a parser.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.intake.dates import moment_of_mail
from reportedly.intake.fragments import words_of
from reportedly.intake.names import shown
from reportedly.intake.quiet import silenced
from reportedly.intake.values import Extract, Limits, Part
from reportedly.model import Problem

# A declaration that is whole; one with an encoding that is no name is left out, so that the bytes tell.
_DECLARATION = re.compile(
    rb"\s*<\?xml\s+version=[\"'][\w.]{1,9}[\"'](?:\s+encoding=[\"'][A-Za-z][\w.-]{0,40}[\"'])?"
    rb"(?:\s+standalone=[\"']\w{2,3}[\"'])?\s*\?>",
    re.ASCII,
)
_ROOT = re.compile(rb"<((?:[\w.-]{1,40}:)?)(rss|feed|RDF)(?:\s[^<>]{0,20000})?>")
_ENTRY = 2_000_000  # bytes: a longer entry is no report
_HEAD = 200_000  # bytes of what a feed says of itself
_TYPES = {b"rss": "application/rss+xml", b"feed": "application/atom+xml", b"RDF": "application/rss+xml"}
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around each entry so that it can be read alone: the declaration, the root's own tag, its ends."""

    before: bytes
    after: bytes
    media_type: str
    publisher: str | None
    encoding: str | None = None  # where the feed is in UTF-16 and was read as UTF-8

    def original(self, piece: bytes) -> bytes:
        """The bytes of an entry as they stand in the feed."""
        return piece.decode("utf-8").encode(self.encoding) if self.encoding else piece


def entries(data: bytes, name: str, limits: Limits) -> Iterator[Part]:
    """The entries of a feed in its order, each a part with the text that the feed gives.

    What is only a summary says so among its problems. A feed that can't be read is a part without a member's name.
    """
    data, encoding = _narrow(data)
    root = _ROOT.search(data, 0, 50_000)
    if root is None:
        message = "is XML and no feed" if data.lstrip()[:1] == b"<" else "is no feed"
        yield Part(name, "", content=Problem("no-feed", f"{message}; give RSS or Atom, or the report itself"))
        return
    places = list(_places(data, root, limits.entries + 1))
    frame = _frame(data, root, places[0][0] if places else len(data), encoding)
    if not places:
        yield Part(name, "", content=Problem("empty", "is a feed without entries; give one that holds some"))
    for number, (start, end, is_whole) in enumerate(places, 1):
        if number > limits.entries:
            message = f"holds more than {limits.entries:,} entries, the rest is left; cut it"
            yield Part(name, "", content=Problem("too-many", message))
            return
        yield _entry(data[start:end], frame, f"{name}:{number}", is_whole=is_whole)


def _narrow(data: bytes) -> tuple[bytes, str | None]:
    """A feed in UTF-16 as UTF-8 and the name of what it was in; any other as it is."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return data, None
            return re.sub(r"^(\s*<\?xml[^>]{0,300}?)encoding=[\"'][^\"']*[\"']", r"\1", text).encode(), encoding
    return data.removeprefix(codecs.BOM_UTF8), None


def _places(data: bytes, root: re.Match[bytes], most: int) -> Iterator[tuple[int, int, bool]]:
    """Where each entry stands, and whether it is whole; comments and CDATA hide what looks like one."""
    tag = root[1] + b"entry" if root[2] == b"feed" else b"item"
    mark = re.compile(rb"<!--|<!\[CDATA\[|<(/?)" + re.escape(tag) + rb"(?=[\s/>])[^<>]{0,5000}?(/?)>")
    start, at, found = -1, root.end(), 0
    while found < most and (match := mark.search(data, at)):
        at = match.end()
        if match[0].startswith(b"<!"):
            at = data.find(b"-->" if match[0] == b"<!--" else b"]]>", at)
            if at < 0:
                break
            continue
        if start >= 0:
            is_end = bool(match[1])
            yield start, at if is_end else match.start(), is_end
            found += 1
        is_open = not match[1] and not match[2]
        start = match.start() if is_open else -1
    if start >= 0 and found < most:
        yield start, len(data), False


def _frame(data: bytes, root: re.Match[bytes], end: int, encoding: str | None) -> _Frame:
    declaration = found[0] if (found := _DECLARATION.match(data)) else b""
    is_rss = root[2] == b"rss"
    before = declaration + root[0] + (b"<channel>" if is_rss else b"")
    after = (b"</channel>" if is_rss else b"") + b"</" + root[1] + root[2] + b">"
    head = declaration + data[root.start() : min(end, root.start() + _HEAD)] + after
    title = _title(head)
    return _Frame(before, after, _TYPES[root[2]], title, encoding)


def _title(head: bytes) -> str | None:
    """What a feed calls itself; None where it doesn't say so, or its head can't be read."""
    try:
        title = _parsed(head).feed.get("title")
    except Exception:  # noqa: BLE001 - whatever a hostile head does to the parsers, the entries are read
        return None
    return words_of(title) if isinstance(title, str) else None


def _parsed(data: bytes) -> Any:
    import feedparser  # type: ignore[import-untyped]

    with silenced("feedparser"):
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _entry(piece: bytes, frame: _Frame, name: str, *, is_whole: bool) -> Part:
    original = frame.original(piece)
    by_digest = f"entry {hashlib.sha256(original).hexdigest()[:16]}"
    if len(piece) > _ENTRY:
        problem = Problem("too-large", f"is an entry of {len(piece):,} bytes, more than {_ENTRY:,}; it is left")
        return Part(name, by_digest, original, problem, media_type=frame.media_type)
    try:
        found = _parsed(frame.before + piece + frame.after).entries
        content = _extract(found[0], frame) if found else None
        called = _called(found[0]) if found else None
    except Exception as error:  # noqa: BLE001 - whatever a hostile entry does to the parsers, the others are read
        content = Problem("broken-feed", f"is an entry that cannot be read ({type(error).__name__}); open its page")
        called = None
    if content is None:
        content = Problem("broken-feed", "is an entry that cannot be read; open its page")
    cut = () if is_whole else (Problem("broken-feed", "is cut off; get the feed again"),)
    return Part(
        shown(content.url) if isinstance(content, Extract) and content.url else name,
        f"entry {shown(called)}" if called else by_digest,
        original,
        content,
        media_type=frame.media_type,
        problems=cut,
    )


def _extract(entry: Any, frame: _Frame) -> Extract | Problem:
    """Text, title, link and date of an entry, with what is wanting said."""
    with silenced("feedparser"):
        title = words_of(_words(entry, "title") or "")
        whole = max((_text(row) for row in entry.get("content", ())), key=len, default="")
        summary = _text(entry.get("summary_detail") or {})
        published = _published(entry)
        link = _words(entry, "link")
    problems: tuple[Problem, ...] = ()
    if not whole.strip():
        told = "a summary" if summary.strip() else "a headline"
        problems = (Problem("summary", f"is only {told}, as the feed gives it; the page may say more"),)
    url = link if link and link.lower().startswith(("http://", "https://")) else None
    return Extract(whole.strip() or summary.strip() or title, title, frame.publisher, published, url, problems)


def _text(detail: Any) -> str:
    value = detail.get("value")
    if not isinstance(value, str):
        return ""
    return value if detail.get("type") == "text/plain" else words_of(value)


def _called(entry: Any) -> str | None:
    """What an entry is known by: its own id, else its link; None where that is too long to be told apart when shown."""
    called = _words(entry, "id") or _words(entry, "link")
    return called if called and len(called) <= 200 else None


def _words(entry: Any, key: str) -> str | None:
    value = entry.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _published(entry: Any) -> str | None:
    """The date as the entry writes it, made ISO 8601; an update's where there is no other."""
    for key in ("published", "updated", "created"):
        if written := _words(entry, key):
            return written if _ISO.fullmatch(written) else moment_of_mail(written) or written[:100]
    return None
