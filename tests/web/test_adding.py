from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from reportedly.web.pages.bring import plain_name
from web.crawling import OWN, secret_of

Open = Callable[..., TestClient]
TEXT = "Port Maro, 3 May 2024 (Red Sea Wire) - Officials said that the Salt Brigade attacked the harbour."


def done(client: TestClient, address: str) -> str:
    """The page of what is being added when it is over."""
    for _ in range(300):
        html = client.get(address).text
        if 'data-state="done"' in html or 'data-state="failed"' in html:
            return html
        time.sleep(0.1)
    raise AssertionError(html)


def add(client: TestClient, **more: object) -> str:
    data = {"csrf": secret_of(client), **{k: v for k, v in more.items() if k != "files"}}
    answer = client.post("/add", data=data, files=more.get("files"))  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_pasted_text_is_read_and_what_is_known_of_it_wins(desk: Open) -> None:
    client = desk(is_empty=True)
    html = done(client, add(client, text=TEXT, publisher="Harbour Gazette", title="Harbour attacked"))
    assert "1 new, 0 known already" in html
    (row,) = client.get("/api/reports").json()["items"]
    assert (row["title"], row["publisher"]) == ("Harbour attacked", "Harbour Gazette")
    assert row["claims"] >= 1
    entry = client.get("/api/log").json()["items"][-1]
    assert entry["by"] == "anna"


def test_files_are_read_in_the_name_that_they_have_here_and_nothing_else(desk: Open) -> None:
    client = desk(is_empty=True)
    files = [
        ("files", ("../../evil\u202e.txt", TEXT.encode(), "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("blob.bin", b"\x00\x01\x02" * 50, "application/octet-stream")),
    ]
    html = done(client, add(client, files=files))
    assert 'data-state="done"' in html
    names = [row["document"] for row in client.get("/api/reports").json()["items"]]
    assert any(name.startswith("evil") for name in names)
    assert not any("/" in name or "\u202e" in name for name in names)


def test_the_same_again_is_one_more_receipt(desk: Open) -> None:
    client = desk(is_empty=True)
    done(client, add(client, text=TEXT, title="Harbour"))
    assert "0 new, 1 known already" in done(client, add(client, text=TEXT, title="Harbour"))


def test_what_cannot_be_added_is_told(desk: Open) -> None:
    client = desk(is_empty=True)
    for data, words in (
        ({}, "Choose files"),
        ({"text": TEXT, "published": "yesterdayish"}, "date"),
        ({"url": "file:///etc/passwd"}, "http://"),
        ({"url": "javascript:alert(1)"}, "http://"),
    ):
        answer = client.post("/add", data={"csrf": secret_of(client), **data})
        assert answer.status_code == 422
        assert words in answer.text


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/"])
def test_an_address_within_is_not_asked(desk: Open, url: str) -> None:
    client = desk(is_empty=True)
    html = done(client, add(client, url=url))
    assert client.get("/api/reports").json()["items"] == []
    assert "private" in html or "not public" in html or "within" in html or "this machine" in html


def test_progress_is_seen_without_javascript(desk: Open) -> None:
    client = desk(is_empty=True)
    address = add(client, text=TEXT)
    html = client.get(address).text
    assert '<noscript><meta http-equiv="refresh"' in html or 'data-state="done"' in html
    assert "http-equiv" not in done(client, address)


def test_the_api_adds_too(desk: Open) -> None:
    client = desk(is_empty=True)
    answer = client.post("/api/reports", json={"text": TEXT, "name": "harbour"}, headers=OWN)
    assert answer.status_code == 202
    done(client, f"/jobs/{answer.json()['id']}")
    assert client.get(f"/api/jobs/{answer.json()['id']}").json()["state"] == "done"
    assert client.post("/api/reports", json={"name": "x"}, headers=OWN).status_code == 422
    assert client.post("/api/reports", json={"text": TEXT, "url": "http://a.example"}, headers=OWN).status_code == 422


def test_a_desk_that_is_closed_leaves_nothing_half(desk: Open) -> None:
    from reportedly.book import open_casebook

    client = desk(is_empty=True)
    files = [("files", (f"{i}.txt", f"{TEXT} It was day {i}.".encode(), "text/plain")) for i in range(12)]
    add(client, files=files)
    place = client.app.state.desk.book.store.place  # type: ignore[attr-defined]
    client.__exit__(None, None, None)
    with open_casebook(place) as book:
        assert not list(book.verify())
        book.add([], workers=0)  # reads what was received and not come to
        assert all(row.claims for row in book.reports())
    client.__enter__()


def test_a_files_name_is_only_words() -> None:
    assert plain_name("C:\\Users\\x\\a.txt") == "a.txt"
    assert plain_name("../../etc/passwd") == "passwd"
    assert plain_name("a\x00\x1b[31m\u202e.txt") == "a__[31m_.txt"
    assert plain_name("/") == "unnamed"
    assert len(plain_name("x" * 5000)) == 200
