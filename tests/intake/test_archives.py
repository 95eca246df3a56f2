"""Members of zip archives become documents; bombs, locks and names that lead out are told, and nothing is written."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.made import pdf
from intake.packed import SAID, archive, item, locked, mail, nested, page, rss
from reportedly.intake import Failure, Limits, Passed, Received, receive, receive_bytes
from reportedly.intake.names import name_problems, shown


def found_in(data: bytes, limits: Limits | None = None) -> list[Received | Failure]:
    return list(receive_bytes(data, "a.zip", limits=limits))


def codes(found: list[Received | Failure]) -> list[str]:
    return [one.problem.code if isinstance(one, Failure) else "" for one in found]


def test_members_are_documents_in_their_order_and_the_archive_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = archive({"b.txt": SAID.encode(), "in/a.html": page(), "c.pdf": pdf([SAID]), "LICENSE": b"Some words."})
    path.write_bytes(data)
    found = list(receive([path]))
    assert [one.document.name for one in found if isinstance(one, Received)] == [
        "a.zip:b.txt",
        "a.zip:in/a.html",
        "a.zip:c.pdf",
        "a.zip:LICENSE",
    ]
    one = found[1]
    assert isinstance(one, Received)
    assert (one.original, one.member, one.media_type) == (page(), "in/a.html", "text/html")
    assert one.document.id == f"sha256:{hashlib.sha256(page()).hexdigest()}"
    assert one.where == f"{path}, in/a.html"
    assert one.container
    assert (one.container.name, one.container.media_type) == ("a.zip", "application/zip")
    assert one.container.id == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert len({id(other.container) for other in found}) == 1


def test_pictures_and_hidden_files_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"a.png": b"\x89PNG", ".b.txt": b"x", "__MACOSX/c.txt": b"x", "raw": b"\0\1", "d/": b""}))
    passed: list[Passed] = []
    (one,) = receive([path], passed=passed.append)
    assert isinstance(one, Failure)
    assert one.problem.code == "empty"
    assert passed == [Passed(str(path), ((".png", 1), ("hidden", 2), ("no suffix", 1)))]


def test_what_lies_in_archives_in_archives_is_reached_and_a_bottom_is_set() -> None:
    (one,) = found_in(nested(3))
    assert isinstance(one, Received)
    assert one.container
    assert one.container.within
    assert one.container.within.within
    assert one.container.within.within.within is None
    assert (one.container.member, one.member) == ("inner.zip", "report.txt")
    assert codes(found_in(nested(9))) == ["too-deep"]


def test_other_containers_in_an_archive_are_opened() -> None:
    found = found_in(archive({"f.rss": rss(item()), "m.eml": mail(), "t.txt.gz": gzip.compress(SAID.encode())}))
    assert [one.document.text for one in found if isinstance(one, Received)] == [SAID] * 3
    feed, message, packed = found
    assert feed.container
    assert feed.container.name == "a.zip:f.rss"
    assert message.container
    assert message.container.name == "a.zip"
    assert packed.container
    assert (packed.container.media_type, packed.original) == ("application/gzip", SAID.encode())


def test_a_locked_member_costs_none_of_the_others() -> None:
    one = archive({"a.txt": SAID.encode()})
    assert codes(found_in(locked(one))) == ["encrypted"]


def test_bounds_hold_for_all_archives_of_an_input_together() -> None:
    text = bytes(range(65, 91)) * 40
    inner = archive({f"{i}.txt": text for i in range(4)})
    data = archive([(f"{i}.zip", inner) for i in range(4)])
    assert codes(found_in(data)) == [""] * 16
    assert "too-large" in codes(found_in(data, Limits(unpacked=len(inner) + 3000)))
    few = codes(found_in(data, Limits(members=7)))
    assert few.count("too-many") == 2
    assert few.count("") == 5
    assert codes(found_in(archive({"a.txt": b"a" * 5000}), Limits(held=1000)))[0] == "too-large"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", "a.txt"),
        ("a\x1b[31m\n", "a\\x1b[31m\\n"),
        ("a\u202eb", "a\\u202eb"),
        ("\ud800", "\\ud800"),
        ("n" * 300, "n" * 200 + "... (300 characters)"),
    ],
)
def test_names_hide_nothing(name: str, written: str) -> None:
    assert shown(name) == written


@pytest.mark.parametrize("name", ["a.txt", "a/b.txt", "a..b.txt", "...txt", "été.txt", "a~b"])
def test_plain_names_are_no_problem(name: str) -> None:
    assert not name_problems(name)


@pytest.mark.parametrize(
    "name", ["../a", "a/../b", "..", "/a", "\\a", "C:\\a", "c:/a", "~/a", "a\\..\\b", "a\0b", "\u2066"]
)
def test_names_that_lead_out_or_hide_are(name: str) -> None:
    assert name_problems(name)


@given(st.text(st.characters()))
def test_every_name_can_be_shown(name: str) -> None:
    assert shown(name).isprintable()
    shown(name).encode()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 500))
def test_no_archive_raises(put: bytes, at: int) -> None:
    data = archive({"a.txt": SAID.encode(), "b.html": page()})
    assert found_in(data[:at] + put + data[at + len(put) :])
