from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.book import open_casebook
from reportedly.book.origins import Origins
from reportedly.web import Settings, create_app
from web.crawling import OWN, TOKEN, crawl, secret_of

TEXTS = {
    "quarry": "A seamstress from Quillham said that the Salt Brigade shelled the quarry on Monday.",
    "bridge": "The Salt Brigade attacked the bridge. The mayor, John Weller, denied that rebels burnt farms, "
    "but a lighthouse keeper at Dunmere said that fighters of the Salt Brigade killed three people.",
}
# Words that would tell who the unnamed are.
IDENTIFYING = ("seamstress", "quillham", "lighthouse", "keeper", "dunmere")
SHOWN = ("salt brigade", "weller")

Open = Callable[..., TestClient]


@pytest.fixture
def hiding(tmp_path: Path) -> TestClient:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    place = tmp_path / "redact.db"
    with open_casebook(place, by="anna") as book:
        book.add(folder, workers=0)
        book.judge.note(book.judge.report("quarry.txt"), "the seamstress is to be asked again")
        Origins(book.store).weigh()
    from reportedly.web.app import create_app

    return TestClient(
        create_app(place, Settings(token=TOKEN, redact=True, rate=1000.0)),
        base_url="http://127.0.0.1:8765",
        follow_redirects=False,
    )


def told(words: str) -> list[str]:
    return [word for word in IDENTIFYING if re.search(rf"\b{word}", words, re.IGNORECASE)]


def test_no_page_tells_who_the_unnamed_are(hiding: TestClient) -> None:
    with hiding as client:
        client.get("/", params={"token": TOKEN})
        pages = crawl(client)
        assert len(pages) > 20
        for address, html in pages.items():
            assert not told(html), (address, told(html))
            assert not told(address)
        everything = "".join(pages.values()).lower()
        assert all(words in everything for words in SHOWN)
        assert "an unnamed source 1" in everything


def test_no_answer_of_the_api_tells_it_either(hiding: TestClient) -> None:
    with hiding as client:
        todo = [f"/api/{name}" for name in ("case", "reports", "claims", "actors", "voices", "ties", "timeline", "log")]
        todo += ["/api/propositions", "/api/review", "/api/search?q=brigade"]
        for row in client.get("/api/reports", headers=OWN).json()["items"]:
            todo += [f"/api/reports/{row['id']}{rest}" for rest in ("", "/reading", "/lineage")]
        for kind in ("claims", "actors", "voices", "propositions"):
            todo += [f"/api/{kind}/{row['id']}" for row in client.get(f"/api/{kind}", headers=OWN).json()["items"]]
        for path in todo:
            answer = client.get(path, headers=OWN)
            assert answer.status_code == 200, path
            assert not told(answer.text), (path, told(answer.text))


def test_the_original_is_not_handed_out(hiding: TestClient) -> None:
    with hiding as client:
        id_ = client.get("/api/reports", headers=OWN).json()["items"][0]["id"]
        for path in (f"/reports/{id_}/original", f"/api/reports/{id_}/original"):
            answer = client.get(path, headers=OWN)
            assert answer.status_code == 403
            assert not told(answer.text)


@pytest.mark.parametrize("word", IDENTIFYING)
def test_a_search_finds_nobody_out(hiding: TestClient, word: str) -> None:
    with hiding as client:
        for path in ("/api/search", "/api/actors", "/api/voices"):
            assert client.get(path, params={"q": word}, headers=OWN).json()["items"] == []
        answer = client.get("/api/claims", params={"words": word}, headers=OWN)
        assert answer.status_code in (403, 404) or answer.json()["items"] == []


def test_the_switch_hides_for_one_visitor_and_can_be_taken_back(desk: Open) -> None:
    client = desk()
    other = desk()
    coast = next(r for r in client.get("/api/reports?limit=100").json()["items"] if r["document"] == "coast.txt")["id"]
    plain = client.get(f"/reports/{coast}").text
    client.post("/settings", data={"csrf": secret_of(client), "who": "anna", "redact": "1"})
    hidden = client.get(f"/reports/{coast}").text
    assert "█" in hidden
    assert "█" not in plain
    assert "█" not in other.get(f"/reports/{coast}").text
    client.post("/settings", data={"csrf": secret_of(client), "who": "anna"})
    assert client.get(f"/reports/{coast}").text == plain


def test_nobody_switches_off_what_the_desk_was_started_with(hiding: TestClient) -> None:
    with hiding as client:
        client.get("/", params={"token": TOKEN})
        client.post("/settings", data={"csrf": secret_of(client), "who": "anna"})
        assert not any(told(html) for html in crawl(client, 30, with_pictures=False).values())


def test_the_words_would_be_there_without_it(hiding: TestClient, tmp_path: Path) -> None:
    app = create_app(tmp_path / "redact.db", Settings(token=TOKEN, rate=1000.0))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        client.get("/", params={"token": TOKEN})
        assert set(told("".join(crawl(client, with_pictures=False).values()))) == set(IDENTIFYING)
