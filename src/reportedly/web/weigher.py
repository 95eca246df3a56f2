"""Weighing in the background: what claims come to is brought up to date whenever something was added or decided."""

from __future__ import annotations

import logging
import threading

from reportedly.book import CasebookError
from reportedly.book.origins import Origins

_SOON = 1.5  # seconds that a decision waits for what follows from it


class Weigher:
    """One thread that weighs when it is poked, and says when it is done."""

    def __init__(self, origins: Origins, *, is_read_only: bool = False) -> None:
        self._origins, self._is_read_only = origins, is_read_only
        self._wanted, self._done = threading.Event(), threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def poke(self) -> None:
        """Something changed."""
        if self._is_read_only:
            return
        self._done.clear()
        self._wanted.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="weighing", daemon=True)
            self._thread.start()

    def soon(self) -> None:
        """Something changed, and somebody waits to see what follows: for a moment only."""
        self.poke()
        self._done.wait(_SOON)

    def stop(self) -> None:
        """Ends when what is at hand is done."""
        self._stopping = True
        self._wanted.set()
        if self._thread:
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while self._wanted.wait() and not self._stopping:
            self._wanted.clear()
            try:
                self._origins.weigh()
            except CasebookError as error:
                logging.getLogger(__name__).warning("%s", error)
            except Exception:  # the thread goes on: the next that is added or decided is weighed all the same
                logging.getLogger(__name__).exception("weighing failed")
            self._done.set()
