"""Every page that can be reached from the first: it answers, is HTML as the standard has it, leads nowhere dead."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from justhtml import JustHTML

from reportedly.export.redaction import redacted
from reportedly.model import Reading
from web.crawling import Looked, crawl, look

Open = Callable[..., TestClient]
_PAGED = {"before", "after", "offset"}


@pytest.fixture(scope="module")
def html(walk: dict[str, str]) -> dict[str, str]:
    """The pages that are HTML."""
    return {address: words for address, words in walk.items() if words}


@pytest.fixture(scope="module")
def pages(html: dict[str, str]) -> dict[str, Looked]:
    return {address: look(words) for address, words in html.items()}


def faults(words: str) -> list[str]:
    """What a browser would have to mend (WHATWG HTML, 13.2: parse errors)."""
    return [str(error) for error in JustHTML(words, collect_errors=True).errors]


def test_the_judge_of_html_finds_what_is_wrong() -> None:
    assert not faults("<!doctype html><html lang=en><title>a</title><p>b</p>")
    for wrong in ("<p><b>x</p></b>", "<p>x</div>", "<ul></p></ul>", "<h1>x</h2>"):
        assert faults(f"<!doctype html><html lang=en><title>a</title>{wrong}"), wrong


def test_every_page_is_html_as_the_standard_has_it(html: dict[str, str]) -> None:
    wrong = {address: found[:3] for address, words in html.items() if (found := faults(words))}
    assert not wrong


def test_every_page_has_its_language_its_heading_and_no_id_twice(pages: dict[str, Looked]) -> None:
    assert len(pages) > 200
    for address, page in pages.items():
        tags = [tag for tag, _ in page.elements]
        assert page.elements[0] == ("html", page.elements[0][1]), address
        assert page.elements[0][1]["lang"] == "en", address
        assert tags.count("h1") == 1, address
        assert tags.count("main") == 1, address
        assert len(page.ids()) == len(set(page.ids())), address
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_every_page_has_a_title_of_its_own(html: dict[str, str]) -> None:
    """Another page of the same list may have the same."""
    titled = defaultdict(set)
    for address, words in html.items():
        title = words.partition("<title>")[2].partition("</title>")[0].strip()
        assert not title.startswith("·"), address
        titled[title].add(whose(address))
    assert not {title: found for title, found in titled.items() if len(found) > 1}


def whose(address: str) -> str:
    """An address without the page of a list that it is."""
    parts = urlsplit(address)
    asked = [pair for pair in parts.query.split("&") if pair.partition("=")[0] not in _PAGED]
    is_list = parts.path in (
        "/claims",
        "/timeline",
        "/propositions",
        "/network",
        "/map",
        "/chains",
        "/timeline/picture",
    )
    return parts.path if is_list else f"{parts.path}?{'&'.join(asked)}"


def test_no_link_points_at_a_part_that_is_not_there(pages: dict[str, Looked]) -> None:
    ids = {address: set(page.ids()) for address, page in pages.items()}
    met, dead = 0, []
    for address, page in pages.items():
        for link in page.links():
            path, mark, part = link.partition("#")
            if mark and (path or address) in ids:
                met += 1
                dead += [] if part in ids[path or address] else [(address, link)]
    assert met > 400
    assert not dead


def test_every_label_belongs_to_a_field_and_every_button_says_something(html: dict[str, str]) -> None:
    for address, words in html.items():
        for button in re.findall(r"<button[^>]*>(.*?)</button>", words, re.DOTALL):
            assert button.strip(), address
        for label in re.findall(r"<label(.*?)</label>", words, re.DOTALL):
            assert re.search(r"<(input|select|textarea)\b|^ for=", label), (address, label[:80])


def test_a_redacted_walk_meets_nobody_who_is_hidden(desk: Open) -> None:
    client = desk(redact=True)
    sight = client.app.state.desk  # type: ignore[attr-defined]
    reports = client.get("/api/reports", params={"limit": 100}).json()["items"]
    keys = [client.get(f"/api/reports/{row['id']}").json()["key"] for row in reports]
    readings = [sight.look.reading(key) for key in keys]
    hidden = {phrase for reading in readings if reading for phrase in phrases(reading)}
    told = "\n".join(words for reading in readings if reading for words in said(redacted(reading)))
    secret = {phrase for phrase in hidden if phrase not in told.casefold()}
    assert len(secret) >= 5
    met = {
        (address, phrase)
        for address, words in crawl(client, 220, with_pictures=False).items()
        for phrase in secret
        if phrase in " ".join(words.split()).casefold()
    }
    assert not met


def phrases(reading: Reading) -> list[str]:
    """What a report calls its unnamed voices, where that is more than a word."""
    text = reading.document.text
    unnamed = {source.id for source in reading.sources if not source.named}
    spans = [span for row in reading.attributions if row.source in unnamed for span in row.source_spans]
    found = (" ".join(text[span.start : span.end].split()).casefold() for span in spans)
    return [words for words in found if words.count(" ") >= 1]


def said(reading: Reading) -> tuple[str, ...]:
    document = reading.document
    return tuple(" ".join((words or "").split()) for words in (document.text, document.title, document.publisher))
