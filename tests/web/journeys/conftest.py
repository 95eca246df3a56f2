"""Desks to travel on and a browser to do it in; nothing that a journey does may leave the machine or break a rule."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reportedly.book import open_casebook
from reportedly.book.origins import Origins
from web.journeys.browsing import FLAGS, HERE, Served, Watched, chromium, serving

Travel = Callable[..., Page]
PAGES = {
    **{name: f"/{name}" for name in ("reports", "claims", "actors", "voices", "ties", "propositions", "timeline")},
    **{name: f"/{name}" for name in ("pictures", "network", "map", "chains", "review", "judgements", "add", "log")},
    **{name: f"/{name}" for name in ("settings", "help")},
    "case": "/",
    "search": "/search?q=rifles",
    "without": "/without?name=Middle%20East%20Eye",
    "timeline-picture": "/timeline/picture",
    "nothing": "/claims?actor=Belarus&event=ASSAULT",
    "message": "/claims?event=DANCE",
    "missing": "/reports/0000000000000000",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for all journeys."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of the ten reports, read and weighed."""
    place = tmp_path_factory.mktemp("journeys") / "ten.db"
    with open_casebook(place, by="anna") as book:
        assert book.add([HERE / "ten.jsonl"], workers=0).reports == 10
        Origins(book.store).weigh()
    return place


@pytest.fixture(scope="session")
def desk_of_ten(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One served desk of the ten reports; each journey takes back what it decides there."""
    place = tmp_path_factory.mktemp("desk") / "ten.db"
    shutil.copy(filled, place)
    with serving(place, "--by", "anna", "--workers", "0") as served:
        yield served


@pytest.fixture(scope="session")
def pages(desk_of_ten: Served) -> dict[str, str]:
    """An address of each kind of page, by the kind's name."""

    def first(kind: str, name: str) -> str:
        rows = desk_of_ten.api(f"/api/{kind}?limit=100")["items"]  # type: ignore[index]
        return str(next(row["id"] for row in rows if name in str(row)))

    copy, origin = first("reports", "rifles-2"), first("reports", "rifles-1")
    return PAGES | {
        "report": f"/reports/{first('reports', 'sebha-1')}",
        "copy": f"/reports/{copy}",
        "compare": f"/reports/{copy}/compare/{origin}",
        "claim": f"/claims/{first('claims', 'Wagner Group may')}",
        "correct": f"/claims/{first('claims', 'Wagner Group may')}/correct",
        "actor": f"/actors/{first('actors', 'Africa Corps')}",
        "voice": f"/voices/{first('voices', 'Middle East Eye')}",
        "unnamed-voice": f"/voices/{first('voices', 'nurse')}",
        "tie": "/ties/belarus.BLR/libyan_national_army.LBY",
        "proposition": f"/propositions/{first('propositions', 'Belarus')}",
    }


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Served]:
    """A served desk where nothing is yet."""
    with serving(tmp_path / "empty.db", "--by", "anna", "--workers", "0") as served:
        yield served


@pytest.fixture
def travel(browser: Browser) -> Iterator[Travel]:
    """Opens a desk by the address that it printed; at the end, nobody else was asked and no rule was broken."""
    with contextlib.ExitStack() as ends:
        watched: list[Watched] = []

        def go(
            served: Served,
            width: int = 1200,
            height: int = 900,
            *,
            is_scripted: bool = True,
            expects: tuple[str, ...] = (),
            **how: object,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=is_scripted,
                **how,  # type: ignore[arg-type]
            )
            context.set_default_timeout(30_000)
            ends.callback(context.close)
            watched.append(Watched(served.address, expects))
            watched[-1].watch(context)
            page = context.new_page()
            page.goto(served.opening)
            return page

        yield go
        for one in watched:
            assert one.asked
            assert not one.elsewhere()
            assert not one.said


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Takes a picture of a page into the folder of `--screenshots`, where one is given."""
    folder = request.config.getoption("--screenshots")

    def take(page: Page, name: str, *, is_whole: bool = True) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=is_whole)

    return take
