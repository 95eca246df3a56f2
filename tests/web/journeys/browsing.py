"""A desk as `reportedly serve` runs it, a browser before it, and what that browser asked for and was refused."""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

HERE = Path(__file__).parent
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
)
_INSTALL = ("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium")


def chromium() -> str:
    """The browser's path; Debian's chromium is installed where there is none and this may be done."""
    if not (found := _chromium()) and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(_INSTALL, check=False, capture_output=True)
        found = _chromium()
    assert found, "These tests look at the desk in a browser: install Debian's chromium (apt-get install chromium)."
    return found


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is being served: the address that opens it and the casebook's place."""

    opening: str
    place: Path

    @property
    def address(self) -> str:
        return self.opening.partition("/?token=")[0]

    @property
    def token(self) -> str:
        return self.opening.partition("?token=")[2]

    def api(self, path: str) -> object:
        """What the API answers."""
        asked = urllib.request.Request(self.address + path, headers={"authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(asked, timeout=120) as answer:
            return json.load(answer)


@contextlib.contextmanager
def serving(place: Path, *options: str, may_say: str = "") -> Iterator[Served]:
    """`reportedly serve` on a casebook, as a person starts it, ended by Ctrl+C; no fault is told but `may_say`."""
    command = [Path(sys.executable).with_name("reportedly"), "serve", "--casebook", place, "--port", "0", *options]
    with subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=place.parent
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line)
            assert found, line + (process.stderr.read() if process.stderr and process.poll() is not None else "")
            served = Served(found[0], place)
            _wait(served.address)
            yield served
        finally:
            ended = process.poll()
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=120)
    assert ended is None, f"the desk ended by itself with {ended}: {said}"
    faults = [words for words in said.split("Traceback")[1:] if not may_say or may_say not in words]
    assert not faults, said


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/static/icon.svg", timeout=5).close()
        except OSError:  # refused, or too slow to answer on a busy machine
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the desk does not answer")


@dataclass
class Watched:
    """What a browser did: whom it asked, what it complained of but for the answers that a journey expects."""

    own: str
    expects: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listens to all pages of a context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        is_expected = any(f"status of {code}" in message.text for code in self.expects)
        if message.type in ("error", "warning") and not is_expected:
            self.said.append(f"{message.type}: {message.text}")

    def elsewhere(self) -> list[str]:
        """The addresses asked for that are not this desk's."""
        own = urlsplit(self.own).netloc
        asked = map(urlsplit, self.asked)
        return [url.geturl() for url in asked if url.scheme not in ("data", "blob") and url.netloc != own]


@dataclass(frozen=True, slots=True)
class Told:
    """One of the ten reports as its publisher told it."""

    id: str
    publisher: str
    date: str
    title: str
    text: str

    def page(self) -> str:
        """The report as a saved page."""
        paragraphs = "".join(f"<p>{html.escape(words)}</p>" for words in self.text.split("\n\n"))
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(self.title)}</title>'
            f'<meta property="og:site_name" content="{html.escape(self.publisher)}">'
            f'<meta property="og:title" content="{html.escape(self.title)}">'
            f'<meta property="article:published_time" content="{self.date}T09:00:00Z"></head>'
            f"<body><article>{paragraphs}</article></body></html>"
        )


def ten() -> tuple[Told, ...]:
    """The ten reports: six say who arms whom, five of them on one word; one denies; three tell of a market."""
    lines = (HERE / "ten.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Told(**json.loads(line)) for line in lines)


def sideways(page: Page) -> list[str]:
    """What makes a page wider than its window: the widest elements, none where it scrolls only down."""
    page.wait_for_load_state()  # else the style may not be there yet
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return [];
            return [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > wide + 1).slice(0, 5)
                .map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
