"""Measures the desk on a casebook: how long each kind of page takes, and what twenty people at once make of it.

    python benchmarks/desk.py FILE [--rounds 7] [--users 20] [--seconds 60] [--think 0] [--only pages|users]

Starts `reportedly serve` on loopback, as a person does, and asks it by HTTP: every kind of page and of the API's
resources, of the most frequent names, which are the slowest, and of a seldom one. Times are from the request to the
last byte of the answer, page by page, nobody else asking; 'first' is before anything was kept in memory for it, 'own'
is the desk's processor time for one answer on the average, which other programs do not lengthen. Then so many users
go their ways at once, each with a session of his own and the next request as soon as the last is answered
(`--think` lets them look for so many seconds on the average): they follow the links of the pages that they are shown,
search, draw, ask the API, and accept, reject and take back claims, which FILE keeps: give it a copy. Prints Markdown
tables and ends with status 1 where a page's median is 300 ms or more, or an answer is an error.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import html
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

from speed import processor

COMMAND = os.environ.get("DESK_COMMAND", str(Path(sys.executable).parent / "reportedly"))
BAR = 0.3  # seconds that a page may take, by its median
PATIENCE = 60.0  # seconds that a user waits before he gives up, which counts as an error
_HREF = re.compile(r'href="(/[^"#]*)"')
_SECRET = re.compile(r'name="csrf" value="([^"]+)"')
_DID = re.compile(r"/judgements/([0-9a-f]{64})/withdraw")


def main() -> None:
    options = parse_options()
    print(f"{platform.python_version()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    is_well = True
    with served(options.file, is_read_only=options.read_only or options.only == "pages") as (address, process):
        base, _, token = address.partition("/?token=")
        if options.only != "users":
            is_well = time_pages(base, token, options.rounds, process.pid)
        if options.only != "pages":
            is_well = asyncio.run(crowd(base, token, options)) and is_well
        print(f"\nPeak memory of the desk: {peak_of(process.pid):,.0f} MB")
    raise SystemExit(0 if is_well else 1)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", help="a casebook, which is written to: a copy")
    parser.add_argument("--rounds", type=int, default=7, help="how often each page is asked for")
    parser.add_argument("--users", type=int, default=20, help="people at once")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they go on")
    parser.add_argument("--think", type=float, default=0.0, help="seconds that each looks at a page on the average")
    parser.add_argument("--only", choices=("pages", "users"), help="measure only this; pages alone leave FILE as it is")
    parser.add_argument("--read-only", action="store_true", help="nobody decides anything, and FILE stays as it is")
    return parser.parse_args()


@contextlib.contextmanager
def served(file: str, *, is_read_only: bool) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The desk in a process of its own, with the address that it printed."""
    command = [COMMAND, "serve", "--casebook", file, "--port", "0", "--by", "benchmark"]
    command += ["--read-only"] if is_read_only else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        if not address.startswith("http"):
            raise SystemExit("the desk did not start")
        wait_for(address.partition("/?")[0])
        yield address, process
    finally:
        process.terminate()
        process.wait(60)


def wait_for(base: str) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{base}/static/desk.css")
            return
        time.sleep(0.1)
    raise SystemExit("the desk does not answer")


def peak_of(pid: int) -> float:
    """The largest resident set of a process so far in MB, where the system tells it."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1e3


def own_time(pid: int) -> float:
    """Seconds of processor time that a process and its threads had so far, where the system tells it."""
    tasks = list(Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9 if tasks else float("nan")


# One page after the other ---------------------------------------------------------------------------------------------


def time_pages(base: str, token: str, rounds: int, pid: int) -> bool:
    """Prints a line for each kind of page; whether all medians are below the bar."""
    slow = []
    with httpx.Client(base_url=base, timeout=PATIENCE, follow_redirects=True) as client:
        client.get("/", params={"token": token})
        print("| page | bytes | first | median | slowest | own |\n| --- | --- | --- | --- | --- | --- |")
        for name, addresses in kinds_of_pages(client):
            taken, size, own = [], 0, 0.0
            for i in range(rounds + 1):
                own = own_time(pid) if i == 1 else own
                seconds, size = asked(client, addresses[i % len(addresses)])
                taken.append(seconds)
            first, *others = taken
            median = statistics.median(others)
            slow += [name] if median >= BAR else []
            each = (own_time(pid) - own) / len(others)
            print(f"| {name} | {size:,} | {ms(first)} | {ms(median)} | {ms(max(others))} | {ms(each)} |", flush=True)
    print(f"\nMedians of {BAR * 1e3:.0f} ms or more: {', '.join(slow) or 'none'}\n")
    return not slow


def asked(client: httpx.Client, address: str) -> tuple[float, int]:
    start = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
    return seconds, len(answer.content)


def ms(seconds: float) -> str:
    return f"{seconds * 1e3:,.0f} ms"


def kinds_of_pages(client: httpx.Client) -> Iterator[tuple[str, list[str]]]:
    """Each kind of page with its addresses, which are asked in turns. A picture of an actor is kept in memory until
    something changes, so each round asks for another actor's."""
    known = Known.of(client)
    actor, seldom = known.actors[0], known.seldom_actor
    yield from (
        ("case", ["/"]),
        ("reports", ["/reports"]),
        ("reports, a later page", [f"/reports?before={known.middle}"]),
        ("report", [f"/reports/{one}" for one in known.reports]),
        ("report, read before", [f"/reports/{known.reports[0]}"]),
        ("claim", [f"/claims/{one}" for one in known.claims]),
        ("claims", ["/claims"]),
        ("claims of the most frequent actor", [f"/claims?involving={quote(actor['name'])}"]),
        ("claims, possible and denied", ["/claims?certainty=possible&polarity=denied"]),
        ("claims by words", [f"/claims?words={quote(known.words)}"]),
        ("actors", ["/actors"]),
        ("actors, by the start of a name", [f"/actors?q={quote(actor['name'][:2])}"]),
        ("actor, the most frequent", [f"/actors/{one['id']}" for one in known.actors[:4]]),
        ("actor, seldom", [f"/actors/{seldom['id']}"]),
        ("voices", ["/voices"]),
        ("voice, the most frequent", [f"/voices/{one}" for one in known.voices[:4]]),
        ("voice, seldom", [f"/voices/{known.seldom_voice}"]),
        ("ties", ["/ties"]),
        ("tie of the two most tied", [f"/ties/{known.tie[0]}/{known.tie[1]}"]),
        ("tie of two frequent", [f"/ties/{actor['id']}/{one['id']}" for one in known.actors[1:4]]),
        ("timeline", ["/timeline"]),
        ("timeline of the most frequent actor", [f"/timeline?involving={quote(actor['name'])}"]),
        ("timeline by report", ["/timeline?by=report"]),
        ("search, a frequent word", [f"/search?q={quote(known.frequent)}"]),
        ("search, a seldom word", [f"/search?q={quote(known.rare)}"]),
        ("search, while typing", [f"/search?q={quote(known.frequent[:3])}&only=part"]),
        ("review", ["/review"]),
        ("judgements", ["/judgements"]),
        ("log", ["/log"]),
        ("add", ["/add"]),
        ("settings", ["/settings"]),
        ("help", ["/help"]),
    )
    if known.propositions:
        yield "propositions", ["/propositions"]
        yield "propositions, contested", ["/propositions?support=contested"]
        yield "propositions of the most frequent actor", [f"/propositions?actor={quote(actor['name'])}"]
        yield "proposition", [f"/propositions/{one}" for one in known.propositions]
        yield "without the most frequent voice", [f"/without?name={quote(known.voice_name)}"]
    for kind in ("network", "timeline/picture", "map", "chains"):
        yield f"{kind.partition('/')[0]} (picture)", [f"/{kind}"]
        others = [f"/{kind}?involving={quote(one['name'])}" for one in known.actors]
        yield f"{kind.partition('/')[0]} (picture) of an actor, anew", others
    for kind in ("svg", "png", "html"):
        yield f"network.{kind}", [f"/pictures/network.{kind}"]
    for resource in ("case", "reports", "claims", "actors", "voices", "ties", "timeline", "review", "log"):
        yield f"/api/{resource}", [f"/api/{resource}"]
    yield "/api/search", [f"/api/search?q={quote(known.frequent)}"]
    yield "/api/reports/{id}", [f"/api/reports/{one}" for one in known.reports]
    yield "/api/reports/{id}/reading", [f"/api/reports/{known.reports[0]}/reading"]
    yield "/api/claims/{id}", [f"/api/claims/{known.claims[0]}"]
    yield "/api/actors/{id}", [f"/api/actors/{actor['id']}"]
    yield "/api/voices/{id}", [f"/api/voices/{known.voices[0]}"]
    yield "/api/ties/{one}/{other}", [f"/api/ties/{known.tie[0]}/{known.tie[1]}"]
    yield "/api/pictures/network", ["/api/pictures/network"]
    if known.propositions:
        yield "/api/propositions", ["/api/propositions"]
        yield "/api/propositions/{id}", [f"/api/propositions/{known.propositions[0]}"]


@dataclass(frozen=True)
class Known:
    """Names of the casebook to ask for: frequent ones, which are slow, and seldom ones."""

    actors: list[dict]
    seldom_actor: dict
    voices: list[str]
    voice_name: str
    seldom_voice: str
    tie: tuple[str, str]
    reports: list[str]
    middle: int
    claims: list[str]
    propositions: list[str]
    frequent: str
    rare: str
    words: str

    @classmethod
    def of(cls, client: httpx.Client) -> Known:
        def get(path: str, **asked_for: object) -> dict:
            answer = client.get(f"/api/{path}", params=asked_for)
            return answer.raise_for_status().json()

        actors = get("actors", limit=20)["items"]
        voices = get("voices", limit=20)["items"]
        first = get("reports", limit=8)
        middle = max(int(first["next"] or 2) // 2, 1)
        reports = [row["id"] for row in (*first["items"], *get("reports", limit=8, before=middle)["items"])]
        text = get(f"reports/{reports[0]}")["text"].split()
        ordinary = sorted({word for word in text if word.isalpha() and len(word) > 3}, key=text.count)
        claims = [row["id"] for row in get("claims", limit=8)["items"]]
        tie = get("ties", limit=1)["items"][0]
        propositions = get("propositions", limit=8)["items"]
        return cls(
            actors=actors,
            seldom_actor=last_page(lambda offset: get("actors", limit=1, offset=offset)["items"]),
            voices=[row["id"] for row in voices],
            voice_name=next((row["name"] for row in voices if row["named"]), voices[0]["name"]),
            seldom_voice=last_page(lambda offset: get("voices", limit=1, offset=offset)["items"])["id"],
            tie=(tie["one"]["id"], tie["other"]["id"]),
            reports=reports,
            middle=middle,
            claims=claims,
            propositions=[row["id"] for row in propositions],
            frequent=ordinary[-1],
            rare=ordinary[0],
            words=f"{ordinary[-1]} {ordinary[0]}",
        )


def last_page(page: Callable[[int], list[dict]]) -> dict:
    """The last of a list: by doubling, then by halving."""
    low, high = 0, 1
    while high < 1_000_000 and page(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if page(middle) else (low, middle)
    return page(low)[0]


# Many at once ---------------------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """What all users met with: seconds by kind of request, errors by what they were."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    limited: int = 0
    decided: int = 0


async def crowd(base: str, token: str, options: argparse.Namespace) -> bool:
    """Lets the users go on for so long; whether no answer was an error."""
    seen, end = Seen(), time.monotonic() + options.seconds
    users = [User(base, token, i, options.think, seen, end) for i in range(options.users)]
    start = time.monotonic()
    await asyncio.gather(*(user.go() for user in users))
    seconds = time.monotonic() - start
    tell(seen, options.users, seconds)
    return not seen.errors and not seen.limited


def tell(seen: Seen, users: int, seconds: float) -> None:
    every = [taken for rows in seen.taken.values() for taken in rows]
    print(
        f"\n{users} users at once for {seconds:.0f} s: {len(every):,} requests, {len(every) / seconds:.1f} a second, "
        f"{seen.decided} judgements; errors {dict(seen.errors) or 'none'}; told to wait (429) {seen.limited}; "
        f"median {ms(statistics.median(every))}, 95 in 100 within {ms(quantile(every, 0.95))}, "
        f"slowest {ms(max(every))}\n"
    )
    print("| asked for | times | median | 95 in 100 within | slowest |\n| --- | --- | --- | --- | --- |")
    for kind, rows in sorted(seen.taken.items()):
        print(
            f"| {kind} | {len(rows)} | {ms(statistics.median(rows))} | {ms(quantile(rows, 0.95))} | {ms(max(rows))} |"
        )


def quantile(rows: list[float], share: float) -> float:
    return sorted(rows)[min(int(share * len(rows)), len(rows) - 1)]


class User:
    """One person with a browser: a session, what he is at, and the next thing that he does."""

    def __init__(self, base: str, token: str, number: int, think: float, seen: Seen, end: float) -> None:
        self._chance, self._think, self._seen, self._end = random.Random(f"user {number}"), think, seen, end
        self._token, self._number = token, number
        self._client = httpx.AsyncClient(base_url=base, timeout=PATIENCE, follow_redirects=True)

    async def go(self) -> None:
        ways = (self._reads, self._searches, self._judges, self._draws, self._looks_around, self._programs)
        async with self._client:
            await self._ask("GET", f"/?token={self._token}")
            turn = self._number
            while time.monotonic() < self._end:
                await ways[turn % len(ways)]()
                turn += 1

    async def _reads(self) -> None:
        """From the case to a report, a claim in it, who acts there, and what it comes to."""
        await self._follow("/", r"/reports$", r"/reports/[0-9a-f]+$", r"/claims/[^/]+$", r"/actors/.+", r"/ties/.+/.+")
        await self._follow("/propositions", r"/propositions/.+", r"/reports/[0-9a-f]+$")

    async def _searches(self) -> None:
        """Types a word, letter by letter, then goes to what was found."""
        page = await self._ask("GET", "/reports")
        words = re.findall(r">([A-Z][a-z]{3,}) ", page) or ["said"]
        word = self._chance.choice(words).lower()
        for end in range(2, min(len(word), 5) + 1):
            await self._ask("GET", f"/search?q={quote(word[:end])}&only=part")
        await self._follow(f"/search?q={quote(word)}", r"/reports/[0-9a-f]+$", r"/voices/.+", r"/claims/[^/]+$")

    async def _judges(self) -> None:
        """Decides about a claim of the queue, looks at the page, and takes back every other decision."""
        queue = await self._ask("GET", "/review")
        claims, secret = self._links(queue, r"/claims/[^/]+$"), _SECRET.search(queue)
        if not claims or not secret:
            return
        claim = self._chance.choice(claims)
        form = {"csrf": secret[1], "kind": self._chance.choice(("accept", "reject")), "why": "seen while measuring"}
        page = await self._ask("POST", f"{claim}/judge", form)
        self._seen.decided += 1
        made = _DID.search(page)
        if made and self._chance.random() < 0.5:
            await self._ask("POST", f"/judgements/{made[1]}/withdraw", {"csrf": secret[1], "why": "taken back"})
            self._seen.decided += 1

    async def _draws(self) -> None:
        """Looks at all pictures, and at one of an actor."""
        for kind in ("/network", "/timeline/picture", "/map", "/chains"):
            await self._ask("GET", kind)
        page = await self._ask("GET", "/actors")
        names = re.findall(r'href="/actors/[^"]+"[^>]*>(?:<bdi>)?([^<]+)<', page)
        if names:
            await self._ask("GET", f"/network?involving={quote(html.unescape(self._chance.choice(names)))}")

    async def _looks_around(self) -> None:
        """Goes from list to list, a page further in each."""
        for place in ("/actors", "/voices", "/ties", "/claims", "/timeline", "/log"):
            await self._follow(place, rf"{place}\?(?:offset|after|before)=.+")
        await self._follow("/voices", r"/voices/.+", r"/reports/[0-9a-f]+$")

    async def _programs(self) -> None:
        """A script of his asks the API."""
        for place in ("case", "reports", "actors", "ties", "propositions", "claims?certainty=possible", "timeline"):
            await self._ask("GET", f"/api/{place}")

    async def _follow(self, start: str, *patterns: str) -> None:
        """Opens a page, then a link of it that fits, and so on."""
        page = await self._ask("GET", start)
        for pattern in patterns:
            links = self._links(page, pattern)
            if not links or time.monotonic() > self._end:
                return
            page = await self._ask("GET", self._chance.choice(links))

    @staticmethod
    def _links(page: str, pattern: str) -> list[str]:
        return [link for found in _HREF.findall(page) if re.fullmatch(pattern, link := html.unescape(found))]

    async def _ask(self, method: str, address: str, form: dict[str, str] | None = None) -> str:
        if time.monotonic() > self._end:
            return ""
        start = time.perf_counter()
        try:
            answer = await self._client.request(method, address, data=form)
        except httpx.HTTPError as error:
            self._seen.errors[f"{type(error).__name__} at {kind_of(address)}"] += 1
            return ""
        self._seen.taken[f"{method} {kind_of(address)}"].append(time.perf_counter() - start)
        if answer.status_code == 429:
            self._seen.limited += 1
        elif answer.status_code >= 400:
            self._seen.errors[f"{answer.status_code} at {kind_of(address)}"] += 1
        if self._think:
            await asyncio.sleep(self._chance.expovariate(1 / self._think))
        return answer.text


def kind_of(address: str) -> str:
    """'/reports/…' for every report."""
    path, _, query = address.partition("?")
    parts = path.strip("/").split("/")
    stem = "/".join(parts[:2]) if parts[0] in ("api", "pictures") or path == "/timeline/picture" else parts[0]
    return f"/{stem}{'/…' if path.strip('/') != stem else ''}{'?q' if query.startswith('q=') else ''}"


if __name__ == "__main__":
    main()
