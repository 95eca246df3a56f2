"""What must hold whatever is claimed by whomever: copies add nothing, other words do, order never matters."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from corroboration.made import (
    ARMY,
    DOCTOR,
    HEARSAY,
    MAYOR,
    NYALA,
    OFFICIAL,
    RESIDENTS,
    RSF,
    SPOKESMAN,
    TAWILA,
    THE_ARMY,
    copy_of,
    day,
    outlet,
    person,
    said,
)
from reportedly.corroboration import counted, explain, keys, keystones, lines, news, propositions, without
from reportedly.model.corroboration import Proposition, Statement
from reportedly.model.lineage import Descent

OUTLETS = ("Reuters", "BBC", "Dawn", "Al-Manar")
ENDS = ((), (RESIDENTS,), (DOCTOR,), (OFFICIAL,), (MAYOR,), (HEARSAY,), (SPOKESMAN,), (THE_ARMY,))
CHAINS = (*ENDS, *((outlet(name), *end) for name in OUTLETS for end in ((), (RESIDENTS,), (MAYOR,))))


@st.composite
def claims(draw: st.DrawFn) -> tuple[Statement, ...]:
    """Up to nine claims of as many reports about two armies and two towns."""
    count = draw(st.integers(1, 9))
    return tuple(
        said(
            f"r{i}",
            *draw(st.sampled_from(CHAINS)),
            publisher=draw(st.sampled_from(OUTLETS)),
            actors=(draw(st.sampled_from((ARMY, RSF))),),
            places=draw(st.sampled_from(((NYALA,), (TAWILA,), ()))),
            time=draw(st.sampled_from((day("2025-03-03"), day("2025-03-05"), None))),
            published=draw(st.sampled_from(("2025-03-03", "2025-03-05", "2025-03-06", None))),
            polarity=draw(st.sampled_from(("affirmed", "affirmed", "affirmed", "denied"))),
        )
        for i in range(count)
    )


@st.composite
def descents(draw: st.DrawFn) -> tuple[Descent, ...]:
    """Some of the reports are copies of earlier ones, as lineage would have it: origins at the way's end."""
    found: dict[str, Descent] = {}
    for i in range(1, 12):
        source = draw(st.none() | st.integers(0, i - 1))
        if source is not None:
            parent = f"r{source}"
            root = found[parent].origin if parent in found else parent
            why = draw(st.sampled_from((("passages",), ("citation",), ("passages", "credit"))))
            found[f"r{i}"] = Descent(f"r{i}", root, parent, why, root=root)
    return tuple(found.values())


def ranges(rows: tuple[Proposition, ...], report: str) -> tuple[int, int, int, int]:
    """The counts of the proposition that a report's claim stands in."""
    row = next(row for row in rows if any(one.document == report for one in row.members))
    return row.affirmed.low, row.affirmed.high, row.denied.low, row.denied.high


@given(claims(), descents(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_never_matters(told: tuple[Statement, ...], known: tuple[Descent, ...], chance: object) -> None:
    shuffled, others = list(told), list(known)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(others)  # type: ignore[attr-defined]
    assert propositions(shuffled, others) == propositions(told, known)


def test_order_never_matters_for_any_order_of_a_hard_case() -> None:
    told = (
        said("r1"),
        said("r2", RESIDENTS, places=(TAWILA,)),
        said("r3", places=(), time=None),
        said("r4", MAYOR, time=None, places=()),
        said("r5", time=day("2025-03-04")),
    )
    assert len({propositions(order) for order in permutations(told)}) == 1


@given(claims(), descents(), st.integers(0, 11))
@settings(max_examples=25, deadline=None)
def test_a_copy_never_raises_a_count(told: tuple[Statement, ...], known: tuple[Descent, ...], i: int) -> None:
    original = told[i % len(told)]
    copy = replace(original, report="z", publisher="The Copier", published="2025-03-06")
    copy = replace(copy, chain=(replace(original.chain[0], name="The Copier"), *original.chain[1:]))
    root = next((row.origin for row in known if row.report == original.report), original.report)
    taken = Descent("z", root, original.report, ("passages",), root=root)
    before, after = propositions(told, known), propositions((*told, copy), (*known, taken))
    assert ranges(after, original.report) == ranges(before, original.report)


@given(claims(), descents(), st.integers(0, 11))
@settings(max_examples=25, deadline=None)
def test_an_independent_origin_never_lowers_a_count(
    told: tuple[Statement, ...], known: tuple[Descent, ...], i: int
) -> None:
    like = told[i % len(told)]
    witness = replace(
        like, report="z", publisher="Far Away", chain=(replace(like.chain[0], name="Far Away"), NOBODY_ELSE)
    )
    before, after = propositions(told, known), propositions((*told, witness), known)
    counts = [b >= a for a, b in zip(ranges(before, like.report), ranges(after, like.report), strict=True)]
    assert all(counts)


NOBODY_ELSE = person("Zeinab Ishaq", role="shopkeeper")


@given(claims(), descents(), st.integers(0, 11))
@settings(max_examples=20, deadline=None)
def test_removing_a_report_equals_never_having_added_it(
    told: tuple[Statement, ...], known: tuple[Descent, ...], i: int
) -> None:
    """What a store does: only what shares keys with the removed is worked out anew, all else is left as it was."""
    gone = told[i % len(told)]
    rest = tuple(one for one in told if one is not gone)
    left = tuple(row for row in known if gone.report not in (row.report, row.derived_from, row.origin))
    dirty = reachable(keys(gone), rest)
    kept = [row for row in propositions(told, left) if not {one.document for one in row.members} & dirty]
    kept = [row for row in kept if all(one.document != gone.report for one in row.members)]
    publishers = [(one.report, one.publisher) for one in rest if one.publisher]
    anew = propositions([one for one in rest if one.report in dirty], left, publishers=publishers)
    assert tuple(sorted((*kept, *anew), key=lambda row: row.id)) == propositions(rest, left)


def reachable(start: tuple[str, ...], told: tuple[Statement, ...]) -> set[str]:
    """The reports reached from some keys by shared keys."""
    known, found = set(start), set()
    while more := {one.report for one in told if known & set(keys(one))} - found:
        found |= more
        known |= {key for one in told if one.report in more for key in keys(one)}
    return found


@given(claims(), descents())
@settings(max_examples=25, deadline=None)
def test_bounds_and_sums_hold(told: tuple[Statement, ...], known: tuple[Descent, ...]) -> None:
    rows = propositions(told, known)
    assert sorted(one.document for row in rows for one in row.members) == sorted(one.report for one in told)
    for row in rows:
        for side in (row.affirmed, row.denied):
            assert 0 <= side.low <= side.high == len(side.origins) <= side.claims
            assert (side.low > 0) == (side.claims > 0)
            assert side.copies + side.relays <= side.claims
            assert side.low >= sum(origin.named and not origin.could_be for origin in side.origins)
        assert (row.support == "contested") == (row.denied.high > 0)


@given(claims(), descents())
@settings(max_examples=20, deadline=None)
def test_every_keystone_falls_as_told_and_the_tree_names_every_claim(
    told: tuple[Statement, ...], known: tuple[Descent, ...]
) -> None:
    rows = propositions(told, known)
    for name, count in keystones(rows):
        falls = without(rows, name)
        assert len(falls) == count
        assert all(left != row.support for row, left in falls)
    for row in rows:
        tree = lines(explain(row))
        assert all(one.document in tree for one in row.members)
        assert tree.startswith(row.support)
        assert counted(row.affirmed) in tree


@given(claims(), descents())
@settings(max_examples=15, deadline=None)
def test_nothing_is_new_between_equal_states(told: tuple[Statement, ...], known: tuple[Descent, ...]) -> None:
    rows = propositions(told, known)
    assert news(rows, rows) == ()
    assert {change.what for change in news((), rows)} <= {"claimed", "corroborated", "contested"}
    assert len(news((), rows)) == len(rows)


def test_a_copy_of_a_copy_falls_with_the_first() -> None:
    told = said("r1", publisher="Reuters"), said("r2"), said("r3")
    known = copy_of("r2", "r1"), Descent("r3", "r1", "r2", ("passages",), root="r1")
    (row,) = propositions(told, known)
    assert [(stone.name, stone.left) for stone in row.keystones] == [("Reuters", None), ("r1", None)]
