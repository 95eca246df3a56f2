"""A desk as it is really served, and requests that no browser sends: it answers or hangs up, and goes on."""

from __future__ import annotations

import contextlib
import io
import json
import random
import socket
import threading
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from web.journeys.browsing import Served, serving

_MB = 1_000_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One desk for all of it; that it ended well is looked at behind the last test."""
    # The server's own library tells of answers to what was no request (h11's LocalProtocolError).
    place = tmp_path_factory.mktemp("up") / "up.db"
    with serving(place, "--by", "anna", "--workers", "0", may_say="LocalProtocolError") as found:
        yield found


def connected(served: Served) -> socket.socket:
    at = urlsplit(served.address)
    assert at.hostname
    assert at.port
    return socket.create_connection((at.hostname, at.port), timeout=120)


def sent(served: Served, what: bytes, *, is_all: bool = False) -> bytes:
    """The start of the answer to some bytes; empty where it hung up. `is_all` hangs up behind them."""
    with connected(served) as line, contextlib.suppress(ConnectionError, BrokenPipeError):
        line.sendall(what)
        if is_all:
            line.shutdown(socket.SHUT_WR)
        return line.recv(4096)
    return b""


def head(served: Served, method: str, path: str, *more: str) -> bytes:
    lines = (f"{method} {path} HTTP/1.1", f"host: {urlsplit(served.address).netloc}", *more)
    return ("\r\n".join((*lines, f"authorization: Bearer {served.token}", "connection: close")) + "\r\n\r\n").encode()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def is_up(served: Served) -> bool:
    return served.api("/api/case")["entries"] >= 1  # type: ignore[index]


def test_what_is_no_request_is_refused_or_hung_up_on(served: Served) -> None:
    noise = random.Random(7)
    host = f"host: {urlsplit(served.address).netloc}\r\n".encode()
    for what in (
        b"",
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS, to where there is none
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",  # no host
        b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
        b"GET /\x00\xff HTTP/1.1\r\n" + host + b"\r\n",
        b"GET " + b"/a" * 200_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"x: " + b"y" * 500_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"a: b\r\n" * 20_000 + b"\r\n",
        b"POST /add HTTP/1.1\r\n" + host + b"content-length: -1\r\n\r\n",
        b"POST /add HTTP/1.1\r\n" + host + b"content-length: 99999999999999999999\r\n\r\n",
        b"POST /add HTTP/1.1\r\n" + host + b"transfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST /add HTTP/1.1\r\n" + host + b"transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"upgrade: websocket\r\nconnection: upgrade\r\n"
        b"sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        *(bytes(noise.randrange(256) for _ in range(2000)) for _ in range(5)),
    ):
        assert status(sent(served, what, is_all=True)) in (0, 400, 401, 403, 404, 411, 413, 414, 421, 431, 505), what[
            :60
        ]
    assert is_up(served)


def test_what_cannot_be_read_is_told(served: Served) -> None:
    deep = b"[" * 100_000
    wide = b'{"text": "a", "fields": ' + b"9" * 5000 + b"}"
    for body, kind, path in (
        (deep, "application/json", "/api/reports"),
        (b'{"a":' * 20_000, "application/json", "/api/reports"),
        (wide, "application/json", "/api/reports"),
        (b"\xff\xfe\x00{", "application/json", "/api/reports"),
        (b'{"text": "\\ud800"}', "application/json", "/api/claims/0000000000000000.c1/judgements"),
        (b"--x\r\n", "multipart/form-data; boundary=x", "/add"),
        (b"no parts", "multipart/form-data", "/add"),
        (
            b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n' * 3000 + b"--x--",
            "multipart/form-data; boundary=x",
            "/add",
        ),
        (b"a=b&" * 50_000, "application/x-www-form-urlencoded", "/add"),
    ):
        asked = head(served, "POST", path, f"content-type: {kind}", f"content-length: {len(body)}") + body
        assert 400 <= status(sent(served, asked)) < 500, (path, body[:40])
    assert is_up(served)


def test_what_is_too_much_is_refused_before_it_is_held(served: Served) -> None:
    long = head(served, "POST", "/api/reports", "content-type: application/json", f"content-length: {60 * _MB}")
    assert status(sent(served, long + b'{"text": "a')) == 413
    paste = b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\n' + b"word " * 300_000 + b"\r\n--x--\r\n"
    asked = head(
        served, "POST", "/add", "content-type: multipart/form-data; boundary=x", f"content-length: {len(paste)}"
    )
    answer = sent(served, asked + paste)
    assert status(answer) == 413
    assert is_up(served)


def test_who_goes_away_in_the_middle_takes_nothing_along(served: Served) -> None:
    for path in ("/", "/network", "/reports", "/review", "/api/case", "/pictures/vega.js"):
        for _ in range(5):
            with connected(served) as line:
                line.sendall(head(served, "GET", path))
    body = (
        head(served, "POST", "/add", "content-type: multipart/form-data; boundary=x", "content-length: 5000")
        + b"--x\r\n"
    )
    for _ in range(20):
        with connected(served) as line:
            line.sendall(body)
    assert is_up(served)


def test_many_at_once_are_answered_or_told_to_wait(served: Served) -> None:
    found: list[int] = []

    def ask() -> None:
        with contextlib.suppress(OSError):
            found.append(status(sent(served, head(served, "GET", "/help"))))

    asking = [threading.Thread(target=ask) for _ in range(150)]
    waiting = [connected(served) for _ in range(40)]  # who says nothing holds nobody up
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    for line in waiting:
        line.close()
    assert found.count(200) >= 50
    assert set(found) <= {0, 200, 429, 503}
    assert is_up(served)


def test_what_is_added_may_be_anything(served: Served, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"0" * (20 * _MB))
        packed.writestr("../../b.txt", "The Salt Brigade shelled Maro, officials said.")
    files = {
        "bomb.zip": bomb.getvalue(),
        "broken.zip": bomb.getvalue()[: len(bomb.getvalue()) // 2],
        "deep.html": b"<div>" * 10_000,
        "deep.jsonl": b"[" * 50_000,
        "noise.pdf": b"%PDF-1.7\n" + random.Random(3).randbytes(20_000),
        "odd.txt": b"\xff\xfe\x00\xd8" * 1000,
        "plain.txt": b"The Salt Brigade shelled the harbour of Maro, officials said.",
    }
    asked = urllib.request.Request(f"{served.address}/settings", headers={"authorization": f"Bearer {served.token}"})
    with urllib.request.urlopen(asked, timeout=120) as answer:
        secret = answer.read().decode().partition('name="csrf" value="')[2].partition('"')[0]
    parts = [b'content-disposition: form-data; name="csrf"\r\n\r\n' + secret.encode()]
    for name, body in files.items():
        parts.append(f'content-disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + body)
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
    kind = "content-type: multipart/form-data; boundary=x"
    answered = sent(served, head(served, "POST", "/add", kind, f"content-length: {len(body)}") + body)
    assert status(answered) == 303, answered
    job = answered.partition(b"/jobs/")[2].split(b"\r\n")[0].decode()
    assert finished(served, job)["state"] == "done"
    names = [row["document"] for row in served.api("/api/reports?limit=100")["items"]]  # type: ignore[index]
    assert any(name.startswith("plain") for name in names)
    assert not (served.place.parents[1] / "b.txt").exists()


def finished(served: Served, job: str) -> dict[str, object]:
    for _ in range(240):
        found = json.loads(json.dumps(served.api(f"/api/jobs/{job}")))
        if found["state"] not in ("waiting", "reading"):
            return dict(found)
        threading.Event().wait(0.25)
    raise AssertionError("it is never done")
