"""The API held to its own description by schemathesis, in the process, and to what lasts: paging, tags, ids."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from reportedly.book import open_casebook
from reportedly.book.origins import Origins
from reportedly.web import Settings, create_app
from web.crawling import HOST, OWN, TOKEN

KINDS = ("reports", "claims", "actors", "voices", "propositions")


@pytest.fixture(scope="session")
def described(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A desk of its own, since requests that are made up write in it too."""
    place = tmp_path_factory.mktemp("contract") / "stories.db"
    shutil.copy(stories, place)
    app = create_app(place, Settings(token=TOKEN, by="anna", workers=0, rate=100_000.0, names=("testserver",)))
    with TestClient(app, base_url=HOST):
        yield app


@pytest.fixture(scope="session")
def api_schema(described: FastAPI) -> BaseSchema:
    """The description that the desk gives of its API."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", described, headers=OWN)


def test_what_is_asked_is_answered_as_described(api_schema: BaseSchema) -> None:
    """No fault, and no answer, content type, body or problem that the description does not know."""
    operations = [found.ok() for found in api_schema.get_all_operations()]
    assert len(operations) >= 25
    for operation in operations:
        _ask(operation.as_strategy())


def _ask(cases: SearchStrategy[Case]) -> None:
    """Asks for one thing in some made-up ways."""

    @seed(7)
    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def ask(case: Case) -> None:
        if isinstance(case.body, dict) and case.body.get("url") is not None:
            case.body = {**case.body, "url": "file:///etc/passwd"}  # nothing may be fetched in a test
        answer = case.call(headers=OWN)
        case.validate_response(
            answer, headers=OWN, excluded_checks=[positive_data_acceptance]
        )  # more than types is asked
        if answer.status_code < 400:
            return
        told = answer.json()
        assert answer.headers["content-type"][0] == "application/problem+json"
        assert (told["status"], bool(told["title"]), bool(told["detail"])) == (answer.status_code, True, True)

    ask()


@pytest.mark.parametrize("kind", ["actors", "voices", "ties", "propositions"])
def test_pages_of_any_size_give_the_same_rows(looked_at: TestClient, kind: str) -> None:
    def rows(limit: int) -> list[object]:
        found, at = [], 0
        while at is not None:
            page = looked_at.get(f"/api/{kind}", params={"limit": limit, "offset": at}).json()
            assert len(page["items"]) <= limit
            found += page["items"]
            at = page["next"]
        return found

    whole = rows(100)
    assert len(whole) > 7
    assert rows(7) == whole


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_stands_at_its_own_address_with_a_tag(looked_at: TestClient, kind: str) -> None:
    for row in looked_at.get(f"/api/{kind}", params={"limit": 6}).json()["items"]:
        first = looked_at.get(f"/api/{kind}/{row['id']}")
        assert first.status_code == 200
        again = looked_at.get(f"/api/{kind}/{row['id']}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


def test_a_decision_changes_the_tag(described: FastAPI) -> None:
    client = TestClient(described, base_url=HOST, headers=OWN)
    claim = f"/api/claims/{client.get('/api/claims').json()['items'][-1]['id']}"
    before = client.get(claim).headers["etag"]
    key = client.post(f"{claim}/judgements", json={"kind": "reject", "why": "misread"}).json()["key"]
    assert client.get(claim, headers={"if-none-match": before}).status_code == 200
    client.post(f"/api/judgements/{key}/withdraw")


def test_ids_outlive_a_casebook_that_is_made_anew(looked_at: TestClient, tmp_path: Path) -> None:
    """The same reports, in another order, in another casebook, have the same addresses."""
    root = Path(__file__).parents[2]
    place = tmp_path / "anew.db"
    with open_casebook(place, by="bea") as book:
        for name in ("tanker", "school"):
            book.add([root / f"tests/stories/{name}.jsonl"], workers=0)
        Origins(book.store).weigh()
    with TestClient(create_app(place, Settings(token=TOKEN, workers=0)), base_url=HOST, headers=OWN) as anew:
        for kind in ("reports", "claims", "actors", "voices"):
            rows = anew.get(f"/api/{kind}", params={"limit": 100}).json()["items"]
            assert rows
            for row in rows:
                assert looked_at.get(f"/api/{kind}/{row['id']}").status_code == 200, row["id"]
