"""Entries of RSS and Atom become documents, each with its own bytes; a hostile feed costs nobody anything."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.made import failure
from intake.packed import SAID, atom, atom_entry, item, rss
from reportedly.intake import Limits, Received, receive
from reportedly.intake.feeds import entries
from reportedly.intake.fragments import words_of
from reportedly.intake.values import Extract, Part
from reportedly.model import Problem


def parts(data: bytes, limits: Limits | None = None) -> list[Part]:
    return list(entries(data, "feed.xml", limits or Limits()))


def extracts(data: bytes) -> list[Extract]:
    found = [part.content for part in parts(data)]
    assert all(isinstance(content, Extract) for content in found)
    return [content for content in found if isinstance(content, Extract)]


def test_an_entry_is_a_document_with_its_own_word(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    data = rss(item("Hill &amp; town", link="https://gulf.example/1"), item("Second", tag="content:encoded"))
    path.write_bytes(data)
    one, two = receive([path])
    assert isinstance(one, Received)
    assert isinstance(two, Received)
    document = one.document
    assert (document.title, document.publisher, document.url) == (
        "Hill & town",
        "Gulf Gazette",
        "https://gulf.example/1",
    )
    assert (document.published, document.text) == ("2024-03-12T01:00:00+03:00", SAID)
    assert [problem.code for problem in one.problems] == ["summary"]
    assert two.problems == ()
    assert one.original in data
    assert one.original.startswith(b"<item>")
    assert one.original.endswith(b"</item>")
    assert document.id == f"sha256:{hashlib.sha256(one.original).hexdigest()}"
    assert one.container is two.container
    assert one.container
    assert one.container.id == f"sha256:{hashlib.sha256(data).hexdigest()}"
    with one.container.open() as stream:
        assert stream.read() == data
    assert (one.member, two.document.name) == ("entry https://gulf.example/1", "feed.xml:2")


def test_atom_is_read_like_rss() -> None:
    (found,) = extracts(atom(atom_entry()))
    assert found == Extract(SAID, "Hill taken", "Gulf Gazette", "2024-03-12T08:30:00Z", "https://gulf.example/1")


def test_a_prefix_and_rdf_are_understood() -> None:
    prefixed = atom(atom_entry()).replace(b"<feed xmlns", b"<a:feed xmlns:a").replace(b"</feed", b"</a:feed")
    prefixed = prefixed.replace(b"<entry", b"<a:entry").replace(b"</entry", b"</a:entry")
    assert len(parts(prefixed)) == 1
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>Gulf Gazette</title><items/></channel>"
        f'<item rdf:about="x"><title>T</title><description>{SAID}</description></item></rdf:RDF>'
    )
    assert [(one.title, one.text, one.publisher) for one in extracts(rdf.encode())] == [("T", SAID, "Gulf Gazette")]


def test_what_looks_like_an_entry_in_a_comment_or_in_cdata_is_none() -> None:
    hidden = "<!-- <item><title>no</title></item> -->"
    feed = rss(item(text="<![CDATA[</item><item>]]>")).replace(b"<item>", hidden.encode() + b"<item>", 1)
    assert len(parts(feed)) == 1


def test_a_broken_entry_costs_none_of_the_others() -> None:
    feed = rss(item("First"), "<title>broken <b", item("Third"))
    assert [found.title for found in extracts(feed)][::2] == ["First", "Third"]
    cut = parts(rss(item("First"), item("Second"))[:-60])
    assert [problem.code for problem in cut[1].problems] == ["broken-feed"]


def test_entities_that_multiply_or_read_files_do_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>'
    for found in extracts(rss(item(text="&l11; &x; said"), doctype=doctype)):
        assert "lol" not in found.text
        assert "secret words" not in found.text


def test_utf_16_keeps_its_bytes() -> None:
    feed = rss(item()).decode().replace("utf-8", "utf-16")
    data = b"\xff\xfe" + feed.encode("utf-16-le")
    (part,) = parts(data)
    assert part.data in data
    assert isinstance(part.content, Extract)
    assert part.content.text == SAID


@pytest.mark.parametrize("written", ["2024", "2024-03", "2024-03-12", "2024-03-12T08:30:00+02:00"])
def test_a_date_keeps_its_precision(written: str) -> None:
    (found,) = extracts(atom(atom_entry().replace("2024-03-12T08:30:00Z", written)))
    assert found.published == written


def test_more_entries_than_allowed_are_left_and_told() -> None:
    found = parts(rss(*[item()] * 5), Limits(entries=3))
    assert len(found) == 4
    assert isinstance(found[-1].content, Problem)
    assert found[-1].content.code == "too-many"


def test_xml_that_is_no_feed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.xml"
    path.write_text("<?xml version='1.0'?><urlset/>")
    assert failure(path).problem.code == "no-feed"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Rebels said.\nArmy denied.", "Rebels said.\nArmy denied."),
        ("<p>Rebels <b>said</b>.</p><p>Army<br>denied.</p>", "Rebels said.\nArmy\ndenied."),
        ("<ul><li><p>One</p><li>Two</ul>", "One\nTwo"),
        ("A &amp; B &lt;c&gt;", "A & B <c>"),
        ("<script>alert(1)</script><style>p {}</style>Said.<iframe>no</iframe>", "Said."),
        ("<p>one\ntwo</p>", "one two"),
        ("<![CDATA[", ""),
        ("<", "<"),
    ],
)
def test_a_piece_of_html_becomes_its_words(html: str, words: str) -> None:
    assert words_of(html) == words


@given(st.text(st.characters(), max_size=200))
def test_no_html_raises(html: str) -> None:
    assert isinstance(words_of(f"<{html}"), str)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 700))
def test_no_feed_raises_and_each_entry_has_its_bytes(put: bytes, at: int) -> None:
    data = rss(item(), item("Second"))
    data = data[:at] + put + data[at + len(put) :]
    found = parts(data)
    assert found
    assert all(part.data in data for part in found)
