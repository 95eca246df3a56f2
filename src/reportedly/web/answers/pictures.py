"""Pictures of the case: what `reportedly plot` draws, of so many claims that a page can wait."""

from __future__ import annotations

from dataclasses import replace

from reportedly.book import AskError
from reportedly.book.picturing import KINDS, picture
from reportedly.model.answers import Asked
from reportedly.model.pictures import Picture
from reportedly.pictures import svg
from reportedly.web.desk import Sight

_MOST = 1000  # claims, the latest, but for the network, which the casebook counts whole
_MOST_HIDDEN = 600  # where unnamed voices are hidden each claim's reading is gone through
_IS_OLD = "What was added or decided in the last moments is not in it yet: it is being drawn; look again in a moment."

_NOT_WEIGHED = "What the newest {:,} entries of the log come to, as propositions, is not worked out yet."


def drawn(sight: Sight, kind: str, involving: str = "") -> Picture:
    """The network, timeline, map or chains; of one actor where one is named. Raises AskError.

    Where much is in the casebook and something has just changed it may be the one from before, and says so.
    """
    if kind not in KINDS:
        raise AskError(f"there is no picture '{kind[:40]}' here; they are {', '.join(KINDS)}")
    waiting = sight.desk.origins.waiting()
    state = (sight.book.head().hash, waiting)
    shown = sight.desk.studio.show((kind, involving, sight.redact), state, lambda: _drawn(sight, kind, involving))
    notes = (_IS_OLD,) if shown.is_old else (_NOT_WEIGHED.format(waiting),) if waiting else ()
    return replace(shown.picture, notes=(*notes, *shown.picture.notes)) if notes else shown.picture


def _drawn(sight: Sight, kind: str, involving: str) -> Picture:
    """The picture, with its SVG made, which is kept beside it."""
    hiding = sight.reading if sight.redact else None
    most = _MOST_HIDDEN if sight.redact else _MOST
    made = picture(sight.book.store, kind, Asked(involving=involving or None), redacted=hiding, most=most)
    svg(made, style=False)
    return made
