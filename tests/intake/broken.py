"""Two hundred broken and hostile files, made by a seeded script: name, bytes, and the problem that each must give."""

from __future__ import annotations

import gzip
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from intake.made import REPORT, encrypted, pdf
from intake.packed import (
    SAID,
    answer,
    archive,
    atom,
    atom_entry,
    attachment,
    item,
    locked,
    mail,
    mailbox,
    nested,
    page,
    record,
    rss,
    warc,
)

_ROW = json.dumps({"id": "a1", "text": SAID})
_LEADING_OUT = [
    "../../etc/passwd", "/etc/passwd", "C:\\Windows\\a.txt", "..\\..\\a.txt", "a\x1b[31m.txt", "a\u202etxt.exe.txt",
    "n" * 60_000 + ".txt", "a\nb.txt", "\xed\xa0\x80.txt", "~/a.txt",
]  # fmt: skip
_LINES = ["Rebels take the hill", "Rebels said on Tuesday that they had taken the hill. The army denied it."]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file, and the codes of which one must be among its problems; none where it may also be read as it is."""

    name: str
    data: bytes
    codes: frozenset[str] = frozenset()


def broken_files(seed: int = 5) -> list[Broken]:
    """All of them, the same for the same seed."""
    return [*damaged_files(seed), *_hostile()]


def damaged_files(seed: int) -> list[Broken]:
    """Those that were whole before chance damaged them."""
    return list(_damaged(random.Random(seed)))


def whole_files() -> dict[str, bytes]:
    """A file of every format as it should be, by its suffix."""
    records = [
        record(b"software: x\r\n", "warcinfo"),
        record(answer(page())),
        record(answer(SAID.encode(), "text/plain")),
    ]
    return {
        ".txt": REPORT.encode(),
        ".md": f"# Hill taken\n\n{SAID}".encode(),
        ".html": page(),
        ".pdf": pdf(_LINES),
        ".json": f"[{_ROW}, {_ROW}]".encode(),
        ".jsonl": f"{_ROW}\n{_ROW}\n".encode(),
        ".rss": rss(item(link="https://gulf.example/1"), item("Second", tag="content:encoded")),
        ".atom": atom(atom_entry(1), atom_entry(2)),
        ".xml": rss(item(), item("Third")),
        ".warc": warc(*records),
        ".warc.gz": warc(*records, is_packed=True),
        ".zip": archive({"a.txt": SAID.encode(), "b/page.html": page(), "c.pdf": pdf(_LINES)}),
        ".eml": mail(attached=attachment(SAID)),
        ".mbox": mailbox(mail(), mail(attached=attachment(SAID))),
        ".txt.gz": _packed(REPORT.encode()),
    }


def _damaged(chance: random.Random) -> Iterator[Broken]:
    """Every format cut off, with bytes changed, with another's bytes, with garbage and control characters, empty."""
    whole = whole_files()
    for suffix, data in whole.items():
        for number in range(3):
            yield _made(f"cut{number}{suffix}", data[: chance.randrange(1, len(data))])
            changed = bytearray(data)
            for _ in range(1 + len(data) // 200):
                changed[chance.randrange(len(data))] = chance.randrange(256)
            yield _made(f"changed{number}{suffix}", bytes(changed))
            other = chance.choice([one for one in whole if one != suffix])
            yield _made(f"wrong{number}{suffix}", whole[other])
        at = chance.randrange(len(data))
        yield _made(f"garbage{suffix}", chance.randbytes(200) + data)
        yield _made(f"noise{suffix}", chance.randbytes(3000))
        yield _made(f"controls{suffix}", data[:at] + b"\x00\x01\x1b[31m\x7f\x9f" + "\u202e\u2066".encode() + data[at:])
        yield _made(f"empty{suffix}", b"", "empty", "pdf-broken", "broken-zip", "no-feed", "broken-mail")
        yield _made(f"nuls{suffix}", b"\0" * 5000)


def _hostile() -> Iterator[Broken]:
    yield from _of_archives()
    yield from _of_feeds()
    yield from _of_web_archives()
    yield from _of_mails()
    yield from _of_pdfs()
    yield from _of_names()


def _of_archives() -> Iterator[Broken]:
    bomb = b"a" * 30_000_000
    too_large = "too-large"
    name = "name"
    yield _made("bomb.zip", archive({"bomb.txt": bomb}), too_large)
    yield _made("many-bombs.zip", archive([(f"{i}.txt", bomb) for i in range(3)]), too_large)
    yield _made("bzip-bomb.zip", archive({"bomb.txt": bomb}, zipfile.ZIP_BZIP2), too_large)
    yield _made("lzma.zip", archive({"a.txt": SAID.encode()}, zipfile.ZIP_LZMA), "binary")
    yield _made("locked.zip", locked(archive({"a.txt": SAID.encode()})), "encrypted")
    yield _made("deep.zip", nested(9), "too-deep")
    yield _made("gz-in-gz.txt.gz", _packed(_packed(_packed(SAID.encode()))))
    yield _made(
        "lies.zip", archive({"a.txt": SAID.encode()}).replace(struct.pack("<I", len(SAID)), b"\xff\xff\xff\x7f")
    )
    yield _made("wrong-crc.zip", _with_wrong_crc(), "broken-zip")
    yield _made("office.zip", archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "binary")
    yield _made("report.docx.zip", archive({"mimetype": b"application/epub+zip"}), "binary")
    yield _made("pictures.zip", archive({"a.png": b"\x89PNG", "b.jpg": b"\xff\xd8"}), "empty")
    yield _made("list-too-long.zip", _with_endless_list(), "broken-zip")
    yield _made("gzip-in-zip.zip", archive({"a.txt.gz": _packed(bomb * 10)}), too_large)
    for i, called in enumerate(_LEADING_OUT):
        yield _made(f"name{i}.zip", archive({called: SAID.encode()}), name)


def _of_feeds() -> Iterator[Broken]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]>'
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _made("laughs.xml", rss(item(text="&l11;"), doctype=doctype))
    yield _made("outside.xml", rss(item(text="&x;"), doctype=outside))
    yield _made("deep.rss", rss(item(text="<b>" * 100_000)))
    yield _made("unclosed.rss", rss(item())[:-40] + b"<item>" * 2_000)
    yield _made("no-feed.xml", b'<?xml version="1.0"?><urlset><url/></urlset>', "no-feed")
    yield _made("no-entry.atom", atom(), "empty")
    yield _made("comments.rss", rss(item()) + b"<!-- <item>" * 20_000)
    yield _made("cdata.rss", rss("<title><![CDATA[" * 20_000))
    yield _made("attributes.atom", b"<feed " + b"a='b' " * 50_000 + b"><entry><title>x</title></entry></feed>")
    yield _made("long.rss", rss(item(text="a" * 3_000_000)), "too-large")
    yield _made("tags.rss", rss(item(text="<![CDATA[" + "<a href='" * 50_000 + "]]>")))
    yield _made("amps.rss", rss(item(text="&amp;" * 100_000 + "&#x" * 50_000)))
    yield _made("title.rss", rss(item(title="\u202e\u2066 taken &#1; \x0b"), title="\x1b[31m"))
    yield _made("dates.rss", rss(item().replace("12 Mar 2024", "99 Foo 99999")))
    yield _made("utf16.rss", b"\xff\xfe" + rss(item()).decode().encode("utf-16-le")[:-101])


def _of_web_archives() -> Iterator[Broken]:
    broken, too_large = "broken-warc", "too-large"
    packed = _packed(b"a" * 250_000_000)
    yield _made("bomb.warc", warc(record(answer(packed, more="Content-Encoding: gzip\r\n"))), too_large)
    yield _made("cut-body.warc", warc(record(answer(page()), length=99_999)), broken)
    yield _made("huge-length.warc", warc(record(answer(page()), length=10**14)), broken)
    yield _made("no-length.warc", warc(record(answer(page())).replace(b"Content-Length", b"Content-Lentgh")), broken)
    yield _made("negative.warc", warc(record(answer(page()), length=-5)), broken)
    yield _made("endless-header.warc", b"WARC/1.0\r\n" + b"X: " + b"a" * 200_000, broken)
    yield _made("many-headers.warc", b"WARC/1.0\r\n" + b"X: a\r\n" * 200_000, broken)
    yield _made("no-http.warc", warc(record(b"hello")), broken)
    yield _made("chunks.warc", warc(record(answer(b"ffffffff\r\nabc", more="Transfer-Encoding: chunked\r\n"))))
    yield _made("brotli.warc", warc(record(answer(b"\x8b\x00", more="Content-Encoding: br\r\n"))), "binary")
    yield _made(
        "bad-gzip.warc",
        warc(record(answer(b"\x1f\x8b\x08\0junk", more="Content-Encoding: gzip\r\n"))),
        "broken-gzip",
    )
    yield _made("revisits.warc", warc(record(b"", "revisit"), record(b"", "request")), "empty")
    yield _made("hostile-url.warc", warc(record(answer(page())).replace(b"gulf.example/p", "x\u202e\x1b[31m".encode())))
    yield _made("cut-member.warc.gz", warc(record(answer(page())), is_packed=True)[:-30])


def _of_mails() -> Iterator[Broken]:
    parts = "".join(attachment("x", f"{i}.txt") for i in range(3_000))
    yield _made("many-parts.eml", mail(attached=parts), "too-many")
    yield _made("boundaries.eml", mail() + b"\r\n--B" * 50_000, "too-many")
    yield _made("deep.eml", _deep_mail(2_000))
    yield _made("forwarded.eml", _forwarded(30))
    yield _made("long-header.eml", mail(sender="(" * 100_000))
    yield _made("comments.eml", mail(sender="a@" + "(a" * 30_000))
    yield _made("groups.eml", mail(sender="a:;," * 30_000))
    yield _made("encoded.eml", mail(more="X-A: " + "=?utf-8?q?=41?= " * 20_000 + "\r\n"))
    yield _made("type.eml", b"Content-Type: " + b"a/b; x=" * 20_000 + b"\r\nSubject: a\r\n\r\n" + SAID.encode())
    yield _made("no-text.eml", b"Subject: a\r\nContent-Type: image/png\r\n\r\nx", "empty")
    yield _made("base64.eml", b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n" + b"=!" * 5_000)
    yield _made(
        "charset.eml", b"Content-Type: text/plain; charset=\xff\xfe\x00-8\r\nSubject: \xff\xfe\r\n\r\n" + SAID.encode()
    )
    yield _made("path.eml", mail(attached=attachment(SAID, "../../etc/passwd.txt")), "name")
    yield _made("override.eml", mail(attached=attachment(SAID, "a\u202e.txt")), "name")
    yield _made("zip-bomb.eml", _mail_with_zip(archive({"a.txt": b"a" * 30_000_000})), "too-large")
    yield _made("no-box.mbox", SAID.encode(), "broken-mail")
    yield _made("froms.mbox", b"From a@b Tue Mar 12 01:00:00 2024\n\n" * 500)


def _of_pdfs() -> Iterator[Broken]:
    yield _made("bomb.pdf", _packed_pdf(b" " * 200_000_000))
    yield _made("words.pdf", _packed_pdf(b"BT /F1 9 Tf " + b"(aaaa) Tj " * 2_500_000 + b"ET"), "too-large")
    yield _made("locked.pdf", encrypted(pdf(_LINES), "secret"), "pdf-encrypted")
    yield _made("forms.pdf", forms_pdf(12, 10), "too-large")
    yield _made("round.pdf", pdf(_LINES).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"))
    yield _made("deep.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF")
    yield _made("pages.pdf", pdf(_LINES).replace(b"/Count 1", b"/Count 999999999"))


def _of_names() -> Iterator[Broken]:
    yield _made("comments", b"<!---->" * 1_100 + b"x")
    for i, name in enumerate(["a\x1b[31m", "a\u202etxt", "a\nb", "n" * 200, "caf\udce9", "a\x07\x7f", "..a", " "]):
        yield _made(f"{i}{name}.html", b"\0\1\2 no page", "binary")


def _made(name: str, data: bytes, *codes: str) -> Broken:
    return Broken(name, data, frozenset(codes))


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _with_wrong_crc() -> bytes:
    data = bytearray(archive({"a.txt": SAID.encode()}, zipfile.ZIP_STORED))
    data[data.find(SAID.encode()) + 3] ^= 1
    return bytes(data)


def _with_endless_list() -> bytes:
    data = bytearray(archive({"a.txt": SAID.encode()}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 0xFFFFFF00)
    return bytes(data)


def _deep_mail(depth: int) -> bytes:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(depth))
    return f"Subject: a\r\nFrom: a@b\r\n{opened}Content-Type: text/plain\r\n\r\n{SAID}".encode()


def _forwarded(depth: int) -> bytes:
    head = "Subject: a\r\nContent-Type: message/rfc822\r\n\r\n"
    return (head * depth + f"Subject: a\r\nContent-Type: text/plain\r\n\r\n{SAID}").encode()


def _mail_with_zip(data: bytes) -> bytes:
    import base64

    body = base64.encodebytes(data).decode()
    head = 'Content-Type: application/zip; name="a.zip"\r\nContent-Transfer-Encoding: base64'
    return mail(attached=f"--B\r\n{head}\r\n\r\n{body}\r\n")


def _packed_pdf(content: bytes) -> bytes:
    """A PDF of one page whose content is packed."""
    packed = zlib.compress(content, 9)
    plain = pdf(["x"])
    start, end = plain.find(b"<< /Length"), plain.find(b"endstream") + len(b"endstream")
    return (
        plain[:start]
        + b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        + plain[end:]
    )


def forms_pdf(levels: int, times: int) -> bytes:
    """A PDF whose page draws a form many times, that draws another many times, and so on."""
    shown = b"BT /F1 9 Tf (laugh) Tj ET"
    objects = []
    for level in range(levels):
        content = shown if level == levels - 1 else b" ".join([b"/X%d Do" % (level + 1)] * times)
        inner = b"" if level == levels - 1 else b"/XObject << /X%d %d 0 R >>" % (level + 1, 101 + level)
        objects.append(
            b"%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> %s >> "
            b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (100 + level, inner, len(content), content)
        )
    plain = pdf(["x"])
    page_of = plain.replace(b"/Resources << ", b"/Resources << /XObject << /X0 100 0 R >> ")
    page_of = page_of.replace(b"BT /F1 11", b"/X0 Do " * times + b"BT /F1 11").replace(b"/Length ", b"/Length 1")
    at = page_of.find(b"xref")
    return page_of[:at] + b"".join(objects) + page_of[at:]  # the table is wrong now, so that all objects are looked for
