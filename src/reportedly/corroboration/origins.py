"""Counts one side of a proposition: which claims are one independent origin, which voices may be the same, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.corroboration.descending import Lineage
from reportedly.corroboration.folding import head
from reportedly.corroboration.naming import same_names
from reportedly.corroboration.speaking import Speaker, speaker
from reportedly.corroboration.tables import alike_sorts
from reportedly.model.corroboration import Statement


@dataclass(slots=True)
class Voiced:
    """A statement with whose word it is; `node` is the number of its origin in its side."""

    statement: Statement
    speaker: Speaker
    token: str
    node: int = -1
    because: str = ""


@dataclass(slots=True)
class Node:
    """An origin of a side: the statements that count for it."""

    number: int
    name: str
    kind: str
    is_named: bool
    sort: str
    interest: str | None
    members: list[Voiced] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    could_be: set[int] = field(default_factory=set)

    @property
    def first_hand(self) -> set[str]:
        """The reports that tell this voice and that another side by side: there they are two people."""
        return {one.statement.report for one in self.members}


def voiced(statements: Iterable[Statement]) -> list[Voiced]:
    """The statements with their speakers, in an order of their own."""
    found = [Voiced(one, speaker(one), "") for one in statements]
    return sorted(found, key=lambda v: (v.statement.report, v.statement.start, v.statement.claim))


def origins(side: Sequence[Voiced], lineage: Lineage) -> list[Node]:
    """The origins of a side, those that may be one another's joined by `could_be`; each statement knows its node."""
    sets = _Sets()
    by_report: dict[str, list[Voiced]] = {}
    by_author: dict[str, list[Voiced]] = {}
    for one in side:
        by_report.setdefault(one.statement.report, []).append(one)
        by_author.setdefault(lineage.author_key(one.statement.report), []).append(one)
    for one in side:
        _place(one, sets, lineage)
    for one in side:
        _join_what_it_repeats(one, sets, lineage, by_report, by_author)
    maybe = _join_names(side, sets)
    nodes = _nodes(side, sets, lineage)
    _link_maybe(nodes, maybe, {one.token: one.node for one in side})
    return nodes


def _place(one: Voiced, sets: _Sets, lineage: Lineage) -> None:
    """Gives a statement its token: the voice's key, that of the outlet whose word it is, or of an unnamed voice."""
    who, report = one.speaker, one.statement.report
    if who.is_own_word and not who.is_eyewitness:
        keys: tuple[str, ...] = (lineage.own_key(report),)
        one.because = lineage.why(report)
    elif who.keys:
        keys = who.keys
        if who.voice and who.voice.body and who.voice.named:
            one.because = f"{who.voice.name} speaks for {who.voice.body}"
    else:
        keys = (f"unnamed:{who.holder or _held_by(report, lineage)}:{head(who.name) or who.name}",)
    if who.is_eyewitness:
        one.because = f"{who.name}'s own correspondent"
    if who.is_hearsay:
        one.because = one.because or f"hearsay in {report}'s own text"
    one.token = keys[0]
    for key in keys:
        sets.join(one.token, key)


def _held_by(report: str, lineage: Lineage) -> str:
    return lineage.top(report) if lineage.is_copy(report) else report


def _join_what_it_repeats(
    one: Voiced,
    sets: _Sets,
    lineage: Lineage,
    by_report: dict[str, list[Voiced]],
    by_author: dict[str, list[Voiced]],
) -> None:
    """A relay of an outlet whose own report stands here too is that report's word; so is a copy's unnamed voice."""
    who, report = one.speaker, one.statement.report
    if who.is_named and not (who.kind == "outlet" and who.holder):
        return
    told_by = _repeated(one, lineage, by_report, by_author)
    if not told_by:
        return
    match = _same_voice(one, told_by)
    sets.join(one.token, match.token)
    one.because = f"{report} repeats {match.statement.report}" if not lineage.why(report) else lineage.why(report)


def _repeated(
    one: Voiced, lineage: Lineage, by_report: dict[str, list[Voiced]], by_author: dict[str, list[Voiced]]
) -> list[Voiced]:
    """The statements of the report that this one repeats: the one cited, its outlet's latest, or the copied."""
    who, report = one.speaker, one.statement.report
    if not who.holder:
        top = lineage.top(report)
        return by_report.get(top, []) if lineage.is_copy(report) and top != report else []
    cited = lineage.cited(report, who.holder_id)
    if cited and cited in by_report and cited != report:
        return by_report[cited]
    day = one.statement.published or "9999"
    others = [v for v in by_author.get(who.holder, []) if v.statement.report != report]
    before = [v for v in others if (v.statement.published or "")[:10] <= day[:10]]
    if not before:
        return []
    latest = max((v.statement.published or "", v.statement.report) for v in before)
    return [v for v in before if (v.statement.published or "", v.statement.report) == latest]


def _same_voice(one: Voiced, told_by: list[Voiced]) -> Voiced:
    """Which of a report's statements another repeats: its own word, or a voice of one sort."""
    if not one.speaker.is_named:
        mine = head(one.speaker.name)
        unnamed = [v for v in told_by if not v.speaker.is_named]
        for other in unnamed:
            if head(other.speaker.name) == mine:
                return other
        for other in unnamed:
            if (one.speaker.sort, other.speaker.sort) in alike_sorts():
                return other
    own = [v for v in told_by if v.speaker.is_own_word]
    return (own or told_by)[0]


def _join_names(side: Sequence[Voiced], sets: _Sets) -> list[tuple[str, str]]:
    """Joins the named voices whose names are one; returns the pairs of tokens that may be one."""
    people = {one.token: one.speaker.voice for one in side if one.speaker.voice and one.speaker.voice.named}
    certain, maybe = same_names(people)
    for a, b in certain:
        sets.join(a, b)
    return maybe


def _nodes(side: Sequence[Voiced], sets: _Sets, lineage: Lineage) -> list[Node]:
    found: dict[str, Node] = {}
    for one in side:
        root = sets.root(one.token)
        node = found.get(root)
        if node is None:
            who = one.speaker
            node = found[root] = Node(len(found), who.name, who.kind, who.is_named, who.sort, who.interest)
        one.node = node.number
        node.members.append(one)
        if one.because and one.because not in node.because:
            node.because.append(one.because)
    for node in found.values():
        _describe(node, lineage)
    return list(found.values())


def _describe(node: Node, lineage: Lineage) -> None:
    """Lets an origin go by its most telling member: first-hand before repeated, named before unnamed."""
    who = min(
        node.members,
        key=lambda one: (
            bool(one.speaker.outlets) or lineage.is_derived(one.statement.report),
            not one.speaker.is_named,
            one.speaker.is_own_word,
            one.speaker.name,
        ),
    ).speaker
    node.name, node.kind, node.is_named, node.sort = who.name, who.kind, who.is_named, who.sort
    if who.is_own_word and (shown := lineage.shown(node.members[0].statement.report)):
        node.name = shown
    node.interest = next((one.speaker.interest for one in node.members if one.speaker.interest), None)


def _link_maybe(nodes: list[Node], maybe: list[tuple[str, str]], node_of: dict[str, int]) -> None:
    """Draws `could_be`: between unnamed voices, and from them to named ones, of sorts that may be the same people."""
    for a, b in maybe:
        _link(nodes[node_of[a]], nodes[node_of[b]])
    for node in nodes:
        if node.is_named or len(nodes) > MANY:
            continue
        for other in nodes:
            if other is not node and could_be_one(node, other):
                _link(node, other)


def could_be_one(unnamed: Node, other: Node) -> bool:
    """Whether an unnamed voice may be another: of a like sort, and not told apart by a report that has both."""
    if other.kind == "outlet" and other.is_named:
        return unnamed.sort == "media" and not unnamed.first_hand & other.first_hand
    alike = (unnamed.sort, other.sort) in alike_sorts()
    return alike and not unnamed.first_hand & other.first_hand


def _link(a: Node, b: Node) -> None:
    if a is not b:
        a.could_be.add(b.number)
        b.could_be.add(a.number)


MANY = 60  # origins above which pairs are not drawn any more: the lower bound is then a safe one (see counting.py)


class _Sets:
    """Sets of tokens that are one, joined step by step; which stands for a set never depends on the order."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, token: str) -> str:
        parent = self._parent
        parent.setdefault(token, token)
        while parent[token] != token:
            parent[token] = parent[parent[token]]
            token = parent[token]
        return token

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.root(a), self.root(b)))
        self._parent[second] = first
