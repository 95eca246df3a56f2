"""The parts of pages that are made from the program itself, so that they can't go stale."""

from __future__ import annotations

import os
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
# Files of the repository that are pages of the site too.
_SHOWN = {
    "ARCHITECTURE.md": "project/architecture",
    "CONTRIBUTING.md": "project/contributing",
    "CHANGELOG.md": "project/changelog",
    "benchmarks/RESULTS.md": "method/figures",
}


def _shown(name: str) -> str:
    """A file of the repository, its links as from the page that it is here."""
    place = _ROOT / "docs" / _SHOWN[name]
    text = (_ROOT / name).read_text(encoding="utf-8")
    return _linked(text, (_ROOT / name).parent, place.parent)


def _linked(text: str, here: Path, there: Path) -> str:
    """A text that stands in the folder `here`, its links to files that are pages of the site leading there."""

    def led(link: re.Match[str]) -> str:
        named = os.path.relpath((here / link[1]).resolve(), _ROOT)
        return f"]({os.path.relpath(_ROOT / 'docs' / _SHOWN[named], there)}.md" if named in _SHOWN else link[0]

    return re.sub(r"\]\(([\w/.-]+\.md)", led, text)


MAKERS |= {name: partial(_shown, name) for name in _SHOWN}


def fill(text: str, page: str) -> str:
    """The text of a page ('howto/data') with what NAME makes in place of each line '% made: NAME'.

    A line 'PAGE?' in a list of pages is one that may still have to be written.
    """
    folder = (_ROOT / "docs" / page).parent
    listed = re.sub(
        r"^([\w/]+)\?\n", lambda row: f"{row[1]}\n" if _is_written(row[1]) else "", text, flags=re.MULTILINE
    )
    filled = re.sub(r"^% made: (.+)$", lambda row: MAKERS[row[1]](), listed, flags=re.MULTILINE)
    return _linked(filled, folder, folder)


def _is_written(page: str) -> bool:
    return (_ROOT / "docs" / f"{page}.md").is_file()
