from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from web.crawling import OWN, look, secret_of

Open = Callable[..., TestClient]


def claim_of(client: TestClient, words: str) -> str:
    for row in client.get("/api/claims", params={"limit": 100}).json()["items"]:
        if words in row["words"]:
            return str(row["id"])
    raise AssertionError(words)


def form_of(client: TestClient, claim: str) -> dict[str, str]:
    """What a browser would send of the form, if nobody touched it."""
    page = client.get(f"/claims/{claim}/correct").text
    given = {"csrf": secret_of(client), "why": ""}
    for tag, held in look(page).elements:
        if tag == "input" and held.get("name") not in (None, "q", "csrf"):
            given[held["name"]] = held.get("value", "")
    for name, choices in re.findall(r'<select name="(\w+)">(.*?)</select>', page, re.DOTALL):
        given[name] = html.unescape(re.findall(r'<option(?: value="([^"]*)")? selected>', choices)[0])
    for name, words in re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL):
        given[name] = html.unescape(words).replace("\n", "\r\n")
    return given


def send(client: TestClient, claim: str, **changed: str) -> str:
    """Sends the form with some fields changed; the page that it leads to."""
    answer = client.post(f"/claims/{claim}/correct", data=form_of(client, claim) | changed)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def facts(page: str) -> str:
    """The claim's fields as the page tells them."""
    return page.partition('id="fields"')[2].partition("</section>")[0]


def test_a_form_that_nobody_touched_changes_nothing(desk: Open) -> None:
    """Not even where a report brought signs that a browser changes."""
    client = desk()
    rows = client.get("/api/claims", params={"limit": 100}).json()["items"]
    assert len(rows) > 40
    for row in rows[::4]:
        answer = client.post(f"/claims/{row['id']}/correct", data=form_of(client, row["id"]))
        assert answer.status_code == 422
        assert "Nothing is changed yet." in answer.text, row["id"]


def test_fields_and_words_are_corrected_at_once_and_stand_beside_what_was_read(desk: Open) -> None:
    client = desk()
    claim = client.get("/api/ties/armenian_armed_forces.ARM/azerbaijan.AZE").json()["affirmed"][0]["id"]
    read = client.get(f"/api/claims/{claim}").json()
    words = " ".join(read["words"].split()[:2])
    assert read["certainty"] != "possible"
    page = send(client, claim, certainty="possible", actors="Salt Brigade", spans_words=words, why="says may")
    now = client.get(f"/api/claims/{claim}").json()
    assert (now["standing"], now["certainty"], now["words"]) == ("corrected", "possible", words)
    assert [link["words"] for link in now["actors"]] == ["Salt Brigade"]
    assert f"<s><bdi>{read['certainty']}</bdi></s>" in facts(page)
    assert '<b class="corrected"><bdi>Salt Brigade</bdi></b>' in facts(page)
    assert "says may" in page
    assert client.get("/api/actors", params={"q": "Salt Brigade"}).json()["items"][0]["claims"] >= 1

    key = page.partition("/judgements/")[2][:64]
    client.post(f"/judgements/{key}/withdraw", data={"csrf": secret_of(client)})
    again = client.get(f"/api/claims/{claim}").json()
    assert {**again, "number": 0} == {**read, "number": 0}


def test_words_that_are_no_stretch_of_the_report_come_back_with_the_reason(desk: Open) -> None:
    client = desk()
    claim = client.get("/api/claims").json()["items"][0]["id"]
    before = client.get("/api/log").json()
    for changed, reason in (
        ({"spans_words": "words that nobody wrote"}, "does not stand in the text"),
        ({"spans_at": "0-999999"}, "no stretch of this text"),
        ({"spans_at": "0-3", "spans_words": "nothing of it"}, "the words and the places differ"),
        ({"spans_words": "", "spans_at": ""}, "a claim has words"),
        ({"time": "last week"}, "no time"),
        ({"event": "", "relation": ""}, "say which, or reject it"),
        ({"dead": "many"}, "dead"),
    ):
        given = form_of(client, claim) | changed | {"why": "<b>looked</b>"}
        answer = client.post(f"/claims/{claim}/correct", data=given)
        told = html.unescape(answer.text).casefold()
        assert answer.status_code == 422, changed
        assert reason in told.partition('class="problem-line"')[2].partition("</p>")[0], changed
        assert 'value="<b>looked</b>"' in told
    assert client.get("/api/log").json() == before


def test_who_is_hidden_is_not_corrected(desk: Open) -> None:
    client = desk(redact=True)
    claim = client.get("/api/claims").json()["items"][0]["id"]
    assert client.get(f"/claims/{claim}/correct").status_code == 403
    assert client.post(f"/claims/{claim}/correct", data={"csrf": secret_of(client)}).status_code == 403


def test_what_was_corrected_hides_who_is_not_named_all_the_same(desk: Open) -> None:
    client = desk()
    coast = next(r for r in client.get("/api/reports?limit=100").json()["items"] if r["document"] == "coast.txt")["id"]
    claims = [
        claim
        for claim in client.get(f"/api/reports/{coast}").json()["claims"]
        if any(not link["named"] for link in claim["chain"])
    ][:3]
    for claim in claims:
        send(client, claim["id"], certainty="possible" if claim["certainty"] != "possible" else "probable")
    client.post("/settings", data={"csrf": secret_of(client), "who": "anna", "redact": "1"})
    page = client.get(f"/reports/{coast}").text
    assert "█" in page
    unnamed = [link["words"] for claim in claims for link in claim["chain"] if not link["named"]]
    assert unnamed
    for claim in claims:
        told = client.get(f"/claims/{claim['id']}").text
        assert not [words for words in unnamed if f">{words}<" in told]


@pytest.mark.parametrize("body", [{"fields": {"certainty": "possible"}}, {"field": "certainty", "value": "possible"}])
def test_the_api_corrects_too(desk: Open, body: dict[str, object]) -> None:
    client = desk()
    claim = client.get("/api/claims").json()["items"][0]["id"]
    answer = client.post(f"/api/claims/{claim}/judgements", json={"kind": "correct", **body}, headers=OWN)
    assert answer.status_code == 201
    assert client.get(f"/api/claims/{claim}").json()["certainty"] == "possible"
