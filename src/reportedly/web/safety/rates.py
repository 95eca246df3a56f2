"""Rates: a bucket of requests for each visitor that fills up with time, so that nobody takes the desk for himself."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

_VISITORS = 5000


class Bucket:
    """So many requests at once, and so many a second for long, for each key."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, now: float | None = None) -> float:
        """Takes one request; 0.0 where there was one, else the seconds to wait."""
        at = time.monotonic() if now is None else now
        with self._lock:
            left, before = self._left.get(key, (self._burst, at))
            left = min(self._burst, left + (at - before) * self._rate)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, at)
            self._left.move_to_end(key)
            while len(self._left) > _VISITORS:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate
