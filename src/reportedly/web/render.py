"""Pages out of templates: everything from outside escaped, the visitor's choices at hand, no script inside."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export.dates import date_in_words
from reportedly.export.marking import escaped
from reportedly.model.answers import Note
from reportedly.version import __version__
from reportedly.web.visits import Visit

_MARK = ("«", "»")


def page(request: Request, visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """A page for a visitor."""
    did, undone = _did(request, visit)
    known = {"visit": visit, "path": request.url.path, "here": _here(request), "did": did, "undone": undone}
    return HTMLResponse(_templates().get_template(template).render(**known, **values), status)


def part(template: str, **values: Any) -> Response:
    """A piece of a page, for a page of ours that asks for it."""
    return HTMLResponse(_templates().get_template(template).render(**values))


def bare_page(status: int, title: str, detail: str, **values: Any) -> Response:
    """A page for somebody who is not in, or whose request went wrong."""
    html = _templates().get_template("bare.html").render(status=status, title=title, detail=detail, **values)
    return HTMLResponse(html, status)


def _here(request: Request) -> str:
    """This page's own address, to come back to."""
    query = "&".join(pair for pair in request.url.query.split("&") if pair and not pair.startswith("did="))
    return request.url.path + (f"?{query}" if query else "")


def _did(request: Request, visit: Visit) -> tuple[Note | None, Note | None]:
    """The judgement that was just made, where this page is what came after it, and the one that it takes back."""
    key = request.query_params.get("did", "")
    if not key:
        return None, None
    from reportedly.web.answers.decisions import note_of, taken_back

    note = note_of(visit.sight, key)
    return note, taken_back(visit.sight, note)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["date"] = lambda value: date_in_words(value) if value else ""
    made.filters["kind"] = lambda value: value.replace("_", " ").lower() if value else ""
    made.filters["kind_of"] = lambda value, name: value.replace("_", " ") if name == "relation" else value
    made.filters["url"] = lambda value: quote(str(value), safe="")
    made.filters["sentence"] = _sentence
    made.filters["moment"] = lambda value: (value or "")[:16].replace("T", " ")
    made.filters["marked"] = _marked
    made.filters["html"] = Markup  # only for what `marked_lines` has escaped
    made.globals["version"] = __version__
    return made


def _shown(value: object) -> object:
    """A value as it goes into the page: text loses what no page may hold."""
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sentence(words: str) -> str:
    """Words as a sentence on a page of its own: with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in '.!?' else '.'}"


def _marked(snippet: str) -> Markup:
    """A snippet with what was looked for marked."""
    safe = escaped(snippet)
    return Markup(safe.replace(_MARK[0], Markup("<mark>")).replace(_MARK[1], Markup("</mark>")))  # noqa: S704
