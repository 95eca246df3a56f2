"""Builds the documentation's pages into a folder, strictly: a warning, a dead link or anything from outside ends it.

`python docs/site/build.py OUT`. Exit status: 0 built; 1 not, and what is wrong stands on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from sphinx.cmd.build import build_main

SITE = Path(__file__).parent
_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
}


def main(out: Path) -> int:
    """Builds and checks."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")  # no page says when it was built
    kept = [*("-b", "html"), "-W", "--keep-going", "-q", "-E", "-c", str(SITE), "-d", str(out / ".kept")]
    if build_main([*kept, str(SITE.parent), str(out)]):
        return 1
    wrong = [*dead_links(out), *loads_from_outside(out)]
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


def dead_links(out: Path) -> Iterator[str]:
    """Links within the site that lead to no page, no file or no anchor."""
    pages = {path.resolve(): _page(path) for path in sorted(out.rglob("*.html"))}
    anchors = {path: _anchors(page) for path, page in pages.items()}
    for path, page in pages.items():
        for link in sorted(set(page.xpath("//a/@href | //link/@href | //script/@src | //img/@src"))):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{path.name}: {link} leads nowhere"
            elif parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]:
                yield f"{path.name}: {link} names an anchor that is not there"


def loads_from_outside(out: Path) -> Iterator[str]:
    """Scripts, styles and pictures that a page would fetch from another host; a person may follow links out."""
    for path in sorted(out.rglob("*.html")):
        page = _page(path)
        found = [node.get(_LOADS[node.tag], "") for node in page.iter(*_LOADS)]
        found += [node.get("href", "") for node in page.iter("link") if "canonical" not in node.get("rel", "")]
        yield from (f"{path.name} loads {one}" for one in found if urlsplit(one).netloc)
    for path in sorted((*out.rglob("*.css"), *out.rglob("*.html"))):
        text = path.read_text(encoding="utf-8")
        if "url(http" in text or "url(//" in text or '@import "http' in text:
            yield f"{path.name} has a style that loads from another host"


def _page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def _anchors(page: html.HtmlElement) -> set[str]:
    return {*page.xpath("//@id"), *page.xpath("//a/@name"), ""}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
