from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from reportedly.web.safety.headers import POLICY
from reportedly.web.safety.passwords import PasswordError, hashed, is_password
from reportedly.web.safety.rates import Bucket
from reportedly.web.serving import ServingError, addresses, checked
from reportedly.web.settings import Settings, is_loopback
from web.crawling import HOST, OWN, TOKEN, secret_of

Open = Callable[..., TestClient]


def test_nobody_comes_in_without_the_token(outsider: TestClient) -> None:
    client = outsider
    for path in ("/", "/reports", "/api/reports", "/api/openapi.json", "/settings"):
        assert client.get(path).status_code == 401
        assert client.get(path, params={"token": "another"}).status_code in (401, 429)
        assert client.get(path, headers={"authorization": "Bearer another"}).status_code == 401
    assert client.get("/api/reports", headers=OWN).status_code == 200


def test_the_token_goes_from_the_address_into_a_cookie_that_no_script_reads(outsider: TestClient) -> None:
    client = outsider
    answer = client.get("/reports", params={"before": 3, "token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports?before=3")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/reports").status_code == 200


def test_a_redirect_never_leaves_the_desk(outsider: TestClient) -> None:
    client = outsider
    answer = client.get("//evil.example/", params={"token": TOKEN})
    assert not answer.headers.get("location", "/").startswith("//")


def test_tries_at_the_token_are_counted(desk: Open) -> None:
    client = desk(has_come_in=False)
    answers = [client.get("/", params={"token": f"guess-{i}"}).status_code for i in range(9)]
    assert answers[0] == 401
    assert answers[-1] == 429


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8765", "[::1].evil"])
def test_a_page_that_had_its_name_point_here_gets_nothing(looked_at: TestClient, host: str) -> None:
    answer = looked_at.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "coast" not in answer.text


def test_its_own_names_are_answered(desk: Open) -> None:
    client = desk(names=("desk.example",))
    for host in ("localhost:8765", "127.0.0.1", "[::1]:8765", "desk.example", "DESK.example:443"):
        assert client.get("/help", headers={"host": host} | OWN).status_code == 200


def test_every_answer_tells_the_browser_what_it_may_do(outsider: TestClient) -> None:
    client = outsider
    for path in ("/", "/nothing", "/static/desk.css", "/api/reports"):
        for headers in ({}, OWN, {"host": "evil.example"}):
            answer = client.get(path, headers=headers)
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert client.get("/", headers=OWN).headers["cache-control"] == "private, no-store"


FORMS = ("/settings", "/add", "/claims/0000000000000000.c1/judge", "/actors/x/judge", "/voices/x/judge",
         "/reports/0000000000000000/note", "/judgements/0000/withdraw", "/logout")  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_the_secret_does_nothing(looked_at: TestClient, path: str) -> None:
    client = looked_at
    before = client.get("/api/log").json()
    for data in ({"kind": "accept", "who": "mallory"}, {"kind": "accept", "csrf": "guess", "who": "mallory"}):
        assert client.post(path, data=data).status_code in (403, 422)
    assert client.get("/api/log").json() == before
    assert "mallory" not in client.get("/settings").text


ELSEWHERE = (
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
)


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_of_another_sites_page_does_nothing(looked_at: TestClient, headers: dict[str, str]) -> None:
    client = looked_at
    data = {"csrf": secret_of(client), "who": "mallory"}
    assert client.post("/settings", data=data, headers=headers).status_code == 403
    kept = {"csrf": data["csrf"], "who": "anna"}
    assert client.post("/settings", data=kept, headers={"origin": HOST}).status_code == 303


def test_the_secret_of_one_session_is_no_other_ones(desk: Open) -> None:
    first = desk()
    second = TestClient(first.app, base_url=HOST, follow_redirects=False)
    second.get("/", params={"token": TOKEN})
    assert second.post("/settings", data={"csrf": secret_of(first), "who": "x"}).status_code == 403


def test_the_api_writes_for_who_has_the_token_and_not_for_a_mere_cookie(desk: Open) -> None:
    client = desk()
    claim = client.get("/api/claims").json()["items"][0]["id"]
    address, body = f"/api/claims/{claim}/judgements", {"kind": "reject", "why": "seen to"}
    assert client.post(address, json=body).status_code == 403
    assert client.post(address, json=body, headers={"x-reportedly-secret": secret_of(client)}).status_code == 201
    assert client.post(address, json=body, headers=OWN).status_code == 201


def test_what_is_sent_is_bounded(desk: Open) -> None:
    client = desk(uploads=500_000)
    secret = secret_of(client)
    assert client.post("/add", data={"csrf": secret, "text": "x" * 600_000}).status_code == 413
    assert client.post("/settings", data={"csrf": secret, "who": "x" * 400_000}).status_code == 413
    assert client.post("/settings", data={"csrf": secret, "who": "x" * 3000}).status_code == 422
    assert client.get("/api/log").status_code == 200


def test_what_is_sent_in_pieces_is_bounded_too(looked_at: TestClient) -> None:
    client = looked_at

    def pieces():  # type: ignore[no-untyped-def]
        yield from (b"x" * 65536 for _ in range(10))

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/settings", content=pieces(), headers=headers).status_code == 413


def test_one_visitor_cannot_take_the_desk_for_himself(desk: Open) -> None:
    client = desk(rate=1.0)
    answers = [client.get("/help") for _ in range(14)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_bucket_fills_up_again() -> None:
    bucket = Bucket(rate=2.0, burst=2.0)
    assert [bucket.take("a", now=0.0) for _ in range(3)] == [0.0, 0.0, 0.5]
    assert bucket.take("b", now=0.0) == 0.0
    assert bucket.take("a", now=0.5) == 0.0


def test_with_a_password_the_token_opens_nothing_and_the_password_does(desk: Open) -> None:
    client = desk(password_hash=hashed("a long password"), has_come_in=False)
    assert client.get("/reports", params={"token": TOKEN}).headers["location"] == "/login?next=/reports"
    assert client.get("/login").status_code == 200
    wrong = client.post("/login", data={"name": "bea", "password": "a wrong password"})
    assert wrong.status_code == 403
    right = client.post("/login", data={"name": "bea", "password": "a long password", "to": "//evil.example"})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert "bea" in client.get("/settings").text


def test_a_password_is_kept_as_argon2id_and_may_not_be_short() -> None:
    made = hashed("a long password")
    assert made.startswith("$argon2id$")
    assert is_password(made, "a long password")
    assert not is_password(made, "a long passwore")
    assert not is_password("no hash", "a long password")
    with pytest.raises(PasswordError):
        hashed("short")


def test_a_session_ends(desk: Open) -> None:
    client = desk(hours=0.0)
    assert client.get("/").status_code == 401
    client = desk()
    assert client.post("/logout", data={"csrf": secret_of(client)}).status_code == 200
    assert client.get("/").status_code == 401


def test_only_this_machine_is_served_without_a_password() -> None:
    assert checked(Settings()).token
    assert checked(Settings()).token != checked(Settings()).token
    with pytest.raises(ServingError, match="password"):
        checked(Settings(host="0.0.0.0"))
    open_to_all = checked(Settings(host="0.0.0.0", password_hash="x"))
    assert "in clear" in addresses(open_to_all)[1]
    assert len(addresses(checked(Settings(host="0.0.0.0", password_hash="x", is_https=True)))) == 1


def test_loopback_is_told_apart() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "::1", "localhost", "127.9.9.9")))
    assert not any(map(is_loopback, ("0.0.0.0", "10.0.0.1", "localhost.evil", "::")))


def test_an_original_is_saved_and_never_shown(looked_at: TestClient) -> None:
    client = looked_at
    for row in client.get("/api/reports", params={"limit": 5}).json()["items"]:
        answer = client.get(f"/reports/{row['id']}/original")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert re.fullmatch(r'attachment; filename="[0-9a-f]{16}\.bin"', answer.headers["content-disposition"])


def test_a_desk_for_reading_only_writes_nothing(desk: Open, stories: object) -> None:
    client = desk(read_only=True)
    claim = client.get("/api/claims").json()["items"][0]["id"]
    assert client.post(f"/claims/{claim}/judge", data={"csrf": secret_of(client), "kind": "accept"}).status_code == 403
    assert client.post("/api/reports", json={"text": "x"}, headers=OWN).status_code == 403
    assert "Accept" not in client.get(f"/claims/{claim}").text
