"""Which machines may be asked: a host's addresses are looked up once, checked, and those that passed are connected to.

Connecting to the checked address, and not to the name again, leaves no moment in which the name could come to mean
another machine (DNS rebinding). Refused are loopback, private, link-local, multicast, reserved and other special
addresses (IANA's registries, RFC 6890), also inside IPv6 forms that carry an IPv4 address.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from reportedly.model import Problem

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_LONGEST = 4_000
_HOST = re.compile(r"[\w.-]{1,253}", re.ASCII)
_PORTS = {"http": 80, "https": 443}
_FIRST_HIGH_PORT = 1024  # below stand mail, shells and the like, which an address must not make us talk to
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REFUSED = tuple(
    ipaddress.ip_network(written)
    for written in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart: what to ask (without credentials and fragment), at which host and port."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{_bracketed(self.host)}:{self.port}"


def target_of(url: str) -> Target | Problem:
    """An address that may be asked as far as its words tell, or what is wrong with it."""
    if len(url) > _LONGEST:
        return Problem("web-address", f"is an address of {len(url):,} characters; check it")
    try:
        parts = urlsplit(_quoted(url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = str(ipaddress.IPv6Address(host)) if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return Problem("web-address", "is no valid address; check it")
    if parts.scheme not in _PORTS or not (":" in host or _HOST.fullmatch(host)):
        return Problem("web-address", "is no http or https address; give one that is")
    port = port or _PORTS[parts.scheme]
    if port not in _PORTS.values() and port < _FIRST_HIGH_PORT:
        return Problem("web-address", f"names port {port}, which is not for web pages; check it")
    return Target(_bare(parts, host, port), parts.scheme, host, port)


def checked_addresses(host: str, port: int, allowed: tuple[Network, ...]) -> tuple[str, ...] | Problem:
    """The addresses of a host that may be connected to; a problem where there is none or one of them is refused.

    One refused address refuses the host: a name that stands for a public and a private machine is a trap.
    """
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        fault = getattr(error, "strerror", None) or "no such name"
        return Problem("no-host", f"has a host that is not found ({fault}); check the address and the network")
    found = tuple(dict.fromkeys(str(row[4][0]) for row in rows))
    for written in found:
        address = ipaddress.ip_address(written.split("%", 1)[0])
        if not is_allowed(address, allowed):
            message = f"leads to {address}, which is private or reserved; allow that network if it is meant"
            return Problem("private-address", message)
    return found or Problem("no-host", "has a host without an address; check it")


def is_allowed(address: Address, allowed: tuple[Network, ...]) -> bool:
    """Whether an address is public, or in a network that the caller allows."""
    if any(address in network for network in allowed if network.version == address.version):
        return True
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not _is_refused(address)
    carried = _carried(address)
    if carried is not None and not is_allowed(carried, allowed):
        return False
    if address.ipv4_mapped is not None or address in _NAT64:
        return True
    return address in _GLOBAL_V6 and address.is_global and not address.is_multicast and not _is_refused(address)


def _is_refused(address: Address) -> bool:
    return any(address in network for network in _REFUSED if network.version == address.version)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries: mapped, by NAT64, by 6to4, or by Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None


def _quoted(url: str) -> str:
    """The address with what HTTP can't carry as per-cent signs: spaces, controls, letters beyond ASCII in the path."""
    if url.isascii() and url.isprintable() and " " not in url:
        return url
    parts = urlsplit("".join(character for character in url if character not in "\t\r\n"))
    return urlunsplit((parts.scheme, parts.netloc, *(_percent(part) for part in (parts.path, parts.query)), ""))


def _percent(part: str) -> str:
    return "".join(
        character
        if character.isascii() and character.isprintable() and character != " "
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in part
    )


def _bare(parts: SplitResult, host: str, port: int) -> str:
    """The address without user name, password and fragment, and without the port where it is the usual one."""
    place = _bracketed(host) + ("" if port == _PORTS[parts.scheme] else f":{port}")
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
