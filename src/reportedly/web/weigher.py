"""Weighing in the background: what claims come to is brought up to date whenever something was added or decided."""

from __future__ import annotations

import logging
import threading
import time

from reportedly.book import CasebookError
from reportedly.book.origins import Origins

_SOON = 1.5  # seconds that a decision waits for what follows from it
_LONGEST_REST = 60.0  # seconds


class Weigher:
    """One thread that weighs when it is poked, and says when it is done."""

    def __init__(self, origins: Origins, *, is_read_only: bool = False) -> None:
        self._origins, self._is_read_only = origins, is_read_only
        self._wanted, self._done = threading.Event(), threading.Event()
        self._stopped = threading.Event()
        self._begun: float | None = None  # when what is at hand was begun
        self._took = 0.0  # seconds, the last time
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
        """Something changed, and somebody waits to see what follows: for a moment, and only where that is enough."""
        self.poke()
        begun = self._begun
        if self._took < _SOON and (begun is None or time.monotonic() - begun < _SOON):
            self._done.wait(_SOON)

    def stop(self) -> None:
        """Ends when what is at hand is done."""
        self._stopped.set()
        self._wanted.set()
        if self._thread:
            self._thread.join(timeout=30)

    def _work(self) -> None:
        """Rests as long as it worked, so that in a large casebook, where that is seconds, pages have their turn."""
        while self._wanted.wait() and not self._stopped.is_set():
            self._wanted.clear()
            self._begun = begun = time.monotonic()
            try:
                self._origins.weigh()
            except CasebookError as error:
                logging.getLogger(__name__).warning("%s", error)
            except Exception:  # the thread goes on: the next that is added or decided is weighed all the same
                logging.getLogger(__name__).exception("weighing failed")
            self._took, self._begun = time.monotonic() - begun, None
            self._done.set()
            if self._took > _SOON:
                self._stopped.wait(min(self._took, _LONGEST_REST))
