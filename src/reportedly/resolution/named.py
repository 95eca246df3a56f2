"""Phrases whose head is a name: of a known actor, of a state, of a person, or one that only this report knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.model import Span
from reportedly.resolution import nations
from reportedly.resolution.classes import words_of
from reportedly.resolution.known import Known
from reportedly.resolution.names import fold
from reportedly.resolution.people import Person, without_titles
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, in_own_words, known_actor, person, state
from reportedly.resolution.report import Report
from reportedly.resolution.scan import Sighting

_RANK = re.compile(r"\b(?:Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|Dr|Sen|Rep|Gov)\.\s")
_NO_NAMES = frozenset(
    {"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "EVENT", "LAW", "QUANTITY", "ORDINAL", "WORK_OF_ART"}
)


def a_name(look: Look) -> tuple[Referent, ...] | None:
    """A known name with the phrase's head in it: 'the Lebanese group Hezbollah'; or 'rebels known as Houthis'."""
    sighting = look.at_head()
    if sighting is None:
        return _known_as(look) or _state_alone(look)
    actor = look.report.actor(sighting)
    whole = _is_whole(look, sighting)
    if look.phrase.counted and not whole:
        return None
    if actor is not None and actor.type == "person":
        cut = sighting.span.holds(look.phrase.span)
        return (known_actor(actor),) if cut else a_person(look) or (known_actor(actor),)
    if actor is not None:
        # A people or a plain word is the known one only by itself: not 'wounded Kurds', nor 'moderate rebels'.
        bare = whole or not (actor.type == "civilian" or look.report.parsed.words(sighting.span).islower())
        return (known_actor(actor),) if bare else None
    return _a_state(look, sighting, whole=whole)


def _state_alone(look: Look) -> tuple[Referent, ...] | None:
    """'Turkish', where it is part of a longer name."""
    words = nations.words().get(fold(look.phrase.core), ())
    told = next((word for word in words if word.kind != "people" and word.fits(look.phrase.core)), None)
    return (state(told.nation),) if told is not None else None


def _is_whole(look: Look, sighting: Sighting) -> bool:
    return fold(look.report.parsed.words(sighting.span)) == fold(look.phrase.core)


def _a_state(look: Look, sighting: Sighting, *, whole: bool) -> tuple[Referent, ...] | None:
    word = sighting.words[0] if sighting.words else None
    if word is None or word.kind == "part":
        return None if word is None else ()
    if word.kind == "people" or (whole and word.kind == "adjective" and _is_one_of_them(look)):
        return (in_own_words(look.phrase.core, "civilian", word.nation.code),)
    return (state(word.nation),) if whole or word.kind != "adjective" else None


def _is_one_of_them(look: Look) -> bool:
    """'a Palestinian' is a person."""
    return any(one.lower in ("a", "an") for one in look.report.parsed.children(look.phrase.head.i, "det"))


def _known_as(look: Look) -> tuple[Referent, ...] | None:
    """'the Shiite rebels known as Houthis': the name that follows."""
    parsed = look.report.parsed
    for clause in parsed.children(look.phrase.head.i, "acl"):
        if clause.lower in words_of("known as"):
            tokens = parsed.subtree(clause.i)
            for sighting in look.report.sightings.inside(Span(clause.end, tokens[-1].end)):
                actor = look.report.actor(sighting)
                return (known_actor(actor),) if actor is not None else None
    return None


def a_person(look: Look) -> tuple[Referent, ...] | None:
    """A person of the text: 'Mr. Assad', 'the president' where one alone bears the title."""
    phrase, people = look.phrase, look.report.people
    if look.is_a_place():
        return ()
    if phrase.head.pos == "PROPN" or phrase.head.entity == "PERSON":
        who = people.called(phrase.core)
        alone = without_titles(phrase.core)
        if who is None and _is_full_name(alone) and look.at_head() is not None:
            return (person(alone),)  # 'Melania Trump' is not the Trump who is known
        who = who or people.called(_labelled_part(look))
        return _referent(who) if who is not None else None
    if phrase.head.lower in words_of("ruler") and phrase.pointing and not phrase.counted:
        who = people.by_title.get(phrase.head.lower)
        return _referent(who) if who is not None else None
    return None


def _is_full_name(words: str) -> bool:
    return " " in words and all(word[:1].isupper() for word in words.split())


def _referent(who: Person) -> tuple[Referent, ...]:
    return (known_actor(who.known) if who.known is not None else person(who.name),)


def _labelled_part(look: Look) -> str:
    """What is labelled a person, with what a hyphen ties to it: 'Moon Jae-in', though a phrase ended at 'Jae'."""
    tokens = [token for token in look.report.parsed.tokens_in(look.phrase.span) if token.entity == "PERSON"]
    if not tokens:
        return look.phrase.core
    tied = re.compile(r"(?:-\w+)*").match(look.report.parsed.text, tokens[-1].end)
    return look.report.parsed.words(look.report.parsed.cover(*tokens)) + (tied[0] if tied else "")


def a_name_beside(look: Look) -> tuple[Referent, ...] | None:
    """The person whose name follows a singular noun, between commas or not: 'the top general, Qassem Soleimani,'."""
    head = look.phrase.head
    if head.tag != "NN" or look.phrase.counted:
        return None
    parsed = look.report.parsed
    group = _group_beside(look)
    if group is not None:
        return (known_actor(group),)
    name = next((one for one in parsed.children(head.i, "appos") if one.entity == "PERSON"), None)
    if name is None:
        return None
    before = parsed.tokens[parsed.subtree(name.i)[0].i - 1]
    if before.text != "," and before.i != head.i:
        return None
    first = min((one.i for one in parsed.children(name.i, "compound")), default=name.i)
    return look.read(parsed.cover(parsed.tokens[first], name)) or None


def _group_beside(look: Look) -> Known | None:
    """The armed group whose name stands between commas behind a noun for one: 'Al-Qaeda's affiliate in Syria, the
    Nusra Front,'."""
    head, description = look.phrase.head, look.phrase.description
    if description is None or description.type != "armed group":
        return None
    parsed = look.report.parsed
    places = (one for prep in parsed.children(head.i, "prep") for one in parsed.children(prep.i, "pobj"))
    beside = (name for one in (head, *places) for name in parsed.children(one.i, "appos") if name.i > head.i)
    for name in beside:
        if name.pos == "PROPN" and parsed.tokens[parsed.subtree(name.i)[0].i - 1].text == ",":
            for sighting in look.report.sightings.inside(Span(parsed.subtree(name.i)[0].start, name.end)):
                actor = look.report.actor(sighting) if sighting.span.end == name.end else None
                if actor is not None and actor.type == "armed group":
                    return actor
    return None


def _is_one_word(look: Look) -> bool:
    return " " not in look.phrase.core


def a_proper_name(look: Look) -> tuple[Referent, ...] | None:
    """A name that is not known: under its own words, unless it is a place's."""
    phrase = look.phrase
    if phrase.head.pos != "PROPN" and phrase.head.entity not in ("ORG", "NORP"):
        return None
    if look.is_a_place() or (
        phrase.description is not None and phrase.description.role == "never" and _is_one_word(look)
    ):
        return ()
    if phrase.head.entity == "PERSON" and look.country() is None:
        return (person(_behind_rank(phrase.core)),)
    if phrase.head.entity in _NO_NAMES:
        return ()
    described = phrase.description is not None and phrase.description.role not in ("never", "target")
    if phrase.head.entity in ("GPE", "LOC", "FAC"):
        return None if described else ()
    kind = phrase.description.type if phrase.description is not None and described else None
    kind = kind or ("organization" if phrase.head.entity == "ORG" else None)
    return (in_own_words(_fullest(look), kind, look.country()),)


def _behind_rank(words: str) -> str:
    """The name behind the last rank in the words: 'Commander of the Northern Sector Gen. Omar Teko'."""
    behind = _RANK.split(words)[-1].strip()
    return behind if " " in behind else words


def _fullest(look: Look) -> str:
    """The name with an 'of' that is part of it, or as the report has it in full elsewhere."""
    core, full = look.phrase.core, look.phrase.full
    told = look.report.own_names.get(fold(core), core)
    return full if told == core and re.match(r"(?:of|for) (?:the )?[A-Z]", full[len(core) :].lstrip()) else told


def named_elsewhere(report: Report) -> Iterator[tuple[str, Span]]:
    """The key of each known actor or state with every place where the text names it."""
    for sighting in report.sightings.found:
        actor = report.actor(sighting)
        if actor is not None:
            yield known_actor(actor).key, sighting.span
        elif sighting.words and sighting.words[0].kind == "name":
            yield state(sighting.words[0].nation).key, sighting.span
