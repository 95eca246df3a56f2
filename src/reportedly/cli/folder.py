"""Readings as Parquet files in a folder, a part for every few hundred documents: a run that was interrupted goes on.

A part takes its name when it is whole, and carries a mark of the documents that it was made of and of what read them. A
part with that mark is not read again; one with another mark is written anew.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportedly.cli.batch import Batch

if TYPE_CHECKING:
    from reportedly.intake import Failure, Received
    from reportedly.model import Reading

_DOCUMENTS, _CHARACTERS = 500, 10_000_000  # of a part, at most: a document more may pass the second
_PART = re.compile(r"(?:readings|claims)-(\d{5})\.parquet")
_MARK, _FAILED = "reportedly.part", "reportedly.failed"


@dataclass(frozen=True, slots=True)
class _Part:
    """So many documents as come next, and what they are known by."""

    number: int
    mark: str
    found: tuple[Received | Failure, ...]


def write_parquet(batch: Batch, out: Path | None) -> None:
    """Writes readings-00001.parquet, claims-00001.parquet and so on; parts of an earlier run that are too many go."""
    folder = _folder(out)
    number, failed_before, todo = 0, 0, deque[_Part]()

    def to_read() -> Iterator[Received | Failure]:
        nonlocal number, failed_before
        for part in _parts(batch):
            number = part.number
            if _is_whole(folder, part):
                failed_before += _failed_in(folder, part)
                continue
            todo.append(part)
            yield from part.found

    readings = batch.read(to_read())
    told = batch.failed
    while some := list(islice(readings, 1)):
        part = todo.popleft()
        some += islice(readings, len(part.found) - 1)
        _write(folder, part, [reading for _, reading in some], batch.failed - told)
        told = batch.failed
    batch.failed += failed_before
    _remove_after(folder, number)


def _folder(out: Path | None) -> Path:
    if out is None or str(out) == "-" or out.is_file():
        raise typer.BadParameter("'--format parquet' writes a folder; name one", param_hint="--out")
    try:
        importlib.import_module("pyarrow")
        out.mkdir(parents=True, exist_ok=True)
    except ImportError:
        message = "needs pyarrow: pip install 'reportedly[arrow]'"
        raise typer.BadParameter(message, param_hint="--format parquet") from None
    except OSError as error:
        raise typer.BadParameter(f"'{out}' can't be made ({error.strerror})", param_hint="--out") from None
    return out


def _parts(batch: Batch) -> Iterator[_Part]:
    found = (replace(one, original=b"", container=None) for one in batch.found())
    for number, one in enumerate(found, 1):
        part, size = [one], _size(one)
        while len(part) < _DOCUMENTS and size < _CHARACTERS and (more := next(found, None)):
            part.append(more)
            size += _size(more)
        yield _Part(number, _mark(part, batch.attribution), tuple(part))


def _size(found: Received | Failure) -> int:
    from reportedly.intake import Received

    return len(found.document.text) if isinstance(found, Received) else 0


def _mark(part: list[Received | Failure], attribution: str | None) -> str:
    """A digest of all that readings depend on: the documents, what intake says of them, and what reads."""
    from reportedly.book.remote import identity
    from reportedly.intake import Received

    digest = hashlib.sha256(f"1 {identity()} {attribution}".encode())
    for one in part:
        told = asdict(one.document) if isinstance(one, Received) else {"name": one.name, "id": one.id}
        problems = one.problems if isinstance(one, Received) else (one.problem,)
        digest.update(json.dumps([told, [asdict(problem) for problem in problems]]).encode())
    return digest.hexdigest()


def _is_whole(folder: Path, part: _Part) -> bool:
    return _marks(folder, part).get(_MARK.encode()) == part.mark.encode() and _path(folder, "claims", part).is_file()


def _failed_in(folder: Path, part: _Part) -> int:
    """How many of a part's documents could not be read, as was told when it was made."""
    return int(_marks(folder, part).get(_FAILED.encode(), b"0"))


def _marks(folder: Path, part: _Part) -> dict[bytes, bytes]:
    """What a part of an earlier run says of itself; nothing where there is none, or no whole file."""
    try:
        read = importlib.import_module("pyarrow.parquet").read_metadata(_path(folder, "readings", part))
    except (OSError, ValueError):
        return {}
    return dict(read.metadata or {})


def _write(folder: Path, part: _Part, readings: list[Reading], failed: int) -> None:
    """The claims first: a part counts as whole when its readings are there."""
    from reportedly.export.parquet import parquet
    from reportedly.export.readings import readings_parquet
    from reportedly.model.export import Case

    marks = ((_MARK, part.mark), (_FAILED, str(failed)))
    _path(folder, "readings", part).unlink(missing_ok=True)
    _put(_path(folder, "claims", part), parquet(Case(tuple(readings))))
    _put(_path(folder, "readings", part), readings_parquet(readings, marks))


def _put(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def _path(folder: Path, what: str, part: _Part) -> Path:
    return folder / f"{what}-{part.number:05}.parquet"


def _remove_after(folder: Path, number: int) -> None:
    """Parts of an earlier run over more documents would pass for this one's."""
    for path in sorted(folder.iterdir()):
        if (found := _PART.fullmatch(path.name)) and int(found[1]) > number:
            path.unlink()
