"""A web page becomes its main text with title, publisher, date and address, by trafilatura (Barbaresi 2021)."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from reportedly.intake.encoding import decode
from reportedly.intake.quiet import silenced
from reportedly.intake.values import Extract
from reportedly.model import Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_BLOCKS = "//p|//li|//h1|//h2|//h3|//h4|//h5|//h6|//blockquote|//pre|//td"
# The date of publication and not of the last change; the last day is fixed, or a page would read otherwise tomorrow.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def extract_page(data: bytes, charset: str | None = None) -> Extract | Problem:
    """The main text of an HTML page; a problem where it holds none.

    `charset` is the encoding that came with the page, as HTTP names it; it wins over the page's own word.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    if decoded is None:
        return Problem("binary", "is no web page but binary data; save the page as HTML")
    with silenced("trafilatura", "htmldate", "justext"):
        try:
            page = _main(decoded.text)
            text = page.text if page and page.text else _all_words(decoded.text)
        except Exception as error:  # noqa: BLE001 - whatever a broken page does to the extractor, the batch goes on
            return Problem("page", f"cannot be read as a web page ({type(error).__name__}); save its text as .txt")
    if not text:
        return Problem("empty", "holds no text that a reader of the page would see; save its text as .txt")
    if page is None:
        return Extract(text, problems=decoded.problems)
    return Extract(text, page.title, page.sitename, page.date, page.url, problems=decoded.problems)


def _main(html: str) -> Any:
    """What trafilatura makes of a page; a short one is tried again, as the first way runs its paragraphs together."""
    from trafilatura.settings import DEFAULT_CONFIG

    page = _extraction(html, DEFAULT_CONFIG)
    if page is None or not page.text or "\n" in page.text:
        return page
    short = deepcopy(DEFAULT_CONFIG)
    short.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    again = _extraction(html, short)
    return again if again and again.text and 2 * len(again.text) > len(page.text) else page


def _extraction(html: str, config: Any) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES), config=config
    )


def _all_words(html: str) -> str:
    """The words of every paragraph, heading and cell, for a page too small to have a main part."""
    from lxml import html as parser  # type: ignore[import-untyped]

    if not html.strip():
        return ""
    tree = parser.document_fromstring(html.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
    for unseen in tree.xpath("//script|//style|//noscript|//template|//head"):
        unseen.drop_tree()
    blocks = tree.xpath(_BLOCKS) or tree.xpath("//body")
    lines = (" ".join(block.text_content().split()) for block in blocks)
    return "\n".join(line for line in lines if line)
