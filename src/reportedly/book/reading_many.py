"""Reading many: documents are read on an engine, and their readings come in the order of the documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.book.engines import Engine
from reportedly.book.reading_one import Numbered, Plain
from reportedly.intake import Failure, Received
from reportedly.model import Document, Reading

_NO_BYTES = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the digest of nothing
_MOST = 256  # readings that may wait for one before them


@dataclass(slots=True)
class _Place:
    """A document's place in the row, and its reading when that is there."""

    found: Received | Failure
    reading: Reading | None = None


def read_in_order(
    engine: Engine[Numbered], found: Iterable[Received | Failure], attribution: str | None = None
) -> Iterator[tuple[Received | Failure, Reading]]:
    """What was found, each with its reading, in the order in which it was found; no document is lost.

    What could not be received has an empty reading that says why. The bytes and containers of what was found are let
    go. Raises EngineError.
    """
    row: deque[_Place] = deque()
    places: dict[int, _Place] = {}
    for number, one in enumerate(found):
        row.append(_Place(replace(one, original=b"", container=None)))
        job = _job(number, one, attribution)
        if isinstance(one, Failure):
            row[-1].reading = job.do().reading
        else:
            while not engine.has_room:
                _settle(engine, places, None)
            places[number] = row[-1]
            engine.put(job)
            _settle(engine, places, 0)
        yield from _ended(row)
        while len(row) >= _MOST:
            _settle(engine, places, None)
            yield from _ended(row)
    while row:
        _settle(engine, places, None)
        yield from _ended(row)


def _job(number: int, found: Received | Failure, attribution: str | None) -> Plain:
    if isinstance(found, Failure):
        return Plain(number, Document(found.id or _NO_BYTES, found.name, ""), (found.problem,))
    return Plain(number, found.document, found.problems, attribution)


def _settle(engine: Engine[Numbered], places: dict[int, _Place], timeout: float | None) -> None:
    for done in engine.take(timeout):
        places.pop(done.number).reading = done.reading


def _ended(row: deque[_Place]) -> Iterator[tuple[Received | Failure, Reading]]:
    """Those at the head of the row that have their readings."""
    while row and row[0].reading is not None:
        place = row.popleft()
        assert place.reading is not None
        yield place.found, place.reading
