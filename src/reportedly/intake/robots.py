"""What a host's robots.txt lets us ask for (RFC 9309); protego reads the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; without any, `is_open` says whether all or nothing may be asked for."""

    rules: Protego | None = None
    is_open: bool = True

    def allows(self, url: str, agent: str) -> bool:
        """Whether a program of this name may ask for an address."""
        return self.rules.can_fetch(url, agent) if self.rules else self.is_open

    def delay(self, agent: str) -> float:
        """The seconds that the host asks for between two requests; 0 where it asks for none."""
        return float(self.rules.crawl_delay(agent) or 0.0) if self.rules else 0.0


EVERYBODY = Robots()
NOBODY = Robots(is_open=False)


def rules_in(status: int, body: bytes) -> Robots:
    """The rules that an answer to /robots.txt gives: none where there is no such file, all closed where a server fails.

    RFC 9309, 2.3.1: a status of 400 to 499 opens everything, one of 500 to 599 closes it for the time being.
    """
    if 500 <= status < 600 or status == 429:
        return NOBODY
    if not 200 <= status < 300:
        return EVERYBODY
    from protego import Protego

    return Robots(Protego.parse(body.decode("utf-8", "replace")))
