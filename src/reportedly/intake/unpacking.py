"""Packed bytes are unpacked up to a bound: what swells beyond it is refused before it is held."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import BinaryIO

_PIECE = 1 << 16


class TooMuchError(ValueError):
    """More came out than the bound allows."""


class BrokenError(ValueError):
    """The packed bytes are damaged or cut off."""


@dataclass
class Budget:
    """What one input may still unpack to, all that it holds together: bytes, and members of archives."""

    unpacked: int
    members: int

    def take(self, size: int) -> None:
        """Takes from what is left; raises TooMuchError where that is not enough."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise TooMuchError


class Counted(io.RawIOBase):
    """A stream whose bytes are taken from a budget as they are read; raises TooMuchError when it is spent."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), _PIECE))
        self._budget.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def unpack(data: bytes, coding: str, most: int) -> bytes:
    """The bytes of a body in one HTTP content coding: 'gzip', 'deflate' or 'identity'.

    Raises TooMuchError above `most` bytes, BrokenError where they are damaged or cut off, LookupError for a coding that
    is not known.
    """
    if coding in ("", "identity"):
        return data
    if coding in ("gzip", "x-gzip"):
        return unpack_gzip(data, most)
    if coding != "deflate":
        raise LookupError(coding)
    # 'deflate' is zlib by RFC 9110, and bare deflate by what some servers send.
    bits = zlib.MAX_WBITS if data[:1] and data[0] & 0x0F == 8 and len(data) > 1 and _is_zlib(data) else -zlib.MAX_WBITS
    return _stretch(data, bits, most)[0]


def unpack_gzip(data: bytes, most: int) -> bytes:
    """The bytes of a .gz file of one member or more; raises as `unpack` does."""
    out, rest, size = [], data, 0
    while rest:
        piece, rest = _stretch(rest, zlib.MAX_WBITS | 16, most - size)
        out.append(piece)
        size += len(piece)
        rest = rest.lstrip(b"\0")
    return b"".join(out)


def _stretch(data: bytes, bits: int, most: int) -> tuple[bytes, bytes]:
    """What one packed stream holds, and the bytes after it."""
    unpacker = zlib.decompressobj(bits)
    try:
        out = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        raise BrokenError(str(error)) from None
    if len(out) > most:
        raise TooMuchError
    if not unpacker.eof:
        raise BrokenError("it is cut off")
    return out, unpacker.unused_data


def _is_zlib(data: bytes) -> bool:
    return (data[0] << 8 | data[1]) % 31 == 0
