"""Draws the desk's pictures: each once, however many ask; the one from before is shown where a new one takes long."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from reportedly.model.pictures import Picture

_KEPT = 64  # pictures
_PATIENCE = 1.0  # seconds that somebody waits for a new picture where there is an older one
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture; `is_old` where something was added or decided since, and the new one is still being drawn."""

    picture: Picture
    is_old: bool = False


class Studio:
    """Pictures by what they are of, each with the state of the casebook that it shows. Any thread may ask."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="drawing")
        self._lock = threading.RLock()
        self._kept: OrderedDict[Hashable, tuple[Hashable, Picture]] = OrderedDict()
        self._is_settled = False
        self._drawing: dict[tuple[Hashable, Hashable], Future[Picture]] = {}

    def show(self, of: Hashable, state: Hashable, draw: Callable[[], Picture]) -> Shown:
        """The picture of this state, or of an earlier one where drawing takes long. Raises what `draw` does."""
        with self._lock:
            before = self._kept.get(of)
            if before and before[0] == state:
                self._kept.move_to_end(of)
                return Shown(before[1])
            making = self._drawing.get((of, state)) or self._begin(of, state, draw)
        try:
            return Shown(making.result(_PATIENCE if before else None))
        except TimeoutError:
            assert before
            return Shown(before[1], is_old=True)

    def close(self) -> None:
        """Draws nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, of: Hashable, state: Hashable, draw: Callable[[], Picture]) -> Future[Picture]:
        """Under the lock; a lock that its thread may take twice, since a picture may be done before this returns."""
        making = self._drawing[of, state] = self._pool.submit(self._settled, draw)
        making.add_done_callback(lambda done: self._keep(of, state, done))
        return making

    def _settled(self, draw: Callable[[], Picture]) -> Picture:
        """What draws was loaded with the first picture and stays for good: the collector of garbage, which else goes
        through all of it time and again, lets it be."""
        made = draw()
        if not self._is_settled:
            self._is_settled = True
            gc.collect()
            gc.freeze()
        return made

    def _keep(self, of: Hashable, state: Hashable, done: Future[Picture]) -> None:
        with self._lock:
            self._drawing.pop((of, state), None)
            if done.cancelled() or done.exception():
                return
            self._kept[of] = (state, done.result())
            self._kept.move_to_end(of)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
