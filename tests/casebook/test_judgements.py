"""What people decide stands beside the claims, can be taken back, survives a reread, and never depends on the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from casebook.filling import fill, key_of, reports
from reportedly.casebook import (
    CasebookError,
    Store,
    actor_target,
    claim_target,
    judge,
    judged,
    judgement_target,
    lost_judgements,
    merging,
    report_target,
    verify,
    voice_target,
)
from reportedly.casebook.decisions import decide
from reportedly.casebook.schema import actor, alias, claim, claim_actor, report, tally, voice
from reportedly.model import Actor, Judged, Judgement, Kept, Reading, Span, Target


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    """Six reports; whatever a test does, all must verify in the end."""
    fill(store, reports(range(6)))
    yield store
    assert list(verify(store)) == []


def judge_one(store: Store, decided: Judgement) -> str:
    with store.writing() as work:
        return judge(work, decided)


def standing(store: Store, key: str, local: str) -> str:
    with store.reading() as connection:
        joined = claim.join(report, claim.c.report == report.c.id)
        asked = select(claim.c.standing).select_from(joined).where(report.c.key == key, claim.c.local == local)
        return str(connection.scalar(asked))


def target_of(store: Store, key: str, local: str) -> Target:
    with store.reading() as connection:
        return claim_target(connection, key, local)


def busiest(connection: Connection, count: int) -> list[int]:
    asked = select(tally.c.id).join(actor, actor.c.id == tally.c.id).where(tally.c.what == "actor")
    return list(connection.scalars(asked.order_by(tally.c.claims.desc(), actor.c.folded).limit(count)))


def actors(store: Store, count: int) -> list[Target]:
    with store.reading() as connection:
        return [actor_target(connection, number) for number in busiest(connection, count)]


def roots(store: Store) -> dict[str, str]:
    root = actor.alias()
    with store.reading() as connection:
        joined = actor.join(root, actor.c.stands_for == root.c.id)
        return dict(map(tuple, connection.execute(select(actor.c.name, root.c.name).select_from(joined))))


def first_claim(store: Store) -> tuple[str, str]:
    evidence, reading = reports([0])[0]
    return key_of(evidence), reading.claims[0].id


def test_a_claim_is_accepted_rejected_corrected_and_all_of_it_taken_back(filled: Store) -> None:
    key, local = first_claim(filled)
    target = target_of(filled, key, local)
    made = []
    for kind, body, expected in (
        ("accept", (), "accepted"),
        ("reject", (), "rejected"),
        ("correct", (("certainty", "possible"),), "corrected"),
    ):
        made.append(judge_one(filled, Judgement(kind, target, body, "seen the pictures")))
        assert standing(filled, key, local) == expected
    for expected in ("rejected", "accepted", "unjudged"):
        back = judge_one(filled, Judgement("withdraw", judgement_target(made.pop())))
        assert standing(filled, key, local) == expected
    judge_one(filled, Judgement("withdraw", judgement_target(back), why="it was right after all"))
    assert standing(filled, key, local) == "accepted"
    with filled.reading() as connection:
        rows = judged(connection)
    assert [row.judgement.kind for row in rows] == ["accept", "reject", "correct", *["withdraw"] * 4]
    assert [row.is_withdrawn for row in rows] == [False, True, True, False, False, True, False]
    assert (rows[0].by, rows[0].judgement.why) == ("tester", "seen the pictures")


def test_a_judgement_survives_a_reread_or_is_told_as_lost(filled: Store) -> None:
    evidence, reading = reports([0])[0]
    key, (kept, gone) = key_of(evidence), reading.claims[:2]
    for one in (kept, gone):
        judge_one(filled, Judgement("reject", target_of(filled, key, one.id)))
    moved = replace(reading, claims=(replace(kept, id="c9"), *reading.claims[2:]))
    fill(filled, [(evidence, moved)])
    assert standing(filled, key, "c9") == "rejected"
    with filled.reading() as connection:
        (lost,) = lost_judgements(connection)
        assert connection.scalar(select(func.count()).where(claim.c.standing == "rejected")) == 1
    start, end = gone.spans[0]
    assert lost.words == " ".join(evidence.document.text[start:end].split())
    fill(filled, [(evidence, reading)])  # the reader finds it again
    assert standing(filled, key, gone.id) == "rejected"
    with filled.reading() as connection:
        assert lost_judgements(connection) == ()


def test_merged_actors_stand_for_one_root(filled: Store) -> None:
    a, b, c = actors(filled, 3)
    judge_one(filled, merging(a, b))
    second = judge_one(filled, merging(b, c, "the same men"))
    names = [one.get("name") for one in (a, b, c)]
    assert roots(filled) == {names[0]: names[2], names[1]: names[2]}
    judge_one(filled, merging(c, a))  # closes a circle, and changes nothing
    assert roots(filled) == {names[0]: names[2], names[1]: names[2]}
    judge_one(filled, Judgement("withdraw", judgement_target(second)))
    assert roots(filled)[names[2]] == roots(filled)[names[0]] == names[1]


def test_merges_and_names_hold_for_what_comes_later(filled: Store) -> None:
    a, b = actors(filled, 2)
    judge_one(filled, merging(a, b))
    judge_one(filled, Judgement("rename", b, (("name", "The One of Both"),)))
    fill(filled, reports(range(6, 10)))
    fill(filled, reports(range(4), "2"))
    assert roots(filled) == {a.get("name"): "The One of Both"}


def test_a_renamed_actor_is_found_by_both_names_until_it_is_taken_back(filled: Store) -> None:
    (target,) = actors(filled, 1)
    key = judge_one(filled, Judgement("rename", target, (("name", "Émile’s Men"),)))
    assert names_found(filled, "emile men") == ["Émile’s Men"]
    assert names_found(filled, target.get("folded")) == ["Émile’s Men"]
    judge_one(filled, Judgement("withdraw", judgement_target(key)))
    assert names_found(filled, "emile men") == []
    assert names_found(filled, target.get("folded")) == [target.get("name")]


def names_found(store: Store, folded: str) -> list[str]:
    with store.reading() as connection:
        joined = actor.join(alias, alias.c.actor == actor.c.id)
        return list(
            connection.scalars(select(actor.c.name).distinct().select_from(joined).where(alias.c.folded == folded))
        )


def test_a_voice_is_graded_merged_renamed_and_split(filled: Store) -> None:
    with filled.reading() as connection:
        asked = select(voice.c.id).where(voice.c.named).order_by(voice.c.key).limit(2)
        one, other = (voice_target(connection, number) for number in connection.scalars(asked))
    judge_one(filled, Judgement("grade", one, (("letter", "B"),), "was right before"))
    judge_one(filled, merging(one, other))
    judge_one(filled, Judgement("rename", other, (("name", "Radio One"),)))
    with filled.reading() as connection:
        row = connection.execute(select(voice).where(voice.c.key == one.get("key"))).one()
        root = connection.execute(select(voice).where(voice.c.id == row.stands_for)).one()
    assert (row.grade, root.name, root.folded) == ("B", "Radio One", "radio one")
    key, _ = first_claim(filled)
    with filled.reading() as connection:
        mine = select(voice.c.id).join(claim, claim.c.voice == voice.c.id).join(report, report.c.id == claim.c.report)
        number = connection.scalars(mine.where(report.c.key == key, voice.c.named)).first()
        assert number is not None
        target = voice_target(connection, number)
    judge_one(filled, Judgement("split", target, (("report", key),)))
    with filled.reading() as connection:
        own = f"report:{key}:{target.get('key').partition(':')[2]}"
        assert connection.scalar(select(voice.c.name).where(voice.c.key == own)) == target.get("name")


def test_an_alias_split_off_takes_the_claims_that_call_the_actor_so(store: Store) -> None:
    evidence, reading = reports([0])[0]
    text = "The Guard shelled Tokar. The Revolutionary Guard denied it."
    document = replace(evidence.document, text=text)
    guards = Actor("a1", "Revolutionary Guard", ("Guard",), (Span(4, 9), Span(29, 48)), "military", "IRN")
    claims = tuple(
        replace(
            reading.claims[0],
            id=local,
            spans=(span,),
            actors=("a1",),
            recipients=(),
            place=None,
            places_all=(),
            chain=("s0",),
        )
        for local, span in (("c1", Span(0, 23)), ("c2", Span(25, 58)))
    )
    made = Reading(reading.reader, document, actors=(guards,), sources=reading.sources[:1], claims=claims)
    fill(store, [(replace(evidence, original=text.encode(), document=document), made)])
    (target,) = actors(store, 1)
    key = judge_one(store, Judgement("split", target, (("name", "the Guard"), ("as", "Guard of Tokar"))))
    assert sides(store) == {"c1": "Guard of Tokar", "c2": "Revolutionary Guard"}
    assert names_found(store, "guard") == ["Guard of Tokar"]
    assert list(verify(store)) == []
    judge_one(store, Judgement("withdraw", judgement_target(key)))
    assert sides(store) == {"c1": "Revolutionary Guard", "c2": "Revolutionary Guard"}
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(actor)) == 1
    assert list(verify(store)) == []


def sides(store: Store) -> dict[str, str]:
    joined = claim.join(claim_actor, claim_actor.c.claim == claim.c.id).join(actor, actor.c.id == claim_actor.c.actor)
    with store.reading() as connection:
        return dict(map(tuple, connection.execute(select(claim.c.local, actor.c.name).select_from(joined))))


def test_the_mentions_of_one_report_split_off(filled: Store) -> None:
    (target,) = actors(filled, 1)
    with filled.reading() as connection:
        joined = report.join(claim, claim.c.report == report.c.id).join(claim_actor, claim_actor.c.claim == claim.c.id)
        joined = joined.join(actor, actor.c.id == claim_actor.c.actor)
        asked = select(report.c.key).distinct().select_from(joined).where(actor.c.folded == target.get("folded"))
        keys = sorted(connection.scalars(asked))
    judge_one(filled, Judgement("split", target, (("report", keys[0]),)))
    fill(filled, reports(range(6), "2"))
    with filled.reading() as connection:
        name = f"{target.get('name')} ({keys[0][:8]})"
        assert connection.scalar(select(actor.c.name).where(actor.c.name == name)) == name
        assert sorted(connection.scalars(asked)) == keys[1:]


def test_a_judgement_on_who_is_gone_is_lost_and_changes_nothing(filled: Store) -> None:
    a, b = actors(filled, 2)
    judge_one(filled, merging(a, b))
    for i in range(6):
        evidence, reading = reports([i])[0]
        fill(filled, [(evidence, replace(reading, claims=()))])
    with filled.reading() as connection:
        assert [row.words for row in lost_judgements(connection)] == [a.get("name")]


@pytest.mark.parametrize(
    ("kind", "target", "body", "why"),
    [
        ("accept", Target("actor", (("folded", "x"),)), (), None),
        ("grade", Target("voice", (("key", "x"),)), (("letter", "G"),), None),
        ("rename", Target("voice", (("key", "x"),)), (("name", " "),), None),
        ("correct", Target("claim", (("claim", "x"),)), (("colour", "x"),), None),
        ("note", Target("report", (("key", "x"),)), (), None),
        ("note", Target("report", (("key", "x"),)), (), "of nothing"),
        ("split", Target("actor", (("folded", "x"),)), (), None),
        ("split", Target("voice", (("key", "x"),)), (("name", "x"),), None),
        ("merge", Target("voice", (("key", "x"),)), (("into_key", "x"),), None),
        ("withdraw", Target("judgement", (("key", "x"),)), (), None),
        ("bless", Target("claim", ()), (), None),
    ],
)
def test_what_says_or_means_nothing_is_refused(
    store: Store, kind: str, target: Target, body: tuple[tuple[str, str], ...], why: str | None
) -> None:
    with pytest.raises(CasebookError) as told:
        judge_one(store, Judgement(kind, target, body, why))
    assert "\n" not in str(told.value)
    with store.reading() as connection:
        assert judged(connection) == ()


def test_a_note_stands_on_a_report(filled: Store) -> None:
    key, _ = first_claim(filled)
    judge_one(filled, Judgement("note", report_target(key), why="\ud800 ask the desk\x00"))
    with filled.reading() as connection:
        assert judged(connection)[0].judgement.why == "\ufffd ask the desk\ufffd"


KEYS = st.sampled_from("abcd")
MOMENTS = st.sampled_from(["1", "2", "3"])


@st.composite
def some_judged(draw: st.DrawFn) -> Judged:
    one = Target("actor", (("country", ""), ("folded", draw(KEYS))))
    kind = draw(st.sampled_from(["merge", "rename", "accept", "reject"]))
    body = {"merge": (("into_country", ""), ("into_folded", draw(KEYS))), "rename": (("name", draw(KEYS)),)}.get(
        kind, ()
    )
    target = one if body else Target("claim", (("claim", draw(KEYS)), ("report", "r")))
    return Judged(
        draw(st.text("0123456789", min_size=6, max_size=6)), Judgement(kind, target, body), "x", draw(MOMENTS)
    )


@given(st.lists(some_judged(), max_size=8, unique_by=lambda row: row.key), st.randoms())
def test_what_is_decided_does_not_depend_on_the_order(rows: list[Judged], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    decisions = decide(rows)
    assert decide(mixed) == decisions
    assert not {*decisions.stands_for} & {*decisions.stands_for.values()}  # roots stand for nobody


def test_what_is_kept_says_whether_it_was_read(filled: Store) -> None:
    (again,) = [kept_again(filled)]
    assert (again.is_new, again.has_reading) == (False, True)


def kept_again(store: Store) -> Kept:
    from reportedly.casebook import keep

    with store.writing() as work:
        return keep(work, reports([0])[0][0])
