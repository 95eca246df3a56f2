"""Containers of our own making: feeds, web archives, zip archives, mails, mailboxes, whole ones and hostile ones."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence

SAID = "Rebels in the north said on Tuesday that they had taken the hill. The army denied it."
_RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'


def rss(*items: str, title: str = "Gulf Gazette", doctype: str = "") -> bytes:
    """An RSS feed of items, each the XML between its tags."""
    inner = "".join(f"<item>{item}</item>\n" for item in items)
    declared = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{declared}\n{doctype}{_RSS}<title>{title}</title>\n{inner}</channel></rss>".encode()


def item(
    title: str = "Hill taken", text: str = f"<![CDATA[<p>{SAID}</p>]]>", link: str = "", tag: str = "description"
) -> str:
    """An item of an RSS feed."""
    address = f"<link>{link}</link><guid>{link}</guid>" if link else ""
    return f"<title>{title}</title>{address}<pubDate>Tue, 12 Mar 2024 01:00:00 +0300</pubDate><{tag}>{text}</{tag}>"


def atom(*entries: str) -> bytes:
    """An Atom feed of entries, each the XML between its tags."""
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Gulf Gazette</title>{inner}</feed>'.encode()


def atom_entry(number: int = 1) -> str:
    """An entry of an Atom feed."""
    return (
        f'<id>urn:{number}</id><title>Hill taken</title><link href="https://gulf.example/{number}"/>'
        f'<updated>2024-03-12T08:30:00Z</updated><content type="html">&lt;p&gt;{SAID}&lt;/p&gt;</content>'
    )


def page(text: str = SAID, title: str = "Hill taken") -> bytes:
    """A web page."""
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p>"
        f"<p>{text}</p></article></body></html>"
    ).encode()


def answer(body: bytes, media_type: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    """An answer of HTTP as it stands in a record."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + body


def record(block: bytes, kind: str = "response", length: int | None = None, more: str = "", at: str = "p") -> bytes:
    """A record of a web archive."""
    media_type = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{at}>\r\nWARC-Date: 2024-03-12T08:30:00Z\r\n"
        f"WARC-Target-URI: https://gulf.example/{at}\r\nContent-Type: {media_type}\r\n{more}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*records: bytes, is_packed: bool = False) -> bytes:
    """A web archive; packed, each record is a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) if is_packed else one for one in records)


def archive(members: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive; names are written as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as into:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            info = zipfile.ZipInfo("x", (2024, 3, 12, 0, 0, 0))
            info.filename, info.compress_type = name, method
            into.writestr(info, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """A zip archive whose members all say that they are encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(changed)


def nested(depth: int) -> bytes:
    """A text in archives, one within the other."""
    data, name = SAID.encode(), "report.txt"
    for _ in range(depth):
        data, name = archive({name: data}), "inner.zip"
    return data


def mail(
    text: str = SAID, sender: str = '"Gulf Gazette" <news@gulf.example>', attached: str = "", more: str = ""
) -> bytes:
    """An e-mail with its text in two forms, and attached parts, each with its headers."""
    return (
        f"From: {sender}\r\nTo: desk@example.org\r\nDate: Tue, 12 Mar 2024 01:00:00 +0300\r\n"
        f"Subject: =?utf-8?q?Hill_taken?=\r\nMessage-ID: <1@gulf.example>\r\n{more}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n'
        'Content-Type: multipart/alternative; boundary="C"\r\n\r\n'
        f"--C\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--C\r\nContent-Type: text/html\r\n\r\n"
        f"<p>{text}</p>\r\n--C--\r\n{attached}--B--\r\n"
    ).encode("utf-8", "surrogateescape")


def attachment(data: str, name: str = "annex.txt", media_type: str = "text/plain") -> str:
    """A part that hangs on a mail."""
    return f'--B\r\nContent-Type: {media_type}\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n{data}\r\n'


def mailbox(*mails: bytes) -> bytes:
    """A mailbox (mbox)."""
    return b"".join(b"From news@gulf.example Tue Mar 12 01:00:00 2024\n" + one + b"\n" for one in mails)
