"""A real server on this machine, for what a test wants to be answered, and a clock that is held in the hand."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What is answered: status, headers, body; or a function that writes the body itself, piece by piece."""

    body: bytes | Callable[[Callable[[bytes], Any]], None] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


class Site:
    """A server whose pages can be changed, and that remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the site's pages."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {key.lower(): value for key, value in self.headers.items()}
                site.asked.append((self.path, headers))
                page = site.pages.get(self.path, Reply(status=404))
                with contextlib.suppress(OSError):
                    _send(self, page(headers) if callable(page) else page)

            def log_message(self, *arguments: object) -> None:
                del arguments

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class HeldClock:
    """A clock that a test moves: it runs, but waiting takes no time."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.moment = datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
        self._ahead = 0.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._ahead += seconds

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self._ahead += seconds


def running() -> Iterator[Site]:
    """A site for one test."""
    site = Site()
    yield site
    site.close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    handler.close_connection = True
    for key, value in reply.headers.items():
        handler.send_header(key, value)
    if callable(reply.body):
        handler.end_headers()
        reply.body(handler.wfile.write)
        return
    if reply.status != 304:
        handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    if reply.status != 304:
        handler.wfile.write(reply.body)
