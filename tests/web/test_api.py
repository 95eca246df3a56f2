from __future__ import annotations

import json

from fastapi.testclient import TestClient

from reportedly.web.ids import actor_id, actor_of, claim_of, report_id, voice_id, voice_of
from web.crawling import OWN, look


def test_pages_and_api_say_the_same(looked_at: TestClient) -> None:
    for row in looked_at.get("/api/claims", params={"limit": 20}).json()["items"]:
        html = looked_at.get(f"/claims/{row['id']}").text
        words = "".join(words for words, _ in look(html).texts)
        for told in (row["sureness"], row["label"], row["words"], *(link["words"] for link in row["chain"])):
            assert (
                " ".join(told.split()) in " ".join(words.split()) or "\x00" in told or "\ufffe" in told or "\r" in told
            )


def test_counts_agree(looked_at: TestClient) -> None:
    case = looked_at.get("/api/case").json()
    claims, after = 0, "0"
    while after is not None:
        page = looked_at.get("/api/claims", params={"limit": 100, "after": after}).json()
        claims, after = claims + len(page["items"]), page["next"]
    assert claims == case["counts"]["claims"]
    assert case["entries"] == looked_at.get("/api/log", params={"limit": 1}).json()["items"][0]["seq"]


def test_an_answer_that_is_known_is_not_sent_again(looked_at: TestClient) -> None:
    first = looked_at.get("/api/actors")
    assert first.headers["cache-control"] == "private, no-cache"
    again = looked_at.get("/api/actors", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert looked_at.get("/api/actors", headers={"if-none-match": '"other"'}).status_code == 200
    assert first.headers["etag"] != looked_at.get("/api/voices").headers["etag"]


def test_problems_are_told_as_rfc_9457_says(looked_at: TestClient) -> None:
    for path, status in (
        ("/api/claims/nothing", 404),
        ("/api/reports/0000000000000000", 404),
        ("/api/nothing", 404),
        ("/api/claims?limit=0", 422),
        ("/api/claims?event=DANCE", 404),
        ("/api/jobs/1", 404),
    ):
        answer = looked_at.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        told = answer.json()
        assert told["status"] == status
        assert told["title"]
        assert told["detail"]
    assert looked_at.post("/api/case", headers=OWN).status_code == 405


def test_the_api_describes_itself_with_examples(looked_at: TestClient) -> None:
    described = looked_at.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    paths = described["paths"]
    assert all(path.startswith("/api/") for path in paths)
    for path, verbs in paths.items():
        for verb, told in verbs.items():
            assert told.get("description"), (verb, path)
            assert "404" in told["responses"], (verb, path)
    assert '"examples"' in json.dumps(paths)


def test_a_reading_comes_as_its_contract_says(looked_at: TestClient) -> None:
    id_ = looked_at.get("/api/claims").json()["items"][0]["report"]
    reading = looked_at.get(f"/api/reports/{id_}/reading").json()
    assert (reading["format"], reading["version"]) == ("reportedly/reading", 1)


def test_ids_are_read_back_as_they_were_written() -> None:
    for folded, country in (("houthi movement", "YEM"), ("farmers", ""), ("#", ""), ("a_b", "X Y"), ("جيش", "SYR")):
        assert actor_of(actor_id(folded, country)) == (folded, country)
        assert "/" not in actor_id(folded, country)
    assert actor_id("houthi movement", "YEM") == "houthi_movement.YEM"
    assert voice_of(voice_id("outlet:red sea wire")).key == "outlet:red sea wire"
    key = f"report:{'ab' * 32}:a resident of maro"
    own = voice_of(voice_id(key))
    assert own.report == "ab" * 8
    assert own.is_of(key)
    assert not own.is_of(f"{key}#2")
    assert "maro" not in voice_id(key)
    assert claim_of(f"{report_id('ab' * 32)}.c3") == ("ab" * 8, "c3")
    assert claim_of("../etc/passwd") is None
    for odd in ("~zz", "~", ".", "own.x", "own..", "%"):
        actor_of(odd)
        voice_of(odd)
