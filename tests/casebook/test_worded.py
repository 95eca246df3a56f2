"""Claims by words: page after page what one look at all claims finds, however frequent the words are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from casebook.filling import fill, reports
from databases import KINDS, fresh
from reportedly.casebook import open_store, worded
from reportedly.casebook.schema import claim, report
from reportedly.casebook.wanted import conditions
from reportedly.casebook.worded import worded as with_words
from reportedly.model.answers import Asked


@pytest.fixture(scope="module", params=KINDS)
def made_up(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A casebook of forty reports, some of them read twice, so that claims don't stand in the order of reports."""
    store = open_store(fresh(request.param, tmp_path_factory.mktemp("worded")), by="test")
    fill(store, reports(range(40)))
    fill(store, reports(range(0, 40, 7), reader="2", claims=8))
    with store.reading() as connection:
        yield connection
    store.close()


def words_of(connection: Connection) -> list[Asked]:
    """Questions by words of the reports: frequent and seldom ones, in a row, begun, one or the other, of one actor."""
    text = connection.scalar(select(report.c.text).where(report.c.id == 3)) or ""
    own = connection.execute(select(claim.c.start, claim.c.end).where(claim.c.report == 3)).first()
    assert own
    first, second, *_, last = text[own.start : own.end].split()
    typed = ("near", f"near {last}", f'"{first} {second}"', f"{last[:3]}*", f"{first} OR {last}", "near zzzz", "ear")
    who = Asked(words="near", since="2000", certainty="certain")
    return [*(Asked(words=words) for words in typed), who]


def paged(connection: Connection, asked: Asked, limit: int, most: int | None = None) -> list[int]:
    """All pages together."""
    ids: list[int] = []
    page = with_words(connection, asked, limit=limit, most=most)
    ids += page.ids
    while page.last is not None:
        assert most is not None or len(page.ids) == limit
        page = with_words(connection, asked, limit=limit, after=page.last, most=most)
        ids += page.ids
    return ids


@pytest.mark.parametrize("few", [0, 2_000], ids=["all are frequent", "all are seldom"])
def test_pages_together_hold_what_one_look_at_all_finds(
    made_up: Connection, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worded, "_FEW", few)
    monkeypatch.setattr(worded, "_AT_ONCE", 3)
    monkeypatch.setattr(worded, "_CLAIMS", 5)
    numbers = []
    for asked in words_of(made_up):
        whole = select(claim.c.id).where(*conditions(made_up, asked)).order_by(claim.c.report, claim.c.id)
        expected = list(made_up.scalars(whole))
        numbers.append(len(expected))
        for limit in (1, 4, 1000):
            assert sorted(paged(made_up, asked, limit)) == sorted(expected), asked
        assert sorted(paged(made_up, asked, 4, most=7)) == sorted(expected), asked
        if not asked.since:
            assert paged(made_up, asked, 4) == expected
    assert max(numbers) > 20
    assert min(numbers) == 0
    assert len([number for number in numbers if number]) > 5


def test_so_many_claims_are_looked_at_and_no_more(made_up: Connection) -> None:
    page = with_words(made_up, Asked(words="near"), limit=5, most=1)
    assert len(page.ids) == 5
    assert page.last == page.ids[-1]
