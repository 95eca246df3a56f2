"""What all judgements together decide: a function of their set, whatever the order in which they came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from reportedly.casebook.digests import digest
from reportedly.casebook.names import ActorKey, actor_key, bounded, fold
from reportedly.casebook.schema import judgement
from reportedly.model import Judged, Judgement, Target

STANDINGS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
TOLD = ("_are", "_is")  # beside a field of a correction: who or what its names mean
Key = ActorKey | str


@dataclass(frozen=True, slots=True)
class Split:
    """A judgement that takes mentions out of an actor or a voice: those by a name (folded), or those of one report.

    `becomes` is the new actor's key and name; a voice becomes the report's own.
    """

    what: str  # actor, voice
    key: ActorKey | str
    name: str | None
    report: str | None
    becomes: ActorKey
    called: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people decided about a claim: how it stands, and the fields that they corrected, as sorted pairs."""

    standing: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds: of each judged report its claims' verdicts by anchor; of actors and voices root, name, grade."""

    verdicts: dict[str, dict[str, Verdict]] = field(default_factory=dict)
    stands_for: dict[Key, Key] = field(default_factory=dict)  # the root, never one that stands for another
    names: dict[Key, str] = field(default_factory=dict)
    grades: dict[Key, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    involved: frozenset[Key] = frozenset()  # all keys that any judgement on identity names

    def touch(self, report: str) -> bool:
        """Whether anything decided may change the rows of this report."""
        return bool(self.splits) or report in self.verdicts

    def corrected_digest(self, report: str) -> str:
        """What was corrected in the report, as one line that changes with it; '' where nothing was."""
        found = {anchor: verdict.fields for anchor, verdict in self.verdicts.get(report, {}).items() if verdict.fields}
        return digest(sorted(found.items())) if found else ""


def load_decisions(connection: Connection) -> Decisions:
    """What the judgements of a casebook decide."""
    return decide(load_judged(connection))


def load_judged(connection: Connection) -> tuple[Judged, ...]:
    """All judgements, by time and key, each with whether it was taken back."""
    rows = connection.execute(select(judgement).order_by(judgement.c.at, judgement.c.key)).all()
    found = {
        row.key: Judged(
            row.key,
            Judgement(row.kind, Target(row.target, _pairs(row.anchor)), _pairs(row.body), row.why),
            row.by,
            row.at,
        )
        for row in rows
    }
    taken_back = _taken_back(found)
    return tuple(Judged(row.key, row.judgement, row.by, row.at, row.key in taken_back) for row in found.values())


def _pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in stored)


def _taken_back(found: dict[str, Judged]) -> set[str]:
    """The judgements that a withdrawal in force takes back; one that was itself taken back takes nothing back."""
    withdrawals: dict[str, list[str]] = {}
    for row in found.values():
        if row.judgement.kind == "withdraw":
            withdrawals.setdefault(row.judgement.target.get("key"), []).append(row.key)
    # A withdrawal names the digest of what it takes back, so none can take itself back by way of others.
    settled: dict[str, bool] = {}
    for start in found:
        todo = [start]
        while todo:
            open_ones = [key for key in withdrawals.get(todo[-1], ()) if key not in settled]
            if open_ones:
                todo.append(open_ones[0])
                continue
            key = todo.pop()
            settled[key] = any(not settled[by] for by in withdrawals.get(key, ()))
    return {key for key, is_back in settled.items() if is_back}


def decide(judged: Iterable[Judged]) -> Decisions:
    """What the judgements in force decide, the later over the earlier; the same set decides the same."""
    rows = sorted((row for row in judged if not row.is_withdrawn), key=lambda row: (row.at, row.key))
    made = [row.judgement for row in rows]
    identities = [row for row in made if row.target.kind in ("actor", "voice")]
    return Decisions(
        verdicts=_verdicts([row for row in made if row.kind in STANDINGS]),
        stands_for=_merged([row for row in identities if row.kind == "merge"]),
        names={key_of(row.target): _body(row, "name") for row in identities if row.kind == "rename"},
        grades={key_of(row.target): _body(row, "letter") for row in identities if row.kind == "grade"},
        splits=tuple(_split(row) for row in identities if row.kind == "split"),
        involved=frozenset(key for row in identities for key in _keys(row)),
    )


def _verdicts(made: list[Judgement]) -> dict[str, dict[str, Verdict]]:
    """The last of a claim says how it stands; of several that correct a field the last holds."""
    fields: dict[tuple[str, str], dict[str, str]] = {}
    found: dict[str, dict[str, Verdict]] = {}
    for row in made:
        report, anchor = row.target.get("report"), row.target.get("claim")
        mine = fields.setdefault((report, anchor), {})
        if row.kind == "correct":
            correct(mine, dict(row.body))
        found.setdefault(report, {})[anchor] = Verdict(STANDINGS[row.kind], tuple(sorted(mine.items())))
    return found


def correct(fields: dict[str, str], body: dict[str, str]) -> None:
    """Adds a later correction to the fields of those before it.

    A claim is a deed or a standing tie: who says one takes the other back, and with a deed how it was done.
    """
    for name in body:
        for told in TOLD:
            fields.pop(name + told, None)
    if body.get("event"):
        fields["relation"] = ""
    if body.get("relation"):
        fields.update(event="", mode="")
    fields.update(body)


def key_of(target: Target) -> Key:
    """The key of the actor or the voice that a target names."""
    if target.kind == "voice":
        return target.get("key")
    return target.get("folded"), target.get("country")


def other_of(row: Judgement) -> Key:
    """The key that a merge puts the target under."""
    return key_of(
        Target(row.target.kind, tuple((key[5:], value) for key, value in row.body if key.startswith("into_")))
    )


def _keys(row: Judgement) -> tuple[Key, ...]:
    return (key_of(row.target), other_of(row)) if row.kind == "merge" else (key_of(row.target),)


def _merged(merges: list[Judgement]) -> dict[Key, Key]:
    """Each key that stands for another, with the root of those merged; a circle closes at its last merge."""
    parent: dict[Key, Key] = {}
    for row in merges:
        one, other = _root(parent, key_of(row.target)), _root(parent, other_of(row))
        if one != other:
            parent[one] = other
    return {key: _root(parent, key) for key in parent}


def _root(parent: dict[Key, Key], key: Key) -> Key:
    while key in parent:
        key = parent[key]
    return key


def _split(row: Judgement) -> Split:
    """Where no new name was given, the alias itself is it, or the old name with the report's first digits."""
    name, report, called = _body(row, "name"), _body(row, "report"), _body(row, "as")
    called = called or name or f"{row.target.get('name')} ({report[:8]})"
    key = key_of(row.target)
    return Split(
        row.target.kind, key, fold(name) if name else None, report or None, actor_key(called, ""), bounded(called)
    )


def _body(row: Judgement, name: str) -> str:
    return next((value for key, value in row.body if key == name), "")
