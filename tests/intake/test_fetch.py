"""Pages are fetched from a real server: politely, within bounds, and never from a machine that nobody allowed."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from intake.made import pdf
from intake.packed import SAID, item, page, rss
from intake.server import HeldClock, Reply, Site
from reportedly.cli import app
from reportedly.intake import Failure, Fetched, Fetcher, Network, Received, receive

TEXT = {"Content-Type": "text/plain"}


def fetched(fetcher: Fetcher, url: str, **more: Any) -> Fetched:
    found = fetcher.fetch(url, **more)
    assert isinstance(found, Fetched), found
    return found


def failed(fetcher: Fetcher, url: str) -> Failure:
    found = fetcher.fetch(url)
    assert isinstance(found, Failure), found
    assert found.line().isprintable()
    return found


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


def test_a_page_comes_with_address_status_headers_and_time(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(page())
    found = fetched(fetcher, site.at("/a#part"))
    assert (found.asked, found.url, found.status, found.data) == (site.at("/a"), site.at("/a"), 200, page())
    assert found.fetched == "2024-03-12T08:30:00Z"
    assert found.header("content-type") == "text/html; charset=utf-8"


def test_we_say_who_asks(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(page())
    fetched(fetcher, site.at("/a"))
    (_, headers) = site.asked[-1]
    assert headers["user-agent"].startswith("reportedly/")
    assert "desk@example.org" in headers["user-agent"]
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_credentials_in_an_address_are_not_carried_on(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = moved(site.at("/b").replace("//", "//u:p@"))
    site.pages["/b"] = Reply(page())
    found = fetched(fetcher, site.at("/a").replace("//", "//user:secret@"))
    assert "secret" not in f"{found.asked}{found.url}{site.asked}"
    assert "authorization" not in site.asked[-1][1]


@pytest.mark.parametrize(
    "to",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/", "http://127.0.0.2:{port}/",
     "http://[::ffff:127.0.0.2]:{port}/", "http://0.0.0.0:{port}/", "http://[64:ff9b::7f00:2]:{port}/"],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(site: Site, fetcher: Fetcher, to: str) -> None:
    site.pages["/a"] = moved(to.format(port=site.port))
    found = failed(fetcher, site.at("/a"))
    assert found.problem.code == "private-address"
    assert "leads to" in found.problem.message
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://127.0.0.1:25/", "gopher://x/"])
def test_a_redirect_to_another_kind_of_address_is_refused(site: Site, fetcher: Fetcher, to: str) -> None:
    site.pages["/a"] = moved(to)
    assert failed(fetcher, site.at("/a")).problem.code == "web-address"


def test_without_leave_this_machine_is_not_asked(site: Site, clock: HeldClock) -> None:
    site.pages["/a"] = Reply(page())
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
        assert failed(Fetcher(Network(), clock), site.at("/a", host)).problem.code == "private-address"
    assert not site.asked


def test_a_name_that_changes_its_mind_is_asked_only_once(
    site: Site, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name is public when it is checked, and private the next time."""
    site.pages["/a"] = Reply(page())
    asked = []
    real = socket.getaddrinfo

    def fickle(host: str, *arguments: Any, **more: Any) -> Any:
        if host != "fickle.example":
            return real(host, *arguments, **more)
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, site.port))]

    monkeypatch.setattr(socket, "getaddrinfo", fickle)
    fetcher = Fetcher(Network(allowed=("127.0.0.1/32",), keeps_robots=False), clock)
    assert fetched(fetcher, site.at("/a", "fickle.example")).data == page()
    assert asked == ["fickle.example"]
    assert failed(fetcher, site.at("/a", "fickle.example")).problem.code == "private-address"


def test_permanent_redirects_are_told_and_others_not(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": moved("/b", 301), "/b": moved("/c", 308), "/c": moved("/d", 302), "/d": Reply(page())}
    found = fetched(fetcher, site.at("/a"))
    assert (found.url, found.moved) == (site.at("/d"), site.at("/c"))
    assert fetched(fetcher, site.at("/c")).moved is None


def test_a_circle_of_redirects_ends(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
    assert failed(fetcher, site.at("/a")).problem.code == "redirects"
    assert len(site.asked) <= 8


def drip(write: Callable[[bytes], Any]) -> None:
    for _ in range(200):
        write(b"a")
        time.sleep(0.05)


def endless(write: Callable[[bytes], Any]) -> None:
    for _ in range(3_000):
        write(b"a" * 65_536)


@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
def test_a_server_that_drips_is_left_when_time_is_over(site: Site, clock: HeldClock, path: str) -> None:
    site.pages |= {"/page": Reply(page()), path: Reply(drip)}
    start = time.monotonic()
    found = failed(Fetcher(Network(allowed=("127.0.0.1/32",), seconds=0.6), clock), site.at("/page"))
    assert found.problem.code == ("timeout" if path == "/page" else "robots")
    assert time.monotonic() - start < 3


def test_headers_that_drip_are_left_when_time_is_over(clock: HeldClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        import threading

        def serve() -> None:
            talk, _ = listening.accept()
            with talk, contextlib.suppress(OSError):
                talk.sendall(b"HTTP/1.1 200 OK\r\n")
                for i in range(100):
                    talk.sendall(b"X-%d: a\r\n" % i)
                    time.sleep(0.05)

        threading.Thread(target=serve, daemon=True).start()
        network = Network(allowed=("127.0.0.1/32",), seconds=0.6, keeps_robots=False)
        start = time.monotonic()
        found = failed(Fetcher(network, clock), f"http://127.0.0.1:{listening.getsockname()[1]}/")
        assert found.problem.code == "timeout"
        assert time.monotonic() - start < 3


def test_an_endless_body_is_left_when_it_is_too_large(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(endless)
    assert failed(fetcher, site.at("/a")).problem.code == "too-large"


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("gzip", gzip.compress(b"a" * 50_000_000), "too-large"),
        ("deflate", zlib.compress(b"a" * 50_000_000), "too-large"),
        ("gzip", gzip.compress(page())[:-20], "broken-gzip"),
        ("gzip", b"no gzip at all", "broken-gzip"),
        ("br", b"\x8b\x00", "binary"),
        ("gzip, gzip", gzip.compress(gzip.compress(page())), "binary"),
    ],
)
def test_a_packed_body_that_is_a_bomb_or_broken_is_told(
    site: Site, fetcher: Fetcher, coding: str, body: bytes, code: str
) -> None:
    site.pages["/a"] = Reply(body, headers={"Content-Type": "text/html", "Content-Encoding": coding})
    assert failed(fetcher, site.at("/a")).problem.code == code


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(page())),
        ("deflate", zlib.compress(page())),
        ("deflate", zlib.compress(page())[2:-4]),
        ("identity", page()),
    ],
)
def test_a_packed_body_is_unpacked(site: Site, fetcher: Fetcher, coding: str, body: bytes) -> None:
    site.pages["/a"] = Reply(body, headers={"Content-Type": "text/html", "Content-Encoding": coding})
    assert fetched(fetcher, site.at("/a")).data == page()


def test_robots_are_asked_for_once_and_kept(site: Site, fetcher: Fetcher, clock: HeldClock) -> None:
    rules = b"User-agent: *\nDisallow: /secret\nAllow: /secret/open$\n\nUser-agent: badbot\nDisallow: /\n"
    site.pages |= {"/robots.txt": Reply(rules, headers=TEXT), "/a": Reply(page()), "/secret/open": Reply(page())}
    site.pages["/to-secret"] = moved("/secret/b")
    assert failed(fetcher, site.at("/secret/a")).problem.code == "robots"
    fetched(fetcher, site.at("/a"))
    fetched(fetcher, site.at("/secret/open"))
    assert failed(fetcher, site.at("/to-secret")).problem.code == "robots"
    assert site.paths() == ["/robots.txt", "/a", "/secret/open", "/to-secret"]
    clock.pass_by(90_000)
    fetched(fetcher, site.at("/a"))
    assert site.paths()[-2:] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_robots_that_fail_close_and_robots_that_are_missing_open(
    site: Site, fetcher: Fetcher, status: int, is_open: bool
) -> None:
    site.pages |= {"/robots.txt": Reply(status=status), "/a": Reply(page())}
    assert isinstance(fetcher.fetch(site.at("/a")), Fetched) == is_open


def test_robots_can_be_left_out_by_choice(site: Site, clock: HeldClock) -> None:
    site.pages |= {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", headers=TEXT), "/a": Reply(page())}
    fetched(Fetcher(Network(allowed=("127.0.0.1/32",), keeps_robots=False), clock), site.at("/a"))
    assert site.paths() == ["/a"]


def test_a_host_is_given_time_between_two_requests(site: Site, fetcher: Fetcher, clock: HeldClock) -> None:
    site.pages["/a"] = Reply(page())
    fetched(fetcher, site.at("/a"))
    assert [round(seconds) for seconds in clock.slept] == [2]
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7", headers=TEXT)
    clock.pass_by(90_000)
    clock.slept.clear()
    fetched(fetcher, site.at("/a"))
    assert [round(seconds) for seconds in clock.slept] == [7]


def test_a_status_is_a_failure_that_keeps_what_was_answered(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(status=503, headers={"Retry-After": "120"})
    found = failed(fetcher, site.at("/a"))
    assert (found.problem.code, found.status) == ("http-status", 503)
    assert ("Retry-After", "120") in found.headers
    assert fetched(fetcher, site.at("/a"), takes=frozenset({503})).status == 503


def test_nobody_at_home_is_told(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert failed(fetcher, f"http://127.0.0.1:{port}/").problem.code == "no-answer"


def test_what_is_no_http_is_told(fetcher: Fetcher) -> None:
    import threading

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for _ in range(2):
                talk, _ = listening.accept()
                with talk, contextlib.suppress(OSError):
                    talk.recv(1000)
                    talk.sendall(b"SSH-2.0-OpenSSH\r\n\x1b[31m\r\n\r\n")

        threading.Thread(target=serve, daemon=True).start()
        assert failed(fetcher, f"http://127.0.0.1:{listening.getsockname()[1]}/").problem.code == "no-answer"


def test_addresses_are_received_like_files(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/a": Reply(page()),
        "/b.pdf": Reply(pdf(["The army said so."]), headers={"Content-Type": "application/octet-stream"}),
        "/feed": Reply(rss(item(link="https://gulf.example/1")), headers={"Content-Type": "application/rss+xml"}),
        "/c.png": Reply(b"\x89PNG", headers={"Content-Type": "image/png"}),
        "/koi": Reply("Армия ушла".encode("koi8-r"), headers={"Content-Type": "text/plain; charset=koi8-r"}),
    }
    found = list(receive([site.at(path) for path in site.pages], fetcher=fetcher))
    assert [type(one) for one in found] == [Received, Received, Received, Failure, Received]
    one = found[0]
    assert isinstance(one, Received)
    assert (one.original, one.media_type, one.url, one.status) == (page(), "text/html", site.at("/a"), 200)
    assert (one.fetched, one.document.url, one.where) == ("2024-03-12T08:30:00Z", site.at("/a"), site.at("/a"))
    assert SAID in one.document.text
    feed, picture, russian = found[2], found[3], found[4]
    assert isinstance(feed, Received)
    assert feed.container
    assert feed.document.url == "https://gulf.example/1"
    assert isinstance(picture, Failure)
    assert (picture.problem.code, picture.original) == ("binary", b"\x89PNG")
    assert isinstance(russian, Received)
    assert russian.document.text == "Армия ушла"


def test_a_network_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0"):
        Network(allowed=("10.0.0",))
    with pytest.raises(ValueError, match="e-mail"):
        Network(contact="a\r\nX: b")


def test_the_command_fetches_what_is_named_and_no_private_machine(site: Site) -> None:
    found = CliRunner().invoke(app, ["read", site.at("/a"), "--format", "json"])
    assert found.exit_code == 2
    assert "leads to 127.0.0.1, which is private" in found.stderr
    assert json.loads(found.stdout)["problems"][0]["code"] == "private-address"
    assert not site.asked
