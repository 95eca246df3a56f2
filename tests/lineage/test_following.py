"""Origins along the way, and circles cut where they hold least."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage import follow
from reportedly.model.lineage import Descent


def taken(report: str, parent: str, *why: str, score: float | None = None) -> Descent:
    return Descent(report, parent, derived_from=parent, why=why, score=score)


def test_an_origin_goes_down_the_whole_way() -> None:
    reuters = Descent("a", "Reuters", why=("credit",), is_outside=True, root="a")
    found = {row.report: row for row in follow([taken("c", "b", "passages"), taken("b", "a", "passages"), reuters])}
    assert {row.origin for row in found.values()} == {"Reuters"}
    assert {row.root for row in found.values()} == {"a"}
    assert found["c"].derived_from == "b"


def test_a_circle_is_cut_where_it_holds_least() -> None:
    circle = [taken("a", "b", "passages", "credit", score=0.2), taken("b", "c", "passages", score=0.3)]
    found = {row.report: row for row in follow([*circle, taken("c", "a", "passages", score=0.9)])}
    assert found["b"].derived_from is None
    assert {row.origin for row in found.values()} == {"b"}


def test_a_parent_that_is_gone_is_none() -> None:
    (row,) = follow([taken("a", "gone", "passages")])
    assert (row.derived_from, row.origin) == (None, "a")


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=10))
def test_every_way_ends(parents: dict[int, int]) -> None:
    rows = [taken(str(child), str(parent), "passages", score=child / 10) for child, parent in parents.items()]
    found = {row.report: row for row in follow(rows)}
    assert follow(reversed(rows)) == follow(rows)
    for row in found.values():
        way = [row]
        while way[-1].derived_from is not None:
            way.append(found[way[-1].derived_from])
            assert len(way) <= len(found)
