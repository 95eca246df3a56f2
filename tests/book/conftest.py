"""What tests of the book stand on: a few reports on the disk, and a casebook of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.server import Site, running
from reportedly.book import Book, open_casebook

SAID = (
    "Residents told the Gulf Post that the River Brigade had shelled the town of Maro on 3 May 2023.",
    "Iran is said to have given rifles to the River Brigade, two officers said.",
    "The army denied that its men had left Maro.",
    "The Salt Front may attack the port, the governor warned.",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_casebook(tmp_path / "case.db", by="anna") as book:
        yield book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four reports, one of them in rows."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i, said in enumerate(SAID[:2]):
        (folder / f"{i}.txt").write_text(said, encoding="utf-8")
    rows = [{"id": f"row-{i}", "text": said, "publisher": "Gulf Post"} for i, said in enumerate(SAID[2:])]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def site() -> Iterator[Site]:
    yield from running()
