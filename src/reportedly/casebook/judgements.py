"""What people decide: judgements are written down with who, when and why, applied, and found again after a reread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from reportedly.casebook.correcting import resolved
from reportedly.casebook.decisions import Decisions, Split, key_of, load_judged, other_of
from reportedly.casebook.derived import Change
from reportedly.casebook.digests import digest
from reportedly.casebook.evidence import document_of
from reportedly.casebook.faults import CasebookError
from reportedly.casebook.identities import apply_identities
from reportedly.casebook.log import now
from reportedly.casebook.names import ActorKey, storable
from reportedly.casebook.preparing import prepare_again
from reportedly.casebook.schema import actor, claim, claim_actor, judgement, reading, report, voice
from reportedly.casebook.writing import Writing
from reportedly.model import Judged, Judgement, Lost, Target

_KINDS = {
    "claim": {"accept", "reject", "correct", "note"},
    "actor": {"merge", "split", "rename", "note"},
    "voice": {"merge", "split", "rename", "grade", "note"},
    "report": {"note"},
    "judgement": {"withdraw", "note"},
}
_LONGEST_WORDS = 300  # of a claim, kept with a judgement so that it can be told what it was about
_AT_ONCE = 100


def judge(work: Writing, decided: Judgement) -> str:
    """Writes a judgement down, applies it, and gives its key. Raises CasebookError where it says or means nothing.

    A withdrawal is a judgement too: nothing that was decided is ever removed.
    """
    work.flush()
    _check(work.connection, decided)
    if decided.kind == "correct":
        decided = resolved(work.connection, work.decisions, decided)
    row: dict[str, Any] = {
        "kind": decided.kind,
        "target": decided.target.kind,
        "anchor": _stored(decided.target.anchor),
        "body": _stored(decided.body),
        "by": work.by,
        "at": now(),
        "why": None if decided.why is None else storable(decided.why),
    }
    key = judgement_key(row)
    before = work.decisions
    work.add(judgement, {"id": work.number(judgement), "key": key, **row})
    work.flush()
    _apply(work, before)
    return key


def judgement_key(row: Mapping[str, Any]) -> str:
    """A judgement's name everywhere: SHA-256 over all that it says."""
    return digest([row[name] for name in ("kind", "target", "anchor", "body", "by", "at", "why")])


def _stored(pairs: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[name, storable(value)] for name, value in sorted(pairs)]


def _check(connection: Connection, decided: Judgement) -> None:
    target, body = decided.target, dict(decided.body)
    if decided.kind not in _KINDS.get(target.kind, ()):
        raise CasebookError(f"{decided.kind} of a {target.kind}: there is no such judgement")
    if decided.kind == "grade" and body.get("letter") not in tuple("ABCDEF"):
        raise CasebookError("a grade is a letter from A (reliable) to E (unreliable), or F (cannot be judged)")
    if decided.kind == "rename" and not body.get("name", "").strip():
        raise CasebookError("a rename needs the new name")
    if decided.kind == "note" and not (decided.why or "").strip():
        raise CasebookError("a note needs its words")
    if decided.kind == "split" and ("report" in body) == ("name" in body):
        raise CasebookError("a split takes out one name or one report")
    if decided.kind == "split" and target.kind == "voice" and "report" not in body:
        raise CasebookError("a voice is split by report")
    if decided.kind == "merge" and other_of(decided) == key_of(target):
        raise CasebookError("nobody is merged with himself")
    ends = (target, _into(decided)) if decided.kind == "merge" else (target,)
    if not all(_is_there(connection, end) for end in ends):
        raise CasebookError(f"the casebook holds no such {target.kind}")


def _into(decided: Judgement) -> Target:
    pairs = ((name.removeprefix("into_"), value) for name, value in decided.body if name.startswith("into_"))
    return Target(decided.target.kind, tuple(pairs))


# Targets -------------------------------------------------------------------------------------------------------------


def claim_target(connection: Connection, report_key: str, local: str) -> Target:
    """A claim of a report's current reading by its id there ('c3'). Raises CasebookError where there is none."""
    joined = claim.join(report, claim.c.report == report.c.id)
    asked = select(claim.c.anchor, claim.c.start, claim.c.end, report.c.text).select_from(joined)
    row = connection.execute(asked.where(report.c.key == report_key, claim.c.local == local)).first()
    if row is None:
        raise CasebookError(f"{local}: the report has no such claim")
    words = " ".join(row.text[row.start : row.end].split())[:_LONGEST_WORDS]
    return Target("claim", (("claim", row.anchor), ("report", report_key), ("words", words)))


def actor_target(connection: Connection, number: int) -> Target:
    """The actor of this id."""
    row = connection.execute(select(actor).where(actor.c.id == number)).one()
    return Target("actor", (("country", row.country), ("folded", row.folded), ("name", row.name)))


def voice_target(connection: Connection, number: int) -> Target:
    """The voice of this id; a publisher is a voice too."""
    row = connection.execute(select(voice).where(voice.c.id == number)).one()
    return Target("voice", (("key", row.key), ("name", row.name)))


def report_target(key: str) -> Target:
    """The report of this key."""
    return Target("report", (("key", key),))


def judgement_target(key: str) -> Target:
    """The judgement of this key."""
    return Target("judgement", (("key", key),))


def merging(one: Target, into: Target, why: str | None = None) -> Judgement:
    """The judgement that one actor or voice is the other."""
    return Judgement("merge", one, tuple((f"into_{name}", value) for name, value in into.anchor), why)


def _is_there(connection: Connection, target: Target) -> bool:
    if target.kind == "claim":
        joined = claim.join(report, claim.c.report == report.c.id)
        asked = select(claim.c.id).select_from(joined).where(report.c.key == target.get("report"))
        asked = asked.where(claim.c.anchor == target.get("claim"))
    elif target.kind == "actor":
        asked = select(actor.c.id).where(actor.c.folded == target.get("folded"))
        asked = asked.where(actor.c.country == target.get("country"))
    else:
        table = {"voice": voice, "report": report, "judgement": judgement}[target.kind]
        asked = select(table.c.id).where(table.c.key == target.get("key"))
    return connection.execute(asked.limit(1)).first() is not None


# What follows --------------------------------------------------------------------------------------------------------


def _apply(work: Writing, before: Decisions) -> None:
    """Brings the indexes from what was decided before to what is decided now."""
    work.memory.derived.decisions = None
    after = work.decisions
    numbers = _judged_reports(work.connection, before, after)
    for split in {*before.splits} ^ {*after.splits}:
        numbers.update(_touched(work.connection, split))
    _renew(work, sorted(numbers), before, after)
    if before.involved or after.involved:
        apply_identities(work.connection, after, before.names.keys() - after.names.keys())


def _judged_reports(connection: Connection, before: Decisions, after: Decisions) -> set[int]:
    """The reports of whose claims something else is decided now."""
    keys = {*before.verdicts, *after.verdicts}
    changed = sorted(key for key in keys if before.verdicts.get(key) != after.verdicts.get(key))
    return set(connection.scalars(select(report.c.id).where(report.c.key.in_(changed)))) if changed else set()


def _renew(work: Writing, numbers: list[int], before: Decisions, after: Decisions) -> None:
    """Takes reports out of the indexes as they were, and puts them in as they are now."""
    for i in range(0, len(numbers), _AT_ONCE):
        joined = report.join(reading, reading.c.report == report.c.id)
        asked = select(report, reading.c.body).select_from(joined).where(reading.c.current)
        for row in work.connection.execute(asked.where(report.c.id.in_(numbers[i : i + _AT_ONCE]))):
            document = document_of(row)
            old, new = (prepare_again(row.key, document, row.body, state) for state in (before, after))
            work.changes[row.id] = Change(row.id, old, new)
        work.flush()


def _touched(connection: Connection, split: Split) -> list[int]:
    """The reports in which the split one or the one split off stands in a claim."""
    if split.report:
        return list(connection.scalars(select(report.c.id).where(report.c.key == split.report)))
    keys: list[ActorKey] = [key for key in (split.key, split.becomes) if not isinstance(key, str)]
    found: set[int] = set()
    for folded, country in keys:
        joined = claim.join(claim_actor, claim_actor.c.claim == claim.c.id)
        joined = joined.join(actor, actor.c.id == claim_actor.c.actor)
        asked = select(claim.c.report).select_from(joined).where(actor.c.folded == folded, actor.c.country == country)
        found.update(connection.scalars(asked.distinct()))
    return sorted(found)


# What is there -------------------------------------------------------------------------------------------------------


def judged(connection: Connection) -> tuple[Judged, ...]:
    """All judgements in the order in which they were made, those taken back marked so."""
    return load_judged(connection)


def lost_judgements(connection: Connection) -> tuple[Lost, ...]:
    """The judgements in force whose claim, actor or voice can't be found any more; nothing is attached by guess."""
    held = (row for row in load_judged(connection) if not row.is_withdrawn and row.judgement.kind != "withdraw")
    return tuple(Lost(row, _words(row.judgement.target)) for row in held if not _holds(connection, row.judgement))


def _holds(connection: Connection, decided: Judgement) -> bool:
    ends = (decided.target, _into(decided)) if decided.kind == "merge" else (decided.target,)
    return all(_is_there(connection, end) for end in ends)


def _words(target: Target) -> str:
    return target.get("words") or target.get("name") or target.get("key")
