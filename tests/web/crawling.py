"""Walks every page that a desk links to, and takes pages apart as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from fastapi.testclient import TestClient

TOKEN = "the-token-of-these-tests"
HOST = "http://127.0.0.1:8765"
OWN = {"authorization": f"Bearer {TOKEN}"}

# What text from outside may try: markup, scripts, entities, addresses that run, templates, bidirectional controls,
# formulas, SQL, paths, header ends, what no page may hold.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>",
    "\u202ekcatta na\u202c \u2066abc\u2069",
    "&lt;b&gt;&#x3c;i&#x3e;",
    '=HYPERLINK("http://evil.example")',
    "'; DROP TABLE report; --",
    "../../etc/passwd",
    "a\r\nSet-Cookie: x=1",
    "\x00\x07\x1b[31m\ufffe",
    "//evil.example/%2e%2e/",
    "«mark» </mark>",
)  # fmt: skip
_OF_A_KIND = 15
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Looked:
    """What stands on a page: elements with their attributes, and texts with what they lie in."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, tuple[tuple[str, dict[str, str]], ...]]] = field(default_factory=list)

    def links(self) -> list[str]:
        return [held["href"] for tag, held in self.elements if tag == "a" and "href" in held]

    def ids(self) -> list[str]:
        return [held["id"] for _, held in self.elements if "id" in held]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.looked = Looked()
        self._open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.looked.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag:
            self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.looked.texts.append((data, tuple(self._open)))


def look(html: str) -> Looked:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.looked


def crawl(client: TestClient, most: int = 1500, *, with_pictures: bool = True) -> dict[str, str]:
    """The pages that can be reached by links from the first one, by address."""
    drawn = ("/network", "/map", "/chains", "/timeline/")
    # A picture's files (PNG, a page of its own) are looked at in tests/pictures; drawing each again takes seconds.
    passed = ("/api", "/static", "/pictures/", *(() if with_pictures else drawn))
    # Pages of one kind that any claim or pair of reports has: each is the same with other words.
    kinds = ("/correct", "/compare/")
    todo, seen = ["/", "/add", "/settings", "/log", "/judgements", "/help"], {}
    while todo and len(seen) < most:
        address = todo.pop(0)
        if any(kind in address and sum(kind in one for one in seen) >= _OF_A_KIND for kind in kinds):
            continue
        if address in seen or not address.startswith("/") or address.startswith(passed):
            continue
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        if not answer.headers["content-type"].startswith("text/html"):
            seen[address] = ""
            continue
        seen[address] = answer.text
        todo += [link.partition("#")[0] for link in look(answer.text).links() if link.partition("#")[0] not in seen]
    return seen


def secret_of(client: TestClient) -> str:
    """The secret that the forms of this client's session carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/settings").text)
    assert found
    return found[1]
