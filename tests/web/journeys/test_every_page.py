"""What holds on every page: WCAG 2.2 AA by axe-core, light, dark and narrow; no sideways scroll; print."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from web.journeys.browsing import Served, sideways

Travel = Callable[..., Page]
Shot = Callable[..., None]
AXE = Path(__file__).parents[1] / "axe" / "axe.min.js"  # 4.14.1, MPL-2.0, as npm has it
PINNED = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def broken(page: Page, only: dict[str, object]) -> list[str]:
    """The rules that a page breaks, each with what breaks it."""
    found = page.evaluate("(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{row['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:200]}"
        for row in found["violations"]
        for node in row["nodes"][:3]
    ]


def test_the_judge_of_pages_is_the_one_that_was_pinned() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == PINNED
    assert "Mozilla Public License" in AXE.with_name("LICENSE").read_text(encoding="utf-8")


def test_the_judge_of_pages_finds_what_is_wrong(desk_of_ten: Served, travel: Travel) -> None:
    page = travel(desk_of_ten, bypass_csp=True)
    page.add_script_tag(path=AXE)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"/static/icon.svg\"><input>')")
    rules = " ".join(broken(page, {"type": "tag", "values": STANDARD}))
    assert "image-alt" in rules
    assert "label" in rules


def test_no_page_breaks_wcag(desk_of_ten: Served, pages: dict[str, str], travel: Travel) -> None:
    """All rules in light and in dark on a wide screen; the narrow layout again where pages are full."""
    page = travel(desk_of_ten, bypass_csp=True, expects=("404", "422"))
    whole: dict[str, object] = {"type": "tag", "values": STANDARD}
    wrong = []
    for name, address in pages.items():
        page.emulate_media(color_scheme="light")
        page.goto(desk_of_ten.address + address)
        page.add_script_tag(path=AXE)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{name}, {scheme}: {row}" for row in broken(page, whole)]
    assert not wrong, "\n".join(wrong)


def test_the_narrow_layout_breaks_nothing_either(desk_of_ten: Served, pages: dict[str, str], travel: Travel) -> None:
    page = travel(desk_of_ten, 390, 844, bypass_csp=True)
    wrong = []
    for name in ("case", "report", "tie", "proposition", "review", "actor", "correct"):
        page.goto(desk_of_ten.address + pages[name])
        page.add_script_tag(path=AXE)
        wrong += [f"{name}: {row}" for row in broken(page, {"type": "tag", "values": STANDARD})]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [390, 320])
def test_no_page_scrolls_sideways(
    desk_of_ten: Served, pages: dict[str, str], travel: Travel, shot: Shot, width: int
) -> None:
    page = travel(desk_of_ten, width, 844, expects=("404", "422"))
    wrong = {}
    for name, address in pages.items():
        page.goto(desk_of_ten.address + address)
        if found := sideways(page):
            wrong[name] = found
        if width == 390:
            shot(page, f"narrow-{name}")
    assert not wrong


def test_each_page_in_the_dark(desk_of_ten: Served, pages: dict[str, str], travel: Travel, shot: Shot) -> None:
    """Paper and ink change places, and what a visitor chose wins over the system."""
    page = travel(desk_of_ten, color_scheme="dark")

    def paper() -> str:
        page.wait_for_load_state()
        return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    for name in ("case", "report", "tie", "proposition", "network", "map", "review"):
        page.goto(desk_of_ten.address + pages[name])
        assert paper() == "rgb(23, 24, 26)"
        if name in ("network", "map"):
            expect(page.locator("#drawn canvas")).to_be_visible(timeout=20_000)
        shot(page, f"dark-{name}")
    page.goto(f"{desk_of_ten.address}/settings")
    page.get_by_label("light", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert paper() == "rgb(252, 251, 248)"


def test_a_page_can_be_printed(desk_of_ten: Served, pages: dict[str, str], travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    page.goto(desk_of_ten.address + pages["report"])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator(".margin").first).to_be_visible()
    shot(page, "printed")
