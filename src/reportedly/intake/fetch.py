"""A web page is fetched politely: robots.txt kept, one request at a time, each redirect checked like the first."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urljoin

from reportedly.intake.addresses import Network as IpNetwork
from reportedly.intake.addresses import Target, target_of
from reportedly.intake.connection import Answer, ask
from reportedly.intake.kinds import bare_type, kind_of, kind_of_type
from reportedly.intake.names import shown
from reportedly.intake.robots import EVERYBODY, NOBODY, Robots, rules_in
from reportedly.intake.values import Extract, Failure, Part
from reportedly.model import Problem
from reportedly.version import __version__

Headers = tuple[tuple[str, str], ...]
_PRODUCT = "reportedly"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.5"
_ROBOTS_SIZE = 512_000  # RFC 9309 asks for half a mebibyte at least
_ROBOTS_KEPT = 86_400.0  # seconds, as RFC 9309 says
_CLOSED_KEPT = 600.0  # seconds: a host whose robots.txt failed is asked for it again sooner
_LONGEST_DELAY = 60.0  # seconds: a robots.txt that asks for more doesn't stop us for a day
_UNKNOWN_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})


class Clock(Protocol):
    """The time, as a value that tests can hold in their hand."""

    def now(self) -> datetime:
        """This moment, in UTC."""

    def monotonic(self) -> float:
        """Seconds that only grow."""

    def sleep(self, seconds: float) -> None:
        """Waits."""


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


SYSTEM_CLOCK: Clock = _SystemClock()


@dataclass(frozen=True, slots=True)
class Network:
    """What the network may be used for; nothing is fetched without one.

    `contact`, an address or e-mail, stands in the User-Agent; `allowed` are networks in CIDR that would be refused
    ('127.0.0.0/8'); `delay` is in seconds between two requests to one host; `seconds` and `size` (bytes) bound one
    fetch as a whole, its redirects included. Raises ValueError where `allowed` holds no network or `contact` no line.
    """

    contact: str | None = None
    allowed: tuple[str, ...] = ()
    keeps_robots: bool = True
    delay: float = 2.0
    seconds: float = 60.0
    size: int = 100_000_000
    redirects: int = 5

    def __post_init__(self) -> None:
        if self.contact and not (self.contact.isascii() and self.contact.isprintable()):
            raise ValueError(f"{shown(self.contact)!r} is no address or e-mail; write it in ASCII")
        self.networks()

    def networks(self) -> tuple[IpNetwork, ...]:
        """The allowed networks as values."""
        return tuple(ipaddress.ip_network(written) for written in self.allowed)

    @property
    def agent(self) -> str:
        """The User-Agent: who asks, and where to complain."""
        return f"{_PRODUCT}/{__version__} (reads reports of conflict; {self.contact or 'no contact given'})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `asked` without credentials and fragment, `url` the address that answered, the body unpacked.

    `moved` is where permanent redirects led, if all of the first ones were permanent; `fetched` is ISO 8601 in UTC.
    """

    asked: str
    url: str
    status: int
    headers: Headers
    data: bytes
    fetched: str
    moved: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class _Span:
    """The time that one fetch has; what is waited for politeness' sake is not taken from it."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.monotonic() + seconds

    def left(self) -> float:
        return self._end - self._clock.monotonic()

    def add(self, seconds: float) -> None:
        self._end += seconds


@dataclass(frozen=True, slots=True)
class _Stop:
    """Why a fetch ends without an answer that is wanted, and what was answered last."""

    problem: Problem
    target: Target | None = None
    answer: Answer | None = None


class Fetcher:
    """Fetches pages one after the other, and remembers each host's robots.txt and when it was last asked."""

    def __init__(self, network: Network | None = None, clock: Clock | None = None) -> None:
        self.network = network or Network()
        self.clock: Clock = clock or _SystemClock()
        self._allowed = self.network.networks()
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str, headers: Headers = (), takes: frozenset[int] = frozenset()) -> Fetched | Failure:
        """What an http(s) address answers with; a failure in one line where it may not be asked or doesn't answer.

        `headers` are sent beside our own; a status other than 2xx is a failure unless it is in `takes`.
        """
        target = target_of(url)
        if isinstance(target, Problem):
            return Failure(shown(url), url, target)
        found = self._followed(target, headers, takes)
        if isinstance(found, Fetched):
            return found
        answer = found.answer
        return Failure(
            target.url,
            target.url,
            found.problem,
            url=found.target.url if found.target else None,
            status=answer.status if answer else None,
            headers=answer.headers if answer else (),
            fetched=self._moment() if answer else None,
        )

    def _followed(self, asked: Target, headers: Headers, takes: frozenset[int]) -> Fetched | _Stop:
        """The answer at the end of the redirects, each of them checked like the first address."""
        target, moved, is_permanent = asked, None, True
        span = _Span(self.clock, self.network.seconds)
        for _ in range(self.network.redirects + 1):
            answer = self._politely(target, headers, span)
            if isinstance(answer, Problem):
                return _Stop(_leading(answer, asked, target), target)
            place = answer.header("location")
            if answer.status not in _REDIRECTS or not place:
                return self._taken(asked, target, answer, takes, moved)
            following = target_of(urljoin(target.url, place))
            if isinstance(following, Problem):
                return _Stop(Problem(following.code, f"leads to what {following.message}"), target, answer)
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved = following.url if is_permanent else moved
            # What was meant for one host alone, conditions and the like, is not told to another.
            headers = headers if following.origin == target.origin else ()
            target = following
        return _Stop(
            Problem("redirects", f"leads on more than {self.network.redirects} times; check the address"), target
        )

    def _taken(
        self, asked: Target, target: Target, answer: Answer, takes: frozenset[int], moved: str | None
    ) -> Fetched | _Stop:
        if not 200 <= answer.status < 300 and answer.status not in takes:
            message = f"answers with status {answer.status}; check the address or try again later"
            return _Stop(Problem("http-status", message), target, answer)
        moment = self._moment()
        return Fetched(asked.url, target.url, answer.status, answer.headers, answer.body, moment, moved)

    def _politely(self, target: Target, headers: Headers, span: _Span) -> Answer | Problem:
        """The answer, where robots.txt allows to ask, after the time that the host may expect."""
        robots = self._robots_of(target, span) if self.network.keeps_robots else EVERYBODY
        if robots is NOBODY:
            return Problem("robots", "has a robots.txt that cannot be had, so that it is not asked; try again later")
        if not robots.allows(target.url, _PRODUCT):
            return Problem("robots", "is not to be fetched by programs, as its robots.txt says; save the page by hand")
        self._wait(target, robots.delay(_PRODUCT), span)
        return self._ask(target, headers, span, self.network.size)

    def _ask(self, target: Target, headers: Headers, span: _Span, size: int) -> Answer | Problem:
        ours = (
            ("User-Agent", self.network.agent),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        )
        answer = ask(target, (*ours, *headers), self._allowed, size, span.left)
        self._last[target.host] = self.clock.monotonic()
        return answer

    def _wait(self, target: Target, asked_for: float, span: _Span) -> None:
        """Waits until the host may be asked again."""
        last = self._last.get(target.host)
        if last is None:
            return
        pause = last + max(self.network.delay, min(asked_for, _LONGEST_DELAY)) - self.clock.monotonic()
        if pause > 0:
            self.clock.sleep(pause)
            span.add(pause)

    def _robots_of(self, target: Target, span: _Span) -> Robots:
        """The rules of a host, asked for once a day (RFC 9309)."""
        kept = self._robots.get(target.origin)
        if kept is not None and self.clock.monotonic() - kept[0] < (
            _CLOSED_KEPT if kept[1] is NOBODY else _ROBOTS_KEPT
        ):
            return kept[1]
        robots = self._asked_robots(target, span)
        self._robots[target.origin] = (self.clock.monotonic(), robots)
        return robots

    def _asked_robots(self, target: Target, span: _Span) -> Robots:
        at = target_of(urljoin(target.url, "/robots.txt"))
        for _ in range(self.network.redirects + 1):
            if isinstance(at, Problem):
                return EVERYBODY
            answer = self._ask(at, (), span, _ROBOTS_SIZE)
            if isinstance(answer, Problem):
                # A host that can't be reached is told so when the page is asked for; one that fails forbids all.
                return EVERYBODY if answer.code in ("private-address", "no-host", "no-answer") else NOBODY
            place = answer.header("location")
            if answer.status in _REDIRECTS and place:
                at = target_of(urljoin(at.url, place))
                continue
            return rules_in(answer.status, answer.body)
        return EVERYBODY

    def _moment(self) -> str:
        return self.clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def part_of(fetched: Fetched, beside: Extract | None = None) -> Part:
    """What was fetched, as something to be received; `beside` is what is known of the page from elsewhere, a feed."""
    media_type = bare_type(fetched.header("content-type"))
    kind = kind_of_type(media_type)
    told = kind_of(fetched.data)
    if told == "pdf" or media_type in _UNKNOWN_TYPES:
        kind = told
    known = beside or Extract("")
    problem = None
    if not kind:
        problem = Problem("binary", f"is of a kind that is not read ({shown(media_type)[:60]}); check the address")
    return Part(
        fetched.url,
        "",
        fetched.data,
        problem,
        kind=kind,
        media_type=media_type or None,
        beside=Extract("", known.title, known.publisher, known.published, fetched.url),
        headers=fetched.headers,
        url=fetched.url,
        fetched=fetched.fetched,
        status=fetched.status,
    )


def _leading(problem: Problem, asked: Target, target: Target) -> Problem:
    """The problem of the last address, with that address where it isn't the one that was asked for."""
    if target == asked:
        return problem
    return Problem(problem.code, f"leads to {shown(target.url)}, which {problem.message}")
