"""An empty casebook on each database in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from databases import KINDS, fresh
from reportedly.casebook import Store, open_store


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """One test on each database."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path) -> str:
    """Where nothing is yet."""
    return fresh(kind, tmp_path)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """A new casebook."""
    found = open_store(place, by="tester")
    yield found
    found.close()
