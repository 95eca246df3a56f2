"""Digests of rows: SHA-256 over canonical JSON, so that two casebooks of the same content have the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

ZERO = "0" * 64


def digest(value: Any) -> str:
    """SHA-256, in hex, of a JSON-ready value in which bytes stand for their own SHA-256."""
    return sha256(canonical(value))


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without blanks, in UTF-8; a lone surrogate is escaped, since UTF-8 can't hold it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_bytes_as_digest)
    return text.encode("utf-8", "backslashreplace")


def sha256(data: bytes) -> str:
    """The digest of the bytes themselves, in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def _bytes_as_digest(value: Any) -> str:
    if isinstance(value, bytes | memoryview | bytearray):
        return sha256(bytes(value))
    raise TypeError(f"no JSON for {type(value).__name__}")
