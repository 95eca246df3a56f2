"""The gate before every request: whose name it was called by, how much it brings, how often, and who it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.web.problems import refused
from reportedly.web.safety.rates import Bucket
from reportedly.web.safety.sessions import Session, Sessions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from reportedly.web.settings import Settings

_FORM = 300_000  # bytes of any form but one that brings files
_PLACES_FOR_FILES = ("/add", "/api/reports")
_OPEN = ("/login", "/static/")


class TooLargeError(HTTPException):
    """More came than was allowed, and than its header said."""


class Gate:
    """Lets a request through, or answers it itself."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions
        self._rates = Bucket(settings.rate, settings.rate * 8)
        self._tries = Bucket(0.2, 5)  # at passwords and tokens: five, then one in five seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._stopped(request) or self._admitted(request)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._bounded(request, receive, send)

    def _stopped(self, request: Request) -> Response | None:
        """Why it goes no further, whoever asks."""
        if not self._settings.is_own_host(request.headers.get("host", "")):
            return refused(
                request, 421, "This desk has another name; open the address that `reportedly serve` printed."
            )
        if request.method not in ("GET", "HEAD") and not _is_from_here(request):
            return refused(request, 403, "The request came from another site's page.")
        if _length(request) > self._most(request):
            return refused(request, 413, f"That is more than {self._most(request):,} bytes; bring it in parts.")
        return None

    def _admitted(self, request: Request) -> Response | None:
        """Finds out who it is; answers those who are nobody."""
        session = self._bearer(request) or self._sessions.of(request.cookies.get(self._settings.cookie))
        if wait := self._rates.take(session.id if session else _from(request)):
            return _wait(request, wait)
        token = request.query_params.get("token")
        if token and self._settings.password_hash is None and request.method == "GET":
            return self._by_token(request, token)
        if session is None and not request.url.path.startswith(_OPEN):
            return self._nobody(request)
        request.scope.setdefault("state", {})["session"] = session
        return None

    def _bearer(self, request: Request) -> Session | None:
        """A program that sends the token with each request (RFC 6750) needs no cookie; no other site can."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._sessions.is_token(given.strip()):
            return None
        request.scope.setdefault("state", {})["is_bearer"] = True
        return self._sessions.of_program()

    def _by_token(self, request: Request, token: str) -> Response:
        """Takes the token out of the address, where it would stay in the history, and into a cookie."""
        if wait := self._tries.take(_from(request)) if not self._sessions.is_token(token) else 0.0:
            return _wait(request, wait)
        if not self._sessions.is_token(token):
            return refused(request, 401, "That token is not this desk's; open the address that it printed last.")
        rest = [pair for pair in parse_qsl(request.url.query) if pair[0] != "token"]
        answer = RedirectResponse(_path(request) + (f"?{urlencode(rest)}" if rest else ""), 303)
        return with_cookie(answer, self._sessions.begin(), self._settings)

    def _nobody(self, request: Request) -> Response:
        if self._settings.password_hash and not request.url.path.startswith("/api"):
            return RedirectResponse(f"/login?next={quote(_path(request))}", 303)
        return refused(request, 401, "Open the desk by the address with the token that `reportedly serve` printed.")

    def _most(self, request: Request) -> int:
        return self._settings.uploads if request.url.path in _PLACES_FOR_FILES else _FORM

    async def _bounded(self, request: Request, receive: Receive, send: Send) -> None:
        """Passes it on, and stops reading where more comes than its header said or may come."""
        most, came = self._most(request), 0

        async def receiving() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooLargeError(413, f"That is more than {most:,} bytes.")
            return message

        await self._app(request.scope, receiving, send)


def with_cookie(answer: Response, session: Session, settings: Settings) -> Response:
    """The answer with the session's cookie, which no script can read and no other site's page sends."""
    answer.set_cookie(
        settings.cookie,
        session.id,
        max_age=int(settings.hours * 3600),
        httponly=True,
        samesite="strict",
        secure=settings.is_https,
        path="/",
    )
    return answer


def _is_from_here(request: Request) -> bool:
    """Whether a browser says that our own page sent it; programs say nothing of it."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


def _length(request: Request) -> int:
    said = request.headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 1 << 60


def _from(request: Request) -> str:
    return request.client.host if request.client else "somewhere"


def _path(request: Request) -> str:
    """The path as an address of ours: never '//other.example/'."""
    return "/" + quote(request.url.path.lstrip("/"))


def _wait(request: Request, seconds: float) -> Response:
    answer = refused(request, 429, "Too many requests; wait a moment.")
    answer.headers["retry-after"] = str(math.ceil(seconds))
    return answer
