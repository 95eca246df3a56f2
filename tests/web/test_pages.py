from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from web.crawling import OWN, look

Open = Callable[..., TestClient]
PAGES = (
    *("/", "/reports", "/claims", "/actors", "/voices", "/ties", "/propositions", "/timeline", "/timeline?by=report"),
    *("/pictures", "/network", "/map", "/chains", "/review", "/judgements", "/add", "/log", "/settings", "/help"),
    *("/search", "/search?q=tanker", "/search?q=tanker&only=part", "/without?name=Interfax"),
)


def test_every_page_answers_where_nothing_is(desk: Open) -> None:
    client = desk(is_empty=True)
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/add"' in client.get("/").text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_where_reports_are(looked_at: TestClient, path: str) -> None:
    page = look(looked_at.get(path).text)
    if "only=part" in path:
        return
    headings = [tag for tag, _ in page.elements if tag in ("h1", "main", "header")]
    assert headings.count("h1") == 1
    assert {"main", "header"} <= set(headings)


def test_no_page_leads_nowhere(walk: dict[str, str]) -> None:
    assert len(walk) > 150


def test_each_field_of_a_form_has_its_words(looked_at: TestClient) -> None:
    for address in ("/claims", "/add", "/settings", "/review", "/voices"):
        inside, met = 0, 0
        page = look(looked_at.get(address).text)
        labels = sum(tag == "label" for tag, _ in page.elements)
        for tag, held in page.elements:
            if tag in ("select", "textarea") or (tag == "input" and held.get("type") != "hidden"):
                met += 1
        inside += labels
        assert inside >= met > 0


def report_of(client: TestClient, name: str) -> str:
    for row in client.get("/api/reports", params={"limit": 100}, headers=OWN).json()["items"]:
        if row["document"].startswith(name):
            return str(row["id"])
    raise AssertionError(name)


def test_a_report_shows_its_words_marked_with_the_claims_beside_them(looked_at: TestClient) -> None:
    html = looked_at.get(f"/reports/{report_of(looked_at, 'shelling-2')}").text
    assert 'class="claim certain denied"' in html
    assert "Defence Ministry of Armenia" in html
    assert 'class="sureness certain denied">DENIED' in html


def test_a_copy_says_whose_it_is_and_stands_beside_it(looked_at: TestClient) -> None:
    copy = report_of(looked_at, "shelling-3")
    html = looked_at.get(f"/reports/{copy}").text
    assert "Copied from" in html
    compared = next(link for link in look(html).links() if "/compare/" in link)
    beside = looked_at.get(compared).text
    assert beside.count('class="passage"') >= 2


def test_a_proposition_shows_for_and_against_and_why(looked_at: TestClient) -> None:
    (row,) = [
        row
        for row in looked_at.get("/api/propositions", params={"support": "contested"}).json()["items"]
        if any(piece["words"] == "Armenian Armed Forces" for piece in row["sentence"])
    ]
    assert (row["affirmed"]["low"], row["denied"]["low"], row["denied"]["copies"]) == (1, 1, 2)
    html = looked_at.get(f"/propositions/{row['id']}").text
    for words in ("Defence Ministry of Azerbaijan", "Defence Ministry of Armenia", "copied", "Why this word"):
        assert words in html


def test_the_denied_stands_beside_the_affirmed(looked_at: TestClient) -> None:
    found = looked_at.get("/api/ties/armenian_armed_forces.ARM/azerbaijan.AZE").json()
    assert (len(found["affirmed"]), len(found["denied"])) == (1, 3)
    assert looked_at.get("/ties/azerbaijan.AZE/armenian_armed_forces.ARM").text.count('class="is-not"') >= 3


def test_what_is_searched_for_is_marked(looked_at: TestClient) -> None:
    assert "<mark>Kalbajar</mark>" in looked_at.get("/search", params={"q": "Kalbajar"}).text
    assert "No report holds that" in looked_at.get("/search", params={"q": "nowhereatall"}).text


def test_lists_go_on_from_page_to_page_without_losing_a_row(looked_at: TestClient) -> None:
    whole = [row["id"] for row in looked_at.get("/api/reports", params={"limit": 100}).json()["items"]]
    paged, after = [], None
    while True:
        page = looked_at.get("/api/reports", params={"limit": 7, **({"before": after} if after else {})}).json()
        paged += [row["id"] for row in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert paged == whole


def test_who_is_described_is_not_one_over_all_reports(looked_at: TestClient) -> None:
    """Its page has no sums, lists by report and says why; lists mark it; the first page passes it over."""
    rows = looked_at.get("/api/actors", params={"q": "oil tanker"}).json()["items"]
    (tanker,) = (row for row in rows if row["name"] == "oil tanker")
    assert not tanker["named"]
    assert tanker["reports"] > 1
    found = looked_at.get(f"/api/actors/{tanker['id']}").json()
    assert (found["ties"], found["propositions"]) == ([], [])
    own = looked_at.get(f"/actors/{tanker['id']}").text
    assert "A description, not a name" in own
    assert own.count("<h3><a") == tanker["reports"]
    mark = f'<a class="name unnamed" href="/actors/{tanker["id"]}">'
    for path in ("/actors?q=oil", "/ties", "/search?q=oil+tanker"):
        page = looked_at.get(path).text
        assert mark in page, path
        assert "described, not named" in page, path
    first = looked_at.get("/").text
    assert "Houthi movement" in first
    assert f"/actors/{tanker['id']}" not in first
    houthis = next(row for row in looked_at.get("/api/actors?q=Houthi").json()["items"])
    assert houthis["named"]
    assert "A description" not in looked_at.get(f"/actors/{houthis['id']}").text
