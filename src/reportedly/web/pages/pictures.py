"""The pages of pictures: each as SVG that needs no script, alive where scripts run, and as a table; saved as files."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from reportedly.pictures import KINDS, bundle, dark_style, rendered, script_safe, show_script, svg
from reportedly.pictures.palette import DARK
from reportedly.web.answers.pictures import drawn
from reportedly.web.render import page
from reportedly.web.visits import Seen, Visit

router = APIRouter()
Words = Annotated[str, Query(max_length=400)]
_KEEP = {"cache-control": "private, max-age=86400"}
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".html": "text/html; charset=utf-8"}


@router.get("/pictures")
def show_pictures(request: Request, visit: Seen) -> Response:
    """Which pictures there are."""
    return page(request, visit, "pictures.html")


@router.get("/pictures/vega.js")
def send_script(visit: Seen) -> Response:  # noqa: ARG001 - only who has come in
    """Vega, Vega-Lite and Vega-Embed, from vl-convert: nothing is loaded from elsewhere."""
    return Response(bundle(), media_type="text/javascript", headers=_KEEP)


@router.get("/pictures/show.js")
def send_show(visit: Seen) -> Response:  # noqa: ARG001 - only who has come in
    """What draws the picture that a page holds, as on the pages that pictures are saved as."""
    return Response(show_script(), media_type="text/javascript", headers=_KEEP)


@router.get("/pictures/dark.css")
def send_style(visit: Seen) -> Response:  # noqa: ARG001 - only who has come in
    """How the pictures' colours turn on a dark page."""
    return Response(_style(), media_type="text/css", headers=_KEEP)


@router.get("/pictures/{name}")
def save_picture(visit: Seen, name: str, involving: Words = "") -> Response:
    """A picture as a file: network.svg, map.png, chains.html."""
    kind, dot, ending = name.rpartition(".")
    _wait(visit)
    if f"{dot}{ending}" not in KINDS:
        raise HTTPException(404, f"A picture is saved as one of {', '.join(KINDS)}.")
    made = rendered(drawn(visit.sight, kind, involving), f"{dot}{ending}")
    headers = {"content-disposition": f'attachment; filename="{kind}{dot}{ending}"'}
    return Response(made, media_type=_TYPES[f"{dot}{ending}"], headers=headers)


@router.get("/network")
@router.get("/map")
@router.get("/chains")
@router.get("/timeline/picture")
def show_picture(request: Request, visit: Seen, involving: Words = "") -> Response:
    """One picture."""
    kind = request.url.path.strip("/").partition("/")[0]
    _wait(visit)
    made = drawn(visit.sight, kind, involving)
    return page(
        request,
        visit,
        "picture.html",
        picture=made,
        kind=kind,
        involving=involving,
        svg=svg(made, style=False),
        spec=script_safe(made.drawing),
        dark=json.dumps(DARK),
    )


def _wait(visit: Visit) -> None:
    """Lets what claims come to be worked out first where that is soon done; else the picture says what is not in it."""
    if visit.may_write and not visit.desk.origins.is_up_to_date():
        visit.desk.weigher.soon()


@cache
def _style() -> str:
    system, chosen = ':root:not([data-theme="light"])', ':root[data-theme="dark"]'
    return f"@media (prefers-color-scheme: dark) {{{dark_style(system)}}}\n@media screen {{{dark_style(chosen)}}}\n"
