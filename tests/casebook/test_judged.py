"""What people decided is in every count: rejected claims nowhere, merged actors once, corrections in their place."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from casebook import small
from casebook.filling import fill, key_of, reports
from reportedly.casebook import (
    CasebookError,
    Store,
    actor_target,
    claim_target,
    judge,
    judgement_target,
    load_reading,
    merging,
    verify,
    voice_target,
)
from reportedly.casebook.actors import actors
from reportedly.casebook.claims import claims
from reportedly.casebook.corrected import corrected
from reportedly.casebook.decisions import load_decisions
from reportedly.casebook.naming import actor_named, voice_named
from reportedly.casebook.schema import actor, judgement, report, voice
from reportedly.casebook.ties import ties
from reportedly.casebook.timeline import timeline
from reportedly.casebook.voices import voices
from reportedly.model import Judgement, Reading, Span
from reportedly.model.answers import Asked, ClaimRow

RIVER, SALT = 0, 1


@pytest.fixture
def told(store: Store) -> Iterator[tuple[Store, list[str]]]:
    """Three reports made by hand, and their keys; whatever a test does, all must verify in the end."""
    keys = small.fill(store)
    yield store, keys
    assert list(verify(store)) == []


def decide(store: Store, decided: Judgement) -> str:
    with store.writing() as work:
        return judge(work, decided)


def of_claim(store: Store, key: str, local: str, kind: str, **fields: str) -> str:
    with store.reading() as connection:
        target = claim_target(connection, key, local)
    return decide(store, Judgement(kind, target, tuple(sorted(fields.items())), "seen the pictures"))


def merge(store: Store, one: str, into: str) -> str:
    with store.reading() as connection:
        ends = [actor_target(connection, actor_named(connection, name).id) for name in (one, into)]
    return decide(store, merging(ends[0], ends[1]))


def back(store: Store, key: str) -> None:
    decide(store, Judgement("withdraw", judgement_target(key)))


def everything(store: Store) -> list[list[str]]:
    """All that is derived but the numbers of rows."""
    with store.reading() as connection:
        asked = Asked()
        told = [ties(connection, limit=None), timeline(connection, asked), claims(connection, asked)]
        listed = [actors(connection, limit=None), voices(connection, limit=None)]
    return [sorted(re.sub(r"\bid=\d+", "", repr(row)) for row in rows) for rows in (*told, *listed)]


def tied(store: Store, one: str, other: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        rows = ties(connection, one, other)
    return [(row.actor, row.kind, row.recipient, row.claims, row.denied, row.reports, row.voices) for row in rows]


def claim_of(store: Store, key: str, local: str) -> ClaimRow:
    with store.reading() as connection:
        (row,) = (row for row in claims(connection, Asked(report=key)) if row.claim == local)
    return row


def test_a_rejected_claim_counts_nowhere_until_that_is_taken_back(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    before = everything(store)
    assert tied(store, "River Brigade", "Smugglers") == [("River Brigade", "COERCE", "Smugglers", 4, 2, 2, 3)]
    key = of_claim(store, keys[RIVER], "c2", "reject")
    assert tied(store, "River Brigade", "Smugglers") == [("River Brigade", "COERCE", "Smugglers", 3, 1, 2, 3)]
    with store.reading() as connection:
        (smugglers,) = (row for row in actors(connection) if row.name == "Smugglers")
        (hadid,) = (row for row in voices(connection) if row.name == "Karim Hadid")
        dated = {(row.claim.document, row.claim.claim) for row in timeline(connection, Asked(), by_report=True)}
        kept = timeline(connection, Asked(standing="rejected"), by_report=True)
    assert (smugglers.claims, smugglers.reports, hadid.claims, hadid.reports) == (3, 2, 1, 1)
    assert len(dated) == 8 - 1
    assert [row.claim.claim for row in kept] == ["c2"]
    assert claim_of(store, keys[RIVER], "c2").standing == "rejected"
    small.put(store, small.river())  # the same reading again, and then another reader's
    again = replace(small.river(), reader=replace(small.READER, version="2"))
    small.put(store, again)
    assert tied(store, "River Brigade", "Smugglers")[0][3] == 3
    small.put(store, small.river())
    back(store, key)
    assert everything(store) == before


def test_who_stands_in_rejected_claims_alone_is_found_and_listed_nowhere(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    of_claim(store, keys[SALT], "c2", "reject")
    with store.reading() as connection:
        assert "Salt Front" not in [row.name for row in actors(connection)]
        assert ties(connection, "Salt Front") == ()
        assert [row.claims for row in actors(connection, "Salt")] == [0]


def test_merged_actors_count_once_and_as_before_when_that_is_taken_back(told: tuple[Store, list[str]]) -> None:
    store, _ = told
    before = everything(store)
    key = merge(store, "Salt Front", "River Brigade")  # they stand side by side in one claim
    with store.reading() as connection:
        kinds = {(row.actor, row.kind, row.recipient) for row in ties(connection, limit=None)}
        (both,) = (row for row in actors(connection) if row.name == "River Brigade")
    assert kinds == {("River Brigade", "COERCE", "Smugglers"), ("Iran", "AID", "River Brigade")}
    assert (both.claims, both.reports, both.merged) == (8, 3, ("Salt Front",))
    back(store, key)
    assert everything(store) == before
    first = merge(store, "Smugglers", "Salt Front")
    small.put(store, replace(small.salt(), claims=()))  # who stands for them is in no reading any more
    assert tied(store, "Smugglers", "River Brigade")[0][3] == 4
    small.put(store, small.salt())
    assert tied(store, "Salt Front", "River Brigade")[0][3] == 4
    second = merge(store, "Salt Front", "Iran")
    small.put(store, replace(small.salt(), claims=()))  # who stands for them stands in no claim any more
    small.put(store, small.salt())
    back(store, second)
    back(store, first)
    assert everything(store) == before


def test_merged_voices_count_a_report_once(told: tuple[Store, list[str]]) -> None:
    store, _ = told
    with store.reading() as connection:
        hadid = voice_target(connection, voice_named(connection, "Karim Hadid"))
        outlet = voice_target(connection, voice_named(connection, "Gulf Bulletin"))
        alone = {row.name: (row.claims, row.reports) for row in voices(connection)}
    assert (alone["Karim Hadid"], alone["Gulf Bulletin"]) == ((2, 2), (1, 1))
    key = decide(store, merging(hadid, outlet))
    with store.reading() as connection:
        (row,) = (row for row in voices(connection) if row.name == "Gulf Bulletin")
    assert (row.claims, row.reports) == (3, 2)
    back(store, key)


def test_a_correction_is_what_is_counted_and_what_was_read_stays(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    before, was = everything(store), claim_of(store, keys[RIVER], "c3")
    start = small.RIVER.index("Iran may")
    fields = {
        "event": "assault",
        "mode": "drone",
        "actors": "the Salt Front; Nobody Known",
        "recipients": "the Brigade",
        "certainty": "probable",
        "time": "2024-03/2024-04-02",
        "place": "Sabha",
        "dead": "3-4",
        "count": "2",
        "things": "rifles; lorries",
        "contexts": "military",
        "spans": f"{start}-{start + 8}, {start + 9}-{start + 15}",
        "marker_spans": f"{start + 5}-{start + 8}",
    }
    key = of_claim(store, keys[RIVER], "c3", "correct", **fields)
    now = claim_of(store, keys[RIVER], "c3")
    assert (now.id, now.standing, now.event, now.mode, now.certainty) == (was.id, "corrected", *_said(now))
    assert _said(now) == ("ASSAULT", "drone", "probable")
    assert (now.actors, now.recipients) == (("Salt Front", "Nobody Known"), ("River Brigade",))
    assert (now.place, now.time_start, now.time_end, now.words) == ("Sabha", "2024-03", "2024-04-02", "Iran may arm it")
    assert ("Salt Front", "ASSAULT", "River Brigade", 1, 0, 1, 1) in tied(store, "Salt Front", "River Brigade")
    with store.reading() as connection:
        read, decisions = load_reading(connection, keys[RIVER]), load_decisions(connection)
        assert read is not None
        assert read.claims[2].event == "AID"
        one = corrected(read, decisions).claims[2]
        assert corrected(read, type(decisions)()) is read
    assert one.spans == (Span(start, start + 8), Span(start + 9, start + 15))
    assert (one.id, one.dead and one.dead.high, one.count, one.things) == ("c3", 4, 2, ("rifles", "lorries"))
    assert Reading.from_json(corrected(read, decisions).to_json()) == corrected(read, decisions)
    small.put(store, replace(small.river(), reader=replace(small.READER, version="2")))
    assert _said(claim_of(store, keys[RIVER], "c3")) == ("ASSAULT", "drone", "probable")
    small.put(store, small.river())
    back(store, key)
    assert everything(store) == before


def _said(row: ClaimRow) -> tuple[str | None, str | None, str]:
    return row.event, row.mode, row.certainty


def test_of_two_corrections_of_a_field_the_later_holds(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    of_claim(
        store, keys[RIVER], "c3", "correct", event="ASSAULT", mode="drone", actors="Smugglers", certainty="probable"
    )
    later = of_claim(store, keys[RIVER], "c3", "correct", relation="backs", actors="Iran")
    now = claim_of(store, keys[RIVER], "c3")
    assert (now.event, now.mode, now.relation, now.certainty, now.actors) == (
        None,
        None,
        "backs",
        "probable",
        ("Iran",),
    )
    of_claim(store, keys[RIVER], "c3", "accept")
    assert (claim_of(store, keys[RIVER], "c3").relation, claim_of(store, keys[RIVER], "c3").standing) == (
        "backs",
        "accepted",
    )
    back(store, later)
    now = claim_of(store, keys[RIVER], "c3")
    assert (now.event, now.mode, now.relation, now.actors) == ("ASSAULT", "drone", None, ("Smugglers",))


def test_words_of_an_attribution_are_corrected_for_one_claim(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    of_claim(store, keys[RIVER], "c1", "correct", source_spans="0-9", cue_spans="10-14", content_spans="15-30")
    with store.reading() as connection:
        read, decisions = load_reading(connection, keys[RIVER]), load_decisions(connection)
    assert read is not None
    now = corrected(read, decisions)
    (own,) = (row for row in now.attributions if row.id == now.claims[0].attribution)
    assert (own.content_spans, own.source, now.attributions[:2]) == ((Span(15, 30),), "s1", read.attributions)


NOTHING: list[tuple[dict[str, str], str]] = [
    ({}, "names fields"),
    ({"colour": "red"}, "is no field that can be corrected"),
    ({"actors_are": "[]"}, "is no field"),
    ({"certainty": "sure"}, "'sure' is no certainty; it is one of certain"),
    ({"certainty": ""}, "is no certainty"),
    ({"event": "AID", "relation": "backs"}, "not of both"),
    ({"event": ""}, "say which, or reject it"),
    ({"relation": "backs", "mode": "drone"}, "only an event"),
    ({"mode": "sideways"}, "is no mode"),
    ({"time": "yesterday"}, "is no time"),
    ({"time": "2024-02-30"}, "is no time"),
    ({"time": "2024-03/2024-02"}, "ends before it begins"),
    ({"dead": "9-7"}, "is no number of dead"),
    ({"count": "some"}, "is no count"),
    ({"actors": "x" * 300}, "at most"),
    ({"spans": "5-9000"}, "5-9000 lies outside the report's text, which has 114 characters"),
    ({"spans": "9-5"}, "'9-5' is no stretch"),
    ({"spans": "-5-9"}, "is no stretch"),
    ({"spans": "0-9, 5-12"}, "begins before the stretch before it ends"),
    ({"spans": ""}, "a claim has words"),
    ({"spans": "0-٩"}, "is no stretch"),
    ({"source_spans": "0-4"}, "the report's own voice"),
]


def test_a_correction_that_means_nothing_is_refused_in_one_line(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    for fields, says in NOTHING:
        with pytest.raises(CasebookError) as refused:
            of_claim(store, keys[RIVER], "c3", "correct", **fields)
        assert says in str(refused.value)
        assert "\n" not in str(refused.value)
    with store.reading() as connection:
        assert connection.execute(select(judgement)).first() is None


def test_an_older_correction_in_words_that_mean_no_value_changes_nothing(told: tuple[Store, list[str]]) -> None:
    store, keys = told
    before = everything(store)
    with store.reading() as connection:
        target = claim_target(connection, keys[RIVER], "c3")
    stored = (("certainty", "perhaps"), ("count", "many"), ("spans", "somewhere"))
    with pytest.MonkeyPatch.context() as patched:  # as version 0.4 wrote it down, which looked at no value
        patched.setattr("reportedly.casebook.judgements.resolved", lambda _connection, _decisions, decided: decided)
        key = decide(store, Judgement("correct", target, stored))
    assert claim_of(store, keys[RIVER], "c3").certainty == "possible"
    assert claim_of(store, keys[RIVER], "c3").standing == "corrected"
    back(store, key)
    assert everything(store) == before


@pytest.mark.parametrize("seed", range(2))
def test_any_order_of_judging_rereading_and_adding_verifies(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    fill(store, reports(range(4)))
    made: list[str] = []
    for _ in range(16):
        with store.writing() as work:
            made.append(judge(work, some_judgement(work.connection, chance, made)))
        if chance.random() < 0.3:
            fill(store, reports([chance.randrange(7)], chance.choice(["1", "2"])))
    assert list(verify(store)) == []
    for key in made:
        back(store, key)
    assert list(verify(store)) == []


def some_judgement(connection: Any, chance: random.Random, made: list[str]) -> Judgement:
    kind = chance.choice(["reject", "reject", "correct", "merge", "merge", "voices", "split", "withdraw"])
    if kind == "withdraw" and made:
        return Judgement("withdraw", judgement_target(chance.choice(made)))
    if kind in ("merge", "voices"):
        table, target = (actor, actor_target) if kind == "merge" else (voice, voice_target)
        ids = list(connection.scalars(select(table.c.id).order_by(table.c.folded, table.c.id)))
        return merging(*(target(connection, number) for number in chance.sample(ids[:12], 2)))
    if kind == "split":
        number = connection.scalar(select(actor.c.id).order_by(actor.c.folded).limit(1))
        return Judgement("split", actor_target(connection, number), (("report", key_of(reports([0])[0][0])),))
    key = chance.choice(list(connection.scalars(select(report.c.key).order_by(report.c.key))))
    row = chance.choice(claims(connection, Asked(report=key)))
    fields = (("actors", "Somebody Else"), ("polarity", chance.choice(["affirmed", "denied"])))
    target = claim_target(connection, key, row.claim)
    return Judgement("correct", target, fields) if kind == "correct" else Judgement("reject", target)
