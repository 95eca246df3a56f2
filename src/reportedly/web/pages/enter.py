"""Coming in and what a visitor chooses: the password, who signs, whether unnamed voices are hidden, light or dark."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.web.desk import Desk
from reportedly.web.pages.decide import is_own_path
from reportedly.web.render import bare_page, page
from reportedly.web.safety.gate import with_cookie
from reportedly.web.safety.passwords import is_password
from reportedly.web.safety.rates import Bucket
from reportedly.web.safety.sessions import signature
from reportedly.web.visits import Choosing, Seen

router = APIRouter()
_tries = Bucket(0.1, 5)
Short = Annotated[str, Form(max_length=1000)]


@router.get("/login")
def show_login(next: str = "/") -> Response:  # noqa: A002 - the field's name
    """The form to come in by."""
    return bare_page(200, "Sign in", "", to=next if is_own_path(next) else "/", asks=True)


@router.post("/login")
def login(request: Request, name: Short = "", password: Short = "", to: Short = "/") -> Response:
    """Comes in, where the password is right."""
    desk: Desk = request.app.state.desk
    if desk.settings.password_hash is None:
        return RedirectResponse("/", 303)
    if _tries.take(request.client.host if request.client else ""):
        return bare_page(429, "Sign in", "Too many tries; wait ten seconds.", to="/", asks=True)
    if not is_password(desk.settings.password_hash, password):
        return bare_page(403, "Sign in", "That is not the password.", to="/", asks=True)
    answer = RedirectResponse(to if is_own_path(to) else "/", 303)
    return with_cookie(answer, desk.sessions.begin(name), desk.settings)


@router.post("/logout")
def logout(visit: Choosing) -> Response:
    """Goes."""
    visit.desk.sessions.end(visit.session)
    return bare_page(200, "Signed out", "This browser is signed out.")


@router.get("/settings")
def show_settings(request: Request, visit: Seen) -> Response:
    """What a visitor chooses."""
    return page(request, visit, "settings.html")


@router.post("/settings")
def change_settings(
    visit: Choosing, who: Short = "", redact: Short = "", theme: Short = "", no_keys: Short = ""
) -> Response:
    """Keeps what he chose, for this session."""
    session = visit.session
    session.who = signature(who)
    session.redact = redact == "1"
    session.has_keys = no_keys != "1"
    session.theme = theme if theme in ("light", "dark") else ""
    return RedirectResponse("/settings", 303)


@router.get("/help")
def show_help(request: Request, visit: Seen) -> Response:
    """What the words mean, and the keys."""
    return page(request, visit, "help.html")
