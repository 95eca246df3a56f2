"""Names from outside are shown, never used: control characters and overrides escaped, paths kept as words."""

from __future__ import annotations

import re

from reportedly.model import Problem

_LONGEST = 200
_STEPS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[A-Za-z]:[/\\]")


def shown(name: str) -> str:
    """A name as one line that hides nothing: what can't be printed as its escape, a long one cut with its length."""
    cut = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}... ({len(name)} characters)"
    return "".join(character if character.isprintable() else _escaped(character) for character in cut)


def name_problems(name: str) -> tuple[Problem, ...]:
    """What is odd about a member's name: that it leads out of its archive, hides characters, or has no end."""
    faults = [
        *(["leads out of its archive"] if _STEPS.search(name) else []),
        *(["holds characters that are not shown"] if not name.isprintable() else []),
        *([f"has {len(name)} characters"] if len(name) > _LONGEST else []),
    ]
    if not faults:
        return ()
    return (Problem("name", f"its name, '{shown(name)}', {' and '.join(faults)}; it is kept as words only"),)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
