"""Whom a noun phrase means: the readings that are tried, one after the other, until one of them knows."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.model import Mention, Span, Token
from reportedly.resolution.bodies import a_group_with_its_kind, whose_fighters
from reportedly.resolution.classes import words_of
from reportedly.resolution.described import those_spoken_of
from reportedly.resolution.descriptions import Description
from reportedly.resolution.named import a_name, a_name_beside, a_person, a_proper_name
from reportedly.resolution.names import fold
from reportedly.resolution.own_voice import by_own_name
from reportedly.resolution.owned import what_a_name_owns
from reportedly.resolution.phrases import Look, Phrase, read_phrase
from reportedly.resolution.referents import Referent, in_own_words
from reportedly.resolution.report import Report
from reportedly.resolution.speakers import those_who_speak

_DEPTH = 4  # how many times a phrase may point to one before it
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_OF_A_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


def refer(report: Report, span: Span, depth: int = _DEPTH) -> tuple[Referent, ...]:
    """Everybody whom a noun phrase means; () where it is nobody."""
    phrase = read_phrase(report.parsed, span)
    if phrase is None or not phrase.core:
        return ()
    look = Look(
        report, phrase, lambda token: _antecedents(report, token, depth), lambda one: refer(report, one, depth - 1)
    )
    if phrase.core.lower() == "own side":
        return ()  # 'hit its own side'
    if phrase.core.lower() in words_of("pointer") or (
        phrase.head.lower in words_of("pointer") and phrase.description is None
    ):
        return _those(report, phrase)
    told = phrase.content.i != phrase.head.i and phrase.content.pos == "NOUN"  # 'some of the soldiers'
    if not told and (phrase.head.pos == "PRON" or phrase.head.tag in ("PRP", "PRP$", "WP", "WDT")):
        return _pronoun(look)
    return next((found for read in _READINGS if (found := read(look)) is not None), ())


def refer_to_fighters(report: Report, span: Span) -> tuple[Referent, ...]:
    """Whom a phrase means that acts by force: the group of its members, however many; else as anywhere."""
    found = refer(report, span)
    phrase = read_phrase(report.parsed, span)
    if phrase is None or len(found) != 1 or not (found[0].own_words or found[0].type == "person"):
        return found
    look = Look(
        report, phrase, lambda token: _antecedents(report, token, _DEPTH), lambda one: refer(report, one, _DEPTH - 1)
    )
    return whose_fighters(look) or found


def _pronoun(look: Look) -> tuple[Referent, ...]:
    word = look.phrase.head.lower
    if word in _FIRST_PERSON:
        return those_who_speak(look)
    found = look.follow(look.phrase.head) or ()
    if word in _OF_A_PERSON:
        return tuple(one for one in found if one.type in ("person", "civilian", None) or one.own_words)
    return found if len(found) > 1 else tuple(one for one in found if one.type != "person")


def _those(report: Report, phrase: Phrase) -> tuple[Referent, ...]:
    """'those opposed to the talks': named by what is said of them, or nobody."""
    words = " ".join(report.parsed.words(phrase.span).split())
    said = words if phrase.full == phrase.core else f"{words} {phrase.full.removeprefix(phrase.core).strip()}"
    return (in_own_words(said, None),) if " " in said else ()


def _antecedents(report: Report, head: Token, depth: int) -> tuple[Referent, ...] | None:
    """Those whom parsing found a phrase to mean, read in their turn."""
    mention = report.parsed.mention_at(head.i)
    if mention is None or not mention.antecedents or depth <= 0:
        return None
    found = [one for i in mention.antecedents for one in _read_mention(report, report.parsed.mentions[i], depth - 1)]
    return tuple({one.key: one for one in found}.values()) or None


def _read_mention(report: Report, mention: Mention, depth: int) -> tuple[Referent, ...]:
    return refer(report, mention.span, depth)


def _several(look: Look) -> tuple[Referent, ...] | None:
    """'each other', 'the two groups', 'both sides': several, where it is clear who."""
    found = look.follow(look.phrase.head)
    if fold(look.phrase.core) in ("each other", "one another", "other", "another"):
        return found or ()
    mention = look.report.parsed.mention_at(look.phrase.head.i)
    return found if mention is not None and len(mention.antecedents) > 1 else None


def _own_words(look: Look) -> tuple[Referent, ...] | None:
    """A common noun phrase that names somebody: 'four civilians', 'a group loyal to the council'."""
    description = look.phrase.description
    if description is None:
        return None
    if description.role == "never" or (description.role == "target" and description.type is None):
        return ()
    return (in_own_words(look.phrase.full, _type_of(look, description), look.country()),)


def _type_of(look: Look, description: Description) -> str | None:
    """What the noun says, unless its modifiers know better: 'rights group', 'Kurdish-led forces', 'U.S. allies'."""
    modifiers = {token.lower for token in look.phrase.modifiers}
    if description.role == "group" and modifiers & words_of("peaceful"):
        return "organization"
    if description.type == "military" and modifiers & words_of("not the state's"):
        return "armed group"
    if description.role == "fellow" and look.country() is not None:
        return "government" if look.phrase.content.lemma.lower() in ("leader", "ally", "partner") else None
    return description.type


def _number(look: Look) -> tuple[Referent, ...] | None:
    """'eleven wounded', 'three': people, where nothing else is counted."""
    head = look.phrase.head
    if head.tag == "CD" and head.entity not in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return (in_own_words(look.phrase.full, "civilian"),)
    return None


_READINGS: tuple[Callable[[Look], tuple[Referent, ...] | None], ...] = (
    _several, by_own_name, a_name, a_name_beside, a_group_with_its_kind, what_a_name_owns, a_person, those_spoken_of,
    a_proper_name, _own_words, _number,
)  # fmt: skip
