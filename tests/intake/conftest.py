"""What tests of the network stand on: a site on this machine, a clock, a fetcher that may go there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from intake.server import HeldClock, Site, running
from reportedly.intake import Fetcher, Network


@pytest.fixture
def site() -> Iterator[Site]:
    yield from running()


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def fetcher(clock: HeldClock) -> Fetcher:
    """It may ask 127.0.0.1, and no other address of this machine."""
    return Fetcher(Network("desk@example.org", ("127.0.0.1/32",), seconds=5.0, size=2_000_000), clock)
