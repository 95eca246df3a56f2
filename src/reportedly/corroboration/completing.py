"""Completes from its report what a claim leaves open: who 'our forces' are, whose 'its spokesman' is, where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reportedly.corroboration.folding import fold, head, is_common, is_proper
from reportedly.corroboration.tables import nations
from reportedly.model.corroboration import Party, Spot, Statement, Voice
from reportedly.model.reading import Actor, Claim, Reading, Source

_DATELINE = re.compile(r"^.{0,60}?\([^()]{2,40}\)\s*(?:[-\u2013\u2014]+\s*|(?=[A-Z]))")
_THOSE_OF = re.compile(
    r"^(?:(?:the|suspected|alleged|armed|several|some|other|dozens of|hundreds of)\s+)*"
    r"(?:members|fighters|militants|gunmen|militiamen|combatants|guerrillas|rebels|jihadists|bandits|commandos|policemen|elements|men|soldiers|troops|units|insurgents)"
    r"\s+(?:of|from|belonging to)\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<=\w) \([A-Z][A-Z0-9-]{1,7}\)$")  # 'Free Coast Movement (FCM)'
_KIND = re.compile(
    r"(?:\s+(?:armed|criminal|rebel|jihadist|militant|militia|terrorist|insurgent|extremist|Islamist|paramilitary|rebel))*"
    r"\s+(?:gang|gangs|coalition|group|groups|militia|militias|faction|movement|rebels|network)$",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\s+(?:fighters|militants|rebels|insurgents|gunmen|militiamen|troops|soldiers|forces)$", re.IGNORECASE
)
_OURS = re.compile(r"^(?:our|we|us)\b", re.IGNORECASE)
_ITS_SPOKESMAN = re.compile(r"\b(?:its|their)\s+(?:\w+\s+){0,2}spokes(?:man|woman|person|men|people)\b", re.IGNORECASE)
# 'Government Spokesperson X': a state's, and its report takes for granted which.
_STATES_SPOKESMAN = re.compile(r"^(?:the |an? )?(?:government|army|military|police) spokes", re.IGNORECASE)
_STATE = frozenset(("country", "government", "military", "police"))
_SITE = re.compile(
    r"(?:the )?([A-Z][\w\u2019'-]+)(?: [Oo]il)? (?:[Rr]efinery|[Aa]ir(?:port|field|base)|[Pp]ort|base|barracks|prison"
    r"|dam|depot|market|station|power plant|bridge)$"
)
_WHERE = re.compile(r"\b(?:in|near|at|outside) ((?:[A-Z][\w\u2019'-]+ ?)+)$")
_ARMED = re.compile(r"\b(?:forces?|army|military|police|guards?|command|navy|general staff)\b", re.IGNORECASE)
_ITS = re.compile(r"^(?:its|their|our)\s+", re.IGNORECASE)
_BODIES = ("organization", "group")
_MEN = frozenset(("soldier", "troop", "fighter", "force", "guard", "policeman", "police", "officer", "gunman", "pilot"))
_PEOPLE = frozenset({"person", "civilian"})


def cleaned(actor: Actor, names: dict[str, Actor]) -> Actor:
    """The actor that a wording is another one of: 'BEIRUT, May 2 (AFP) - Hezbollah fighters' is Hezbollah there."""
    if actor.wikidata:
        return actor
    bare = _SHORT.sub("", _DATELINE.sub("", actor.name))
    of_whom = _THOSE_OF.sub("", bare)
    for name in (bare, _FIGHTERS.sub("", bare), of_whom, _FIGHTERS.sub("", of_whom), _KIND.sub("", of_whom)):
        other = names.get(fold(name))
        if other and other.id != actor.id and is_proper(other.name) and is_proper(name):
            return other
    if of_whom != bare and is_proper(of_whom.split(" ")[0]):
        bare = _KIND.sub("", of_whom)
    return replace(actor, name=bare) if bare and bare != actor.name else actor


def body_of_its_spokesman(source: Source, reading: Reading) -> str | None:
    """Whom 'its spokesman' speaks for: the one named actor of what he says; None where there are several.

    'Government Spokesperson X' speaks for the one state among them.
    """
    called = (source.name, *source.aliases, source.role or "")
    of_state = any(_STATES_SPOKESMAN.search(name) for name in called)
    if not of_state and not any(_ITS_SPOKESMAN.search(name) for name in called):
        return None
    said = [claim for claim in reading.claims if claim.chain and claim.chain[-1] == source.id]
    rows = {actor.id: actor for actor in reading.actors}
    told = [rows[i] for claim in said for i in claim.actors if i in rows and _is_a_body(rows[i])]
    found = {actor.name for actor in told if not of_state or actor.type in _STATE}
    if of_state and not found and any("government" not in name.casefold() for name in called):
        found = {actor.name for actor in reading.actors if actor.type == "military" and is_proper(actor.name)}
    return found.pop() if len(found) == 1 else None


def ours(claim: Claim, reading: Reading, chain: tuple[Voice, ...], parties: dict[str, Party]) -> tuple[Party, ...]:
    """The actors of a claim; 'our forces' are those of the body that their speaker speaks for."""
    actors = tuple(parties[i] for i in claim.actors if i in parties)
    names = {chain[-1].body, chain[-1].name if chain[-1].kind in _BODIES else None} if chain else set()
    mine = next((party for party in parties.values() if party.name in names), None) or _party_of(chain)
    if mine is None or len(actors) != 1:
        return actors
    if claim.polarity == "denied" and _are_its_men(claim, reading):
        return (mine,)
    if not _is_described(actors[0].name):
        return actors
    if claim.polarity == "denied" and head(actors[0].name) in _MEN:  # 'the army denied that soldiers had shot'
        return (mine,)
    actor = next(one for one in reading.actors if one.id == claim.actors[0])
    said = (reading.document.text[span.start : span.end] for span in actor.mentions)
    return (mine,) if any(_OURS.match(words) for words in said) else actors


def _are_its_men(claim: Claim, reading: Reading) -> bool:
    """Whether the actor of a claim is told as 'its soldiers', which a denial says of the army that denies."""
    spans = [span for actor in reading.actors if actor.id == claim.actors[0] for span in actor.mentions]
    own = [span for span in spans if any(one.holds(span) for one in claim.spans)]
    said = (reading.document.text[span.start : span.end] for span in own)
    return any(_ITS.match(words) and head(_ITS.sub("", words)) in _MEN for words in said)


def _party_of(chain: tuple[Voice, ...]) -> Party | None:
    """The army that denies, where no claim of its report has it for an actor."""
    voice = chain[-1] if chain else None
    if voice is None or voice.kind not in _BODIES or not voice.named:
        return None
    if voice.type not in ("military", "police", "armed group") and not _ARMED.search(voice.name):
        return None
    key = f"{fold(voice.name)}|{voice.country or ''}"
    return Party(key, voice.name, voice.aliases, voice.type, voice.country, linked=bool(voice.type))


def _is_described(name: str) -> bool:
    return not is_proper(name) or (is_common(name) and head(name) in _MEN)


def where(claim: Claim, parties: Iterable[Party], spots: dict[str, Spot]) -> tuple[Spot, ...]:
    """The places of a claim; where it gives none, that in the words for whom it was done to: '15 farmers in Guma'."""
    found = tuple(spots[i] for i in claim.places_all or (claim.place or "",) if i in spots)
    if found and any(spot.level == "place" for spot in found):
        return found
    if found:  # 'an attack on the Tuapse refinery in Krasnodar Krai' was in Tuapse
        words = (*(party.name for party in parties), *claim.things)
        sites = (match for match in map(_SITE.match, words) if match and fold(match[1]) not in nations())
        return (*(Spot(match[1], None, found[0].country) for match in sites), *found)
    named = (_WHERE.search(party.name) for party in parties if is_common(party.name))
    return tuple(Spot(match[1]) for match in named if match)[:1]


def with_doers(told: Iterable[Statement]) -> tuple[Statement, ...]:
    """A report's statements; 'no student was abducted' denies what it tells of those who are said to have done it."""
    told = tuple(told)
    return tuple(_with_doer(one, told) for one in told)


def _with_doer(one: Statement, told: tuple[Statement, ...]) -> Statement:
    if one.polarity != "denied" or one.actors or not one.recipients or one.relation:
        return one
    done_to = {head(party.name) for party in one.recipients}
    like = [
        other
        for other in told
        if other.actors
        and (other.event, other.mode) == (one.event, one.mode)
        and done_to & {head(party.name) for party in other.recipients}
    ]
    if not like or len({other.actors for other in like}) > 1:
        return one
    return replace(one, actors=like[0].actors, places=one.places or like[0].places, time=one.time or like[0].time)


def _is_a_body(actor: Actor) -> bool:
    return actor.type not in _PEOPLE and is_proper(actor.name)
