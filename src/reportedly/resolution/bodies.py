"""The group that those who act are of: 'members of the Gran Grif gang', 'about 30 BIFF gunmen', 'rebels loyal to X'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.model import Span, Token
from reportedly.resolution.classes import words_of
from reportedly.resolution.descriptions import describe_word
from reportedly.resolution.known import by_id
from reportedly.resolution.names import clean, fold
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, in_own_words, known_actor

_GROUPS = ("armed group", "political group")
_FIGHTERS = frozenset(["rank", "force"])
_MORE = frozenset(["member", "element", "man", "bandit", "gunman", "assailant", "attacker", "supporter", "operative"])
_QUOTE = "\"“”«»'‘’"
_LOYAL = frozenset(["loyal", "faithful", "allied"])
_PART = r"(?:(?:al|el|ar|as|ash)-)?[A-Z][\w’']*(?:-[A-Z]\w*)*"  # of a name: 'al-Sharqiya', 'Fonyuy'
_CAPITALS = re.compile(rf"{_PART}(?:\s(?:{_PART}|de|la|of|bin))*\s{_PART}")


def whose_fighters(look: Look) -> tuple[Referent, ...]:
    """The group whose members a phrase counts or describes, for a deed that they do: () where no group is named."""
    if not any(_is_fighter(token) for token in (look.phrase.head, look.phrase.content)):
        return ()
    for one in (*_named_behind(look), *_named_before(look)):
        if one.type in _GROUPS:
            return (one,)
    return ()


def a_group_with_its_kind(look: Look) -> tuple[Referent, ...] | None:
    """'The Gran Grif gang', 'the Free Coast militia': a group by its own name, which the report may use alone; 'the
    Azande militia' where only one group's longer name begins so."""
    head, words = look.phrase.head, look.phrase.core
    described = look.phrase.description
    if look.phrase.counted or described is None or described.role != "group" or not head.text.islower():
        return None
    name = words.removesuffix(head.text).strip(f" {_QUOTE}")
    if head.tag != "NN" or look.report.sightings.inside(look.phrase.span):
        return None  # several, or of a state or a known group
    if not name or (" " in name and not _CAPITALS.fullmatch(name)):
        return None
    full = look.report.own_names.get(fold(name))
    if " " not in name and (full is None or fold(full) == fold(name)):
        return None  # 'the Lendu militia': a people's, not its name
    kind = described.type if described.type in _GROUPS else None
    return (in_own_words(full or name, kind, look.country()),) if kind is not None else None


def _is_fighter(token: Token) -> bool:
    description = describe_word(token.lower) or describe_word(token.lemma.lower())
    return token.lemma.lower() in _MORE or (description is not None and description.role in _FIGHTERS)


def _named_behind(look: Look) -> Iterator[Referent]:
    """Those behind 'of' and 'from', and whose leader they are loyal to."""
    parsed = look.report.parsed
    heads = dict.fromkeys((look.phrase.content.i, look.phrase.head.i))
    for i in heads:
        for prep in parsed.children(i, "prep"):
            if prep.lower in ("of", "from"):
                for noun in parsed.children(prep.i, "pobj"):
                    yield from _read(look, noun)
        for word in parsed.children(i, "amod", "acl"):
            if word.lower in _LOYAL:
                yield from _led_by(look, word)


def _read(look: Look, noun: Token) -> Iterator[Referent]:
    """Whom a noun behind 'of' means, with the name in quotation marks or of 'gang of X' behind it."""
    parsed = look.report.parsed
    words = [one for one in parsed.subtree(noun.i) if one.i <= noun.i]
    span = parsed.cover(words[0], noun)
    beside = re.compile(rf"(?: of)? [{_QUOTE}]?({_CAPITALS.pattern})").match(parsed.text, span.end)
    described = describe_word(noun.lower)
    if beside is not None and noun.text.islower() and described is not None and described.role == "group":
        yield in_own_words(look.report.own_names.get(fold(beside[1]), beside[1]), "armed group")
        return
    found = look.read(span)
    called = re.fullmatch(rf"[a-z]+ [{_QUOTE}]?({_CAPITALS.pattern})", clean(parsed.words(span)))
    if called is not None and all(one.own_words for one in found):  # 'the gang "Gran Grif"'
        yield in_own_words(look.report.own_names.get(fold(called[1]), called[1]), "armed group")
        return
    for one in found:
        capital = one.own_words and one.name[:1].isupper() and one.type in (None, "organization")
        yield in_own_words(one.name, "armed group", one.country) if capital and len(found) == 1 else one


def _led_by(look: Look, word: Token) -> Iterator[Referent]:
    """The group of a known leader: 'forces loyal to Khalifa Haftar'."""
    parsed = look.report.parsed
    last = parsed.subtree(word.i)[-1]
    for sighting in look.report.sightings.inside(Span(word.end, last.end)):
        actor = look.report.actor(sighting)
        body = by_id().get(actor.parent or "") if actor is not None and actor.type == "person" else None
        if body is not None:
            yield known_actor(body)


def _named_before(look: Look) -> Iterator[Referent]:
    """The known group, or the one that the report names alone too, before the noun: 'some 40 BIFF gunmen'."""
    head = look.phrase.head
    for sighting in look.report.sightings.inside(Span(look.phrase.span.start, head.start)):
        actor = look.report.actor(sighting)
        apart = any(token.lower in words_of("apart") for token in look.phrase.modifiers)
        if actor is not None and not look.is_compound(sighting) and not apart:
            yield known_actor(actor)
