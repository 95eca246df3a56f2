"""One request over the network: to an address that was checked, within one span of time, no more than one size.

httpcore speaks HTTP; the connecting and reading below it are ours, so that a name is looked up once, and that time
runs out for the whole of an answer and not for each read of it: a server that drips a byte a second holds nobody.
"""

from __future__ import annotations

import functools
import ipaddress
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from reportedly.intake.addresses import Network, Target, checked_addresses
from reportedly.intake.unpacking import BrokenError, TooMuchError, unpack
from reportedly.model import Problem

_ANSWERS_WITHOUT_BODY = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, its headers in order, the body with its Content-Encoding undone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class _RefusedError(Exception):
    """The host's address may not be connected to."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def ask(
    target: Target,
    headers: Iterable[tuple[str, str]],
    allowed: tuple[Network, ...],
    size: int,
    left: Callable[[], float],
    body: bytes | None = None,
) -> Answer | Problem:
    """One GET, or a POST of a body, without following redirects.

    `left` says how many seconds are left; `size` bounds the answer's body in bytes.
    """
    backend = _Backend(allowed, left)
    written = [(key.encode("ascii", "replace"), value.encode("latin-1", "replace")) for key, value in headers]
    try:
        method, told = ("GET", None) if body is None else ("POST", body)
        with (
            httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=1) as pool,
            pool.stream(method, target.url, headers=written, content=told, extensions={"timeout": {}}) as response,
        ):
            found = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
            return _read(response, found, size)
    except _RefusedError as error:
        return error.problem
    except TooMuchError:
        return Problem("too-large", f"answers with more than {size:,} bytes; fetch it by hand and cut it")
    except BrokenError as error:
        return Problem("broken-gzip", f"answers with a damaged packed body ({error}); try again later")
    except LookupError:
        return Problem("binary", "answers packed in a way that is not read; fetch it by hand")
    except httpcore.TimeoutException:
        return Problem("timeout", "does not answer in time; try again later")
    except ssl.SSLError as error:
        return Problem("no-answer", f"has no valid certificate ({_fault(error)}); check the address")
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
        return Problem("no-answer", f"does not answer as it should ({_fault(error)}); try again later")


def _read(response: httpcore.Response, headers: tuple[tuple[str, str], ...], size: int) -> Answer:
    pieces, length = [], 0
    for piece in response.iter_stream():
        length += len(piece)
        if length > size:
            raise TooMuchError
        pieces.append(piece)
    answer = Answer(response.status, headers, b"".join(pieces))
    coding = (answer.header("content-encoding") or "").strip().lower()
    if response.status in _ANSWERS_WITHOUT_BODY or not answer.body:
        return answer
    return Answer(answer.status, headers, unpack(answer.body, coding, size))


class _Backend(httpcore.NetworkBackend):
    """Connects to an address that was checked, and to no other."""

    def __init__(self, allowed: tuple[Network, ...], left: Callable[[], float]) -> None:
        self._allowed = allowed
        self._left = left
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        del timeout
        found = checked_addresses(host, port, self._allowed)
        if isinstance(found, Problem):
            raise _RefusedError(found)
        for address in found[:-1]:
            try:
                return self._connected(address, port, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(found[-1], port, local_address, socket_options)

    def _connected(self, address: str, port: int, local: str | None, options: Any) -> httpcore.NetworkStream:
        ipaddress.ip_address(address.split("%", 1)[0])  # a name here would be looked up again, unchecked
        seconds = min(_in_time(self._left), 10.0)
        return _Stream(self._plain.connect_tcp(address, port, seconds, local, options), self._left)


class _Stream(httpcore.NetworkStream):
    """A connection on which each read and write gets what is left of the whole time."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner = inner
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._inner.read(max_bytes, _in_time(self._left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._inner.write(buffer, _in_time(self._left))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _in_time(self._left)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _in_time(left: Callable[[], float]) -> float:
    seconds = left()
    if seconds <= 0:
        raise httpcore.ReadTimeout
    return seconds


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates are checked against certifi's list and the machine's own."""
    context = httpcore.default_ssl_context()
    context.load_default_certs()
    return context


def _fault(error: Exception) -> str:
    words = str(error).split("\n", 1)[0] or type(error).__name__
    return "".join(character if character.isprintable() else "\ufffd" for character in words)[:100]
