"""What came in is kept as it came, each publication once, each time with a receipt."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casebook.filling import key_of, reports
from reportedly.casebook import Store, keep, keep_original, original_bytes, unread, verify
from reportedly.casebook.schema import original, receipt, report
from reportedly.model import Document, Evidence, Problem, Span


def test_the_bytes_come_back_as_they_came(store: Store) -> None:
    data = bytes(range(256)) * 40
    with store.writing() as work:
        digest = keep_original(work, data, "application/octet-stream")
        assert keep_original(work, data) == digest == hashlib.sha256(data).hexdigest()
    with store.reading() as connection:
        assert original_bytes(connection, digest) == data
        assert original_bytes(connection, "0" * 64) is None


def test_the_same_file_from_the_same_place_is_one_report_with_two_receipts(store: Store) -> None:
    evidence, _ = reports([1])[0]
    for expected in (True, False):
        with store.writing() as work:
            assert keep(work, evidence).is_new is expected
    with store.writing() as work:  # and twice in one transaction
        keep(work, evidence)
        keep(work, evidence)
    with store.reading() as connection:
        assert len(connection.execute(select(report)).all()) == 1
        assert connection.execute(select(receipt.c.number).order_by(receipt.c.id)).scalars().all() == [1, 2, 3, 4]


def test_two_outlets_that_print_the_same_bytes_are_two_reports_of_one_original(store: Store) -> None:
    evidence, _ = reports([1])[0]
    other = replace(evidence, document=replace(evidence.document, publisher="Another Paper"))
    with store.writing() as work:
        one, two = keep(work, evidence), keep(work, other)
    assert one.report != two.report
    assert one.original == two.original
    with store.reading() as connection:
        assert len(connection.execute(select(original)).all()) == 1


def test_a_name_tells_reports_apart_only_where_nothing_else_does() -> None:
    evidence, _ = reports([1])[0]
    bare = replace(evidence.document, publisher=None, url=None)
    assert key_of(replace(evidence, document=bare)) != key_of(
        replace(evidence, document=replace(bare, name="elsewhere.txt"))
    )
    assert key_of(evidence) == key_of(replace(evidence, document=replace(evidence.document, name="elsewhere.txt")))


def test_all_that_is_known_of_a_coming_is_in_its_receipt(store: Store) -> None:
    evidence, _ = reports([1])[0]
    came = replace(
        evidence,
        place="https://example.org/a",
        final_url="https://example.org/b",
        status=200,
        headers=(("Date", "Mon"), ("X-Odd", "\udcff\x00")),
        container="sha256:" + "a" * 64,
        member="entry 3",
        fetched="2026-11-23T09:00:00Z",
        problems=(Problem("date-conflict", "two dates", (Span(1, 4),)),),
    )
    with store.writing() as work:
        kept = keep(work, came)
    assert kept.problems == came.problems
    with store.reading() as connection:
        row = connection.execute(select(receipt)).one()
        assert unread(connection)[0].problems == came.problems
    assert (row.place, row.final_url, row.status) == ("https://example.org/a", "https://example.org/b", 200)
    assert (row.container, row.member, row.fetched) == ("a" * 64, "entry 3", "2026-11-23T09:00:00Z")
    assert row.headers == [["Date", "Mon"], ["X-Odd", "\ufffd\ufffd"]]
    assert (row.by, row.tool[:10]) == ("tester", "reportedly")
    assert list(verify(store)) == []


def test_what_can_not_be_read_is_kept_all_the_same(store: Store) -> None:
    document = Document(id="", name="broken.pdf", text="")
    evidence = Evidence(b"%PDF-broken", document, problems=(Problem("pdf", "is a broken PDF"),))
    with store.writing() as work:
        kept = keep(work, evidence)
    assert kept.document.id == f"sha256:{hashlib.sha256(evidence.original).hexdigest()}"
    with store.reading() as connection:
        assert original_bytes(connection, kept.original) == evidence.original
        (waiting,) = unread(connection)
    assert waiting.problems == evidence.problems


def test_nothing_is_kept_after_an_error(store: Store) -> None:
    evidence, _ = reports([1])[0]
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(store, evidence)
    with store.reading() as connection:
        assert connection.execute(select(original)).all() == connection.execute(select(report)).all() == []
    with store.writing() as work:
        assert keep(work, evidence).is_new
    assert list(verify(store)) == []


def keep_and_fail(store: Store, evidence: Evidence) -> None:
    with store.writing() as work:
        keep(work, evidence)
        work.flush()
        _ = 1 / 0


def test_large_names_and_texts_are_kept(store: Store) -> None:
    long = "the very long name of a thing " * 500
    document = Document("", long, "word " * 300_000, title=long, publisher=long, url=f"https://e.org/{long}")
    with store.writing() as work:
        kept = keep(work, Evidence(long.encode(), document, place=long))
    assert kept.document.publisher == long
    assert list(verify(store)) == []


odd_text = st.text(st.characters(), max_size=40) | st.text("\x00\ud800\u0130é’a ", max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=30), odd_text, odd_text, st.none() | odd_text, st.none() | odd_text)
def test_any_text_is_kept_with_its_spans(
    store: Store, data: bytes, name: str, text: str, publisher: str | None, title: str | None
) -> None:
    document = Document("", name, text, title=title, publisher=publisher)
    with store.writing() as work:
        kept = keep(work, Evidence(data, document, headers=((name, text),), problems=(Problem("x", text),)))
    if not kept.is_new:
        return
    assert len(kept.document.text) == len(text)
    differing = {one for one, other in zip(text, kept.document.text, strict=True) if one != other}
    assert differing <= {"\x00", *map(chr, range(0xD800, 0xE000))}
    assert (kept.document.text == text) == (kept.problems[1:] == ())
    with store.reading() as connection:
        after = 0
        while page := unread(connection, after=after):
            after = page[-1].id
        assert kept.original == hashlib.sha256(data).hexdigest()
