"""`reportedly export`: readings of files, or all of a casebook, in the formats of other tools."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import typer

from reportedly.cli.casebooks import CasebookOption, opened, say
from reportedly.cli.streams import leaving_quietly, output

if TYPE_CHECKING:
    from io import TextIOWrapper

    from reportedly.cli.batch import Batch
    from reportedly.model import Reading
    from reportedly.model.export import Bundle, Case

_WRONG, _NOT_DONE = 1, 2
_BINARY = ("parquet", "bundle")


class Target(StrEnum):
    """What `reportedly export` can write."""

    ftm = "ftm"
    stix = "stix"
    plover = "plover"
    acled = "acled"
    ucdp = "ucdp"
    annotations = "annotations"
    prov = "prov"
    graphml = "graphml"
    parquet = "parquet"
    labelstudio = "labelstudio"
    json = "json"
    html = "html"
    table = "table"
    bundle = "bundle"


def export(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", show_default=False, help="Files or folders to read, as for 'read'."),
    ] = None,
    *,
    form: Annotated[
        Target,
        typer.Option(
            "--format",
            "-f",
            show_default=False,
            help="ftm: FollowTheMoney. stix: STIX 2.1. plover: PLOVER records. acled, ucdp: CSV with their columns. "
            "annotations: W3C Web Annotations. prov: PROV-O. graphml: a graph. parquet: a table. "
            "labelstudio: tasks to annotate. json, html, table: the readings, as for read. "
            "bundle: an evidence bundle (zip).",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write there, not on standard output.", show_default=False),
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Hide what identifies unnamed voices.")] = False,
    casebook: CasebookOption = None,
) -> None:
    """Write claims, voices and where they stand as other tools read them.

    Takes files, which it reads first, or all of a casebook. What is denied, planned or only possible is marked so in
    every format, and made no event or tie where a format has no word for that. $SOURCE_DATE_EPOCH, where it is set, is
    the moment that stands in the export; else the same input gives the same bytes but for that moment.

    Exit status: 0 all was exported; 1 the output could not be written; 2 something could not be read or written.
    """
    if out is None and form in _BINARY and sys.stdout.isatty():
        raise typer.BadParameter(f"{form.value} is no text for a screen; name a file", param_hint="--out")
    if files:
        _export_files(files, form, out, redact=redact)
    else:
        with opened(casebook, read_only=False) as book:
            from reportedly.book.exporting import bundle_of, case_of

            now, by = _now(), book.store.by
            _write(
                form,
                out,
                [casebook or ""],
                lambda: bundle_of(book, redact=redact, made_at=now, by=by),
                lambda: case_of(book, redact=redact, made_at=now, by=by),
            )


def verify_bundle(path: Path, *, as_json: bool) -> int:
    """Prints what is wrong with an evidence bundle, and gives the exit status: 0 whole, 1 damaged, 2 not readable."""
    from reportedly.export.bundle_check import check_bundle
    from reportedly.export.screen import harmless

    try:
        data = path.read_bytes()
    except OSError as error:
        say(f"{path}: can't be read ({error.strerror or error})")
        return _NOT_DONE
    lines, digest = check_bundle(data), hashlib.sha256(data).hexdigest()
    for line in lines:
        what, _, how = line.partition(": ")
        row = {"what": what, "how": how}
        sys.stdout.write(f"{json.dumps(row) if as_json else harmless(line)}\n")
    end = {"faults": len(lines), "sha256": digest}
    told = f"{len(lines) or 'nothing'} wrong; the SHA-256 of the bundle is\n{digest}"
    sys.stdout.write(f"{json.dumps(end) if as_json else told}\n")
    return _WRONG if lines else 0


def _export_files(files: list[str], form: Target, out: Path | None, *, redact: bool) -> None:
    from reportedly.cli.batch import Batch
    from reportedly.intake import Given

    with leaving_quietly():
        batch = Batch(files, Given())
        _write(form, out, files, lambda: _bundle(batch, redact=redact), lambda: _case(batch, redact=redact)[0])
    raise typer.Exit(_NOT_DONE if batch.failed else 0)


def _write(
    form: Target, out: Path | None, inputs: list[str], bundle: Callable[[], Bundle], case: Callable[[], Case]
) -> None:
    """Writes the bytes; a missing package is one line on stderr and exit status 2."""
    from reportedly.export.bundle import packed
    from reportedly.export.formats import MissingExtraError, written

    with output(out, inputs) as stream:
        try:
            data = packed(bundle()) if form == Target.bundle else written(case(), form.value)
        except MissingExtraError as error:
            say(str(error))
            raise typer.Exit(_NOT_DONE) from None
        _put(stream, data)


def _put(stream: TextIO, data: bytes) -> None:
    """The bytes as they are, whatever encoding the stream would use for text."""
    stream.flush()
    cast("TextIOWrapper", stream).buffer.write(data)


def _case(batch: Batch, *, redact: bool) -> tuple[Case, dict[str, bytes]]:
    """The readings of the files under names that no two share, and the bytes of each original by its digest."""
    from reportedly.model.export import Case

    readings: list[Reading] = []
    originals: dict[str, bytes] = {}
    for found, reading in batch:
        readings.append(reading)
        if found.original:
            originals[reading.document.id.removeprefix("sha256:")] = found.original
    return Case(tuple(_distinct(readings)), redact=redact, made_at=_now()), originals


def _bundle(batch: Batch, *, redact: bool) -> Bundle:
    from reportedly.model.export import Bundle, Original

    case, originals = _case(batch, redact=redact)
    return Bundle(case, tuple(Original(digest, body) for digest, body in originals.items()))


def _distinct(readings: list[Reading]) -> Iterator[Reading]:
    """The readings with names that no two share: '#' and eight digits of the original, then a number."""
    names = Counter(reading.document.name for reading in readings)
    taken: set[str] = set()
    for reading in readings:
        document = reading.document
        name = document.name if names[document.name] == 1 else f"{document.name}#{document.id[7:15]}"
        free = next(one for one in (name, *(f"{name}-{i}" for i in range(2, len(readings) + 2))) if one not in taken)
        taken.add(free)
        yield replace(reading, document=replace(document, name=free))


def _now() -> str:
    """This moment, or the one that $SOURCE_DATE_EPOCH sets (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
