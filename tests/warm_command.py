"""The command `reportedly`, warm: a process that has the model loaded forks for each call, so that pages run quickly.

What runs in the fork is the real command with the caller's arguments, folder, environment and streams; the processes
that `add` reads in are forked from it too. `serve(folder)` puts an executable `reportedly` into a folder's `bin/`.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

_WORKER = ["-P", "-m", "reportedly.book.worker"]
_CALL = """\
#!{python} -SE
import array, json, os, socket, struct, sys
fds = [0, 1, 2] + ([int(sys.argv[-1])] if sys.argv[1:4] == {worker!r} else [])
said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
with socket.socket(socket.AF_UNIX) as line:
    line.connect({address!r})
    socket.send_fds(line, [struct.pack("!I", len(said))], fds)
    line.sendall(said)
    status = line.recv(1)
sys.exit(status[0] if status else 70)
"""


@contextmanager
def serve(folder: Path) -> Iterator[Path]:
    """Starts the warm process and yields the folder with `reportedly` in it; the process leaves at the end."""
    address = str(folder / "line")
    call = folder / "bin/reportedly"
    call.parent.mkdir()
    text = textwrap.dedent(_CALL).format(python=sys.executable, worker=_WORKER, address=address)
    call.write_text(text, encoding="utf-8")
    call.chmod(0o755)
    plain = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-P", __file__, address, str(call)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=plain) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            yield call.parent
        finally:
            process.kill()


def main(address: str, call: str) -> None:
    """Loads all that commands need, then forks for each call."""
    _warm_up(Path(address).parent)
    os.sched_getaffinity = lambda _: {0}  # one core: two readers write reports in the order in which they are done
    sys.executable = call  # `add` starts the processes that it reads in by this
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(16)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        line, _ = listening.accept()
        if not os.fork():
            listening.close()
            _answer(line)
        line.close()


def _warm_up(folder: Path) -> None:
    """Reads, keeps and asks once, so that models, lists and modules are in memory."""
    import reportedly

    import_module("reportedly.cli.commands")
    report = folder / "warm.txt"
    report.write_text("Residents said that the army may have bombed Aden in May 2024.", encoding="utf-8")
    with reportedly.open_casebook(folder / "warm.db", by="nobody") as book:
        book.add(report, workers=0)
        book.support.propositions()


def _answer(line: socket.socket) -> None:
    """Becomes the caller: takes over its streams, folder and environment, runs, says its status and leaves."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, fds, _, _ = socket.recv_fds(line, 4, 8)
    said = b""
    while len(said) < struct.unpack("!I", head)[0]:
        said += line.recv(1 << 16)
    args, folder, environment = json.loads(said)
    for number, fd in enumerate(fds[:3]):
        os.dup2(fd, number)
        os.close(fd)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    status = _run(args, fds[3:])
    with suppress(OSError):
        line.sendall(bytes([status]))
    os._exit(0)


def _run(args: list[str], fds: list[int]) -> int:
    if args[:3] == _WORKER:
        sys.argv = ["worker", *map(str, fds)]
        return _status(lambda: runpy.run_module("reportedly.book.worker", run_name="__main__"))
    from reportedly.cli import main as command

    sys.argv = ["reportedly", *args]
    return _status(command)


def _status(run: object) -> int:
    status: object = 0
    try:
        run()  # type: ignore[operator]
    except SystemExit as left:
        status = left.code
    except BaseException:  # noqa: BLE001 - as the interpreter does, which this process may not leave by: it was forked
        traceback.print_exc()
        status = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
    return status if isinstance(status, int) else int(status is not None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
