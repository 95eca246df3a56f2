"""The evidence bundle: the same bytes each time, whole after a round trip, and one changed byte named by its member."""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.cases import CASE
from export.made import MARSH
from reportedly.export.bundle import packed, zipped
from reportedly.export.bundle_check import check_bundle, log_hash
from reportedly.model import Reading
from reportedly.model.export import Bundle, Logged, Original

BODY = b"The document as it came in.\r\n\x00\xff"
DIGEST = hashlib.sha256(BODY).hexdigest()
CASE_OF_IT = replace(
    CASE, readings=tuple(replace(row, document=replace(row.document, id=f"sha256:{DIGEST}")) for row in CASE.readings)
)


def log_of(number: int, by: str = "anna") -> tuple[Logged, ...]:
    entries: list[Logged] = []
    for seq in range(1, number + 1):
        previous = entries[-1].hash if entries else "0" * 64
        row = {"seq": seq, "at": "2024", "by": by, "action": "kept", "subject": f"original:{DIGEST}"}
        row |= {"digest": "a" * 64, "previous": previous}
        entries.append(Logged(**row, hash=log_hash(row)))  # type: ignore[arg-type]
    return tuple(entries)


BUNDLE = Bundle(CASE_OF_IT, (Original(DIGEST, BODY, "text/plain"),), log_of(3))
DATA = packed(BUNDLE)


def members(data: bytes = DATA) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def owner(at: int) -> str:
    """The member to which a byte of the zip belongs, by the zip's own directory."""
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        infos, entry = archive.infolist(), archive.start_dir
    if at < entry:
        return [info.filename for info in infos if info.header_offset <= at][-1]
    for info in infos:
        entry += 46 + len(info.filename)
        if at < entry:
            return info.filename
    return "the archive"


def test_it_is_whole_and_the_same_each_time() -> None:
    assert check_bundle(DATA) == ()
    assert packed(BUNDLE) == DATA


def test_what_is_in_it() -> None:
    found = members()
    assert [*found][:3] == ["manifest.json", "README.txt", "report.html"]
    assert found[f"originals/{DIGEST}"] == BODY
    readings = [Reading.from_json(found[name].decode()) for name in found if name.startswith("readings/")]
    assert tuple(readings) == CASE_OF_IT.readings
    assert len(found["judgements.jsonl"].splitlines()) == 4
    assert [json.loads(line)["seq"] for line in found["log.jsonl"].splitlines()] == [1, 2, 3]
    for row in json.loads(found["manifest.json"])["members"]:
        assert hashlib.sha256(found[row["name"]]).hexdigest() == row["sha256"]


def test_the_page_opens_offline_and_tells_what_stands_beside() -> None:
    page = html.unescape(members()["report.html"].decode())
    assert "default-src 'none'" in page
    assert "src=" not in page
    for words in (
        "uncorroborated: Marsh Front AID",
        "reject claim marsh.txt c8: too vague",
        "goes back to The Harbour",
    ):
        assert words in page


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, len(DATA) - 1), st.integers(0, 7))
def test_one_changed_byte_is_named(at: int, bit: int) -> None:
    changed = bytearray(DATA)
    changed[at] ^= 1 << bit
    assert [line for line in check_bundle(bytes(changed)) if line.startswith(f"{owner(at)}: ")]


def test_every_byte_around_the_members_counts() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        starts, directory = [info.header_offset for info in archive.infolist()], archive.start_dir
    for at in [*(start + i for start in starts for i in range(30)), *range(directory, len(DATA), 3)]:
        changed = bytearray(DATA)
        changed[at] ^= 0x10
        assert [line for line in check_bundle(bytes(changed)) if line.startswith(f"{owner(at)}: ")], at


@pytest.mark.parametrize("cut", [0, 1, 10, 1000])
def test_a_cut_bundle_is_damaged(cut: int) -> None:
    assert check_bundle(DATA[:cut])
    assert check_bundle(DATA[: len(DATA) - 1 - cut])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_bundle_is_told_in_a_line(data: bytes) -> None:
    (line,) = check_bundle(data)
    assert "\n" not in line


def test_a_zip_made_anew_from_changed_parts_is_seen_by_what_does_not_fit() -> None:
    found = members()
    assert check_bundle(zipped({**found, f"originals/{DIGEST}": b"other"}.items())) == (
        f"originals/{DIGEST}: not as the manifest has it",
        f"originals/{DIGEST}: not the bytes whose SHA-256 names it",
    )
    assert check_bundle(zipped({**found, "more.txt": b""}.items())) == ("more.txt: not in the manifest",)
    without = {name: body for name, body in found.items() if name != "receipts.jsonl"}
    assert check_bundle(zipped(without.items())) == ("receipts.jsonl: missing",)


def test_a_log_that_was_cut_or_changed_is_seen() -> None:
    first, second, third = BUNDLE.log
    for entries in ((first, third), (second, third), (first, replace(second, by="ben"), third)):
        lines = check_bundle(packed(replace(BUNDLE, log=entries)))
        assert len(lines) == 1
        assert lines[0].startswith("log.jsonl: entry ")


def test_a_log_by_a_hostile_name_is_kept_as_it_is() -> None:
    assert check_bundle(packed(replace(BUNDLE, log=log_of(2, "an\ud800na\x00]]>\u202e")))) == ()


def test_a_reading_without_its_original_is_told() -> None:
    stray = replace(MARSH, document=replace(MARSH.document, id=f"sha256:{'9' * 64}"))
    bundle = replace(BUNDLE, case=replace(CASE_OF_IT, readings=(stray,)))
    (line,) = check_bundle(packed(bundle))
    assert line.endswith("its original is not in the bundle")


def test_a_redacted_bundle_holds_no_originals_and_is_whole() -> None:
    data = packed(replace(BUNDLE, case=replace(CASE_OF_IT, redact=True)))
    assert check_bundle(data) == ()
    assert not [name for name in members(data) if name.startswith("originals/")]
    assert json.loads(members(data)["manifest.json"])["redacted"] is True


def test_an_original_of_the_log_that_is_missing_is_told() -> None:
    bundle = replace(BUNDLE, case=replace(CASE_OF_IT, readings=()), originals=())
    assert check_bundle(packed(bundle)) == (f"originals/{DIGEST}: the log tells of it, and it is not in the bundle",)


def test_a_bundle_of_the_first_version_is_not_asked_for_its_archives() -> None:
    found = members(packed(replace(BUNDLE, case=replace(CASE_OF_IT, readings=()), originals=())))
    manifest = {**json.loads(found["manifest.json"]), "version": 1}
    assert check_bundle(zipped({**found, "manifest.json": json.dumps(manifest).encode()}.items())) == ()
    newer = {**manifest, "version": 99}
    (line,) = check_bundle(zipped({**found, "manifest.json": json.dumps(newer).encode()}.items()))
    assert "version 1 to 2" in line
