"""A reading and all that follows from it stand together; a new one takes the place of the old, and nothing is left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from casebook.filling import fill, key_of, reports
from databases import fresh
from reportedly.casebook import (
    CasebookError,
    Store,
    content_hash,
    keep,
    load_reading,
    open_store,
    prepare,
    reader_line,
    rebuild,
    unread,
    verify,
    write,
)
from reportedly.casebook.schema import DERIVED, actor, alias, claim, reading, tally, tie, voice
from reportedly.model import Actor, Claim, Document, Evidence, Reader, Reading, Source, Span

TEXT = "Residents said the Red Brigade and the Blue Front met the Green Army near Tokar."


def made(name: str, claims: tuple[Claim, ...], publisher: str | None = "Red Sea Wire") -> tuple[Evidence, Reading]:
    document = Document("", name, TEXT, publisher=publisher, url=f"https://example.org/{name}")
    actors = (
        Actor("a1", "Red Brigade", ("the Brigade",), (Span(15, 30),), "armed group"),
        Actor("a2", "Blue Front", (), (Span(35, 49),), "armed group", "SDN"),
        Actor("a3", "Green Army", (), (Span(54, 68),), "military", "SDN"),
    )
    sources = (Source("s0", "author", "author", named=False), Source("s1", "Residents", "group", named=False))
    return Evidence(TEXT.encode(), document), Reading(Reader("r", "1", "m"), document, actors, (), sources, (), claims)


def claim_of(
    number: int, event: str, actors: tuple[str, ...], recipients: tuple[str, ...] = (), *, denied: bool = False
) -> Claim:
    return Claim(
        id=f"c{number}",
        spans=(Span(number, 80),),
        event=event,
        mode=None,
        contexts=(),
        relation=None,
        actors=actors,
        recipients=recipients,
        things=(),
        count=None,
        place=None,
        places_all=(),
        time=None,
        polarity="denied" if denied else "affirmed",
        certainty="probable",
        dead=None,
        injured=None,
        marker_spans=(),
        score=0.5,
        when="past",
        attribution=None,
        chain=("s0", "s1"),
    )


def ties_of(store: Store) -> set[tuple[str, str, str, bool, int, int, int, int]]:
    one, other = actor.alias("one"), actor.alias("other")
    joined = tie.join(one, tie.c.a == one.c.id).join(other, tie.c.b == other.c.id)
    columns = (tie.c.kind, tie.c.mutual, tie.c.claims, tie.c.denied, tie.c.hedged, tie.c.reports)
    with store.reading() as connection:
        return {
            tuple(row) for row in connection.execute(select(one.c.name, other.c.name, *columns).select_from(joined))
        }


def test_ties_are_counted_by_claim_and_by_report(store: Store) -> None:
    fill(
        store,
        [
            made(
                "one",
                (claim_of(1, "ASSAULT", ("a1", "a2"), ("a3",)), claim_of(2, "ASSAULT", ("a1",), ("a3",), denied=True)),
            ),
            made("two", (claim_of(1, "CONSULT", ("a3", "a2", "a1")), claim_of(2, "ASSAULT", ("a3",), ("a3",)))),
        ],
    )
    assert ties_of(store) == {
        ("Red Brigade", "Green Army", "ASSAULT", False, 2, 1, 2, 1),
        ("Blue Front", "Green Army", "ASSAULT", False, 1, 0, 1, 1),
        ("Blue Front", "Green Army", "CONSULT", True, 1, 0, 1, 1),
        ("Blue Front", "Red Brigade", "CONSULT", True, 1, 0, 1, 1),
        ("Green Army", "Red Brigade", "CONSULT", True, 1, 0, 1, 1),
    }


def test_the_reports_own_voice_is_its_publisher_and_unnamed_voices_stay_apart(store: Store) -> None:
    claims = (claim_of(1, "ASSAULT", ("a1",)),)
    fill(store, [made("one", claims), made("two", claims), made("three", claims, None)])
    with store.reading() as connection:
        rows = connection.execute(select(voice.c.name, voice.c.kind, voice.c.named)).all()
        tallied = connection.execute(select(tally.c.what, func.sum(tally.c.claims)).group_by(tally.c.what)).all()
    outlets, own = ("Red Sea Wire", "outlet", True), ("Residents", "group", False)
    assert sorted(map(tuple, rows)) == sorted([outlets, own, own, own, ("author", "author", False)])
    assert {what: int(claims) for what, claims in tallied} == {"actor": 3, "voice": 3, "relay": 3}


def test_a_reread_takes_everything_of_the_old_reading_away(store: Store) -> None:
    evidence, old = made("one", (claim_of(1, "ASSAULT", ("a1",), ("a3",)), claim_of(2, "AID", ("a2",), ("a3",))))
    fill(store, [(evidence, old)])
    new = replace(old, reader=Reader("r", "2", "m"), claims=(replace(old.claims[0], id="c7"),))
    (written,) = fill(store, [(evidence, new)])
    assert (written.gained, written.lost, written.claims) == ((), ("c2",), 1)
    with store.reading() as connection:
        assert connection.execute(select(actor.c.name).order_by(actor.c.name)).scalars().all() == [
            "Green Army",
            "Red Brigade",
        ]
        assert connection.execute(select(claim.c.local)).scalars().all() == ["c7"]
        assert connection.execute(select(reading.c.number, reading.c.current).order_by(reading.c.id)).all() == [
            (1, False),
            (2, True),
        ]
        assert load_reading(connection, key_of(evidence)).claims == new.claims
    assert list(verify(store)) == []
    fill(store, [(evidence, replace(new, claims=()))])
    with store.reading() as connection:
        for table in DERIVED:
            left = connection.scalar(select(func.count()).select_from(table))
            assert left == {"voice": 2, "described": 2}.get(table.name, 0), table.name


def test_the_same_reading_again_writes_nothing(store: Store) -> None:
    rows = reports(range(3))
    assert all(written.is_new for written in fill(store, rows))
    assert not any(written.is_new for written in fill(store, rows))
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(reading)) == 3


def test_a_report_is_kept_and_read_and_read_again_in_one_transaction(store: Store) -> None:
    (evidence, first), (_, second) = reports([1])[0], reports([1], "2")[0]
    with store.writing() as work:
        key = keep(work, evidence).report
        assert write(work, prepare(key, first)).is_new
        assert write(work, prepare(key, second)).is_new
        assert not write(work, prepare(key, second)).is_new
    with store.reading() as connection:
        assert load_reading(connection, key).claims == second.claims
    assert list(verify(store)) == []


def test_a_reading_of_what_was_not_kept_is_refused(store: Store) -> None:
    _, reading_of_it = reports([1])[0]
    with pytest.raises(CasebookError, match="not kept"), store.writing() as work:
        write(work, prepare("0" * 64, reading_of_it))


def test_who_waits_to_be_read(store: Store) -> None:
    rows = reports(range(5))
    with store.writing() as work:
        keys = [keep(work, evidence).report for evidence, _ in rows]
    fill(store, rows[:2])
    with store.reading() as connection:
        assert [row.report for row in unread(connection)] == keys[2:]
        assert [row.document.text for row in unread(connection, limit=1)] == [rows[2][0].document.text]
        last = unread(connection, limit=1)[-1].id
        assert [row.report for row in unread(connection, after=last)] == keys[3:]
        line = reader_line(rows[0][1].reader)
        assert len(unread(connection, readers=[line])) == 3
        assert len(unread(connection, readers=["another"])) == 5


def test_an_actor_is_shown_as_most_readings_describe_it(store: Store) -> None:
    evidence, plain = made("one", (claim_of(1, "ASSAULT", ("a1",), ("a3",)),))
    spelt = replace(plain, actors=(replace(plain.actors[0], name="RED BRIGADE", type="police"), *plain.actors[1:]))
    of = {name: replace(evidence, document=replace(evidence.document, url=name)) for name in "abc"}
    fill(store, [(of["a"], plain), (of["b"], spelt), (of["c"], spelt)])
    assert shown(store) == ("RED BRIGADE", "police", 3)
    fill(store, [(of["b"], plain)])
    assert shown(store) == ("Red Brigade", "armed group", 3)
    assert list(verify(store)) == []


def shown(store: Store) -> tuple[str, str, int]:
    with store.reading() as connection:
        row = connection.execute(select(actor).where(actor.c.folded == "red brigade")).one()
        names = select(func.sum(alias.c.reports)).where(alias.c.actor == row.id, alias.c.folded == "red brigade")
        return row.name, row.type, int(connection.scalar(names))


def test_rebuilding_gives_the_same_rows(store: Store) -> None:
    fill(store, reports(range(12)))
    fill(store, reports(range(6), "2"))
    with store.writing() as work:
        rebuild(work)
    assert list(verify(store)) == []


def test_after_a_rebuild_another_writer_goes_on_with_the_new_ids(store: Store, place: str) -> None:
    fill(store, reports(range(8)))
    other = open_store(place)
    fill(other, reports(range(6), "2"))
    with other.writing() as work:
        rebuild(work)
    other.close()
    fill(store, reports(range(4, 12), "3"))
    assert list(verify(store)) == []


def test_hostile_names_end_in_no_error(store: Store) -> None:
    evidence, plain = made("one", (claim_of(1, "ASSAULT", ("a1", "a2"), ("a3",)),))
    names = ("\x00\ud800", "'" * 4000, "ن" * 3000)
    actors = tuple(replace(row, name=name, aliases=names) for row, name in zip(plain.actors, names, strict=True))
    sources = (plain.sources[0], replace(plain.sources[1], name="—\x00", named=True, role="\udfff" * 9))
    fill(store, [(evidence, replace(plain, actors=actors, sources=sources))])
    assert list(verify(store)) == []
    with store.reading() as connection:
        assert load_reading(connection, key_of(evidence)).actors == actors


Step = tuple[int, str]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_and_repetition_of_what_comes_change_nothing(
    kind: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever was read before, and in whatever batches: what stands in the end depends on the last readings only."""
    steps: list[Step] = data.draw(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("123")), max_size=12))
    last = [(number, "2") for number in data.draw(st.permutations(range(6)))]
    store = open_store(fresh(kind, tmp_path_factory.mktemp("any")), by="tester")
    todo = [*steps, *last]
    while todo:
        size = data.draw(st.integers(1, 5))
        part, todo = todo[:size], todo[size:]
        fill(store, [row for number, reader in part for row in reports([number], reader)])
    assert list(verify(store)) == []
    assert content_hash(store) == expected(tmp_path_factory)
    store.close()


_expected: dict[str, str] = {}


def expected(folders: pytest.TempPathFactory) -> str:
    """The content of a casebook into which the six reports came once, in order."""
    if not _expected:
        store = open_store(folders.mktemp("expected") / "book.db")
        fill(store, reports(range(6), "2"))
        _expected["content"] = content_hash(store)
        store.close()
    return _expected["content"]
