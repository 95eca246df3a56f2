"""Web pages give their main text, title, publisher, date and address, and nothing of the furniture."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.made import ARABIC, failure, received
from reportedly.intake.pages import extract_page
from reportedly.intake.values import Extract
from reportedly.model import Problem

FIRST = "Rebels in the north said on Tuesday that they had taken the hill."
SECOND = "The army said: “That is false.” It did not say more &amp; left."
TAGS = ["<p>", "</p>", "<table>", "<td>", "<!--", "-->", "<article", ">", "The army said.", "&#0;", "<![CDATA["]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rebels take the hill</title>
<meta property="og:site_name" content="Gulf Gazette">
<meta property="article:published_time" content="2024-03-12T08:30:00+00:00">
<meta property="article:modified_time" content="2024-03-14T08:30:00+00:00">
<link rel="canonical" href="https://gazette.example/hill"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Rebels take the hill</h1>
<p>{FIRST}</p><p>{SECOND}</p></article><script>track("a visitor")</script>
<footer>Copyright, all rights, cookies</footer></body></html>"""


def page(html: str) -> Extract:
    found = extract_page(html.encode())
    assert isinstance(found, Extract)
    return found


def test_a_page_says_who_published_what_and_when(tmp_path: Path) -> None:
    path = tmp_path / "hill.html"
    path.write_text(PAGE, encoding="utf-8")
    document = received(path).document
    assert (document.title, document.publisher) == ("Rebels take the hill", "Gulf Gazette")
    assert (document.published, document.url) == ("2024-03-12", "https://gazette.example/hill")
    lines = document.text.split("\n")
    assert FIRST in lines
    assert SECOND.replace("&amp;", "&") in lines
    assert not [word for word in ("Home", "track", "cookies") if word in document.text]


def test_a_long_page_keeps_its_paragraphs_too() -> None:
    text = page(PAGE.replace(f"<p>{FIRST}</p>", f"<p>{FIRST}</p>" + f"<p>{SECOND} {FIRST}</p>" * 8)).text
    assert FIRST in text.split("\n")


@pytest.mark.parametrize("html", ["<p>Ceasefire</p>", "<html><body><div>Ceasefire</div></body></html>"])
def test_a_page_of_one_word_is_read(html: str) -> None:
    assert page(html).text == "Ceasefire"


def test_a_page_in_the_encoding_that_it_declares() -> None:
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head><body><p>{ARABIC}</p></body></html>'  # noqa: E501
    found = extract_page(html.encode("cp1256"))
    assert isinstance(found, Extract)
    assert ARABIC in found.text


def test_xhtml_with_its_declaration() -> None:
    assert FIRST in page('<?xml version="1.0" encoding="utf-8"?>\n' + PAGE).text


SCRIPT_ONLY = "<html><head><title>T</title></head><body><script>x()</script></body></html>"


@pytest.mark.parametrize("html", ["", " ", "<html><body></body></html>", SCRIPT_ONLY])
def test_a_page_without_text_is_a_problem(html: str) -> None:
    found = extract_page(html.encode())
    assert isinstance(found, Problem)
    assert found.code == "empty"


def test_binary_data_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"\x89PNG\0\0\0")
    assert failure(path).problem.code == "binary"


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    extract_page(b"<div>" * 3000)
    extract_page(b"")
    assert not caplog.records
    assert capsys.readouterr() == ("", "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TAGS)).map("".join))
def test_no_page_raises(html: str) -> None:
    assert isinstance(extract_page(html.encode()), Extract | Problem)
