"""Pictures of the case: what `reportedly plot` draws, of so many claims that a page can wait."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from reportedly.book import AskError
from reportedly.book.picturing import KINDS, picture
from reportedly.model import Reading
from reportedly.model.answers import Asked
from reportedly.model.pictures import Picture
from reportedly.web.desk import Sight

_MOST = 3000  # claims, the latest, but for the network, which the casebook counts whole
_KEPT = 32
_kept: OrderedDict[tuple[object, ...], Picture] = OrderedDict()
_lock = threading.Lock()


def drawn(sight: Sight, kind: str, involving: str = "") -> Picture:
    """The network, timeline, map or chains; of one actor where one is named. Raises AskError."""
    if kind not in KINDS:
        raise AskError(f"there is no picture '{kind[:40]}' here; they are {', '.join(KINDS)}")
    key = (sight.book.store.place, sight.book.head().hash, kind, involving, sight.redact)
    with _lock:
        if key in _kept:
            return _kept[key]
    asked = Asked(involving=involving or None)
    hiding = _redacted(sight) if sight.redact else None
    made = picture(sight.book.store, kind, asked, redacted=hiding, most=_MOST)
    with _lock:
        _kept[key] = made
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return made


def _redacted(sight: Sight) -> Callable[[str, str], Reading | None]:
    return sight.reading
