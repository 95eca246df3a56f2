"""Entity tags: an answer that a program has already is not sent again (RFC 9110, 8.8.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute


class TaggedRoute(APIRoute):
    """A route whose answers carry the digest of their body, and are only tags where the asker has that body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler with the tag put on what it gives."""
        handle = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            return _tagged(request, await handle(request))

        return tagged


def _tagged(request: Request, answer: Response) -> Response:
    if request.method not in ("GET", "HEAD") or answer.status_code != 200:
        return answer
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "authorization, cookie"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer
