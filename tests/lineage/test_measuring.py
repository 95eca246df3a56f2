"""What benchmarks/lineage.py measures by, on reports that it makes up itself."""

from __future__ import annotations

import pytest

from lineage import containment, made_up, spearman
from reportedly.lineage import trace


def test_made_up_reports_go_back_to_their_wires() -> None:
    """The floor: copies, edited copies and relays among 400 reports, all with the right origin."""
    reports, truth = made_up(400)
    found = {row.report: row for row in trace(reports)}
    assert {name: row.origin for name, row in found.items()} == truth
    assert sum(row.derived_from is not None for row in found.values()) > 150
    assert {why for row in found.values() for why in row.why} == {"passages", "citation"}


def test_containment_is_the_larger_share_of_five_word_sequences() -> None:
    assert containment("a b c d e f", "x a b c d e y") == 0.5
    assert containment("a b c d", "a b c d") == 0.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [([1, 2, 3], [1, 2, 3], 1.0), ([1, 2, 3], [3, 2, 1], -1.0), ([1, 1, 2, 2], [1, 2, 1, 2], 0.0)],
)
def test_spearman_shares_ranks_among_equals(one: list[float], other: list[float], expected: float) -> None:
    assert spearman(one, other) == pytest.approx(expected)
