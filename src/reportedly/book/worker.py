"""One reading process: it takes documents from a pipe, reads them, and sends back what the casebook will write.

It is a process of its own command (`python -m reportedly.book.worker`) and no fork and no copy of the caller's script:
so it works from a notebook and from a script without a guard, and no thread or connection of the caller is copied.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection

from reportedly.book.engines import Job

READY = "ready"  # the first word to the caller: who dies before it died of no report
_DONE = None


def main(handle: int) -> None:
    """Reads what comes through the pipe until it is closed, which also the caller's death does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's affair, who closes the pipe
    with Connection(handle) as pipe:
        pipe.send(READY)
        for job in _coming(pipe):
            pipe.send(job.do())


def _coming(pipe: Connection) -> Iterator[Job[object]]:
    """The jobs as they come; a thread takes them off the pipe, so that the caller never waits to send one."""
    jobs: queue.SimpleQueue[Job[object] | None] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(pipe, jobs), daemon=True).start()
    while (job := jobs.get()) is not _DONE:
        yield job


def _take(pipe: Connection, jobs: queue.SimpleQueue[Job[object] | None]) -> None:
    try:
        while True:
            jobs.put(pipe.recv())
    except (EOFError, OSError):
        jobs.put(_DONE)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except (BrokenPipeError, ConnectionResetError):
        os._exit(1)  # the caller is gone; nobody is there to be told
