"""Completions: one question to a language model behind an OpenAI-compatible endpoint that the caller named.

Nothing is sent but to that endpoint and by nobody who was not handed a `LanguageModel`; no variable of the environment
makes one. The answer is bounded in time as a whole and in size, and redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from reportedly.intake.addresses import Target, target_of
from reportedly.intake.connection import Answer, ask
from reportedly.intake.fetch import SYSTEM_CLOCK
from reportedly.model import Problem
from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.intake.fetch import Clock

_EVERYWHERE = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))  # the caller named the endpoint himself
_PATH = "/chat/completions"
_TRIES = 3
_LONGEST_WAIT = 20.0  # seconds, whatever Retry-After says
_TRIED_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})
_BROKEN = Problem("llm", "answers with something else than a completion; check the address")


def _tell(line: str) -> None:
    sys.stderr.write(f"reportedly: {line}\n")
    sys.stderr.flush()


@dataclass
class LanguageModel:
    """Leave to send reports' texts to one model: `LanguageModel("http://127.0.0.1:11434/v1", "qwen3")`.

    `key` goes out as a bearer token and is never shown; `seconds` bounds one question with all its tries, `size` one
    answer in bytes. Other hosts than loopback are asked over https only, unless `allow_http`. `tell` hears where texts
    go before the first one does, on stderr where none is given. After three questions in a row without an answer it is
    asked no more. Raises ValueError, one line, where the address, the name or the key can't be used.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    allow_http: bool = False
    seconds: float = 120.0
    size: int = 1_000_000
    tell: Callable[[str], None] = _tell
    clock: Clock = SYSTEM_CLOCK
    _failed: int = field(default=0, init=False, repr=False)
    _is_told: bool = field(default=False, init=False, repr=False)
    _target: Target = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not (self.model.isascii() and self.model.isprintable() and 0 < len(self.model) <= 100):
            raise ValueError("the model's name is one of at most a hundred plain characters")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise ValueError("the key holds characters that no header can; check it")
        self._target = _endpoint(self.url, allow_http=self.allow_http)

    def ask(self, told: str, report: str) -> str | Problem:
        """The model's answer to a report, as it wrote it, or in one line why there is none."""
        if self._failed >= _TRIES:
            return Problem("llm", "did not answer three times in a row, so it is asked no more")
        if not self._is_told:
            self._is_told = True
            self.tell(f"the texts of reports are sent to {self._target.url.partition('?')[0]} (model {self.model})")
        answer = self._tried(self._body(told, report))
        self._failed = self._failed + 1 if isinstance(answer, Problem) else 0
        return answer

    def _tried(self, body: bytes) -> str | Problem:
        """The answer of the first try that has one; what may pass is tried again, later each time."""
        end, wait = self.clock.monotonic() + self.seconds, 0.5
        found: str | Problem = _BROKEN
        for number in range(1, _TRIES + 1):
            answer = ask(
                self._target, self._headers(), _EVERYWHERE, self.size, lambda: end - self.clock.monotonic(), body
            )
            found = _content(answer)
            pause = max(wait, _retry_after(answer))
            if not _may_pass(answer) or number == _TRIES or self.clock.monotonic() + pause >= end:
                break
            self.clock.sleep(pause)
            wait *= 4
        return found

    def _headers(self) -> tuple[tuple[str, str], ...]:
        ours = (
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("User-Agent", f"reportedly/{__version__}"),
        )
        return (*ours, ("Authorization", f"Bearer {self.key}")) if self.key else ours

    def _body(self, told: str, report: str) -> bytes:
        messages = [{"role": "system", "content": told}, {"role": "user", "content": report}]
        asked = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        return json.dumps(asked).encode("ascii")


def _endpoint(url: str, *, allow_http: bool) -> Target:
    """Where questions go: the address with the path of chat completions, if it has it not. Raises ValueError."""
    if "@" in urlsplit(url).netloc:
        raise ValueError("the model's address holds a name or password; give the key apart")
    target = target_of(url)
    if isinstance(target, Problem):
        raise ValueError(f"the model's address {target.message}")  # noqa: TRY004 - a problem is a value here
    if target.scheme == "http" and not allow_http and not _is_loopback(target.host):
        raise ValueError(f"texts go to {target.host} over https only; allow http if that network is yours")
    parts = urlsplit(target.url)
    path = parts.path.rstrip("/")
    whole = path if path.endswith(_PATH) else f"{path}{_PATH}"
    return Target(urlunsplit(parts._replace(path=whole)), target.scheme, target.host, target.port)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _may_pass(answer: Answer | Problem) -> bool:
    """Whether asking again may help: not after a refusal, nor when an answer was too large, nor when time is up."""
    if isinstance(answer, Problem):
        return answer.code in ("no-answer", "no-host")
    return answer.status in _TRIED_AGAIN


def _retry_after(answer: Answer | Problem) -> float:
    written = (answer.header("retry-after") or "") if isinstance(answer, Answer) else ""
    return min(float(written), _LONGEST_WAIT) if written.isascii() and written.isdigit() and len(written) < 7 else 0.0


def _content(answer: Answer | Problem) -> str | Problem:
    """What the model wrote, out of the completion's JSON."""
    if isinstance(answer, Problem):
        return answer
    if answer.status != 200:
        return Problem("llm", f"answers with status {answer.status}; check address, model and key")
    try:
        found: Any = json.loads(answer.body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return _BROKEN
    return found if isinstance(found, str) else _BROKEN
