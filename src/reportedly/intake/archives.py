"""A zip archive gives its members, one by one and bounded; its names are words, nothing is written anywhere."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from reportedly.intake.kinds import CONTAINERS, kind_of, kind_of_name
from reportedly.intake.names import name_problems, shown
from reportedly.intake.unpacking import Budget, TooMuchError
from reportedly.intake.values import Limits, Part
from reportedly.model import Problem

_PACKED_BY = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_DIRECTORY = 64_000_000  # bytes: the list of members of an archive of half a million
_SMALL = 1_000_000  # bytes: below, a ratio says nothing
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError, KeyError)


class _Careful:
    """A stream that gives no more at once than a list of members may hold, however large its header says it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.close, self.seekable = stream.seek, stream.tell, stream.close, stream.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if 0 <= size <= _DIRECTORY else _DIRECTORY + 1)
        if len(data) > _DIRECTORY:
            raise zipfile.BadZipFile("its list of members is too long")
        return data


def members(stream: BinaryIO, name: str, limits: Limits, budget: Budget, passed: Counter[str]) -> Iterator[Part]:
    """The members of a zip archive in their order; what is no document is counted in `passed`.

    A member that is encrypted, damaged or too large is a part with a problem. The archive itself, where it is broken,
    is a part without a member's name.
    """
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, _Careful(stream)))
    except _BROKEN as error:
        yield Part(name, "", content=Problem("broken-zip", f"is a broken archive ({_fault(error)}); pack it again"))
        return
    infos = archive.infolist()
    if any(info.filename in _OFFICE for info in infos[:20]):
        yield Part(name, "", content=Problem("binary", "is an office document or e-book; save it as .txt or .pdf"))
        return
    for number, info in enumerate(infos, 1):
        if info.is_dir():
            continue
        if _is_hidden(info.orig_filename):
            passed["hidden"] += 1
            continue
        budget.members -= 1
        if budget.members < 0:
            message = f"holds more than {limits.members:,} members, the rest is left; unpack it"
            yield Part(name, "", content=Problem("too-many", message))
            return
        part = _member(archive, info, f"{name}:", number, limits, budget)
        if part.content is None and not _is_document(part, info.orig_filename):
            passed[shown(PurePosixPath(info.orig_filename).suffix.lower()[:10]) or "no suffix"] += 1
        else:
            yield part


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, before: str, number: int, limits: Limits, budget: Budget
) -> Part:
    called = info.orig_filename
    member = shown(called) or f"member {number}"
    part = Part(before + member, member, kind=kind_of_name(called), problems=name_problems(called))
    if problem := _refusal(info, limits):
        return _with(part, problem)
    if not part.kind and "." in PurePosixPath(called).name:
        return part  # a picture, say: it is told by its name and never unpacked
    try:
        with archive.open(info) as unpacked:
            data = unpacked.read(min(info.file_size, limits.held) + 1)
        budget.take(len(data))
    except TooMuchError:
        return _with(part, Problem("too-large", "makes the archive more than is unpacked; unpack and cut it"))
    except _BROKEN as error:
        return _with(part, Problem("broken-zip", f"is damaged in its archive ({_fault(error)}); pack it again"))
    return Part(part.name, member, data, kind=part.kind, problems=part.problems)


def _refusal(info: zipfile.ZipInfo, limits: Limits) -> Problem | None:
    """Why a member is not unpacked, as its entry in the list tells."""
    if info.flag_bits & 1:
        return Problem("encrypted", "is encrypted in its archive; unpack it with its password")
    if info.compress_type not in _PACKED_BY:
        return Problem("binary", "is packed in a way that is not read; unpack it")
    if info.file_size > limits.held:
        return Problem("too-large", f"unpacks to {info.file_size:,} bytes, more than {limits.held:,}; cut it")
    if info.file_size > max(_SMALL, limits.ratio * info.compress_size):
        return Problem("too-large", f"unpacks to more than {limits.ratio} times its size, like a bomb; unpack it")
    return None


def _with(part: Part, problem: Problem) -> Part:
    return Part(part.name, part.member, content=problem, problems=part.problems)


def _is_document(part: Part, called: str) -> bool:
    """Whether a member is of a kind that is read, by its name, or by its beginning where its name has no suffix."""
    if part.kind:
        return True
    if "." in PurePosixPath(called).name:
        return False
    return kind_of(part.data) in (CONTAINERS | {"pdf", "page"}) or b"\0" not in part.data[:8192]


def _is_hidden(name: str) -> bool:
    """Whether a member is a hidden file, as a folder's are passed over; '..' hides nothing."""
    steps = [step for step in name.replace("\\", "/").split("/") if step]
    return any(step.startswith(".") and set(step) != {"."} for step in steps) or "__MACOSX" in steps


def _fault(error: Exception) -> str:
    return shown(str(error) or type(error).__name__).split("\n", 1)[0][:100]
