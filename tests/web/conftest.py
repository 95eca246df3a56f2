"""A desk on a casebook of ours: reports really read, readings hostile in every field, a client of the app."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.book import open_casebook
from reportedly.casebook import keep, open_store, prepare, write
from reportedly.export.harmless import each_text
from reportedly.model import Document, Evidence, Reading
from reportedly.reading import read_text
from reportedly.web import Settings, create_app
from web.crawling import HOST, HOSTILE, TOKEN, crawl

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of reports that deny, copy and rest on one voice."""
    place = tmp_path_factory.mktemp("desk") / "stories.db"
    names = ("shelling", "school", "tanker")
    with open_casebook(place, by="anna") as book:
        book.add([ROOT / "examples/coast.txt", *(ROOT / f"tests/stories/{name}.jsonl" for name in names)], workers=0)
    _keep_hostile(place)
    with open_casebook(place, by="anna") as book:
        from reportedly.book.origins import Origins

        Origins(book.store).weigh()
    return place


def _keep_hostile(place: Path) -> None:
    """Puts reports in whose readings, by whatever reader, hold an attack in each of their texts."""
    store = open_store(place, by="<b>mallory</b>")
    for number, attack in enumerate(HOSTILE):
        reading = _hostile(attack, number)
        with store.writing() as work:
            kept = keep(work, Evidence(f"{number}".encode(), reading.document, "text/html", attack, attack))
            document = replace(kept.document, id=reading.document.id)
            write(work, prepare(kept.report, replace(reading, document=document)))
    store.close()


def _hostile(attack: str, number: int) -> Reading:
    """A reading of an ordinary report with the attack in place of each name, role, thing, message and address."""
    text = "Officials in Maro said that the Salt Brigade shelled the town. The mayor denied that rebels burnt farms."
    read = read_text(text)
    assert read.claims
    kept = {"author", "outlet", "person", "organization", "group", "document", "unspecified"}
    kept |= {row.event for row in read.claims if row.event} | {"affirmed", "denied", "certain", "probable", "possible"}
    kept |= {"past", "ongoing", "future", "intended", "hypothetical", "direct", "indirect", "mixed"}
    ids = {row.id for rows in (read.actors, read.places, read.sources, read.attributions, read.claims) for row in rows}
    spoilt = each_text(read, lambda words: words if words in kept | ids | {text} or not words else f"{attack} {words}")
    document = Document(
        f"sha256:{number:064x}", f"{attack}.txt", f"{attack}\n{text}", attack, attack, "2024-05-01", attack
    )
    shift = len(attack) + 1
    return replace(_moved(spoilt, shift), document=document, reader=read.reader)


def _moved(reading: Reading, by: int) -> Reading:
    """The reading of a text that stands so much further on."""
    from reportedly.model import Span

    def moved(value: object) -> object:
        if isinstance(value, Span):
            return Span(value.start + by, value.end + by)
        if type(value) is tuple:
            return tuple(map(moved, value))
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{name: moved(getattr(value, name)) for name in value.__dataclass_fields__})  # type: ignore[type-var]
        return value

    found = moved(reading)
    assert isinstance(found, Reading)
    return found


@pytest.fixture
def desk(stories: Path, tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Opens a desk on a copy of the stories (or an empty casebook), as a client that has come in by the token."""
    opened: list[TestClient] = []

    def open_desk(*, is_empty: bool = False, has_come_in: bool = True, **settings: object) -> TestClient:
        place = tmp_path / f"{len(opened)}.db"
        if not is_empty:
            shutil.copy(stories, place)
        known = Settings(**({"token": TOKEN, "by": "anna", "workers": 0, "rate": 1000.0} | settings))  # type: ignore[arg-type]
        client = TestClient(create_app(place, known), base_url=HOST, follow_redirects=False)
        client.__enter__()
        opened.append(client)
        if has_come_in:
            assert client.get("/", params={"token": TOKEN}).status_code == 303
        return client

    yield open_desk
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def walk(looked_at: TestClient) -> dict[str, str]:
    """Every page of that desk, by address."""
    return crawl(looked_at)


@pytest.fixture
def outsider(looked_at: TestClient) -> TestClient:
    """Somebody else at the same desk, who has not come in."""
    return TestClient(looked_at.app, base_url=HOST, follow_redirects=False)


@pytest.fixture(scope="session")
def looked_at(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One desk for all tests that only look."""
    place = tmp_path_factory.mktemp("looked") / "at.db"
    shutil.copy(stories, place)
    app = create_app(place, Settings(token=TOKEN, by="anna", workers=0, rate=1000.0))
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        client.get("/", params={"token": TOKEN})
        yield client
