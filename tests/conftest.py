"""What every test may ask for: a text parsed, and a text read, by the real model, which is loaded once."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import reportedly
from reportedly.model import Document, Parsed, Reading
from reportedly.parsing import parse
from reportedly.pipeline import read_document


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden readings beside their reports anew")
    parser.addoption("--screenshots", metavar="DIR", help="put a picture of each step at the desk into this folder")


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def parsed_text() -> Callable[[str], Parsed]:
    """Text to Parsed; the same text is parsed once a session, since what comes back is frozen."""
    return functools.lru_cache(maxsize=256)(lambda text: parse(document_of(text)))


@pytest.fixture(scope="session")
def read_text() -> Callable[[str], Reading]:
    """Text to Reading, through every room after intake; the same text is read once a session."""
    return functools.lru_cache(maxsize=256)(lambda text: read_document(document_of(text)))


@pytest.fixture(scope="session")
def read_report() -> Callable[[Path, str], Reading]:
    """A file, and what finds who says what ('tagger', 'rules'), to its Reading as `reportedly read` has it."""
    return functools.lru_cache(maxsize=64)(lambda path, method: reportedly.read(path, attribution=method))


def document_of(text: str) -> Document:
    """A document as intake would hand it on, of a text that a test writes down."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=f"sha256:{digest}", name="test.txt", text=text, language="en")
