"""Sessions: who came in, until when, with what secret a form proves that it is ours; kept here, never in the cookie."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field

from reportedly.web.settings import Settings

_MOST = 10_000  # sessions; beyond it the oldest goes
SPARE = 64  # bytes of a name: who signs


@dataclass(slots=True)
class Session:
    """One visitor: the cookie's id, the secret of his forms, who signs, and what he chose."""

    id: str
    secret: str
    who: str
    until: float
    redact: bool = False
    theme: str = ""
    has_keys: bool = True


@dataclass
class Sessions:
    """The sessions of one run of the desk."""

    settings: Settings
    _held: dict[str, Session] = field(default_factory=dict)
    _program: Session | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, who: str | None = None) -> Session:
        """A new session."""
        until = time.time() + self.settings.hours * 3600
        made = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), signature(who or self.settings.by), until)
        with self._lock:
            self._held[made.id] = made
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return made

    def of(self, cookie: str | None) -> Session | None:
        """The session of a cookie, where it is one of ours that has not run out."""
        with self._lock:
            found = self._held.get(cookie or "")
            if found and found.until < time.time():
                del self._held[found.id]
                return None
            return found

    def of_program(self) -> Session:
        """The one session of all programs that come with the token."""
        with self._lock:
            if self._program is None or self._program.until < time.time():
                until = time.time() + self.settings.hours * 3600
                self._program = Session("program", secrets.token_urlsafe(32), signature(self.settings.by), until)
            return self._program

    def end(self, session: Session) -> None:
        """Signs out."""
        with self._lock:
            self._held.pop(session.id, None)

    def is_token(self, given: str | None) -> bool:
        """Whether it is the token that opens the desk; compared in constant time."""
        ours = self.settings.token
        if not ours or not given:
            return False
        return hmac.compare_digest(ours.encode(), given.encode("utf-8", "surrogatepass"))


def is_secret(session: Session, given: str) -> bool:
    """Whether a form or a request carries the session's secret."""
    return hmac.compare_digest(session.secret.encode(), given.encode("utf-8", "surrogatepass"))


def signature(name: str | None) -> str:
    """A name as it signs a judgement: in one line, bounded."""
    words = " ".join("".join(c if c.isprintable() else " " for c in name or "").split())
    return words[:SPARE] or "unknown"
