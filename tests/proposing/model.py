"""A language model of ours behind a real endpoint: it answers what it is told to, and remembers what it was sent."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Write = Callable[[bytes], Any]


@dataclass
class Endpoint:
    """`answers` are given in turn, the last one from then on: text, a status, or what writes the whole body itself."""

    answers: list[str | int | Callable[[Write], None]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def sent(self) -> str:
        """The report's text as the model saw it."""
        return "".join(json.loads(one["messages"][1]["content"])["report"] for one in self.asked)


def completion(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def claims(*rows: dict[str, Any]) -> str:
    return json.dumps({"claims": rows})


def claim(quotation: str, **changes: Any) -> dict[str, Any]:
    """A proposal of the report's own voice."""
    return {
        "quotation": quotation, "event": "ASSAULT", "relation": None, "actors": [], "recipients": [], "place": None,
        "voice": None, "polarity": "affirmed", "certainty": "certain", "when": "past", "confidence": 0.9, **changes,
    }  # fmt: skip


def endless(write: Write) -> None:
    write(b'{"choices": [{"message": {"content": "')
    while True:
        write(b"a" * 65536)


def dripping(write: Write) -> None:
    while True:
        write(b" ")
        time.sleep(0.05)


@contextlib.contextmanager
def serving() -> Iterator[Endpoint]:
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_POST(self) -> None:
            endpoint.paths.append(self.path)
            endpoint.headers.append({key.lower(): value for key, value in self.headers.items()})
            endpoint.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            answer = endpoint.answers.pop(0) if len(endpoint.answers) > 1 else endpoint.answers[0]
            with contextlib.suppress(OSError):
                self._send(answer)

        def _send(self, answer: str | int | Callable[[Write], None]) -> None:
            self.send_response(answer if isinstance(answer, int) else 200)
            self.send_header("Content-Type", "application/json")
            if isinstance(answer, int):
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            if callable(answer):
                answer(self.wfile.write)
            elif isinstance(answer, str):
                self.wfile.write(answer.encode() if answer.startswith("RAW") else completion(answer))

        def log_message(self, *arguments: object) -> None:
            del arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield endpoint
    server.shutdown()
    server.server_close()
