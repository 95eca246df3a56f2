"""How a desk is served: where, to whom, with what bounds; fixed when it starts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a desk is told at its start.

    `token` opens it on this machine; `password_hash` (Argon2id, RFC 9106) is asked for instead wherever it is set.
    `names` are the host names that it answers to besides those of loopback. `by` signs what is done where nobody gave
    a name. `redact` hides unnamed voices for everybody, whatever a visitor chooses. `uploads` are bytes in one request,
    `rate` requests a second that one session may make for long. `is_https` marks cookies so that they never go in
    clear. `workers` processes read what is added, 0 reads in a thread of the desk.
    """

    token: str | None = None
    password_hash: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    by: str | None = None
    redact: bool = False
    read_only: bool = False
    is_https: bool = False
    uploads: int = 50_000_000
    rate: float = 50.0
    hours: float = 12.0
    workers: int = 1
    allow_private: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return is_loopback(self.host)

    @property
    def cookie(self) -> str:
        """The session cookie's name; with the port in it, since cookies know no ports and two desks may run."""
        return f"__Host-reportedly-{self.port}" if self.is_https else f"reportedly-{self.port}"

    def is_own_host(self, host: str) -> bool:
        """Whether a Host header names this desk: any other may be a page that had its name point here (rebinding)."""
        name = host_name(host)
        return name in self.names or name in _LOOPBACK_NAMES


def is_loopback(host: str) -> bool:
    """Whether an address or a name to bind to is this machine's own."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def host_name(host: str) -> str:
    """'[::1]:80' is '::1', 'Desk.example:443' is 'desk.example'."""
    if host.startswith("["):
        name, _, rest = host[1:].partition("]")
        return name.lower() if not rest or rest.startswith(":") else ""
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()
