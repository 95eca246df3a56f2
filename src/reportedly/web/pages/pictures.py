"""The pages of pictures: network, map and chains, each beside the table of what it shows."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.web.render import page
from reportedly.web.visits import Seen

router = APIRouter()
_NAMES = {"network": "Network", "map": "Map", "chains": "Chains"}


@router.get("/pictures")
def show_pictures(request: Request, visit: Seen) -> Response:
    """Which pictures there are."""
    return page(request, visit, "pictures.html")


@router.get("/network")
@router.get("/map")
@router.get("/chains")
def show_picture(request: Request, visit: Seen) -> Response:
    """One picture."""
    title = _NAMES[request.url.path.strip("/")]
    return page(request, visit, "message.html", title=title, words="This picture is being built.")
