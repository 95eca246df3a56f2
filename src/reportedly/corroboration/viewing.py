"""Looks at a statement once: the days it can mean, the names its actors go by, and what tells its deed from others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.corroboration.folding import fold, head, is_common, is_proper, singular
from reportedly.corroboration.organs import state_of
from reportedly.corroboration.tables import Deed, Rule, deed_of, default_rule, groups
from reportedly.model.corroboration import Party, Spot, Statement
from reportedly.model.days import days_of

_SAID_OF_THEM = frozenset(
    ("in", "from", "near", "around", "loyal", "linked", "allied", "affiliated", "suspected", "who")
)
WEEK = 10  # days in which 'last week' and 'at the weekend' lie
FEW_DAYS = 4  # a time of at most so many days dates a deed
_UNIT = re.compile(
    r"\b(\d{1,4}|[A-Z][a-z]+)(?:st|nd|rd|th)? (?:[A-Z][\w-]+ ){0,3}?"
    r"(Brigade|Division|Battalion|Regiment|Corps|Army|Squadron|Front|Company|Group)\b"
)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
_OF_THEM = re.compile(r"(?:the )?(\w+s) (?:of|from) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*)*)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # 'National Liberation Army (Colombia)'
RULERS = frozenset({"country", "government"})
REALMS = {"future": "planned", "intended": "planned", "hypothetical": "supposed"}


@dataclass(frozen=True, slots=True)
class Who:
    """A party made ready for comparing: `key`, all its folded `names`, its kind of people where it has no name."""

    key: str
    names: frozenset[str]
    group: str  # '' where it is a name
    state: str  # 'SDN' where it is a state or its army, else ''
    linked: bool
    country: str
    kind: str  # what kind of people or things it is where it is described rather than named: 'eleven Somali soldiers'
    is_ruler: bool  # a state or its government or ministry, which act for it in words too
    is_person: bool
    is_police: bool
    is_army: bool
    is_armed: bool  # an armed group, known or called one

    def __hash__(self) -> int:
        return hash(self.key)  # it is looked up again and again, and few of one key differ in anything

    @property
    def words(self) -> frozenset[str]:
        """The single words of its names."""
        return frozenset(word for name in self.names for word in name.split())


@dataclass(frozen=True, slots=True)
class View:
    """A statement made ready for comparing. `low`, `high`: the days that it can mean, as ordinals; None is unbounded.

    `is_dated` says that the text gives a day or a few; `kin` what its report shares a lineage by. `keys` part claims
    into blocks, one of `tokens` is shared with whatever it is held together with, `says` is its content in an order.
    """

    statement: Statement
    deed: Deed
    realm: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    things: frozenset[str]
    low: int | None
    high: int | None
    is_dated: bool
    has_time: bool
    published: int | None
    kin: str
    keys: tuple[str, ...]
    tokens: tuple[str, ...]
    says: tuple[object, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return self.statement.places


def view(statement: Statement, rule: Rule, kin: str = "") -> View:
    """A statement's view. `kin` is the origin of its report's text."""
    kin = kin or statement.report
    deed = deed_of(statement.event, statement.relation, statement.mode)
    actors, recipients = _sides(statement, deed)
    low, high, has_time = _days_meant(statement, deed, rule)
    things = frozenset(filter(None, (_thing(words, statement.places) for words in statement.things)))
    is_dated = _is_dated(low, high, has_time=has_time)
    told = _told(statement, recipients, things, kin, range(low or 0, (high or 0) + 1) if is_dated else range(0))
    names = sorted(_names_looked_up(actors, recipients, deed, statement))
    content = (tuple(sorted(who.key for who in actors)), tuple(sorted(told - {f"k:{kin}"})))
    stem = f"{deed.kind}|{realm_of(statement)}|"
    scenes = _scenes(statement, recipients, range(low or 0, (high or 0) + 1) if is_dated else range(0))
    return View(
        statement=statement,
        deed=deed,
        realm=realm_of(statement),
        actors=actors,
        recipients=recipients,
        things=things,
        low=low,
        high=high,
        is_dated=is_dated,
        has_time=has_time,
        published=(days(statement.published) or (None, None))[1],
        kin=kin,
        keys=tuple(stem + name for name in (*names, *scenes)),
        tokens=(
            *(f"{word}|{name}" for word in sorted(told) for name in names),
            *(f"s|{scene}" for scene in scenes),
        ),
        says=(low or 0, high or 0, *content),
    )


def _is_dated(low: int | None, high: int | None, *, has_time: bool) -> bool:
    return has_time and low is not None and high is not None and high - low < FEW_DAYS


def _scenes(statement: Statement, recipients: tuple[Who, ...], on: range) -> tuple[str, ...]:
    """The towns of a deed, and the kinds of people it was done to, by day.

    There 'gunmen', or nobody named, may be those whom another report names.
    """
    towns = sorted({fold(spot.name) for spot in statement.places if spot.level == "place"})
    victims = sorted({who.kind for who in recipients if is_telling(who.kind)})
    return tuple(f"{what}/{day}" for what in (*(f"@{t}" for t in towns), *(f"~{v}" for v in victims)) for day in on)


def _told(statement: Statement, recipients: tuple[Who, ...], things: frozenset[str], kin: str, on: range) -> set[str]:
    """What can speak for its being of one deed with another: places, things, recipients, days, lineage."""
    places = {fold(name) for spot in statement.places for name in (spot.name, spot.admin1 or "") if name}
    found = {f"p:{name}" for name in places} | {f"t:{thing}" for thing in things} | {f"d:{day}" for day in on}
    found |= {f"r:{who.kind or who.key.partition('|')[0]}" for who in recipients}
    found |= {f"p:{name}" for who in recipients if not who.linked and not who.kind for name in who.names}
    return found | {f"r:state:{who.state}" for who in recipients if who.state} | {f"k:{kin}"}


def _names_looked_up(
    actors: tuple[Who, ...], recipients: tuple[Who, ...], deed: Deed, statement: Statement
) -> set[str]:
    """By what its actors are found: their names, their state; where nobody acts, those acted upon."""
    found = {name for who in actors for name in _looked_up_by(who, recipients, deed, statement)}
    if not actors:
        found = {f"nobody>{name}" for who in recipients for name in _looked_up_by(who, (), deed, statement)}
    return found or {f"={statement.report}"}


def realm_of(statement: Statement) -> str:
    """Whether it is told as real, planned or supposed: what may come is no report of what came."""
    return REALMS.get(statement.when, "real")


def keys_of(statement: Statement) -> tuple[str, ...]:
    """What a statement shares with every statement that it can be held together with, or with one between them."""
    deed = deed_of(statement.event, statement.relation, statement.mode)
    stem = f"{deed.kind}|{realm_of(statement)}|"
    low, high, has_time = _days_meant(statement, deed, default_rule())
    actors, recipients = _sides(statement, deed)
    is_dated = _is_dated(low, high, has_time=has_time)
    scenes = _scenes(statement, recipients, range(low or 0, (high or 0) + 1) if is_dated else range(0))
    return tuple(stem + name for name in (*sorted(_names_looked_up(actors, recipients, deed, statement)), *scenes))


def days(moment: str | None) -> tuple[int, int] | None:
    """The first and the last day, as ordinals, of an ISO 8601 date to any precision; None where it is none."""
    found = days_of(moment)
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _looked_up_by(who: Who, recipients: tuple[Who, ...], deed: Deed, statement: Statement) -> set[str]:
    if who.group:
        places = {fold(spot.name) for spot in statement.places} or {f"={statement.report}"}
        on_whom = {f"~{who.group}>{other.kind}" for other in recipients if is_telling(other.kind)}
        return {f"~{who.group}@{place}" for place in places} | on_whom
    return set(who.names) | ({f"state:{who.state}"} if who.state and (deed.material or who.is_ruler) else set())


def is_telling(kind: str) -> bool:
    """Whether a kind of people is told: 'worshipper' is one, 'people' may be anybody."""
    return bool(kind) and kind != "people"


def _sides(statement: Statement, deed: Deed) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    if deed.mutual:
        return tuple(dict.fromkeys(_who(party) for party in (*statement.actors, *statement.recipients))), ()
    return tuple(map(_who, statement.actors)), tuple(map(_who, statement.recipients))


@lru_cache(100_000)
def _who(party: Party) -> Who:
    group = "" if _has_name(party) else _group(party.name)
    turned = _OF_THEM.fullmatch(party.name)  # 'Dissidents of the FARC' are 'FARC dissidents'
    called = (party.name, _IN_BRACKETS.sub("", party.name), *party.aliases)
    called = (*called, f"{turned[2]} {turned[1]}") if turned and not party.linked else called
    names = frozenset() if group else frozenset(filter(None, (*map(fold, called), *map(_unit, called))))
    state = state_of(party)
    return Who(
        key=party.key,
        names=names or frozenset({party.key}),
        group=group,
        state=state,
        linked=party.linked,
        country=party.country or state,
        kind=_group(party.name) if group or _is_described(party) else "",
        is_ruler=bool(state) and party.type in RULERS,
        is_person=party.type == "person",
        is_police=party.type == "police",
        is_army=party.type == "military",
        is_armed=party.type == "armed group" or (party.type is None and not group),
    )


def _unit(name: str) -> str:
    """A numbered unit by its number and what it is: 'the 444th Combat Brigade' and '444 Brigade' are one; else ''."""
    found = _UNIT.search(name)
    number = _ORDINALS.get(found[1].casefold(), found[1]) if found else ""
    return f"{number} {found[2].casefold()}" if found and number.isdigit() else ""


def _is_described(party: Party) -> bool:
    """Whether it is told by what it is rather than by its name: 'eleven Somali soldiers', 'a base in Barire'."""
    return party.type == "civilian" or is_common(party.name)


def _has_name(party: Party) -> bool:
    """Whether it goes by a name: 'Interior Ministry', not '40 pupils in Damboa', nor 'Rebels' at a sentence's start."""
    if party.linked:
        return True
    if party.type == "civilian" or not is_proper(party.name):
        return False
    words = _before_its_place(party.name).split()
    return (len(words) > 1 and any(word[:1].isupper() for word in words[1:])) or head(party.name) not in groups()


def _before_its_place(name: str) -> str:
    """'suspected militants' of 'suspected militants in Djibo'; a name keeps what belongs to it."""
    words = name.split()
    said = (*_SAID_OF_THEM, "of") if words[0].casefold() in ("remnants", "supporters", "followers") else _SAID_OF_THEM
    ends = next((i for i, word in enumerate(words) if i and word in said), len(words))
    described = singular(fold(words[ends - 1])) in groups() and not any(word[:1].isupper() for word in words[1:ends])
    return " ".join(words[:ends]) if described else name


def _group(name: str) -> str:
    word = head(name)
    return groups().get(word, word) or "people"


def _thing(words: str, places: tuple[Spot, ...]) -> str:
    """What a thing is; the town that it happened in, by its name or as 'the town', is one thing."""
    if fold(words) in {fold(spot.name) for spot in places}:
        return "settlement"
    word = head(words)
    return groups().get(word, word)


def _nights(text: str) -> tuple[int, int]:
    """How many days before and behind a night takes in: 'overnight' and 'Monday night' are of two days."""
    words = text.casefold()
    if "overnight" in words or "night to" in words or "night into" in words:
        return 1, 1
    return (0, 1) if "night" in words else (0, 0)


def _is_short(statement: Statement) -> bool:
    at = (days(statement.time.start), days(statement.time.end)) if statement.time else (None, None)
    return bool(at[0] and at[1] and at[1][1] - at[0][0] < FEW_DAYS)


def _days_meant(statement: Statement, deed: Deed, rule: Rule) -> tuple[int | None, int | None, bool]:
    """The days that it can mean: its own; else those before its report; none told of a standing tie without a time.

    A tie that is told to go on has no day either: 'Rwanda said on Wednesday that it does not support them'.
    """
    told = days(statement.published)
    if deed.lasting and statement.when == "ongoing" and _is_short(statement):
        return None, None, False
    if statement.time is not None and told and "week" in statement.time.text.casefold():
        return told[0] - WEEK, told[1], True  # 'at the weekend', 'last week': the reader tells its month
    if statement.time is not None:
        first, last = days(statement.time.start), days(statement.time.end)
        if first and last:
            before, behind = _nights(statement.time.text)
            return min(first[0], last[0]) - before, max(first[1], last[1]) + behind, True
    if deed.lasting:
        return None, None, False
    if told is None:
        return None, None, False
    if realm_of(statement) != "real":
        return told[0] - rule.days_back, told[1] + rule.longest_days, False
    back = rule.longest_days if statement.polarity == "denied" else rule.days_back  # who denies answers what was told
    return told[0] - back, told[1], False
