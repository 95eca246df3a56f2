"""Web archives, as warcio writes them, give their pages with address, date and headers, one record at a time."""

from __future__ import annotations

import gzip
import hashlib
import io
import tracemalloc
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from intake.made import pdf
from intake.packed import SAID, answer, item, page, record, rss, warc
from reportedly.intake import Failure, Limits, Passed, Received, receive, receive_bytes


def written(path: Path, *, is_packed: bool) -> None:
    """An archive of a page, a packed page, a PDF, a picture, a missing page, a feed and a revisit, by warcio."""
    with path.open("wb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files to the collector
        writer = WARCWriter(stream, gzip=is_packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "reportedly"}))
        for name, body, media_type, status, coding in (
            ("a", page(), "text/html; charset=utf-8", "200 OK", ""),
            ("b", gzip.compress(page()), "text/html", "200 OK", "gzip"),
            ("c", pdf([SAID]), "application/pdf", "200 OK", ""),
            ("d", b"\x89PNG", "image/png", "200 OK", ""),
            ("e", b"gone", "text/html", "404 Not Found", ""),
            ("f", rss(item()), "application/rss+xml", "200 OK", ""),
            ("g", b'{"a": 1}', "application/json", "200 OK", ""),
        ):
            rows = [("Content-Type", media_type), *([("Content-Encoding", coding)] if coding else [])]
            head = StatusAndHeaders(status, rows, protocol="HTTP/1.1")
            url = f"https://gulf.example/{name}"
            more = {"WARC-Date": "2024-03-12T08:30:00Z"}
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=head, warc_headers_dict=more)
            )
        writer.write_record(
            writer.create_revisit_record("https://gulf.example/a", "sha1:A", "https://gulf.example/a", "2024-03-12")
        )
        writer.write_record(
            writer.create_warc_record(
                "https://gulf.example/t", "resource", io.BytesIO(SAID.encode()), warc_content_type="text/plain"
            )
        )


@pytest.mark.parametrize("is_packed", [True, False])
def test_the_pages_of_a_web_archive(tmp_path: Path, is_packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if is_packed else "a.warc")
    written(path, is_packed=is_packed)
    passed: list[Passed] = []
    found = list(receive([path], passed=passed.append))
    assert [one.url for one in found if isinstance(one, Received)] == [
        "https://gulf.example/a", "https://gulf.example/b", "https://gulf.example/c", None, "https://gulf.example/t"
    ]  # fmt: skip
    assert passed == [
        Passed(
            str(path),
            (("application/json", 1), ("image/png", 1), ("revisit", 1), ("status 404", 1), ("warcinfo", 1)),
        )
    ]
    one, packed = found[0], found[1]
    assert isinstance(one, Received)
    assert isinstance(packed, Received)
    assert one.original == packed.original == page()
    assert one.document.id == f"sha256:{hashlib.sha256(page()).hexdigest()}"
    assert (one.status, one.fetched, one.media_type) == (200, "2024-03-12T08:30:00Z", "text/html")
    assert ("WARC-Date", "2024-03-12T08:30:00Z") in one.headers
    assert ("Content-Type", "text/html; charset=utf-8") in one.headers
    assert (one.document.name, one.document.url) == ("https://gulf.example/a", "https://gulf.example/a")
    assert one.member
    assert one.member.startswith("record <urn:uuid:")
    assert one.container
    assert one.container.id == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def test_an_archive_packed_in_one_piece_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(warc(record(answer(page())), record(answer(page()), at="q"))))
    assert len([one for one in receive([path]) if isinstance(one, Received)]) == 2


def test_chunks_are_put_together() -> None:
    body = page()
    chunks = b"".join(b"%x;note\r\n%s\r\n" % (len(piece), piece) for piece in (body[:50], body[50:])) + b"0\r\n\r\n"
    (one,) = receive_bytes(warc(record(answer(chunks, more="Transfer-Encoding: chunked\r\n"))), "a.warc")
    assert one.original == body
    (plain,) = receive_bytes(warc(record(answer(body, more="Transfer-Encoding: chunked\r\n"))), "a.warc")
    assert plain.original == body


def test_what_stands_before_a_break_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc(record(answer(page())), record(answer(page()), at="q"))[:-200])
    one, cut = receive([path])
    assert isinstance(one, Received)
    assert isinstance(cut, Failure)
    assert (cut.problem.code, cut.url) == ("broken-warc", "https://gulf.example/q")
    assert cut.original
    path.write_bytes(warc(record(answer(page()))) + b"junk junk")
    one, end = receive([path])
    assert isinstance(one, Received)
    assert isinstance(end, Failure)
    assert "no record begins" in end.problem.message


def test_a_large_archive_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    picture = record(answer(b"\0" * 400_000, "image/png"))
    huge = record(b"\0" * 60_000_000)
    with path.open("wb") as stream:
        stream.writelines([picture] * 100)
        stream.write(huge)
        stream.write(record(answer(page())))
    tracemalloc.start()
    try:
        found = list(receive([path], limits=Limits(held=1_000_000)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [type(one) for one in found] == [Failure, Received]
    assert peak < 20_000_000


def test_what_swells_without_end_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(warc(*[record(answer(b"\0" * 1_000_000, "image/png"))] * 30)))
    found = list(receive([path], limits=Limits(unpacked=5_000_000)))
    assert [one.problem.code for one in found if isinstance(one, Failure)] == ["too-large"]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 900), st.booleans())
def test_no_web_archive_raises(put: bytes, at: int, is_packed: bool) -> None:
    data = warc(record(answer(page())), record(answer(SAID.encode(), "text/plain")), is_packed=is_packed)
    assert list(receive_bytes(data[:at] + put + data[at + len(put) :], "a.warc"))
