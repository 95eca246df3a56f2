from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from web.crawling import secret_of

Open = Callable[..., TestClient]
BETWEEN = "/api/ties/armenian_armed_forces.ARM/azerbaijan.AZE"


def decide(client: TestClient, address: str, **data: str) -> str:
    """Sends a form of ours; the page that it leads to."""
    answer = client.post(address, data={"csrf": secret_of(client), **data})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_claim_is_rejected_the_tie_changes_and_it_is_taken_back(desk: Open) -> None:
    client = desk()
    claim = client.get(BETWEEN).json()["affirmed"][0]["id"]
    location = decide(client, f"/claims/{claim}/judge", kind="reject", why="misread", back="/review")
    assert location.startswith("/review?did=")
    found = client.get(BETWEEN).json()
    assert (len(found["affirmed"]), len(found["rejected"])) == (0, 1)
    words = client.get(location).text
    assert "Written down" in words
    assert "by <bdi>anna</bdi>" in words
    key = client.get(f"/claims/{claim}").text.partition("/judgements/")[2][:64]
    decide(client, f"/judgements/{key}/withdraw")
    assert client.get(BETWEEN).json()["affirmed"][0]["standing"] == "unjudged"
    assert "taken back" in client.get(f"/claims/{claim}").text


def test_what_it_comes_to_follows_at_once(desk: Open) -> None:
    client = desk()
    claim = client.get(BETWEEN).json()["affirmed"][0]["id"]
    before = [row["support"] for row in client.get(BETWEEN).json()["propositions"]]
    decide(client, f"/claims/{claim}/judge", kind="reject")
    after = [(row["support"], row["affirmed"]["low"]) for row in client.get(BETWEEN).json()["propositions"]]
    assert before == ["contested"]
    assert all(low == 0 for _, low in after)


def test_a_decision_is_signed_by_who_the_visitor_says_he_is(desk: Open) -> None:
    client = desk()
    decide(client, "/settings", who="  bea\u202e <b>  ")
    claim = client.get("/api/claims").json()["items"][0]["id"]
    decide(client, f"/claims/{claim}/judge", kind="note", why="<i>look again</i>")
    html = client.get(f"/claims/{claim}").text
    assert "<bdi>bea  &lt;b&gt;</bdi>" in html or "<bdi>bea &lt;b&gt;</bdi>" in html
    assert "&lt;i&gt;look again&lt;/i&gt;" in html
    assert client.get("/api/log").json()["items"][0]["by"].startswith("bea")


def test_a_correction_stands_beside_what_was_read(desk: Open) -> None:
    client = desk()
    claim = client.get("/api/claims").json()["items"][0]["id"]
    decide(client, f"/claims/{claim}/judge", kind="correct", field="certainty", value="possible", why="says may")
    now = client.get(f"/api/claims/{claim}").json()
    assert now["standing"] == "corrected"
    assert "corrected: certainty possible" in client.get(f"/claims/{claim}").text


def test_actors_are_merged_renamed_and_told_apart_again(desk: Open) -> None:
    client = desk()
    decide(client, "/actors/armenian_armed_forces.ARM/judge", kind="rename", value="AAF")
    assert client.get("/api/actors/armenian_armed_forces.ARM").json()["actor"]["name"] == "AAF"
    location = decide(client, "/actors/boko_haram.NGA/judge", kind="merge", value="AAF")
    assert "boko_haram.NGA" in location
    merged = client.get("/api/actors/boko_haram.NGA").json()["actor"]
    assert (merged["name"], merged["merged"]) == ("AAF", ["Boko Haram"])
    key = client.get("/judgements").text.partition("/judgements/")[2][:64]
    decide(client, f"/judgements/{key}/withdraw")
    assert client.get("/api/actors/boko_haram.NGA").json()["actor"]["name"] == "Boko Haram"


def test_a_source_is_graded(desk: Open) -> None:
    client = desk()
    voice = client.get("/api/voices", params={"q": "Interfax"}).json()["items"][0]["id"]
    decide(client, f"/voices/{voice}/judge", kind="grade", value="C", why="state-owned in part")
    assert client.get(f"/api/voices/{voice}").json()["voice"]["grade"] == "C"


def test_what_says_nothing_is_told_in_a_sentence(desk: Open) -> None:
    client, claim = desk(), ""
    claim = client.get("/api/claims").json()["items"][0]["id"]
    before = client.get("/api/log").json()
    for address, data in (
        (f"/claims/{claim}/judge", {"kind": "dance"}),
        (f"/claims/{claim}/judge", {"kind": "correct", "field": "colour", "value": "red"}),
        (f"/claims/{claim}/judge", {"kind": "note", "why": " "}),
        ("/actors/boko_haram.NGA/judge", {"kind": "merge", "value": "nobody of this name"}),
        ("/actors/boko_haram.NGA/judge", {"kind": "rename", "value": " "}),
        ("/judgements/abcdef123456/withdraw", {}),
        ("/claims/0000000000000000.c1/judge", {"kind": "accept"}),
    ):
        answer = client.post(address, data={"csrf": secret_of(client), **data})
        assert answer.status_code in (404, 409), address
        assert "<h1>" in answer.text
    assert client.get("/api/log").json() == before


def test_nobody_is_sent_away_from_the_desk(desk: Open) -> None:
    client = desk()
    claim = client.get("/api/claims").json()["items"][0]["id"]
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"):
        assert decide(client, f"/claims/{claim}/judge", kind="accept", back=back).startswith(f"/claims/{claim}?did=")


def test_the_queue_begins_with_what_is_contested_and_goes_on(desk: Open) -> None:
    client = desk()
    first = client.get("/api/review").json()
    assert first
    decide(client, f"/claims/{first[0]['id']}/judge", kind="accept")
    rest = [row["id"] for row in client.get("/api/review").json()]
    assert first[0]["id"] not in rest
