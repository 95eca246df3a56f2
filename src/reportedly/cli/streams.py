"""Where output goes: a terminal, a pipe or a file, and how the program leaves when that ends early."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import typer

if TYPE_CHECKING:
    from io import TextIOWrapper

_NOT_WRITTEN, _INTERRUPTED, _CLOSED_PIPE = 1, 130, 141


@contextmanager
def output(out: Path | None, inputs: Iterable[str]) -> Iterator[TextIO]:
    """Where to print: standard output, or a file that takes its name only when it is whole or interrupted."""
    if out is None or str(out) == "-":
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        cast("TextIOWrapper", sys.stdout).reconfigure(encoding=encoding, errors="replace", newline="")
        yield sys.stdout
        return
    path = Path(os.path.realpath(out))
    if any(os.path.realpath(named) == str(path) for named in inputs if named != "-"):
        raise typer.BadParameter(f"'{out}' is one of the files to read; name another", param_hint="--out")
    part = path.with_name(f".{path.name}.part") if path.is_file() or not path.exists() else path
    try:
        stream = part.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise typer.BadParameter(
            f"'{out}' cannot be written ({error.strerror}); name another", param_hint="--out"
        ) from None
    with _kept(stream, part, path):
        yield stream


@contextmanager
def _kept(stream: TextIO, part: Path, path: Path) -> Iterator[None]:
    """Afterwards the part is the file, where it is whole, or where a person stopped it after some readings."""
    is_worth_keeping = False
    try:
        with stream:
            yield
        is_worth_keeping = True
    except KeyboardInterrupt:
        is_worth_keeping = part.stat().st_size > 0
        raise
    finally:
        if part != path:
            _take_or_leave(part, path if is_worth_keeping else None)


@contextmanager
def leaving_quietly() -> Iterator[None]:
    """Within, an interrupt, a closed pipe and a full disk end the program without a traceback."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        raise typer.Exit(_INTERRUPTED) from None
    except BrokenPipeError:
        _drop_standard_output()
        raise typer.Exit(_CLOSED_PIPE) from None
    except OSError as error:
        sys.stderr.write(f"reportedly: the output cannot be written ({error.strerror or error})\n")
        _drop_standard_output()
        raise typer.Exit(_NOT_WRITTEN) from None


def _take_or_leave(part: Path, path: Path | None) -> None:
    if path:
        part.replace(path)
    else:
        part.unlink()


def _drop_standard_output() -> None:
    """What is still in the buffer goes nowhere, so that Python doesn't complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width_of(stream: TextIO) -> int:
    """The columns of the terminal, or of $COLUMNS; 80 in a pipe and in a file."""
    if stream.isatty():
        return shutil.get_terminal_size().columns
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) else 80


def is_coloured(stream: TextIO) -> bool:
    """Colour on a terminal that can show it, and not where NO_COLOR asks for none (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
