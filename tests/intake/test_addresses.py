"""No address leads to a private machine, however it is written; what is public passes."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.addresses import Target, checked_addresses, is_allowed, target_of
from reportedly.model import Problem

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "100::1", "fec0::1", "3fff::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("written", PRIVATE)
def test_private_and_reserved_addresses_are_refused(written: str) -> None:
    assert not is_allowed(ipaddress.ip_address(written), ())


@pytest.mark.parametrize("written", PUBLIC)
def test_public_addresses_pass(written: str) -> None:
    assert is_allowed(ipaddress.ip_address(written), ())


def test_an_allowed_network_passes_and_no_other() -> None:
    allowed = (ipaddress.ip_network("10.1.0.0/16"),)
    assert is_allowed(ipaddress.ip_address("10.1.2.3"), allowed)
    assert not is_allowed(ipaddress.ip_address("10.2.0.1"), allowed)
    assert is_allowed(ipaddress.ip_address("::ffff:10.1.2.3"), allowed)
    assert not is_allowed(ipaddress.ip_address("::1"), allowed)


@given(st.ip_addresses(v=4))
def test_what_an_ipv6_address_carries_is_judged_like_itself(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | int(address))
    assert is_allowed(address, ()) == is_allowed(mapped, ()) == is_allowed(translated, ())


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_private_passes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_allowed(address, ()) and getattr(address, "ipv4_mapped", None) is None:
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast) or (
            address in ipaddress.ip_network("64:ff9b::/96")
        )


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::1", "::ffff:127.0.0.1"]
)
def test_every_way_to_write_this_machine_is_seen_through(host: str) -> None:
    found = checked_addresses(host, 80, ())
    assert isinstance(found, Problem)
    assert found.code in ("private-address", "no-host")


def test_a_name_with_one_private_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    found = checked_addresses("two-faced.example", 80, ())
    assert isinstance(found, Problem)
    assert found.code == "private-address"


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://user:secret@gulf.example/a?b=c#d", "https://gulf.example/a?b=c"),
        ("http://gulf.example", "http://gulf.example/"),
        ("HTTP://Gulf.Example:80/a", "http://gulf.example/a"),
        ("http://gulf.example:8080/", "http://gulf.example:8080/"),
        ("https://gulf.example/a b\u00e9", "https://gulf.example/a%20b%C3%A9"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://gulf.example./", "http://gulf.example/"),
    ],
)
def test_an_address_is_asked_without_credentials_and_fragment(url: str, bare: str) -> None:
    target = target_of(url)
    assert isinstance(target, Target)
    assert target.url == bare


@pytest.mark.parametrize(
    "url",
    ["ftp://gulf.example/", "file:///etc/passwd", "http://", "http://:80/", "http://a:99999/", "http://a:22/", "//a/b",
     "http://[::1", "gopher://a:70/", "javascript:1", "http://a" + "b" * 5000, "http://" + "a" * 70 + ".example/", ""],
)  # fmt: skip
def test_what_is_no_web_address_is_told(url: str) -> None:
    assert isinstance(target_of(url), Problem)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://a/", "http://a@b:"]))
def test_no_text_raises(text: str, start: str) -> None:
    target = target_of(start + text)
    if isinstance(target, Target):
        assert target.url.isascii()
        assert target.url.isprintable()
        assert target_of(target.url) == target
