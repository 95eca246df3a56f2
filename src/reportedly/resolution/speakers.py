"""Who 'I' and 'we' are: the voice in whose words they stand."""

from __future__ import annotations

from reportedly.model import Source
from reportedly.resolution import nations
from reportedly.resolution.classes import words_of
from reportedly.resolution.phrases import Look
from reportedly.resolution.referents import Referent, arm, in_own_words, known_actor, person, state
from reportedly.resolution.report import Report
from reportedly.resolution.scan import sight

# The arm of his state for which somebody speaks, by a word of his role: 'army spokesman'.
_BRANCHES = {"army": "force", "military": "force", "police": "police", "government": "government"}


def those_who_speak(look: Look) -> tuple[Referent, ...]:
    """The named voice for 'I'; for 'we' of a person the body or state that he speaks for, as far as it is known."""
    source = look.report.voice_at(look.phrase.span)
    if source is None:
        return ()
    if not source.named:
        return _spoken_for(look.report, source) if not _is_one(look) else ()
    if _is_one(look) or source.kind != "person" or _is_said_by_himself(look):
        return voice(look.report, source)
    return _spoken_for(look.report, source)


def _is_one(look: Look) -> bool:
    return look.phrase.head.lower in ("i", "me", "my", "mine", "myself")


def _is_said_by_himself(look: Look) -> bool:
    """Whether 'we' do no more than say, as who speaks does: 'we condemn', 'we urge'."""
    head = look.phrase.head
    return head.dep == "nsubj" and look.report.parsed.tokens[head.head].lemma.lower() in words_of("saying")


def voice(report: Report, source: Source) -> tuple[Referent, ...]:
    """A named voice as an actor."""
    who = report.people.called(source.name) if source.kind == "person" else None
    if who is not None:
        return (known_actor(who.known) if who.known is not None else person(who.name),)
    found = _by_name(report, source.name)
    if found and source.kind != "person":
        return found
    return (person(source.name),) if source.kind == "person" else (in_own_words(source.name, "organization"),)


def _spoken_for(report: Report, source: Source) -> tuple[Referent, ...]:
    """His body, by his role or his affiliation; else the state of a known office holder."""
    for words in (source.role or "", source.affiliation or ""):
        found = _by_name(report, words)
        if found and found[0].type not in ("person", "country"):
            return found
        speaks = any(word.startswith("spokes") for word in words.lower().split())
        branch = next((branch for word, branch in _BRANCHES.items() if speaks and word in words.lower().split()), None)
        nation = nations.by_code().get(found[0].country or "") if found else report.theatre
        if branch is not None and nation is not None:
            return (arm(nation, branch),)
        if found and found[0].type != "person":
            return found
    who = report.people.called(source.name)
    nation = nations.by_code().get(who.known.country or "") if who is not None and who.known is not None else None
    return (state(nation),) if nation is not None else ()


def _by_name(report: Report, name: str) -> tuple[Referent, ...]:
    for sighting in sight(name).found:
        actor = report.actor(sighting)
        if actor is not None:
            return (known_actor(actor),)
        if sighting.words and sighting.words[0].kind != "people":
            return (state(sighting.words[0].nation),)
    return ()
