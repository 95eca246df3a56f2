"""What a browser is told with every answer: to run and load nothing but ours, to frame, sniff and keep nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Nothing is told to other sites; with no-referrer our own forms would come with the Origin of nobody ("null").
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "x-frame-options": "DENY",
}


class Headers:
    """Puts the headers on every answer, errors included; what has no rule of its own about keeping is not kept."""

    def __init__(self, app: ASGIApp, *, is_https: bool = False) -> None:
        self._app = app
        extra = {"strict-transport-security": "max-age=31536000"} if is_https else {}
        self._headers = [(name.encode(), value.encode()) for name, value in (_ALWAYS | extra).items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = [row for row in message.get("headers", []) if row[0].lower().decode() not in _ALWAYS]
                names = {name.lower() for name, _ in held}
                keep = [] if b"cache-control" in names else [(b"cache-control", b"private, no-store")]
                message["headers"] = [*held, *self._headers, *keep]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)
