"""Small closed sets of words: which measure out the noun after them, which stand for a state's arms, which point."""

from __future__ import annotations

import functools

from reportedly.resolution.tables import rows


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """The words of one class of data/words.tsv, in lower case."""
    return frozenset(word for word, group in rows("words", "word", "class") if group == name)
