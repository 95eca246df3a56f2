"""Who is said to do what with whom, on whose word, through whom, how surely: `reportedly.read("report.txt")`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.book import Book, CasebookError, open_casebook
    from reportedly.intake import LanguageModel
    from reportedly.model import Actor, Attribution, Claim, Document, Parsed, Place, Problem, Reading, Source, Span
    from reportedly.reading import ReadError, parse, read, read_all, read_text

__all__ = [
    "Actor",
    "Attribution",
    "Book",
    "CasebookError",
    "Claim",
    "Document",
    "LanguageModel",
    "Parsed",
    "Place",
    "Problem",
    "ReadError",
    "Reading",
    "Source",
    "Span",
    "__version__",
    "open_casebook",
    "parse",
    "read",
    "read_all",
    "read_text",
]
_VERBS = ("ReadError", "parse", "read", "read_all", "read_text")
_OF_BOOKS = ("Book", "CasebookError", "open_casebook")
_ROOMS = {"LanguageModel": "intake"}


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first asked for: `import reportedly` costs nothing (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'reportedly' has no attribute '{name}'")
    from importlib import import_module

    import_module("reportedly.export")  # it hangs the notebook view into Reading
    room = "reading" if name in _VERBS else "book" if name in _OF_BOOKS else _ROOMS.get(name, "model")
    found = getattr(import_module(f"reportedly.{room}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
