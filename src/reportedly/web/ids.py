"""Addresses that outlive a rebuild: reports, claims, actors and voices by their keys, never by a row's number."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_REPORT = re.compile(r"[0-9a-f]{16,64}", re.ASCII)
_CLAIM = re.compile(r"([0-9a-f]{16,64})\.([A-Za-z0-9_-]{1,40})", re.ASCII)
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_OWN = "own"  # a voice that is one report's: unnamed ones, and the author of a report without a publisher


def report_id(key: str) -> str:
    """The first 16 digits of a report's key."""
    return key[:16]


def claim_id(report: str, local: str) -> str:
    """A claim by its report and its id there: '921a83ac0dc2aa16.c3'."""
    return f"{report_id(report)}.{local}"


def is_report_id(text: str) -> bool:
    """Whether it can be a report's id."""
    return _REPORT.fullmatch(text) is not None


def claim_of(text: str) -> tuple[str, str] | None:
    """The report's id and the claim's in it."""
    match = _CLAIM.fullmatch(text)
    return (match[1], match[2]) if match else None


def actor_id(folded: str, country: str) -> str:
    """'houthi_movement.YEM'; 'farmers' where no country is known."""
    return f"{_written(folded)}.{_written(country)}" if country else _written(folded)


def actor_of(text: str) -> tuple[str, str]:
    """The folded name and the country that an id was made of."""
    folded, _, country = text.partition(".")
    return _read(folded), _read(country)


def voice_id(key: str) -> str:
    """'outlet.red_sea_wire'; of a report's own voice the report and a digest, since its words may identify somebody."""
    kind, _, name = key.partition(":")
    if kind != "report":
        return f"{kind}.{_written(name)}"
    return f"{_OWN}.{name[:16]}.{_digest(key)}"


@dataclass(frozen=True, slots=True)
class VoiceAt:
    """What a voice's id says: its key, or the report whose own it is and the digest of the key."""

    key: str = ""
    report: str = ""
    digest: str = ""

    def is_of(self, key: str) -> bool:
        """Whether a report's own voice of this key is meant."""
        return _digest(key) == self.digest


def voice_of(text: str) -> VoiceAt:
    """What a voice's id was made of."""
    kind, _, rest = text.partition(".")
    if kind != _OWN:
        return VoiceAt(key=f"{kind}:{_read(rest)}")
    report, _, digest = rest.partition(".")
    return VoiceAt(report=report, digest=digest) if is_report_id(report) else VoiceAt()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _written(part: str) -> str:
    """A folded name as an address has it: words joined by '_'; one with other signs in hexadecimal behind '~'."""
    if _PLAIN.fullmatch(part):
        return part.replace(" ", "_")
    return f"~{part.encode('utf-8', 'surrogatepass').hex()}"


def _read(part: str) -> str:
    if not part.startswith("~"):
        return part.replace("_", " ")
    try:
        return bytes.fromhex(part[1:]).decode("utf-8", "surrogatepass")
    except ValueError:
        return ""
