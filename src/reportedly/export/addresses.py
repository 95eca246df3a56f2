"""Web addresses that other tools take: http and https, without blanks and what no address may hold."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://[!#-;=?-Z\[\]_a-z~]+", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web on a named host (RFC 3986, in ASCII), else None."""
    if not url or not _WEB.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return url if host and _HOST.fullmatch(host) and not parts.username else None
