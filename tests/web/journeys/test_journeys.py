"""What an analyst does at the desk, in a real browser: add, find, see through, open, decide, undo, hide."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from web.journeys.browsing import Served, sideways, ten

Travel = Callable[..., Page]
Shot = Callable[..., None]
NARROW = {"width": 390, "height": 844}


def section(page: Page, heading: str) -> Locator:
    """The part of a page under a heading."""
    return page.get_by_role("region", name=re.compile(f"^{heading}"))


def into(page: Page, *names: str) -> None:
    """Follows links by their words, one after the other."""
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()


def to_the_tie(page: Page) -> None:
    """From anywhere to what is said of Belarus and the Libyan National Army."""
    into(page, "Ties")
    page.get_by_role("row", name=re.compile("Belarus.*Libyan National Army")).get_by_role("link", name="aid").click()


def to_the_claim(page: Page) -> None:
    """From the tie to the claim that stands on Ukraine's word."""
    told = page.get_by_role("article").filter(has_text="Defence Ministry of Ukraine")
    told.get_by_role("link", name="AID").first.click()


def decided(page: Page, words: str) -> None:
    """What was decided was written down, or taken back, and the page says so."""
    expect(page.locator(".did")).to_contain_text(words)
    page.wait_for_load_state()  # else no key is listened to yet


def test_ten_reports_are_added_and_tell_who_arms_whom(
    empty_desk: Served, travel: Travel, shot: Shot, tmp_path: Path
) -> None:
    page = travel(empty_desk)
    expect(page.get_by_text("Nothing is in it yet.")).to_be_visible()
    shot(page, "01-empty")
    into(page, "Add reports")
    *saved, pasted = ten()
    for told in saved:
        (tmp_path / f"{told.id}.html").write_text(told.page(), encoding="utf-8")
    page.get_by_label("Files").set_input_files([tmp_path / f"{told.id}.html" for told in saved])
    shot(page, "02-adding")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("9 new, 0 known already")).to_be_visible(timeout=60_000)
    shot(page, "03-added")
    into(page, "Add reports")
    page.get_by_label("or the text").fill(pasted.text)
    page.get_by_label("Headline").fill(pasted.title)
    page.get_by_label("Published by").fill(pasted.publisher)
    page.get_by_label("on", exact=True).fill(pasted.date)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1 new, 0 known already")).to_be_visible(timeout=30_000)

    into(page, "Case")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"reports\s*10\b"))
    shot(page, "04-case")
    to_the_tie(page)
    expect(section(page, "Affirmed").get_by_role("article")).to_have_count(6)
    expect(section(page, "Denied").get_by_role("article")).to_have_count(1)
    shot(page, "05-who-arms-whom")

    section(page, "What it comes to").get_by_role("link").first.click()
    expect(section(page, "For").get_by_role("heading")).to_have_text(re.compile("2 independent"))
    origins = section(page, "For").locator(".origins > li")
    expect(origins).to_have_count(2)
    one = origins.filter(has_text="two customs officers")
    expect(one.get_by_role("article")).to_have_count(5)
    shot(page, "06-five-of-six-are-one")

    one.get_by_role("link", name="Report: Belarus armed Libyan army").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report: Belarus armed Libyan army")
    expect(page.locator(".text .claim").first).to_have_text("Belarus supplied the Libyan National Army")
    expect(page.locator(":target")).to_be_in_viewport()
    shot(page, "07-the-words")


def test_a_rejected_claim_changes_the_tie_and_is_taken_back(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    to_the_tie(page)
    expect(section(page, "What it comes to")).to_contain_text("2 for")
    to_the_claim(page)
    shot(page, "11-claim")
    page.get_by_label("Why").first.fill("The ministry is a party to it.")
    page.get_by_role("button", name="Reject").click()
    decided(page, "rejected, Belarus supplied the Libyan National Army")
    shot(page, "12-rejected")
    to_the_tie(page)
    expect(section(page, "Affirmed").get_by_role("article")).to_have_count(5)
    expect(section(page, "Rejected by people").get_by_role("article")).to_have_count(1)
    expect(section(page, "What it comes to")).to_contain_text("1 for")
    shot(page, "13-the-tie-changed")
    section(page, "Rejected by people").get_by_role("link", name="AID").click()
    page.get_by_role("button", name="Take back").click()
    expect(section(page, "What people decided")).to_contain_text("taken back")
    shot(page, "14-taken-back")
    to_the_tie(page)
    expect(section(page, "Affirmed").get_by_role("article")).to_have_count(6)
    expect(section(page, "What it comes to")).to_contain_text("2 for")


def test_two_actors_are_merged(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    into(page, "Actors", "Africa Corps")
    form = page.locator("form").filter(has=page.get_by_role("heading", name="Hold it for another"))
    form.get_by_label("The other").fill("Wagner Group")
    form.get_by_label("Why").fill("It took the name in 2024.")
    form.get_by_role("button", name="Merge").click()
    decided(page, "Wagner Group")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wagner Group")
    shot(page, "21-merged")
    into(page, "Actors")
    expect(page.get_by_role("link", name="Africa Corps", exact=True)).to_have_count(0)
    shot(page, "22-actors")
    into(page, "Wagner Group")
    claims = section(page, "What is said").get_by_role("article")
    expect(claims).to_have_count(4)
    together = section(page, "What it comes to")
    expect(together).to_contain_text("Wagner Group")
    expect(together).not_to_contain_text(re.compile("wagner group|africa corps|Africa Corps"))
    into(page, "Judgements")
    page.get_by_role("button", name="Take back").click()
    into(page, "Actors")
    expect(page.get_by_role("link", name="Africa Corps", exact=True)).to_have_count(1)


def test_a_source_is_graded(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    into(page, "Voices", "Middle East Eye")
    page.get_by_label("Grade (Admiralty)").select_option("C")
    form = page.locator("form").filter(has=page.get_by_role("button", name="Grade"))
    form.get_by_label("Why").fill("Right on the last two ships.")
    form.get_by_role("button", name="Grade").click()
    decided(page, "C")
    expect(page.locator(".facts")).to_contain_text("graded C")
    shot(page, "31-graded")


def test_who_is_not_named_can_be_hidden(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    into(page, "Reports", "Market shelled in Sebha")
    expect(page.get_by_role("main")).to_contain_text("nurse")
    into(page, "Settings")
    page.get_by_label("Hide what identifies them").check()
    page.get_by_role("button", name="Save").click()
    shot(page, "41-settings")
    for way in ("Reports", "Voices", "Claims", "Review"):
        into(page, way)
        assert "nurse" not in page.content()
    into(page, "Reports", "Market shelled in Sebha")
    expect(page.get_by_text("Unnamed voices are hidden.")).to_be_visible()
    assert "nurse" not in page.content()
    expect(page.get_by_role("main")).to_contain_text("Bilal Ali")
    shot(page, "42-hidden")


def test_words_are_corrected_by_pointing_at_them(
    desk_of_ten: Served, pages: dict[str, str], travel: Travel, shot: Shot
) -> None:
    """A double click takes a word, drawing on from there takes whole words; a button makes them the claim's."""
    page = travel(desk_of_ten)
    page.goto(desk_of_ten.address + pages["correct"])
    box = page.get_by_label("The report’s text")
    lies = box.bounding_box()
    assert lies
    x, y = lies["x"] + 24, lies["y"] + 24
    page.mouse.click(x, y)
    page.mouse.move(x, y)
    page.mouse.down(click_count=2)
    page.mouse.move(x + 180, y, steps=6)
    page.mouse.up(click_count=2)
    start, end = box.evaluate("(box) => [box.selectionStart, box.selectionEnd]")
    chosen = box.input_value()[start:end].strip()
    assert len(chosen.split()) >= 2
    own = page.get_by_role("group", name="The claim’s own words")
    own.get_by_role("button", name="Take the selected words").click()
    expect(own.get_by_role("textbox", name="Words")).to_have_value(chosen)
    shot(page, "84-corrected-by-pointing", is_whole=False)
    page.get_by_label("Why").fill("The claim begins here.")
    page.get_by_role("button", name="Correct", exact=True).click()
    decided(page, f"corrected: spans {start}-{start + len(chosen)}")
    expect(page.locator("blockquote mark")).to_have_text(chosen)
    page.get_by_role("button", name="Undo").click()
    decided(page, "Taken back: corrected")


def test_a_search_shows_what_it_finds_as_one_types(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    page.keyboard.press("/")
    page.keyboard.type("tractors")
    found = page.locator(".found")
    expect(found.get_by_role("link", name="Minsk rejects report on rifles")).to_be_visible()
    shot(page, "51-search", is_whole=False)
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_have_text("tractors")


def test_a_copy_stands_beside_what_it_was_copied_from(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    into(page, "Reports", "Rifles from Minsk")
    shot(page, "61-copy")
    into(page, "side by side")
    expect(page.locator(".passage").first).to_be_visible()
    shot(page, "62-side-by-side")


def test_pictures_are_drawn(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten)
    for name in ("network", "timeline/picture", "map", "chains"):
        page.goto(f"{desk_of_ten.address}/{name}")
        expect(page.locator("#drawn canvas")).to_be_visible(timeout=20_000)
        shot(page, f"71-{name.partition('/')[0]}")


def test_without_javascript_reports_are_read_and_judged(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten, is_scripted=False, expects=("422",))
    for name in ("network", "map"):
        page.goto(f"{desk_of_ten.address}/{name}")
        expect(page.locator("#drawn svg")).to_be_visible()
    to_the_tie(page)
    to_the_claim(page)
    page.get_by_label("Why").first.fill("Photographs were shown.")
    page.get_by_role("button", name="Accept").click()
    decided(page, "accepted")
    page.get_by_role("button", name="Undo").click()
    expect(section(page, "What people decided")).to_contain_text("taken back")

    page.get_by_role("link", name="Correct…").click()
    own = page.get_by_role("group", name="The claim’s own words")
    expect(own.get_by_role("button")).to_have_count(0)
    own.get_by_label("Words").fill("supplied the National Army")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("does not stand in the text")
    own.get_by_label("Words").fill("supplied the Libyan National Army")
    page.get_by_label("How surely").select_option("possible")
    page.get_by_role("button", name="Correct", exact=True).click()
    decided(page, "corrected: certainty possible, spans")
    expect(page.locator("blockquote mark")).to_have_text("supplied the Libyan National Army")
    shot(page, "82-corrected-without-javascript")
    page.get_by_role("button", name="Undo").click()
    decided(page, "Taken back: corrected")
    into(page, "Review")
    waiting = desk_of_ten.api("/api/case")["waiting"]  # type: ignore[index]
    expect(page.get_by_role("button", name="Accept")).to_have_count(waiting)
    page.get_by_role("button", name="Reject").first.click()
    decided(page, "rejected")
    shot(page, "81-without-javascript")
    page.get_by_role("button", name="Undo").click()
    into(page, "Add")
    page.get_by_label("or the text").fill("Ghat waited for water and for bread. The road stayed closed.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1 new, 0 known already")).to_be_visible(timeout=60_000)


def test_all_of_it_fits_a_narrow_screen(desk_of_ten: Served, travel: Travel, shot: Shot) -> None:
    page = travel(desk_of_ten, **NARROW)
    shot(page, "91-narrow-case")
    to_the_tie(page)
    shot(page, "92-narrow-tie")
    to_the_claim(page)
    assert not sideways(page)
    page.get_by_role("button", name="Reject").click()
    decided(page, "rejected")
    assert not sideways(page)
    shot(page, "93-narrow-rejected")
    page.get_by_role("button", name="Undo").click()
    into(page, "Reports", "Market shelled in Sebha")
    assert not sideways(page)
    shot(page, "94-narrow-report")
    into(page, "Review")
    shot(page, "95-narrow-review", is_whole=False)
    assert not sideways(page)
