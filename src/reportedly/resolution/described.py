"""Those already spoken of under another name: 'the group', 'the rebels', 'the regime', 'the army', 'the council'."""

from __future__ import annotations

from reportedly.model import Token
from reportedly.resolution import nations
from reportedly.resolution.classes import words_of
from reportedly.resolution.descriptions import describe_word
from reportedly.resolution.known import Known, by_id
from reportedly.resolution.names import fold
from reportedly.resolution.nations import Nation
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, arm, known_actor

_NEARBY = 500  # characters


def those_spoken_of(look: Look) -> tuple[Referent, ...] | None:
    """Whom a pointing description means, where the report leaves no doubt."""
    phrase = look.phrase
    if phrase.counted or phrase.vague or not phrase.pointing or phrase.full != phrase.core:
        return None
    short = _short_form(look)
    if short is not None:
        return short
    description = phrase.description
    if description is None:
        return None
    if description.role in ("rank", "group"):
        return _group_meant(look, description.nature)
    if description.role == "country":
        found = look.follow(phrase.head)
        return found if found is not None and found[0].type == "country" else None
    if description.role in ("government", "force", "police", "security"):
        return _arm_meant(look, description.role)
    return None


def _short_form(look: Look) -> tuple[Referent, ...] | None:
    """'the council' after 'Southern Transitional Council', 'the Observatory' after its full name, 'coalition' before
    a noun ('coalition strikes')."""
    if " " in look.phrase.core or not (look.phrase.definite or look.phrase.head.dep == "compound"):
        return None
    actor = look.report.ending_in(fold(look.phrase.core), look.phrase.span.start)
    return (known_actor(actor),) if actor is not None else None


def _group_meant(look: Look, nature: str) -> tuple[Referent, ...] | None:
    phrase = look.phrase
    if not phrase.definite or not all(_tells_none_apart(look, token) for token in phrase.modifiers):
        return None
    meant = look.follow(phrase.head)
    if meant is not None and len(meant) == 1 and _may_be_called(meant[0], nature):
        return meant
    if phrase.description is None or phrase.description.role != "rank":
        return _last_named(look, nature)
    return _mostly_named(look, nature)


def _mostly_named(look: Look, nature: str) -> tuple[Referent, ...] | None:
    """The armed group that may be called so and that the report speaks of far more than of any other."""
    times = {key: count for key, count in look.report.named.items() if _is_called(by_id()[key], nature)}
    first, second = (*sorted(times.values(), reverse=True), 0, 0)[:2]
    if not first or first < 3 * second:
        return None
    return (known_actor(by_id()[max(sorted(times), key=lambda key: times[key])]),)


def _last_named(look: Look, nature: str) -> tuple[Referent, ...] | None:
    """For 'the group': the armed group named last before it, if that is no more than a few sentences ago."""
    if look.phrase.head.tag != "NN" or look.phrase.head.lower not in words_of("one group"):
        return None
    for sighting in reversed(look.report.sightings.before(look.phrase.span.start, _NEARBY)):
        actor = look.report.actor(sighting)
        if actor is not None and not look.is_compound(sighting) and _is_called(actor, nature):
            return (known_actor(actor),)
    return None


def _tells_none_apart(look: Look, token: Token) -> bool:
    described = describe_word(token.lower)
    if token.lower in words_of("tells none apart") or (
        described is not None and described.role in ("rank", "group") and token.text.islower()
    ):
        return True
    # 'Iranian' of 'Iranian-backed' tells who backs them, not who they are.
    return any(
        one.span.holds(token.span) and look.is_compound(one) for one in look.report.sightings.inside(look.phrase.span)
    )


def _is_called(actor: Known, nature: str) -> bool:
    """Whether 'the rebels' may be this armed group."""
    return actor.type == "armed group" and bool(actor.nature) and (nature in ("any", "") or nature in actor.nature)


def _may_be_called(referent: Referent, nature: str) -> bool:
    """Whether an antecedent may be called so: an armed group of that nature, or one that only the text names."""
    actor = by_id().get(referent.key)
    if actor is None:
        by_name = referent.own_words and referent.name[:1].isupper() and referent.type == "organization"
        if by_name and not words_of("civil body").isdisjoint(referent.name.casefold().split()):
            return False  # 'the Gulf Institute for Security Studies' is no organization that attacks
        return referent.type in ("armed group", "political group", None) or by_name
    if actor.type not in ("armed group", "political group", "organization"):
        return False
    return nature in ("any", "") or not actor.nature or nature in actor.nature


def _arm_meant(look: Look, role: str) -> tuple[Referent, ...] | None:
    """'the regime', 'government forces', 'the army': of the state just named so, or that the report is about."""
    phrase = look.phrase
    modifiers = {token.lower for token in phrase.modifiers}
    if phrase.head.lower not in words_of("arm") or not modifiers <= words_of("of the state"):
        return None
    if role == "government" and "state" in modifiers:
        return None  # of a state of a federation
    meant = look.follow(phrase.head)
    if meant is not None and len(meant) == 1 and meant[0].type in ("government", "military", "police"):
        return meant
    bare = phrase.head.lower in ("troops", "forces", "force") and not modifiers
    ruled = bool((modifiers | {phrase.head.lower}) & words_of("who rules"))
    theatre = look.report.theatre or (_most_spoken_of(look) if ruled else None)
    if theatre is None or bare or (phrase.head.lower in words_of("rank and file") and not ruled):
        return None
    return (arm(theatre, "security" if "security" in modifiers else role),)


def _most_spoken_of(look: Look) -> Nation | None:
    """The state that a report names, or whose forces it names, however seldom: few have a junta."""
    states = look.report.states
    return nations.by_code().get(max(sorted(states), key=lambda code: states[code])) if states else None
