"""Writes labels: text from outside made harmless, cut to a length, and measured in pixels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', sans-serif"
_JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them
_BLOCKS = re.compile("█+")  # what redaction leaves of a word
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW@%")


def label(text: str, most: int = 30) -> str:
    """The text on one line without control characters, marks of direction and pile-ups of accents, cut with '…'."""
    return _label(text[: most * 20], most)


@lru_cache(maxsize=4096)  # a picture of a few voices names them in hundreds of chains
def _label(text: str, most: int) -> str:
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _is_shown(char))
    words = _without_piles(_BLOCKS.sub("[…]", " ".join(kept.split())))
    if not words:
        return "(no name)"
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def kind_words(kind: str) -> str:
    """'assault' for ASSAULT, 'member of' for member_of."""
    return label(kind.replace("_", " ").lower() or "tie", 24)


def width_of(text: str, size: float) -> float:
    """About how many pixels a label takes in a proportional face of this size."""
    return size * sum(map(_em, text))


def count(number: int, one: str, many: str | None = None) -> str:
    """'1 claim', '1,204 claims'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: tuple[str, ...], most: int = 2) -> str:
    """'A, B and 3 more'."""
    shown = ", ".join(label(name, 26) for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _is_shown(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _without_piles(text: str) -> str:
    """At most two combining marks a letter: no word of a living language needs more on a map."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= 2:
            kept.append(char)
    return "".join(kept)


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.32
    if char in _WIDE:
        return 0.88
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 0.66 if char.isupper() else 0.56
