"""What belongs to a name: 'Houthi militias', 'Syrian government forces', 'Assad's regime', 'IS positions'."""

from __future__ import annotations

from reportedly.model import Span, Token
from reportedly.resolution import nations
from reportedly.resolution.classes import words_of
from reportedly.resolution.descriptions import describe
from reportedly.resolution.known import Known, by_id
from reportedly.resolution.nations import Nation
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, arm, in_own_words, known_actor, state
from reportedly.resolution.scan import Sighting

_OWN_MEN = frozenset({"men", "boys", "comrades", "elements", "brothers"})  # 'our men': the fighters of whoever speaks
_BODIES = frozenset({"group", "rank", "force", "security", "target"})


def what_a_name_owns(look: Look) -> tuple[Referent, ...] | None:
    """The group, or the arm of a state, that a name before the noun or after 'of' owns."""
    description = look.phrase.description
    if description is not None and description.role == "target":
        return _whose_target(look)
    if description is None or look.phrase.counted or look.phrase.vague:
        return None
    both = _two_states(look)
    if both is not None:
        return both
    several = _those_from(look)
    if several:
        return several
    sighting, between = _owner(look)
    if sighting is None:
        return _pronouns_own(look)
    actor = look.report.actor(sighting)
    if actor is not None and actor.type == "person":
        return _regime_of(actor, look)
    if actor is not None:
        return (known_actor(actor),) if _stands_for(actor, look) else None
    if not sighting.words or not _is_the_states(look, sighting, between):
        return None
    return _arm(sighting.words[0].nation, look, between)


def _is_the_states(look: Look, sighting: Sighting, between: list[str]) -> bool:
    """Whether nothing tells other forces from the state's: not 'Kurdish authorities in Iraq', 'state government'."""
    own = words_of("of the state")
    others = [token.lower for token in look.phrase.modifiers if not sighting.span.touches(token.span)]
    if look.phrase.description is not None and look.phrase.description.role == "government" and "state" in others:
        return False
    return all(part in own for part in between) and (sighting.span.end <= look.phrase.head.start or set(others) <= own)


def _two_states(look: Look) -> tuple[Referent, ...] | None:
    """'US and French special forces' are two, each by its own name."""
    named = [
        one
        for one in look.report.sightings.inside(look.phrase.span)
        if one.words and one.span.end <= look.phrase.head.start
    ]
    if len(named) != 2 or look.report.parsed.text[named[0].span.end : named[1].span.start].strip() != "and":
        return None
    rest = look.report.parsed.text[named[1].span.end : look.phrase.span.end].strip()
    states = [one.words[0].nation for one in named]
    if (
        look.phrase.head.lower in words_of("arm")
        and rest == look.phrase.head.text
        and look.phrase.description is not None
    ):
        return tuple(arm(nation, look.phrase.description.role) for nation in states)
    kind = look.phrase.description.type if look.phrase.description is not None else None
    words = [look.report.parsed.words(one.span) for one in named]
    return tuple(in_own_words(f"{word} {rest}", kind, nation.code) for word, nation in zip(words, states, strict=True))


def _those_from(look: Look) -> tuple[Referent, ...]:
    """'Fighters from the Islamic State and the Front' are both groups."""
    parsed, head = look.report.parsed, look.phrase.head
    if look.phrase.description is None or look.phrase.description.role not in ("rank", "force"):
        return ()
    for prep in parsed.children(head.i, "prep"):
        inner = parsed.child(prep.i, "pobj") if prep.lower in ("from", "of") else None
        if inner is None:
            continue
        joined = (inner, *(one for one in parsed.children(inner.i, "conj") if one.pos != "NOUN"))
        known = [_known_at(look, token) for token in joined]
        if all(actor is not None and actor.type == "armed group" for actor in known):
            return tuple(known_actor(actor) for actor in known if actor is not None)
    return ()


def _known_at(look: Look, token: Token) -> Known | None:
    """The known actor whose name a token ends."""
    found = [
        one for one in look.report.sightings.before(token.end + 1, len(token.text) + 80) if one.span.touches(token.span)
    ]
    return look.report.actor(found[-1]) if found else None


def _stands_for(actor: Known, look: Look) -> bool:
    """'Houthi militias' are the Houthis, 'UN troops' are not the United Nations, 'Hamas leaders' not Hamas."""
    role = look.phrase.description.role if look.phrase.description is not None else ""
    if any(token.lower in words_of("apart") for token in look.phrase.modifiers):
        return False
    if any(
        clause.lower in words_of("singled out") for clause in look.report.parsed.children(look.phrase.head.i, "acl")
    ):
        return False
    if actor.type == "armed group":
        return role in _BODIES or look.phrase.head.lower in ("government", "regime", "authorities", "rulers")
    if actor.type in ("military", "police"):
        return look.phrase.head.lower in words_of("arm") or role in ("platform", "target")
    return role == "group"


def _owner(look: Look) -> tuple[Sighting | None, list[str]]:
    """The last name before the head and the words between the two, or the name after 'of'."""
    parsed, head = look.report.parsed, look.phrase.head
    before = [one for one in look.report.sightings.inside(look.phrase.span) if one.span.end <= head.start]
    before = [one for one in before if not parsed.words(one.span).islower()] or before
    if before:
        between = [token.lower for token in parsed.tokens_in(Span(before[-1].span.end, head.start))]
        return (None, []) if look.is_compound(before[-1]) else (before[-1], between)
    for prep in parsed.children(head.i, "prep"):
        inner = parsed.child(prep.i, "pobj") if prep.lower in ("of", "in") else None
        if inner is not None:
            for one in look.report.sightings.inside(Span(prep.end, inner.end)):
                if one.span.touches(inner.span) and (prep.lower == "of" or not one.spellings):
                    return one, []
    return None, []


def _regime_of(leader: Known, look: Look) -> tuple[Referent, ...] | None:
    """A ruler's regime or forces are his state's; 'the Obama administration' keeps its name."""
    nation = nations.by_code().get(leader.country or "")
    role = look.phrase.description.role if look.phrase.description is not None else ""
    if nation is None or look.phrase.head.lower == "administration":
        return None
    return (arm(nation, role),) if role in ("government", "force", "security") else None


def _arm(nation: Nation, look: Look, between: list[str]) -> tuple[Referent, ...] | None:
    description, noun = look.phrase.description, look.phrase.head.lower
    if description is None:
        return None
    if description.role == "platform":
        return (state(nation),)
    if noun not in words_of("arm"):
        return None
    security = description.role == "force" and "security" in between
    return (arm(nation, "security" if security else description.role),)


def _pronouns_own(look: Look) -> tuple[Referent, ...] | None:
    """'its forces', 'their fighters', 'her country': those of whom the pronoun means."""
    owner = look.report.parsed.child(look.phrase.head.i, "poss")
    role = look.phrase.description.role if look.phrase.description is not None else ""
    role = "rank" if look.phrase.head.lower in _OWN_MEN else role
    if owner is None or owner.tag != "PRP$" or role not in ("rank", "force", "government", "country", "group"):
        return None
    found = look.read(owner.span)
    if len(found) == 1 and found[0].type == "person" and role in ("rank", "force", "group"):
        body = _body_of(look, found[0])
        if body is not None or role == "group":
            return (known_actor(body),) if body is not None else None
    return _of_owner(look, found[0], role) if len(found) == 1 else None


def _body_of(look: Look, leader: Referent) -> Known | None:
    """The group that a leader's 'movement' or 'fighters' are: 'al-Houthi vowed that his movement would'."""
    known = by_id().get(leader.key)
    body = by_id().get(known.parent or "") if known is not None else None
    return body if look.phrase.full == look.phrase.core and body is not None else None


def _of_owner(look: Look, owner: Referent, role: str) -> tuple[Referent, ...] | None:
    nation = nations.by_code().get(owner.country or "")
    if role == "rank" and owner.type == "military":
        return (owner,) if look.phrase.full == look.phrase.core else None
    if owner.type == "armed group" and role in ("rank", "force"):
        return (owner,) if look.phrase.full == look.phrase.core else None
    if owner.type not in ("country", "government", "military", "person") or nation is None:
        return None
    if role == "country":
        return (state(nation),) if look.phrase.core in ("country", "nation", "homeland") else None
    return (arm(nation, role),) if look.phrase.head.lower in words_of("arm") else None


def _whose_target(look: Look) -> tuple[Referent, ...] | None:
    """'Islamic State positions', 'rebel strongholds': whoever holds it is hit; a base is an actor of its own."""
    if look.phrase.description is None or look.phrase.description.type:
        return None
    owners = [one for one in look.report.sightings.inside(look.phrase.span) if one.span.end <= look.phrase.head.start]
    if owners and not look.is_compound(owners[-1]):
        actor = look.report.actor(owners[-1])
        if actor is not None and actor.type in ("armed group", "military"):
            return (known_actor(actor),)
        return (state(owners[-1].words[0].nation),) if owners[-1].words else None
    for token in look.report.parsed.children(look.phrase.head.i, "compound", "amod", "poss"):
        found = look.read(token.span) if not owners and _is_a_force(token) else ()
        if found:
            return found
    return None


def _is_a_force(token: Token) -> bool:
    description = describe(token)
    return description is not None and description.role in ("rank", "government", "force")
