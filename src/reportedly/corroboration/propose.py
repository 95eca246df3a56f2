"""Puts claims together into propositions: what is said, on how many origins for and against, and the word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.corroboration.counting import fewest
from reportedly.corroboration.descending import Lineage, lineage_of
from reportedly.corroboration.grouping import blocks, held_together
from reportedly.corroboration.origins import Node, Voiced, origins, voiced
from reportedly.corroboration.retracting import Retraction, retractions, taken_back
from reportedly.corroboration.support import keystones, word_for
from reportedly.corroboration.tables import Rule, default_rule, outlet_key
from reportedly.corroboration.viewing import View, view
from reportedly.model.collecting import without_collecting
from reportedly.model.corroboration import Member, Origin, Proposition, Side, Statement
from reportedly.model.lineage import Descent
from reportedly.model.reading import Time


@without_collecting()
def propositions(
    statements: Iterable[Statement],
    descents: Iterable[Descent] = (),
    rule: Rule | None = None,
    publishers: Iterable[tuple[str, str]] = (),
) -> tuple[Proposition, ...]:
    """What the statements come to, sorted by id; the order of statements and descents never matters.

    `descents` are the reports' lineage, a report without one is an original. `publishers` are (report, publisher) of
    reports that others go back to and that have no statement here. Time and memory grow about linearly.
    """
    held, known = tuple(statements), tuple(descents)
    lineage = lineage_of((), known)
    heaps = heaps_of(((one, lineage.top(one.report)) for one in held), rule)
    own = ((one.report, one.publisher) for one in held if one.publisher)
    return tuple(sorted(worked_out(heaps, known, rule, (*publishers, *own)), key=lambda row: row.id))


def heaps_of(statements: Iterable[tuple[Statement, str]], rule: Rule | None = None) -> Iterator[tuple[View, ...]]:
    """The statements, each with the report that its own goes back to, in heaps of one deed or tie each."""
    rule = rule or default_rule()
    held = list(statements)
    kin = {one.report: of for one, of in held}
    for block in blocks(one for one, _ in held):
        for heap in held_together(view(one, rule, kin[one.report]) for one in block):
            yield tuple(heap)


def tops(descents: Iterable[Descent], reports: Iterable[str]) -> dict[str, str]:
    """The report that each goes back to, by the descents of all on the way; its own name where it goes back to none."""
    lineage = lineage_of((), descents)
    return {report: lineage.top(report) for report in reports}


def worked_out(
    heaps: Iterable[Sequence[View]],
    descents: Iterable[Descent] = (),
    rule: Rule | None = None,
    publishers: Iterable[tuple[str, str]] = (),
) -> Iterator[Proposition]:
    """What each heap comes to, one after the other.

    `descents` and `publishers` are of the heaps' reports and of all that these go back to.
    """
    rule = rule or default_rule()
    lineage = lineage_of((), descents, publishers)
    back = retractions(lineage)
    for heap in heaps:
        lineage.publishers.update(
            (one.statement.report, one.statement.publisher) for one in heap if one.statement.publisher
        )
        yield _proposition(heap, lineage, back, rule)


@dataclass(slots=True)
class _Counted:
    nodes: list[Node]
    members: list[Voiced]


def _proposition(heap: Sequence[View], lineage: Lineage, back: dict[str, list[Retraction]], rule: Rule) -> Proposition:
    ordered = voiced(lineage.with_outlets(one.statement) for one in heap)
    affirmed = _counted([one for one in ordered if one.statement.polarity != "denied"], lineage)
    denials = [one for one in ordered if one.statement.polarity == "denied"]
    taken = taken_back(affirmed.members, denials, back)
    denied = _counted([*denials, *taken], lineage)
    word = word_for(fewest(affirmed.nodes), len(denied.nodes), rule)
    first = heap[0]
    actors, recipients = _parties(heap)
    event, relation = _type(heap)
    return Proposition(
        id=_id(heap),
        event=event,
        relation=relation,
        realm=first.realm,
        actors=actors,
        recipients=recipients,
        things=_common([one.statement.things for one in heap]),
        place=_place(heap),
        time=_time(heap),
        affirmed=_side(affirmed, lineage),
        denied=_side(denied, lineage, {id(one) for one in taken}),
        support=word,
        keystones=keystones(affirmed.nodes, denied.nodes, word, lineage, rule),
        marked=(*_marked(affirmed.nodes), *_marked(denied.nodes)),
        members=tuple(_members(affirmed, lineage) + _members(denied, lineage, {id(one) for one in taken})),
    )


def _counted(members: list[Voiced], lineage: Lineage) -> _Counted:
    return _Counted(origins(members, lineage), members)


def _side(counted: _Counted, lineage: Lineage, taken: frozenset[int] | set[int] = frozenset()) -> Side:
    ways = Counter(_ways_told(counted, lineage, taken))
    return Side(
        low=fewest(counted.nodes),
        high=len(counted.nodes),
        claims=sum(ways.values()),
        copies=ways["copy"],
        relays=ways["relay"],
        origins=tuple(_origin(node, counted.nodes) for node in sorted(counted.nodes, key=_by_name)),
    )


def _ways_told(counted: _Counted, lineage: Lineage, taken: frozenset[int] | set[int]) -> Iterator[str]:
    """How each report tells it on each word: 'attacked X and killed ten' are two claims, told once."""
    found: dict[tuple[str, int], set[str]] = {}
    for one in counted.members:
        if id(one) not in taken:
            ways = found.setdefault((one.statement.report, one.node), set())
            ways.add(way_of(one, counted.nodes, lineage))
    return (min(ways, key=("own", "relay", "copy").index) for ways in found.values())


def way_of(one: Voiced, nodes: Sequence[Node], lineage: Lineage) -> str:
    """How a claim reached its report: 'copy' where it only stands there as taken over, 'relay' through another outlet.

    A claim of a copy is the copier's own where no report that it was taken from tells of its voice, or he spoke to it.
    """
    report = one.statement.report
    if lineage.is_copy(report) and not _is_added(one, nodes[one.node], lineage):
        return "copy"
    if one.speaker.outlets or (one.speaker.is_own_word and lineage.is_derived(report)):
        return "own" if lineage.is_its_outlets_own(report) and not one.speaker.outlets else "relay"
    return "own"


def _is_added(one: Voiced, node: Node, lineage: Lineage) -> bool:
    report, statement = one.statement.report, one.statement
    own = statement.publisher and outlet_key(statement.publisher)
    spoke_to_it = any(voice.kind == "outlet" and outlet_key(voice.name) == own for voice in statement.chain[1:])
    if spoke_to_it or (one.speaker.is_eyewitness and one.speaker.is_own_word):
        return True
    if one.speaker.is_own_word or not one.speaker.is_named:
        return False
    before = lineage.line(report)[1:]
    if not before:  # what it was taken from is not held: nobody can see what was added
        return False
    return not any(other.statement.report in before for other in node.members)


def _members(counted: _Counted, lineage: Lineage, taken: frozenset[int] | set[int] = frozenset()) -> list[Member]:
    return [
        Member(
            document=one.statement.report,
            claim=None if id(one) in taken else one.statement.claim,
            chain=tuple(voice.name for voice in one.statement.chain),
            polarity=one.statement.polarity,
            certainty=one.statement.certainty,
            way=way_of(one, counted.nodes, lineage),
            origin=counted.nodes[one.node].name,
        )
        for one in counted.members
        if not one.part
    ]


def _origin(node: Node, nodes: Sequence[Node]) -> Origin:
    return Origin(
        name=node.name,
        kind=node.kind,
        named=node.is_named,
        could_be=tuple(sorted(nodes[number].name for number in node.could_be)),
        interest=node.interest,
        because=tuple(sorted(set(node.because))),
    )


def _marked(nodes: Sequence[Node]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_party: dict[str, list[str]] = {}
    for node in sorted(nodes, key=_by_name):
        if node.interest:
            by_party.setdefault(node.interest, []).append(node.name)
    return tuple((party, tuple(names)) for party, names in sorted(by_party.items()) if len(names) > 1)


def _by_name(node: Node) -> tuple[bool, str, int]:
    return (not node.is_named, node.name, node.number)


def _common(said: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What the most claims that say anything of it say, in the order of one of them."""
    counts = Counter(tuple(names) for names in said if names)
    return min(counts, key=lambda names: (-counts[names], names)) if counts else ()


def _type(heap: Sequence[View]) -> tuple[str | None, str | None]:
    """The event or relation that most of the claims have: who backs whom is told as either."""
    counts = Counter((one.statement.event or "", one.statement.relation or "") for one in heap)
    event, relation = min(counts, key=lambda row: (-counts[row], row))
    return event or None, relation or None


def _place(heap: Sequence[View]) -> str | None:
    """The place that most claims give, of those that tell it as nearly as any: a town before its country."""
    told = [one.spots[0] for one in heap if one.spots]
    finest = next((level for level in ("place", "admin1", "country") if any(s.level == level for s in told)), None)
    return next(iter(_common([[spot.name] for spot in told if spot.level == finest])), None)


def _parties(heap: Sequence[View]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did it and to whom; of a mutual deed nobody is on both sides, since its claims may begin with either."""
    actors = _common([[party.name for party in one.statement.actors] for one in heap])
    if not heap[0].deed.mutual:
        return actors, _common([[party.name for party in one.statement.recipients] for one in heap])
    everybody = _common([list(_everybody(one)) for one in heap])
    return actors, tuple(name for name in everybody if name not in actors)


def _everybody(one: View) -> tuple[str, ...]:
    both = (*one.statement.actors, *one.statement.recipients)
    return tuple(sorted({party.name for party in both}))


def _time(heap: Sequence[View]) -> Time | None:
    """The time that most of the claims with the narrowest time give."""
    times = [(one.high - one.low, one.statement.time) for one in heap if one.has_time and one.low and one.high]
    if not times:
        return None
    narrowest = min(size for size, _ in times)
    counts = Counter(time for size, time in times if size == narrowest and time)
    return min(counts, key=lambda time: (-counts[time], time.start, time.end, time.text))


def _id(heap: Sequence[View]) -> str:
    """A name that changes only with the claims held: SHA-256 over them, cut to 16 digits."""
    words = "\n".join(sorted(f"{one.statement.report}\t{one.statement.claim}" for one in heap))
    return "p" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
