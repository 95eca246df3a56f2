from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from web.crawling import Looked, look

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
SCRIPTS = ("/static/desk.js", "/pictures/show.js", "/pictures/vega.js")
_ISOLATED = {"bdi", "title", "option", "textarea", "script", "desc"}  # the last two are read by no eye


@pytest.fixture(scope="module")
def pages(walk: dict[str, str]) -> dict[str, Looked]:
    return {address: look(html) for address, html in walk.items()}


def test_the_walk_meets_every_kind_of_page(pages: dict[str, Looked]) -> None:
    kinds = {re.sub(r"[?].*", "", address).split("/")[1] for address in pages}
    assert {"reports", "claims", "actors", "voices", "ties", "propositions", "timeline", "review", "log"} <= kinds
    assert sum(address.startswith("/reports/") for address in pages) > 25


def test_no_page_runs_or_styles_anything_that_a_report_brought(pages: dict[str, Looked]) -> None:
    for address, page in pages.items():
        for tag, held in page.elements:
            assert tag not in ("iframe", "object", "embed", "base", "img", "style", "foreignobject"), address
            assert tag != "svg" or held["class"] == "reportedly-picture", address
            assert not [name for name in held if name.startswith("on") or name == "style"], (address, tag, held)
            if tag == "script":
                assert held == {"type": "application/json", "id": "spec"} or held.get("src") in SCRIPTS, address


def test_every_link_leads_to_a_page_of_ours_or_a_web_address(pages: dict[str, Looked]) -> None:
    for address, page in pages.items():
        for link in page.links():
            assert re.match(r"/(?![/\\])|#|https?://", link), (address, link)


def test_no_id_stands_twice_and_what_describes_a_claim_is_there(pages: dict[str, Looked]) -> None:
    for address, page in pages.items():
        ids = page.ids()
        assert len(ids) == len(set(ids)), address
        named = {one for _, held in page.elements for one in held.get("aria-describedby", "").split()}
        assert named <= set(ids), address


def test_text_that_turns_direction_turns_nothing_but_itself(pages: dict[str, Looked]) -> None:
    met, loose = 0, []
    for address, page in pages.items():
        for words, inside in page.texts:
            if _BIDI.search(words):
                met += 1
                if not [1 for tag, held in inside if tag in _ISOLATED or "dir" in held]:
                    loose.append((address, words[:80], inside[-2:]))
    assert not loose
    assert met > 20


def test_no_page_holds_what_no_page_may_hold(walk: dict[str, str]) -> None:
    for address, html in walk.items():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", html), address


def test_a_template_in_a_report_stays_text(pages: dict[str, Looked]) -> None:
    words = "".join(words for page in pages.values() for words, _ in page.texts)
    assert "{{ 7*7 }}" in words
    assert "49{%" not in words


@pytest.mark.parametrize("name", ["q", "involving", "actor", "since", "event", "words"])
def test_what_a_visitor_types_comes_back_as_text(looked_at: TestClient, name: str) -> None:
    typed = '"><script>alert(1)</script>\u202e'
    for address in ("/search", "/claims", "/actors", "/voices", "/timeline", "/propositions"):
        answer = looked_at.get(address, params={name: typed})
        assert answer.status_code in (200, 404, 422)
        assert "<script>alert" not in answer.text


NOWHERE = (
    *("/reports/%00", "/reports/..%2f..", "/claims/x.y", "/actors/~zz", "/voices/own.", "/actors/~", "/ties/a/b"),
    *("/propositions/%F0%9F", "/jobs/1"),
)


@pytest.mark.parametrize("path", NOWHERE)
def test_an_address_that_means_nothing_is_told_in_a_sentence(looked_at: TestClient, path: str) -> None:
    answer = looked_at.get(path)
    assert answer.status_code in (404, 422)
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text
