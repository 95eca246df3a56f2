"""The page: the text with sources, cues, contents and claims marked, beside it the voices, claims and ties, linked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export.marking import escaped
from reportedly.export.view import view_of
from reportedly.model import Reading


@dataclass(frozen=True, slots=True)
class Part:
    """Something that stands on the page before the reports: a heading, and a line for each thing to say."""

    title: str
    lines: tuple[str, ...]


def page(readings: Iterable[Reading], beside: Iterable[Part] = ()) -> str:
    """One self-contained HTML page of some readings, in their order, with what is to be said beside them.

    It asks the network for nothing, runs no script, and forbids itself both by its Content-Security-Policy; what comes
    from a document is escaped, and only http and https addresses become links.
    """
    views = tuple(view_of(reading, f"r{i}") for i, reading in enumerate(readings, 1))
    return (
        _templates()
        .get_template("page.html")
        .render(views=views, beside=tuple(beside), style=_style(), policy=_policy())
    )


def fragment(reading: Reading) -> str:
    """One reading as an HTML fragment for a notebook cell, with its own styles, which touch nothing outside it."""
    document = reading.document
    digest = hashlib.sha256(f"{document.id} {document.name}".encode("utf-8", "surrogatepass")).hexdigest()
    view = view_of(reading, f"r{digest[:8]}")
    return _templates().get_template("fragment.html").render(view=view, style=_style())


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("reportedly.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """A value as it goes into the page: text loses what no page may hold."""
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> Markup:
    """The style sheet, ours and without anything of a document, so that it may stand as it is."""
    sheet = files("reportedly.export") / "templates" / "reading.css"
    return Markup(sheet.read_text("utf-8"))  # noqa: S704 - it is our own file


def _policy() -> str:
    """Nothing is loaded, run, framed or sent; only the style sheet of this page, by its digest, is applied (CSP 3)."""
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
