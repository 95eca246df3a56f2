"""A PDF becomes its text, by pypdf: pages in order, paragraphs put together again, title where one was set."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from reportedly.intake.paragraphs import paragraphs
from reportedly.intake.pdfwork import weight_of
from reportedly.intake.quiet import silenced
from reportedly.intake.values import Extract, Limits
from reportedly.model import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

# What word processors write into the title where nobody gave one.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|.*\.(?:docx?|indd|qxd|rtf|odt|pdf|tex)|untitled.*|slide \d+|layout 1", re.IGNORECASE
)


def extract_pdf(data: bytes, limits: Limits) -> Extract | Problem:
    """The text of a PDF; a problem where it is encrypted, broken, too long, or only pictures of pages."""
    with silenced("pypdf"):
        try:
            return _extract(data, limits)
        except Exception as error:  # noqa: BLE001 - a broken PDF breaks its reader in many ways; the batch goes on
            fault = f"{type(error).__name__}: {error}".split("\n")[0][:100]
            return Problem("pdf-broken", f"is a broken PDF ({fault}); get it again or save its text as .txt")


def _extract(data: bytes, limits: Limits) -> Extract | Problem:
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        return Problem("pdf-broken", "is no PDF; check what kind of file it is")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens_without_password(reader):
        return Problem("pdf-encrypted", "is an encrypted PDF; save it without its password")
    if len(reader.pages) > limits.pdf_pages:
        told = f"has {len(reader.pages):,} pages, more than {limits.pdf_pages:,}"
        return Problem("too-large", f"{told}; cut it into its reports")
    if weight_of(reader, limits.pdf_content) > limits.pdf_content:
        told = f"draws more than {limits.pdf_content:,} bytes of content"
        return Problem("too-large", f"{told}; cut it into its reports, or save its text as .txt")
    text = paragraphs(_pages(reader, limits))
    if not text:
        return Problem("pdf-no-text", "is a PDF without text, perhaps a scan; recognise its letters (OCR) first")
    return Extract(text, title=_title(reader))


def _opens_without_password(reader: PdfReader) -> bool:
    """Many PDFs are locked against changes only and open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 - a cipher that pypdf cannot undo here is a locked door like any other
        return False


def _pages(reader: PdfReader, limits: Limits) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > 2 * limits.text:
            break
    return pages


def _title(reader: PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    if not isinstance(title, str) or _NO_TITLE.fullmatch(title.strip()):
        return None
    return title
