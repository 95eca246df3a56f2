"""Small files of our own making, for what no text editor writes: PDFs, packed files, broken ones."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportedly.intake import Failure, Given, Limits, Received, receive

REPORT = (
    "Rebels take the hill above Wadi Sahm\n"
    "Gulf Gazette, 12 March 2024\n"
    "\n"
    "Rebels said on Tuesday that they had taken the hill. The army denied it.\n"
)
ARABIC = "قال المتحدث باسم الجيش إن القوات سيطرت على المدينة بعد قتال دام يومين"
RUSSIAN = "Представитель армии сообщил, что войска заняли город после двух дней боёв"


def pdf(*pages: Sequence[str], title: str | None = None) -> bytes:
    """A PDF of pages of printed lines, written by hand: no compression, one font, lines from the top down."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        shown = b" ".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 790 Td " + shown + b" ET"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * i} 0 R >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    info = f"/Info {len(parts) + 1} 0 R" if title else ""
    if title:
        parts.append(b"<< /Title (" + _escaped(title) + b") >>")
    return _file(parts, info)


def encrypted(data: bytes, password: str) -> bytes:
    """The PDF behind a password; with an empty one it is locked against changes only."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def received(path: Path | str, given: Given | None = None, limits: Limits | None = None) -> Received:
    """The one document of a file, which must be received."""
    (found,) = receive([path], given, limits)
    assert isinstance(found, Received), found
    return found


def failure(path: Path | str, limits: Limits | None = None) -> Failure:
    """The one failure of a file, which must be one line for a person."""
    (found,) = receive([path], limits=limits)
    assert isinstance(found, Failure), found
    assert "\n" not in found.line()
    assert ";" in found.line() or "," in found.line(), "what to do is missing"
    return found


def _escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")


def _file(parts: list[bytes], info: str) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for i, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (i, part))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(f"trailer << /Size {len(parts) + 1} /Root 1 0 R {info} >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()
