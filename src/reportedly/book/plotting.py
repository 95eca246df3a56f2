"""Plots: a casebook's picture in a caller's hands, redacted where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reportedly.book.picturing import MOST, picture
from reportedly.casebook import CasebookError, Store, load_reading
from reportedly.model import Reading
from reportedly.model.answers import Asked

if TYPE_CHECKING:
    from reportedly.pictures import View


def plot(
    store: Store,
    kind: str,
    asked: Asked | None = None,
    *,
    redacted: Callable[[Reading], Reading] | None = None,
    most: int = MOST,
) -> View:
    """The picture of a kind, ready to be shown or saved. Raises AskError, CasebookError where a package is missing."""
    try:
        from reportedly.pictures import View
    except ImportError as error:
        raise CasebookError(f"pictures need {error.name}: pip install 'reportedly[plot]'") from None
    if redacted is None:
        return View(picture(store, kind, asked, most=most))
    hide = redacted

    def reading(report: str, _: str) -> Reading | None:
        with store.reading() as connection:
            found = load_reading(connection, report)
        return hide(found) if found else None

    return View(picture(store, kind, asked, redacted=reading, most=most))
