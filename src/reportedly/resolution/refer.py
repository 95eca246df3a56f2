"""Whom a noun phrase means: a known actor, a state or its arm, a person, those spoken of before, or its own words."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.model import Mention, Span, Token
from reportedly.resolution import nations
from reportedly.resolution.descriptions import describe_word
from reportedly.resolution.known import Known
from reportedly.resolution.names import fold
from reportedly.resolution.nations import Nation, Word
from reportedly.resolution.phrases import Phrase, read_phrase
from reportedly.resolution.referents import Referent, arm, in_own_words, known_actor, person, state
from reportedly.resolution.report import Report
from reportedly.resolution.scan import Sighting

_DEPTH = 4  # how many times a phrase may point to one before it
# Nouns that stand for the whole group that they name: 'Houthi militias', 'Taliban fighters'.
_WHOLE = frozenset({"rank", "group", "force", "government", "security"})
# Between a state's name and its force nothing else may stand: 'Iraqi Shia militias' are not Iraq's army.
_OF_THE_STATE = frozenset(
    {"government", "regime", "army", "armed", "ground", "security", "military", "national", "federal", "state", "official",
     "central", "regular", "air", "naval", "loyalist", "defense", "defence", "the", "land", "'s", "’s", "s", "-"}
)  # fmt: skip
_SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})


def refer(report: Report, span: Span, acted_upon_by_force: bool = False, depth: int = _DEPTH) -> tuple[Referent, ...]:
    """Everybody whom a noun phrase means; () where it is nobody.

    `acted_upon_by_force`: a seat of government ('Damascus') is then a place, that something is done to.
    """
    phrase = read_phrase(report.parsed, span)
    if phrase is None or not phrase.core:
        return ()
    if phrase.head.pos == "PRON" or phrase.head.tag in ("PRP", "PRP$", "WP", "WDT"):
        return _pronoun(report, phrase, depth)
    for read in _READINGS:
        found = read(report, phrase, depth)
        if found is not None:
            return () if acted_upon_by_force and _is_seat(report, phrase) else found
    return ()


def _pronoun(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...]:
    if phrase.head.lower in _SPEAKERS:
        return _speaker(report, phrase)
    return _antecedents(report, phrase.head, depth) or ()


def _speaker(report: Report, phrase: Phrase) -> tuple[Referent, ...]:
    """The voice in whose words 'I' or 'we' stands, where it is named."""
    holding = [
        (one.end - one.start, row.source)
        for row in report.attributed.attributions
        for one in row.content_spans
        if one.holds(phrase.span)
    ]
    source = next((row for row in report.attributed.sources if holding and row.id == min(holding)[1]), None)
    if source is None or not source.named:
        return ()
    who = report.people.called(source.name)
    if who is not None and who.known is not None:
        return (known_actor(who.known),)
    return (in_own_words(source.name, "person" if source.kind == "person" else None),) if who is None else (person(who.name),)


def _antecedents(report: Report, head: Token, depth: int) -> tuple[Referent, ...] | None:
    """Those whom parsing found the phrase to mean, read in their turn."""
    mention = report.parsed.mention_at(head.i)
    if mention is None or not mention.antecedents or depth == 0:
        return None
    found: dict[str, Referent] = {}
    for i in mention.antecedents:
        for referent in _read_mention(report, report.parsed.mentions[i], depth - 1):
            found.setdefault(referent.key, referent)
    return tuple(found.values()) or None


def _read_mention(report: Report, mention: Mention, depth: int) -> tuple[Referent, ...]:
    return refer(report, mention.span, depth=depth)


def _mutual(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """'each other', 'the two groups', 'both sides': several, where it is clear who."""
    if fold(phrase.core) in ("each other", "one another"):
        return _antecedents(report, phrase.head, depth) or ()
    mention = report.parsed.mention_at(phrase.head.i)
    return _antecedents(report, phrase.head, depth) if mention is not None and len(mention.antecedents) > 1 else None


def _name(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """A known name with the head of the phrase in it: 'the Lebanese group Hezbollah', 'Moscow'."""
    sighting = _at_head(report, phrase)
    if sighting is None or (phrase.counted and fold(report.parsed.words(sighting.span)) != fold(phrase.core)):
        return None
    actor = report.actor(sighting)
    if actor is not None and not (actor.type == "organization" and "outlet" in actor.nature and sighting.words):
        return (known_actor(actor),)
    word = _state_word(sighting)
    if word is None:
        return None
    if word.kind == "people":
        return (in_own_words(phrase.core, "civilian", word.nation.code),)
    if word.kind == "adjective" and len(phrase.core.split()) > len(report.parsed.words(sighting.span).split()):
        return None
    return (state(word.nation),)


def _at_head(report: Report, phrase: Phrase) -> Sighting | None:
    inside = report.sightings.inside(phrase.span)
    return next((one for one in inside if one.span.holds(phrase.head.span) or one.span.touches(phrase.head.span)), None)


def _state_word(sighting: Sighting) -> Word | None:
    return sighting.words[0] if sighting.words else None


def _is_seat(report: Report, phrase: Phrase) -> bool:
    sighting = _at_head(report, phrase)
    word = _state_word(sighting) if sighting is not None and not sighting.spellings else None
    return word is not None and word.kind == "seat"


def _arm_of(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """A group or a state named before its own noun: 'Houthi militias', 'Syrian government forces', 'Assad's regime'."""
    description = phrase.description
    if description is None or phrase.counted or phrase.vague:
        return None
    owner = _owner(report, phrase)
    if owner is None:
        return None
    sighting, between = owner
    actor = report.actor(sighting)
    if actor is not None and actor.type == "person":
        return _regime_of(actor, description.role, phrase)
    if actor is not None:
        return (known_actor(actor),) if description.role in _WHOLE and not _breaks_away(phrase) else None
    word = _state_word(sighting)
    if word is None or not all(part in _OF_THE_STATE for part in between):
        return None
    return _arm(word.nation, phrase, between)


def _owner(report: Report, phrase: Phrase) -> tuple[Sighting, list[str]] | None:
    """The last name before the head, and the words between the two; or the one after 'of': 'the government of Iraq'."""
    parsed = report.parsed
    before = [one for one in report.sightings.inside(phrase.span) if one.span.end <= phrase.head.start]
    if before:
        last = before[-1]
        between = [token.lower for token in parsed.tokens_in(Span(last.span.end, phrase.head.start))]
        return (last, between) if not _is_backer(report, last) else None
    for prep in parsed.children(phrase.head.i, "prep"):
        inner = parsed.child(prep.i, "pobj")
        if prep.lower == "of" and inner is not None:
            for one in report.sightings.inside(Span(prep.end, inner.end)):
                if one.span.holds(inner.span):
                    return one, []
    return None


def _is_backer(report: Report, sighting: Sighting) -> bool:
    """'Iranian-backed rebels' are not Iran's."""
    return report.parsed.text[sighting.span.end : sighting.span.end + 2].strip()[:1] in ("-", "–") and bool(
        report.parsed.text[sighting.span.end + 1 : sighting.span.end + 3].strip()
    )


def _breaks_away(phrase: Phrase) -> bool:
    return any(token.lower in ("breakaway", "former", "ex", "dissident", "rival", "anti") for token in phrase.modifiers)


def _regime_of(leader: Known, role: str, phrase: Phrase) -> tuple[Referent, ...] | None:
    """A ruler's regime or forces are his state's; 'the Obama administration' keeps its name."""
    nation = nations.by_code().get(leader.country or "")
    if nation is None or phrase.head.lower == "administration":
        return None
    return (arm(nation, role),) if role in ("government", "force", "security") else None


_ARMS_NOUNS = frozenset(
    {"army", "force", "forces", "troops", "military", "soldiers", "soldier", "servicemen", "regime", "government",
     "authorities", "police", "policemen", "personnel", "administration"}
)  # fmt: skip


def _arm(nation: Nation, phrase: Phrase, between: list[str]) -> tuple[Referent, ...] | None:
    description = phrase.description
    noun = phrase.head.lower
    if description is None:
        return None
    if description.role == "platform":
        return (state(nation),)
    if noun not in _ARMS_NOUNS:
        return None
    if description.role == "force" and "security" in between:
        return (arm(nation, "security"),)
    return (arm(nation, description.role),)


def _person(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """A person of the text: 'Mr. Assad', 'the Syrian president' where one alone bears the title."""
    if phrase.head.pos == "PROPN" or phrase.head.entity == "PERSON":
        who = report.people.called(phrase.core)
        if who is None and phrase.head.entity == "PERSON":
            who = report.people.called(_labelled_part(report, phrase))
        if who is not None:
            return (known_actor(who.known) if who.known is not None else person(who.name),)
    if phrase.head.tag == "NN" and phrase.pointing and not phrase.counted:
        who = report.people.by_title.get(phrase.head.lower)
        if who is not None and phrase.head.lower in ("president", "premier", "chancellor", "king", "emir", "sultan"):
            return (known_actor(who.known) if who.known is not None else person(who.name),)
    return None


def _labelled_part(report: Report, phrase: Phrase) -> str:
    tokens = [token for token in report.parsed.tokens_in(phrase.span) if token.entity == "PERSON"]
    return report.parsed.words(report.parsed.cover(*tokens)) if tokens else phrase.core


def _described(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """Those already spoken of under another name: 'the group', 'the rebels', 'the regime', 'the army'."""
    description = phrase.description
    if description is None or phrase.counted or phrase.vague or not phrase.pointing:
        return None
    if description.role in ("rank", "group"):
        return _group_meant(report, phrase, depth)
    if description.role in ("government", "force", "police", "security"):
        return _arm_meant(report, phrase, depth)
    return None


def _group_meant(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    nature = phrase.description.nature if phrase.description is not None else ""
    if not all(_describes_any(token) for token in phrase.modifiers):
        return None
    meant = _antecedents(report, phrase.head, depth)
    if meant is not None and len(meant) == 1 and _may_be(report, meant[0], nature):
        return meant
    fitting = sorted(key for key in report.named if _called(report, key, nature))
    if phrase.description is not None and phrase.description.role == "rank" and len(fitting) == 1:
        return (known_actor(_known(fitting[0])),)
    return None


def _known(key: str) -> Known:
    from reportedly.resolution.known import by_id

    return by_id()[key]


def _describes_any(token: Token) -> bool:
    """Modifiers that tell no groups apart: 'armed', 'Iranian-backed', 'militant', 'extremist'."""
    described = describe_word(token.lower)
    return token.lower in _LOOSE or (described is not None and described.role in ("rank", "group")) or token.text[:1].isupper() or token.lower in ("-", "backed", "led", "linked", "aligned", "allied", "supported", "hard", "line")


_LOOSE = frozenset({"armed", "militant", "extremist", "terror", "terrorist", "islamist", "radical", "jihadist", "rebel", "insurgent", "separatist"})


def _called(report: Report, key: str, nature: str) -> bool:
    actor = _known(key)
    return actor.type == "armed group" and bool(actor.nature) and (nature in ("any", "") or nature in actor.nature)


def _may_be(report: Report, referent: Referent, nature: str) -> bool:
    """Whether an antecedent may be called so: an armed group of that nature, or one that only the text names."""
    from reportedly.resolution.known import by_id

    actor = by_id().get(referent.key)
    if actor is None:
        return referent.type in ("armed group", "political group", None)
    if actor.type not in ("armed group", "political group", "organization"):
        return False
    return nature in ("any", "") or not actor.nature or nature in actor.nature


def _arm_meant(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """'the regime', 'government forces', 'the army': of the state that was just named so, or that the report is about."""
    description = phrase.description
    modifiers = {token.lower for token in phrase.modifiers}
    if description is None or phrase.head.lower not in _ARMS_NOUNS or not modifiers <= _OF_THE_STATE:
        return None
    meant = _antecedents(report, phrase.head, depth)
    if meant is not None and len(meant) == 1 and meant[0].type in ("government", "military", "police"):
        return meant
    if phrase.head.lower in ("soldiers", "soldier", "personnel", "policemen", "servicemen"):
        return None
    bare = phrase.head.lower in ("troops", "forces", "force") and not modifiers
    if report.theatre is None or bare:
        return None
    return (arm(report.theatre, "security" if "security" in modifiers else description.role),)


def _proper(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """A name that is not known: under its own words, unless it is a place's."""
    if phrase.head.pos != "PROPN" and phrase.head.entity not in ("ORG", "NORP"):
        return None
    if phrase.head.entity in ("GPE", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "EVENT", "LAW"):
        return () if phrase.description is None else None
    kind = phrase.description.type if phrase.description is not None and phrase.description.role != "never" else None
    kind = kind or {"PERSON": "person", "ORG": "organization"}.get(phrase.head.entity)
    if phrase.head.entity == "PERSON":
        return (person(phrase.core),)
    return (in_own_words(phrase.core if phrase.head.entity == "PERSON" else phrase.full, kind, _country(report, phrase)),)


def _own_words(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """A common noun phrase that names somebody: 'four civilians', 'a group loyal to the council'."""
    description = phrase.description
    if description is None:
        return None
    if description.role == "never":
        return () if not phrase.head.entity == "CARDINAL" else None
    return (in_own_words(phrase.full, description.type, _country(report, phrase)),)


def _number(report: Report, phrase: Phrase, depth: int) -> tuple[Referent, ...] | None:
    """'eleven wounded', 'three': people, where nothing else is counted."""
    if phrase.head.tag == "CD" and phrase.head.entity not in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return (in_own_words(phrase.full, "civilian"),)
    return None


def _country(report: Report, phrase: Phrase) -> str | None:
    """The state whose adjective stands in the phrase."""
    for sighting in report.sightings.inside(phrase.span):
        word = _state_word(sighting)
        if word is not None and not _is_backer(report, sighting):
            return word.nation.code
    return None


_READINGS: tuple[Callable[[Report, Phrase, int], tuple[Referent, ...] | None], ...] = (
    _mutual, _name, _arm_of, _person, _described, _proper, _own_words, _number,
)  # fmt: skip
