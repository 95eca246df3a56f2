"""The parts of pages that are made from the program itself, so that they can't go stale."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from api import routes
from commands import commands
from fields import fields_of_a_reading, formats

MAKERS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "routes": routes,
    "fields of a reading": fields_of_a_reading,
    "formats": formats,
}
_ROOT = Path(__file__).parents[2]
# Files of the repository that are pages of the site too, and the page of each as seen from another's.
_SHOWN = {
    "ARCHITECTURE.md": "../project/architecture.md",
    "CONTRIBUTING.md": "../project/contributing.md",
    "CHANGELOG.md": "../project/changelog.md",
    "benchmarks/RESULTS.md": "../method/figures.md",
}


def _shown(name: str) -> str:
    """A file of the repository, its links to others that are shown here leading to their pages."""
    text = (_ROOT / name).read_text(encoding="utf-8")
    return re.sub(r"\]\(([\w/.]+)\)", lambda link: f"]({_SHOWN.get(link[1], link[1])})", text)


MAKERS |= {name: partial(_shown, name) for name in _SHOWN}


def fill(page: str) -> str:
    """The page with each line '% made: NAME' followed by what NAME makes."""
    return re.sub(r"^% made: (.+)$", lambda row: MAKERS[row[1]](), page, flags=re.MULTILINE)
