"""What is held together anew after a change is what holding all together from scratch makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corroboration.made import ARMY, NYALA, RESIDENTS, RSF, TAWILA, day, said
from reportedly.corroboration.grouping import blocks, held_together
from reportedly.corroboration.regrouping import EVER, Kept, cells_of, regrouped
from reportedly.corroboration.tables import default_rule
from reportedly.corroboration.viewing import View, view
from reportedly.model.corroboration import Statement
from reportedly.model.reading import Time

Told = tuple[Statement, str]


@dataclass
class Shelf:
    """Heaps by number, found by the cells that the room says; it hands out no more than it was asked for."""

    heaps: dict[int, tuple[View, ...]] = field(default_factory=dict)
    given: int = 0
    last: int = 0

    def standing(self, cells: Collection[tuple[str, int]], whole: Collection[str]) -> Iterator[Kept]:
        for number, heap in self.heaps.items():
            mine = cells_of(heap)
            if mine & set(cells) or {key for key, _ in mine} & set(whole):
                self.given += len(heap)
                yield from kept(number, heap)

    def change(self, gone: set[tuple[str, str]], come: Iterable[Told]) -> None:
        held = [
            one
            for number, heap in self.heaps.items()
            if gone & {(row.statement.report, row.statement.claim) for row in heap}
            for one in kept(number, heap)
        ]
        found = regrouped(held, gone, come, self)
        for number, heap in found.gone:
            assert self.heaps.pop(number) == heap
        for heap in found.new:
            self.last += 1
            self.heaps[self.last] = heap

    def names(self) -> set[tuple[tuple[str, str], ...]]:
        return {named(heap) for heap in self.heaps.values()}


def kept(number: int, heap: tuple[View, ...]) -> Iterator[Kept]:
    return (Kept(number, one.statement, one.kin) for one in heap)


def named(heap: Iterable[View]) -> tuple[tuple[str, str], ...]:
    return tuple((one.statement.report, one.statement.claim) for one in heap)


def from_scratch(told: Iterable[Told]) -> set[tuple[tuple[str, str], ...]]:
    kin = {(one.report, one.claim): of for one, of in told}
    parts = blocks(one for one, _ in told)
    views = ([view(one, default_rule(), kin[one.report, one.claim]) for one in part] for part in parts)
    return {named(heap) for part in views for heap in held_together(part)}


TIMES = (
    None,
    None,
    day("2025-03-03"),
    day("2025-03-09"),
    Time("2025-03", "2025-03", "March"),
    Time("2025", "2025", ""),
)


@st.composite
def statements(draw: st.DrawFn) -> tuple[Statement, ...]:
    """Many claims of few reports about few parties, places and days, so that most could be held together."""
    return tuple(
        said(
            f"r{draw(st.integers(0, 5))}",
            *draw(st.sampled_from(((), (RESIDENTS,)))),
            claim=f"c{i}",
            actors=draw(
                st.sampled_from(((ARMY,), (RSF,), (ARMY, RSF), (replace(ARMY, name="soldiers", linked=False),)))
            ),
            recipients=draw(st.sampled_from(((), (), (RSF,), (ARMY,)))),
            places=draw(st.sampled_from(((NYALA,), (TAWILA,), (), ()))),
            things=draw(st.sampled_from(((), (), ("a market",)))),
            time=draw(st.sampled_from(TIMES)),
            published=draw(st.sampled_from(("2025-03-03", "2025-03-05", "2025-03-20", "2025-04-20", None))),
            event=draw(st.sampled_from(("ASSAULT", "ASSAULT", "AGREE", None))),
            relation="hostile_to",
        )
        for i in range(draw(st.integers(1, 25)))
    )


def kind_of(one: Statement) -> Statement:
    return replace(one, relation=None) if one.event else one


@given(statements(), st.data())
@settings(max_examples=150, deadline=None)
def test_what_came_and_went_in_any_order_is_held_together_as_from_scratch(
    told: tuple[Statement, ...], data: st.DataObject
) -> None:
    there: dict[tuple[str, str], Told] = {}
    shelf = Shelf()
    waiting = [kind_of(one) for one in told]
    while waiting:
        count = data.draw(st.integers(1, 6))
        come = {
            (one.report, one.claim): (one, data.draw(st.sampled_from((one.report, "r0")))) for one in waiting[:count]
        }
        waiting = waiting[count:]
        gone = data.draw(st.sets(st.sampled_from(sorted(there)), max_size=3)) if there else set()
        for name in gone:
            del there[name]
            if data.draw(st.booleans()):  # it comes again, in another lineage
                one = next(kind_of(one) for one in told if (one.report, one.claim) == name)
                come[name] = (one, "r9")
        there |= come
        shelf.change(gone, come.values())
        assert shelf.names() == from_scratch(there.values())


def test_a_statement_leaves_other_days_and_places_alone() -> None:
    told = [
        said(f"r{i}", places=(NYALA,), time=day(f"20{i // 12:02d}-{i % 12 + 1:02d}-03"), claim=f"c{i}")
        for i in range(240)
    ]
    shelf = Shelf()
    shelf.change(set(), [(one, one.report) for one in told])
    shelf.given = 0
    shelf.change(set(), [(said("new", time=day("2005-05-03")), "new")])
    assert 1 <= shelf.given < 8
    assert sum(len(heap) for heap in shelf.heaps.values()) == 241


def test_what_has_no_time_is_looked_for_at_all_times() -> None:
    tie = {"event": None, "relation": "backs", "recipients": (RSF,), "time": None}
    (heap,) = held_together([view(said("r1", **tie), default_rule())])  # type: ignore[arg-type]
    assert {at for _, at in cells_of(heap)} == {EVER}
