"""Lets Python's garbage collector wait while many values are made of which none can refer to itself.

The collector looks for circles of values. Where a hundred thousand reports are held together it would look at all of
them again and again, for a third of the time and more, and find nothing: frozen values are freed without it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """The collector waits until the block's end; what is part of no circle is freed all the same."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
