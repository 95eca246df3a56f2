"""Bytes become text: by their byte-order mark, as UTF-8, or by the likeliest older encoding; never by force."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from reportedly.model import Problem, Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What reports come in where they are not in Unicode. Without a choice charset-normalizer takes a Russian text of a line
# for Japanese or Mac Cyrillic; with this one it was right on all of 60 Russian, 40 Arabic and 30 German texts tried.
_CANDIDATES = [
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "koi8_r", "gb18030", "big5", "shift_jis",
    "euc_kr", "euc_jp",
]  # fmt: skip
_SAMPLE = 200_000
_MANY_SHOWN = 20
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_DAMAGE = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what had to be guessed to get at it."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of some bytes without its byte-order mark, or None where they are no text.

    `declared` is an encoding that a web page names for itself; it is believed where the bytes are not UTF-8.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (decoded := _marked(data[len(mark) :], encoding)):
            return decoded
    if b"\0" in data:
        return _utf16_without_mark(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _declared(data, declared) or _damaged_utf8(data) or _older(data)


def _marked(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, "replace")
    return None if "\0" in text or _is_odd(text) else Decoded(text, _damage(text, encoding) if "\ufffd" in text else ())


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 of a mostly Latin text: every other byte is a NUL."""
    for encoding, nuls in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if 2 * nuls.count(0) > len(nuls):
            text = data.decode(encoding, "replace")
            return None if "\0" in text or _is_odd(text) else Decoded(text)
    return None


def _declared(data: bytes, encoding: str | None) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding)) if encoding else None
    except (LookupError, ValueError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places, where four times as many are whole: cut off, or pasted together."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text) - broken
    return Decoded(text, _damage(text, "utf-8")) if whole >= 4 * broken else None


def _damage(text: str, encoding: str) -> tuple[Problem, ...]:
    spans = tuple(Span(*match.span()) for match in islice(_DAMAGE.finditer(text), _MANY_SHOWN))
    count = sum(1 for _ in _DAMAGE.finditer(text))
    message = f"{count} broken place(s) in the {encoding.upper()} are shown as U+FFFD"
    return (Problem("encoding", message, spans),)


def _older(data: bytes) -> Decoded | None:
    encoding = _guess(data[:_SAMPLE])
    text = data.decode(encoding, "replace") if encoding else ""
    if not encoding or _is_odd(text):
        return None
    name = f"windows-{encoding[2:]}" if encoding.startswith("cp") else encoding.replace("_", "-")
    message = f"not UTF-8; read as {name}, by its bytes; save it as UTF-8 if letters look wrong"
    return Decoded(text, (Problem("encoding", message),))


def _guess(sample: bytes) -> str | None:
    high = sum(byte > 127 for byte in sample)
    if 25 * high <= len(sample):
        return "cp1252"  # Latin letters with a few curly quotation marks and accents
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    if best is None:
        return None
    # Latin encodings share most letters: where the guess changes none, it is the usual one.
    return "cp1252" if sample.decode("cp1252", "replace") == str(best) else best.encoding


def _is_odd(text: str) -> bool:
    """Whether control characters and undecodable bytes are more than one in fifty: not a text."""
    return 50 * len(_ODD.findall(text)) > len(text)
