"""What kind of thing a file, a member or a response is: by its name, its media type, or how it begins."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".html": "page", ".htm": "page",
    ".xhtml": "page", ".pdf": "pdf", ".jsonl": "rows", ".ndjson": "rows", ".json": "rows", ".rss": "feed",
    ".atom": "feed", ".rdf": "feed", ".xml": "feed", ".warc": "warc", ".zip": "zip", ".eml": "mail", ".mbox": "mbox",
    ".parquet": "parquet",
}  # fmt: skip
READ_SUFFIXES = ".txt, .md, .html, .pdf, .jsonl, .json, .parquet, .rss, .atom, .xml, .warc, .zip, .eml or .mbox"
_BY_TYPE = {
    "text/plain": "text", "text/markdown": "text", "text/html": "page", "application/xhtml+xml": "page",
    "application/pdf": "pdf", "application/x-pdf": "pdf", "application/json": "rows", "application/x-ndjson": "rows",
    "application/jsonl": "rows", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/rdf+xml": "feed", "application/xml": "feed", "text/xml": "feed", "application/warc": "warc",
    "application/zip": "zip", "application/x-zip-compressed": "zip", "message/rfc822": "mail",
    "application/mbox": "mbox", "application/vnd.apache.parquet": "parquet",
}  # fmt: skip
_TYPES = {
    "text": "text/plain", "page": "text/html", "pdf": "application/pdf", "rows": "application/x-ndjson",
    "feed": "application/xml", "warc": "application/warc", "zip": "application/zip", "mail": "message/rfc822",
    "mbox": "application/mbox", "parquet": "application/vnd.apache.parquet",
}  # fmt: skip
CONTAINERS = frozenset({"rows", "parquet", "feed", "warc", "zip", "mail", "mbox"})
GZIP = b"\x1f\x8b"
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|(?:\w{1,20}:)?RDF)[\s>]")
_MARKUP_FIRST = re.compile(rb"\s*<[?!rfR\w]")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){3}")
_MAIL_FIELDS = re.compile(rb"^(?:from|to|date|subject|message-id|received|mime-version):", re.IGNORECASE | re.MULTILINE)
# What stands between two messages of a mailbox: 'From news@gulf.example Tue Mar 12 01:00:00 2024'.
MAILBOX_LINE = re.compile(
    rb"From \S[^\n]{0,300} (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    rb"+\d{1,2} +\d{1,2}:\d\d"
)
_MOST_SNIFFED = 8192


def kind_of_name(name: str) -> str:
    """The kind that a file's name tells, packed or not; '' where it tells none."""
    return _BY_SUFFIX.get(PurePosixPath(name.lower().removesuffix(".gz")).suffix, "")


def kind_of_type(media_type: str | None) -> str:
    """The kind that a media type tells; '' where it tells none."""
    return _BY_TYPE.get(bare_type(media_type), "")


def bare_type(media_type: str | None) -> str:
    """A media type without its parameters, in small letters: 'text/html; charset=utf-8' is 'text/html'."""
    return (media_type or "").split(";", 1)[0].strip().lower()


def kind_of(head: bytes) -> str:
    """The kind of what begins so."""
    head = head[:_MOST_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if MAILBOX_LINE.match(head):
        return "mbox"
    if _JSON.match(head):
        return "rows"
    if _PAGE.match(_without_comments(head)):
        return "page"
    if _MARKUP_FIRST.match(head) and _FEED.search(head):
        return "feed"
    return "mail" if _is_mail(head) else "text"


def media_type_of(kind: str) -> str:
    """The media type of a kind."""
    return _TYPES[kind]


def _without_comments(head: bytes) -> bytes:
    """What follows the declaration and the comments that may stand before a page.

    They are taken off one by one: one expression for all of them takes time by powers of their number.
    """
    head = head.lstrip()
    while head.startswith((b"<!--", b"<?xml")):
        end = b"-->" if head.startswith(b"<!--") else b">"
        _, found, rest = head.partition(end)
        if not found:
            return b""
        head = rest.lstrip()
    return head


def _is_mail(head: bytes) -> bool:
    """Whether lines of a mail's header stand first: three of any name, three of those that every mail has."""
    return bool(_MAIL.match(head)) and len({field.lower() for field in _MAIL_FIELDS.findall(head[:4096])}) >= 3
