"""Serving: where the desk may be bound, what it asks for there, and what the terminal is told."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import replace

from reportedly.web.settings import Settings

_SPARE_PORTS = 20


class ServingError(Exception):
    """The desk can't be served so: one line that says what to do."""


def checked(settings: Settings) -> Settings:
    """The settings with a token where one is needed. Raises ServingError where it would stand open."""
    if settings.is_loopback and settings.password_hash is None:
        return replace(settings, token=settings.token or secrets.token_urlsafe(24))
    if settings.password_hash is None:
        raise ServingError(f"{settings.host} is not this machine alone: set a password (--password-file FILE)")
    return settings


def addresses(settings: Settings) -> tuple[str, ...]:
    """What the terminal prints: the address, with the token where one opens it, and what has to be seen to."""
    scheme = "https" if settings.is_https else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    opening = f"/?token={settings.token}" if settings.password_hash is None else "/"
    lines = [f"{scheme}://{host}:{settings.port}{opening}"]
    if not settings.is_loopback and not settings.is_https:
        lines.append("Passwords and reports go over this in clear: give --certificate and --key, or a proxy with TLS.")
    return tuple(lines)


def bound(settings: Settings) -> tuple[socket.socket, Settings]:
    """A socket at the address, at a later port where that one is taken on loopback. Raises ServingError."""
    tries = _SPARE_PORTS if settings.is_loopback and settings.port else 1
    for port in range(settings.port, settings.port + tries):
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        # Told that it is TCP, asyncio sends at once what else waits 40 ms for the browser to confirm the head.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((settings.host.strip("[]"), port))
        except OSError as error:
            made.close()
            reason = error.strerror or str(error)
            continue
        return made, replace(settings, port=made.getsockname()[1])
    raise ServingError(f"{settings.host}:{settings.port}: {reason}; choose another --port")


def serve(
    casebook: str,
    settings: Settings,
    tell: Callable[[str], None],
    certificate: str | None = None,
    key: str | None = None,
) -> None:
    """Serves until it is interrupted. `tell` gets the lines for the terminal. Raises ServingError, CasebookError."""
    import faulthandler

    import uvicorn

    from reportedly.web.app import create_app

    if sys.stderr and not faulthandler.is_enabled():
        faulthandler.enable()  # where native code ends the process, the terminal says in which call
    known = checked(replace(settings, is_https=settings.is_https or certificate is not None))
    listening, known = bound(known)
    app = create_app(casebook, known)
    for line in addresses(known):
        tell(line)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,
        limit_concurrency=1000,  # connections: a browser opens six and keeps them for ten seconds
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
