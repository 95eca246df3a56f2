"""Puts a picture on a page of its own, which asks the network for nothing, and into a notebook's cell."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.model.pictures import Picture
from reportedly.pictures.palette import DARK, dark_style
from reportedly.pictures.rendering import svg

_CANNOT_STAND = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(picture: Picture) -> str:
    """One HTML page with the picture, what it says in words, and its figures as a table.

    Vega's JavaScript stands in it; its Content-Security-Policy lets run that script alone, forbids eval and all
    requests. Without JavaScript the picture stands there as SVG.
    """
    return _render("picture.html", picture, svg(picture, style=False))


def fragment(picture: Picture) -> str:
    """The picture as an HTML fragment for a notebook: SVG, words and table, no script."""
    return _render("fragment.html", picture, svg(picture))


def script_safe(words: str) -> str:
    """JSON as it may stand in a <script> of a page."""
    return "".join(_CANNOT_STAND.get(char, char) for char in words)


@cache
def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script without an import, from vl-convert; `vegaEmbed` is global."""
    found: str = vl_convert.javascript_bundle()  # type: ignore[call-arg] # its stub asks for a snippet
    return found.replace("</script", "<\\/script")


@cache
def show_script() -> str:
    """What draws a picture with `vegaEmbed` where a page has its SVG; the desk's pages take it too."""
    return _own("show.js")


def _render(template: str, picture: Picture, drawn: str) -> str:
    # What is marked as safe is made here or was made safe: our own files, the bundle, an SVG whose text Vega escaped.
    return (
        _templates()
        .get_template(template)
        .render(
            picture=picture,
            svg=Markup(drawn),  # noqa: S704
            spec=Markup(script_safe(picture.drawing)),  # noqa: S704
            style=Markup(_style()),  # noqa: S704
            script=Markup(_script()),  # noqa: S704
            dark=json.dumps(DARK),
            policy=_policy(),
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("reportedly.pictures"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return f"{_own('picture.css')}@media (prefers-color-scheme: dark) {{{dark_style()}}}"


@cache
def _script() -> str:
    """In one script, since a policy then needs one digest; ours stands in a function of its own."""
    return f"{bundle()}\n(() => {{\n{show_script()}}})();\n"


def _own(name: str) -> str:
    return (files("reportedly.pictures") / "templates" / name).read_text("utf-8")


@cache
def _policy() -> str:
    """Nothing but this style and this script (CSP 3), and what a canvas shows."""
    return (
        f"default-src 'none'; style-src '{_digest(_style())}'; script-src '{_digest(_script())}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode('utf-8')).digest()).decode('ascii')}"
