"""Whether a bundle is whole: each damage in a line that names the member it is in."""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from reportedly.export.bundle import FORMAT, MANIFEST, VERSION, zipped

_DAMAGES = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, KeyError, IndexError,
    OverflowError, struct.error, zlib.error, MemoryError,
)  # fmt: skip
_ORIGINAL = re.compile(r'"subject": ?"original:([0-9a-f]{64})"', re.ASCII)
_BEGINNING = "0" * 64
_ARCHIVE = "the archive"


def check_bundle(data: bytes) -> tuple[str, ...]:
    """What is wrong with a bundle, a line each beginning with the member's name; () where it is whole.

    Checked are each member against the manifest, originals against the digests that name them, the log's chain of
    hashes, that each reading has its original, and every byte of the zip around them. What it can't see is a bundle
    that somebody made anew from changed parts: for that its own SHA-256 must have been noted down.
    """
    members, damages = _walked(data)
    if not _is_all(members):
        members, damages = _by_directory(data)
    if any(line.startswith((MANIFEST, _ARCHIVE)) for line in damages):
        return tuple(damages)
    found = dict.fromkeys((*damages, *_contents(members, {line.partition(":")[0] for line in damages})))
    return tuple(found) or tuple(_around(data, members))


def _walked(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The members as they follow one another from the first byte on, without a look at the directory behind them."""
    members: dict[str, bytes] = {}
    damages = []
    at = 0
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        sum_, size, _, name_size, extra = struct.unpack("<IIIHH", data[at + 14 : at + 30])
        start = at + 30 + name_size + extra
        name, body = data[at + 30 : at + 30 + name_size].decode("utf-8", "replace"), data[start : start + size]
        if name in members:
            break
        members[name] = body
        if zlib.crc32(body) != sum_:
            damages.append(f"{name}: damaged, its bytes have another checksum")
        at = start + size
    return members, damages


def _is_all(members: dict[str, bytes]) -> bool:
    """Whether these are all members that the manifest names, or that can't be told."""
    try:
        return [MANIFEST, *(row["name"] for row in json.loads(members[MANIFEST])["members"])] == list(members)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _by_directory(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Each member's bytes by the directory at the end, and a line for each that can't be read."""
    members: dict[str, bytes] = {}
    damages = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                name, damage = info.filename, _taken(archive, info, members)
                damages += [f"{name}: damaged ({damage})"] if damage else []
    except _DAMAGES as error:
        return {}, [f"{_ARCHIVE}: it can't be opened ({_line(error)})"]
    return members, damages


def _taken(archive: zipfile.ZipFile, info: zipfile.ZipInfo, members: dict[str, bytes]) -> str:
    """Takes a member's bytes, or says why it can't."""
    if info.compress_type != zipfile.ZIP_STORED or info.filename in members:
        return "not written so by reportedly"
    try:
        members[info.filename] = archive.read(info)
    except _DAMAGES as error:
        return _line(error)
    return ""


def _around(data: bytes, members: dict[str, bytes]) -> Iterator[str]:
    """The bytes between the members, by writing the zip anew: nothing in them is free."""
    whole = zipped(members.items())
    if whole == data:
        return
    at = next((i for i, (a, b) in enumerate(zip(data, whole, strict=False)) if a != b), min(len(data), len(whole)))
    yield f"{_part_at(whole, at)}: changed around its content, at byte {at}"


def _part_at(whole: bytes, at: int) -> str:
    """The member to whose header or entry in the directory a byte belongs."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        infos, entry = archive.infolist(), archive.start_dir
    if at < entry:
        return next((info.filename for info in reversed(infos) if info.header_offset <= at), _ARCHIVE)
    for info in infos:
        entry += 46 + len(info.filename.encode("utf-8"))
        if at < entry:
            return info.filename
    return _ARCHIVE


def _contents(members: dict[str, bytes], known: set[str]) -> Iterator[str]:
    """What the manifest, the originals, the readings and the log say of one another; `known` is damaged anyway."""
    if MANIFEST not in members:
        if MANIFEST not in known:
            yield f"{MANIFEST}: missing; this is no bundle of reportedly"
        return
    try:
        manifest = json.loads(members[MANIFEST])
        is_ours = manifest["format"] == FORMAT and manifest["version"] in range(1, VERSION + 1)
        rows = {str(row["name"]): row for row in manifest["members"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"{MANIFEST}: can't be read ({_line(error)})"
        return
    if not is_ours:
        yield f"{MANIFEST}: not of format {FORMAT}, version 1 to {VERSION}"
        return
    yield from _against(members, rows, known)
    is_redacted = bool(manifest.get("redacted"))
    yield from _originals(members, is_redacted=is_redacted)
    yield from _log(members.get("log.jsonl", b""))
    if manifest["version"] > 1 and not is_redacted:
        yield from _logged(members)


def _against(members: dict[str, bytes], rows: dict[str, Any], known: set[str]) -> Iterator[str]:
    for name, row in rows.items():
        if name not in members:
            if name not in known:
                yield f"{name}: missing"
        elif hashlib.sha256(members[name]).hexdigest() != row.get("sha256") or len(members[name]) != row.get("size"):
            yield f"{name}: not as the manifest has it"
    yield from (f"{name}: not in the manifest" for name in members if name not in rows and name != MANIFEST)


def _originals(members: dict[str, bytes], *, is_redacted: bool) -> Iterator[str]:
    """Originals are what their names say; where there are any, every reading has its own."""
    held = set()
    for name, body in members.items():
        if name.startswith("originals/"):
            held.add(name.partition("/")[2])
            if hashlib.sha256(body).hexdigest() != name.partition("/")[2]:
                yield f"{name}: not the bytes whose SHA-256 names it"
    if is_redacted or not held:
        return
    for name, body in members.items():
        if name.startswith("readings/"):
            digest = re.match(rb'.{0,400}?"document": \{"id": "sha256:([0-9a-f]{64})"', body, re.DOTALL)
            if digest and digest[1].decode("ascii") not in held:
                yield f"{name}: its original is not in the bundle"


def _log(body: bytes) -> Iterator[str]:
    """Each entry's hash covers its fields and the entry before."""
    previous = _BEGINNING
    for number, line in enumerate(body.splitlines(), 1):
        try:
            row = json.loads(line)
            said, hashed = row["hash"], log_hash(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"log.jsonl: line {number} can't be read ({_line(error)})"
            return
        if row.get("previous") != previous or row.get("seq") != number or said != hashed:
            yield f"log.jsonl: entry {number} does not follow from the one before"
            return
        previous = said


def _logged(members: dict[str, bytes]) -> Iterator[str]:
    """Every original that the log tells of is there."""
    told = set(_ORIGINAL.findall(members.get("log.jsonl", b"").decode("utf-8", "replace")))
    for digest in sorted(told):
        if f"originals/{digest}" not in members:
            yield f"originals/{digest}: the log tells of it, and it is not in the bundle"


def log_hash(row: dict[str, Any]) -> str:
    """The hash of an entry: SHA-256 of its other fields as a JSON list without blanks, as the casebook makes it."""
    fields = [row[name] for name in ("seq", "at", "by", "action", "subject", "digest", "previous")]
    text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _line(error: BaseException) -> str:
    return f"{error}".split("\n", 1)[0][:200] or type(error).__name__
