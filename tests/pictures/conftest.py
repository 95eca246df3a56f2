"""What tests of pictures draw: a few ties, deeds, governorates and chains, and three hundred of each."""

from __future__ import annotations

import pytest

from reportedly.model.pictures import Chain, Deed, Governorate, Picture, Teller, Tie, Unplaced
from reportedly.pictures import chains, deeds_map, network, timeline

KINDS = ("ASSAULT", "AID", "ACCUSE", "backs", "member_of")
LANDS = (("Aleppo", 36.2, 37.16), ("Idlib", 35.93, 36.63), ("Homs", 34.73, 36.71), ("Raqqa", 35.95, 39.01))
HOSTILE = (
    "<script>alert(1)</script>",
    "]]><svg onload=alert(1)>",
    '"\' onmouseover="alert(1)',
    "&lt;b&gt; &#x0; &amp;",
    "a\x00b\x1b[31m\u202egnirts\u2066\ufffe\ud800",
    "Z" + "\u0301" * 400,
    "لواء النهر",
    "datum.x; {signal: 'x'} https://example.org/a.png",
    "line\none\u2028two",
    "",
    "W" * 5000,
)


def ties(number: int) -> list[Tie]:
    """So many ties among a fifth as many actors, said in every way."""
    found = []
    for i in range(number):
        one, other = i % (number // 5 + 2), (7 * i + 1) % (number // 5 + 2)
        claims = 1 + i % 9
        found.append(
            Tie(
                one=f"Brigade {one}",
                other=f"Brigade {other}",
                one_key=f"{one}|SYR",
                other_key=f"{other}|SYR",
                kind=KINDS[i % 5],
                mutual=i % 4 == 0,
                claims=claims,
                denied=claims if i % 7 == 0 else 0,
                hedged=claims if i % 3 == 0 else 0,
                origins=1 + i % 5,
                contested=2 if i % 11 == 0 else 0,
                weighed=3,
            )
        )
    return [tie for tie in found if tie.one_key != tie.other_key]


def deeds(number: int) -> list[Deed]:
    dates = ("2014-02-{0:02}", "2014-{1:02}", "2015", None)
    found = []
    for i in range(number):
        written = dates[i % 4]
        date = written.format(1 + i % 28, 1 + i % 12) if written else None
        told = (f"2015-{1 + i % 12:02}-{1 + i % 28:02}", "2015-12")
        found.append(
            Deed(KINDS[i % 3], (f"Brigade {i % 9}",), ("civilians",), "Maro", date, date, 1 + i % 5, 0, i % 2, told)
        )
    return found


def ways(number: int) -> list[Chain]:
    found = []
    for i in range(number):
        voices = [Teller(f"Outlet {i % 6}", "outlet", named=True)]
        voices += [Teller("An agency", "outlet", named=True)] if i % 3 == 0 else []
        voices += [Teller(f"Person {i % 40}", "person", named=True)] if i % 4 else []
        voices += [Teller("residents", "group", named=False, how_many=3)] if i % 5 == 0 else []
        found.append(Chain(tuple(voices), 1 + i % 7))
    return found


def lands(number: int) -> list[Governorate]:
    named = LANDS * (number // 4 + 1)
    return [
        Governorate(f"{name} {i}", "SYR", north + i / 100, east, 1 + i, denied=i % 3, hedged=i % 2)
        for i, (name, north, east) in enumerate(named[:number])
    ]


def drawn(number: int) -> list[Picture]:
    """Each kind of picture of so many."""
    return [
        network(ties(number)),
        timeline(deeds(number)),
        deeds_map(lands(number), Unplaced(1, 2, 3)),
        chains(ways(number)),
    ]


@pytest.fixture(scope="session", params=[0, 3, 300], ids=["nothing", "three", "three-hundred"])
def pictures(request: pytest.FixtureRequest) -> list[Picture]:
    return drawn(int(request.param))
