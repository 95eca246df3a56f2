"""The same desk without a mouse: everything is reached by Tab, Enter and letters, and one always sees where one is."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from web.journeys.browsing import Served, serving, ten

Travel = Callable[..., Page]
Shot = Callable[..., None]
# What has the focus: its name, the landmark that it lies in, whether one sees that it has it, whether it is in view.
HERE = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getClientRects()[0];
    const words = one.getAttribute("aria-label") ?? (one.labels?.[0] ?? one).innerText;
    const part = one.closest(".skip, header.bar, .banner, main, footer.foot");
    const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10)];
    const top = document.elementFromPoint(x, y);
    return {
        words: words.trim(),
        part: part ? part.classList[0] ?? part.tagName.toLowerCase() : "",
        isSeen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        isInView: box.bottom > 0 && box.top < innerHeight && (one.contains(top) || !!top?.contains(one)),
    };
}"""
PARTS = ["skip", "bar", "banner", "main", "foot"]


def tab_to(page: Page, words: str, *, keys: str = "Tab") -> None:
    """Goes on with the Tab key until what has the focus is called so; at each stop one sees where one is."""
    page.wait_for_load_state()
    for _ in range(200):
        page.keyboard.press(keys)
        here = page.evaluate(HERE)
        assert here["isSeen"], here
        if here["words"].startswith(words):
            return
    raise AssertionError(f"the Tab key does not come to {words!r}")


def enter(page: Page, *words: str) -> None:
    """Follows links, one after the other."""
    for one in words:
        tab_to(page, one)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_function("(before) => location.href !== before", arg=before)


def fill(page: Page, words: str, value: str) -> None:
    """Writes into a field, in place of what is there."""
    tab_to(page, words)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(value)


def decided(page: Page, words: str) -> None:
    expect(page.locator(".did")).to_contain_text(words)
    page.wait_for_load_state()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A site within this machine that has one of the ten reports; its address."""
    body = ten()[1].page().encode()

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/rifles"
        site.shutdown()


def test_a_case_is_worked_on_without_a_mouse(travel: Travel, shot: Shot, tmp_path: Path, elsewhere: str) -> None:
    with serving(tmp_path / "keys.db", "--by", "anna", "--workers", "0", "--allow-private") as served:
        page = travel(served)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the page")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        enter(page, "Add reports")
        add(page, tmp_path, elsewhere)
        find(page)
        reject(page)
        shot(page, "86-keyboard-rejected", is_whole=False)
        page.keyboard.press("u")
        decided(page, "Taken back: rejected")
        correct(page, shot)
        merge(page)
        grade(page)
        hide(page)


def add(page: Page, tmp_path: Path, elsewhere: str) -> None:
    """Ten reports: eight files, an address, a text."""
    pasted, _, *saved = ten()
    for told in saved:
        (tmp_path / f"{told.id}.html").write_text(told.page(), encoding="utf-8")
    tab_to(page, "Files")
    page.wait_for_timeout(1_500)  # Chromium opens no file dialog on a key that is pressed as a page appears
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([tmp_path / f"{told.id}.html" for told in saved])
    tab_to(page, "Add")
    page.keyboard.press("Enter")
    expect(page.get_by_text("8 new, 0 known already")).to_be_visible(timeout=60_000)

    enter(page, "Add reports")
    fill(page, "or an address", elsewhere)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 new, 0 known already")).to_be_visible(timeout=60_000)

    enter(page, "Add reports")
    fill(page, "or the text", pasted.text)
    for words, value in (("Headline", pasted.title), ("Published by", pasted.publisher), ("on", pasted.date)):
        fill(page, words, value)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 new, 0 known already")).to_be_visible(timeout=60_000)
    enter(page, "Case")
    expect(page.get_by_role("link", name="All reports")).to_be_visible()


def find(page: Page) -> None:
    """A report by a word in it, as one types."""
    page.keyboard.press("/")
    page.keyboard.type("tractors")
    expect(page.locator(".found a").first).to_be_visible()
    enter(page, "Minsk rejects report on rifles")
    expect(page.get_by_role("heading", level=1)).to_have_text("Minsk rejects report on rifles")


def reject(page: Page) -> None:
    """The second claim of the queue, with a reason."""
    enter(page, "Review")
    queue = page.locator(".queue > li")
    expect(queue.first).to_be_focused()
    page.keyboard.press("j")
    expect(queue.nth(1)).to_be_focused()
    page.keyboard.press("w")
    page.keyboard.type("Read, and not found so.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    decided(page, "rejected")


def correct(page: Page, shot: Shot) -> None:
    """A claim's own words, by the arrow keys, and how surely they are said."""
    expect(page.locator(".queue > li").first).to_be_focused()
    page.keyboard.press("c")
    page.wait_for_url("**/correct")
    said = page.get_by_label("The report’s text").input_value()
    tab_to(page, "The report’s text")
    page.keyboard.press("ControlOrMeta+Home")
    at = said.index("Libyan")
    for _ in range(at):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("nothing is written into it")
    for _ in "Libyan National Army":
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_label("The report’s text")).to_have_value(said)
    tab_to(page, "How surely")
    page.keyboard.type("possible")
    tab_to(page, "Take the selected words: The claim’s own words")
    page.keyboard.press("Enter")
    own = page.locator("[data-stretch='The claim’s own words']")
    expect(own.locator("textarea")).to_have_value("Libyan National Army")
    expect(own.locator("input")).to_have_value(f"{at}-{at + 20}")
    shot(page, "87-keyboard-correcting", is_whole=False)
    fill(page, "Why", "Only the army is named.")
    page.keyboard.press("Enter")
    decided(page, f"corrected: certainty possible, spans {at}-{at + 20}")
    expect(page.locator("blockquote mark")).to_have_text("Libyan National Army")


def merge(page: Page) -> None:
    """Two actors that are one."""
    enter(page, "Actors", "Africa Corps")
    fill(page, "The other, whose name it takes", "Wagner Group")
    page.keyboard.press("Enter")
    decided(page, "merged into Wagner Group")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wagner Group")


def grade(page: Page) -> None:
    """A source."""
    enter(page, "Voices", "Middle East Eye")
    tab_to(page, "Grade (Admiralty)")
    page.keyboard.type("C")
    tab_to(page, "Grade")
    page.keyboard.press("Enter")
    decided(page, "graded C")


def hide(page: Page) -> None:
    """Who is not named."""
    enter(page, "Settings")
    tab_to(page, "Hide what identifies them")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Unnamed voices are hidden.")).to_be_visible()
    enter(page, "Reports", "Market shelled in Sebha")
    assert "nurse" not in page.content()


@pytest.mark.parametrize("width", [1200, 390])
def test_the_focus_goes_through_a_page_as_one_reads_it(
    desk_of_ten: Served, pages: dict[str, str], travel: Travel, width: int
) -> None:
    """Skip link, bar, page, foot; never out of sight, never back, never caught."""
    page = travel(desk_of_ten, width, 844)
    for name in ("case", "report", "correct", "actor", "settings"):
        page.goto(desk_of_ten.address + pages[name])
        page.wait_for_load_state()
        stops = list(walk(page))
        parts = [PARTS.index(stop["part"]) for stop in stops]
        assert parts == sorted(parts), (name, [(stop["part"], stop["words"][:20]) for stop in stops])
        assert {"skip", "bar", "main", "foot"} <= {stop["part"] for stop in stops}
        assert not [stop for stop in stops if not (stop["isSeen"] and stop["isInView"])], name


def walk(page: Page) -> Iterator[dict[str, str]]:
    """The stops of the Tab key, to the end of the page."""
    for n in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if not here["part"] or (n and here["part"] == "skip"):
            return
        yield here
    raise AssertionError("the Tab key is caught")


def test_letters_do_nothing_for_who_switched_them_off(desk_of_ten: Served, travel: Travel) -> None:
    page = travel(desk_of_ten)
    page.goto(f"{desk_of_ten.address}/settings")
    page.get_by_label("No shortcuts of a single letter").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{desk_of_ten.address}/review")
    page.keyboard.press("/")
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.url.endswith("/review")
    expect(page.locator(".queue > li").first).to_be_focused()
