"""Counts one side of a proposition: which claims are one independent origin, which voices may be the same, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.corroboration.arms import one_state
from reportedly.corroboration.descending import Lineage
from reportedly.corroboration.folding import head
from reportedly.corroboration.naming import is_body, same_names, state_key
from reportedly.corroboration.speaking import Speaker, speakers
from reportedly.corroboration.tables import alike_sorts
from reportedly.model.corroboration import Statement, Voice


@dataclass(slots=True)
class Voiced:
    """A statement with whose word it is; `node` is the number of its origin in its side."""

    statement: Statement
    speaker: Speaker
    token: str = ""
    node: int = -1
    because: str = ""
    part: int = 0
    repeats: bool = False

    @property
    def own_token(self) -> str:
        """What stands for this one statement, or one of its several speakers, among the tokens of a side."""
        return f"{self.statement.report}\t{self.statement.claim}" + (f"\t{self.part}" if self.part else "")


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
    """The statements with their speakers, in an order of their own; one of several speakers stands once for each."""
    found = [Voiced(one, who, part=n) for one in statements for n, who in enumerate(speakers(one))]
    return sorted(found, key=lambda v: (v.statement.report, v.statement.start, v.statement.claim, v.part))


def origins(side: Sequence[Voiced], lineage: Lineage) -> list[Node]:
    """The origins of a side, those that may be one another's joined by `could_be`; each statement knows its node."""
    sets = _Sets()
    by_report: dict[str, list[Voiced]] = {}
    by_author: dict[str, list[Voiced]] = {}
    for one in side:
        by_report.setdefault(one.statement.report, []).append(one)
        by_author.setdefault(lineage.author_key(one.statement.report), []).append(one)
    for one in side:
        one.token = one.own_token
        repeated = _repeated(one, lineage, by_report, by_author)
        one.repeats = repeated is not None
        for token in (repeated.own_token,) if repeated else _keys(one, lineage):
            sets.join(one.token, token)
        one.because = _because(one, repeated, lineage)
    maybe = _join_names(side, sets, lineage)
    _join_states(by_report, sets)
    nodes = _nodes(side, sets, lineage)
    node_of = {sets.root(one.token): one.node for one in side}
    _link_maybe(nodes, [(node_of[sets.root(a)], node_of[sets.root(b)]) for a, b in maybe])
    return nodes


def _keys(one: Voiced, lineage: Lineage) -> tuple[str, ...]:
    """What a statement is one origin by: the voice's names, the outlet whose word it is, an unnamed voice's place."""
    who, report = one.speaker, one.statement.report
    if who.is_hearsay and not who.is_named:
        return (lineage.own_key(report),)
    if _is_a_texts_word(one):
        state = state_key(Voice(lineage.shown(report), "organization", named=True))  # an army that publishes itself
        return (lineage.own_key(report), *([state] if state else []))
    return who.keys or (f"unnamed:{who.holder or _held_by(report, lineage)}:{head(who.name) or who.name}",)


def _because(one: Voiced, repeated: Voiced | None, lineage: Lineage) -> str:
    """Why a statement counts where it does, in words; '' where it goes without saying."""
    who, report = one.speaker, one.statement.report
    if who.is_eyewitness:
        return f"{who.name}'s own correspondent"
    if repeated or _is_a_texts_word(one):
        found = lineage.why(report)
        if found or repeated:
            return found or f"{report} repeats {repeated.statement.report if repeated else ''}"
    if who.voice and who.voice.body and who.voice.named:
        return f"{who.voice.name} speaks for {who.voice.body}"
    return f"hearsay in {report}'s own text" if who.is_hearsay else ""


def _is_a_texts_word(one: Voiced) -> bool:
    return one.speaker.is_own_word and not one.speaker.is_eyewitness


def _held_by(report: str, lineage: Lineage) -> str:
    """The report whose unnamed voice a copy's is."""
    return lineage.copied(report)[-1]


def _repeated(
    one: Voiced, lineage: Lineage, by_report: dict[str, list[Voiced]], by_author: dict[str, list[Voiced]]
) -> Voiced | None:
    """The statement of another report that this one only repeats, on the same side; None where it is first-hand.

    A relay repeats the report that is cited, else its outlet's latest before it; a copy what it was taken from.
    """
    who, report = one.speaker, one.statement.report
    if who.is_named and not who.holder_is_speaker and not _is_a_texts_word(one):
        return _named_where_it_was_not(one, _cited(one, lineage, by_report, by_author)) if who.holder else None
    told_by = _cited(one, lineage, by_report, by_author) if who.holder else _copied(one, lineage, by_report)
    told_by = [other for other in told_by if other.statement.report != report]
    return _same_voice(one, told_by) if told_by else None


def _named_where_it_was_not(one: Voiced, told_by: list[Voiced]) -> Voiced | None:
    """The unnamed voice of a cited report that the citing one names, or names otherwise; None where it has his name."""
    others = [other for other in told_by if other.statement.report != one.statement.report]
    if any(set(one.speaker.keys) & set(other.speaker.keys) for other in others):
        return None
    return next((other for other in others if not other.speaker.is_named), None)


def _copied(one: Voiced, lineage: Lineage, by_report: dict[str, list[Voiced]]) -> list[Voiced]:
    report = one.statement.report
    before = lineage.line(report)[1:] if _is_a_texts_word(one) else lineage.copied(report)[1:]
    return next((by_report[earlier] for earlier in before if earlier in by_report), [])


def _cited(
    one: Voiced, lineage: Lineage, by_report: dict[str, list[Voiced]], by_author: dict[str, list[Voiced]]
) -> list[Voiced]:
    report = one.statement.report
    line = lineage.line(report)[1:]
    cited = lineage.cited(report, one.speaker.holder_id)
    if cited and cited in by_report:
        return by_report[cited]
    day = (one.statement.published or "9999")[:10]
    told = [v for v in by_author.get(one.speaker.holder, []) if (v.statement.published or "")[:10] <= day]
    in_line = [v for v in told if v.statement.report in line]
    if in_line or not told:
        return in_line
    latest = max((v.statement.published or "", v.statement.report) for v in told)
    return [v for v in told if (v.statement.published or "", v.statement.report) == latest]


def _same_voice(one: Voiced, told_by: list[Voiced]) -> Voiced:
    """Which of a report's statements another repeats: its own word, or a voice of one sort."""
    if one.speaker.is_hearsay and (hearsay := next((v for v in told_by if v.speaker.is_hearsay), None)):
        return hearsay
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


def _join_names(side: Sequence[Voiced], sets: _Sets, lineage: Lineage) -> list[tuple[str, str]]:
    """Joins the named voices whose names are one; returns the pairs of tokens that may be one."""
    people = {
        one.speaker.keys[-1]: one.speaker.voice
        for one in side
        if one.speaker.keys and one.speaker.voice and not one.speaker.holder_is_speaker
    }
    for one in side:  # a ministry that publishes itself goes by its name too
        key, name = lineage.own_key(one.statement.report), lineage.shown(one.statement.report)
        if _is_a_texts_word(one) and is_body(name) and sets.root(key) == sets.root(one.token):
            people.setdefault(key, Voice(name, "organization", named=True))
    for one in side:
        if (voice := one.speaker.voice) and voice.body:  # 'Iranian foreign ministry' is 'Iran's foreign ministry'
            people.setdefault(one.speaker.keys[0], Voice(voice.body, "organization", named=True))
    certain, maybe = same_names(people)
    for a, b in certain:
        sets.join(a, b)
    return maybe


def _join_states(by_report: dict[str, list[Voiced]], sets: _Sets) -> None:
    """Joins, report by report, a government and the ministry by which it speaks."""
    for told in by_report.values():
        for a, b in one_state(one.speaker for one in told):
            sets.join(a, b)


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
    """Lets an origin go by its most telling member: first-hand before repeated, named before unnamed.

    Whoever cites hearsay by its outlet's name makes it nobody's word no less.
    """
    who = min(
        node.members,
        key=lambda one: (
            one.repeats and one.speaker.holder_is_speaker,
            bool(one.speaker.outlets) or lineage.is_derived(one.statement.report),
            not one.speaker.is_named,
            one.speaker.is_own_word,
            one.speaker.name,
        ),
    ).speaker
    node.name, node.kind, node.is_named, node.sort = who.name, who.kind, who.is_named, who.sort
    if who.is_own_word and not who.is_eyewitness and (shown := lineage.shown(node.members[0].statement.report)):
        node.name = shown
    node.interest = next((one.speaker.interest for one in node.members if one.speaker.interest), None)


def _link_maybe(nodes: list[Node], maybe: list[tuple[int, int]]) -> None:
    """Draws `could_be`: between unnamed voices, and from them to named ones, of sorts that may be the same people."""
    for a, b in maybe:
        _link(nodes[a], nodes[b])
    for node in nodes:
        if node.is_named or len(nodes) > MANY:
            continue
        for other in nodes:
            if other is not node and could_be_one(node, other):
                _link(node, other)


def could_be_one(unnamed: Node, other: Node) -> bool:
    """Whether an unnamed voice may be another: of a like sort, and not told apart by a report that has both.

    'An army officer said. ... Captain Ali told Reuters' may be one: a report's first lines leave out names. Hearsay may
    be anybody's.
    """
    if unnamed.kind == "unspecified":
        return True
    if other.is_named and other.kind == "person" and (unnamed.sort, other.sort) in _ONE_OFFICE:
        return True
    if other.kind == "outlet" and other.is_named:
        return unnamed.sort == "media" and not unnamed.first_hand & other.first_hand
    alike = (unnamed.sort, other.sort) in alike_sorts()
    return alike and not unnamed.first_hand & other.first_hand


def _link(a: Node, b: Node) -> None:
    if a is not b:
        a.could_be.add(b.number)
        b.could_be.add(a.number)


# Sorts of which one person may be both in one report: 'a local official said', and below 'the administrator, X, told'.
_ONE_OFFICE = frozenset((a, b) for a, b in alike_sorts() if a == b or "official" in (a, b) or "anybody" in (a, b))
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
