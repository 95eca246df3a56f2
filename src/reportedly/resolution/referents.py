"""Who in the world is meant: a known actor, a state or its arm, a person of the text, or just the text's own words."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.resolution import known
from reportedly.resolution.known import Known
from reportedly.resolution.names import fold
from reportedly.resolution.nations import Nation

# The arms of a state, by the role of the noun that names them.
_ARMS = {
    "force": ("Armed Forces", "military"),
    "security": ("security forces", "military"),
    "government": ("government", "government"),
    "police": ("police", "police"),
}


@dataclass(frozen=True, slots=True)
class Referent:
    """An actor of the world or of the text: `key` is the same wherever the same one is meant."""

    key: str
    name: str
    type: str | None = None
    country: str | None = None
    wikidata: str | None = None
    own_words: bool = False


def known_actor(actor: Known) -> Referent:
    """A row of data/actors.tsv."""
    return Referent(actor.id, actor.name, actor.type, actor.country, actor.wikidata)


def state(nation: Nation) -> Referent:
    """A state as an actor."""
    return Referent(f"state:{nation.code}", nation.name, "country", nation.code)


def arm(nation: Nation, role: str) -> Referent:
    """A state's armed forces, security forces, government or police: the known one where its usual name is one's."""
    words, kind = _ARMS[role]
    name = fold(f"{_adjective(nation)} {words}")
    for spelling in known.index().spellings.get(name, ()):
        if spelling.sure and spelling.actor.country == nation.code and spelling.actor.type == kind:
            return known_actor(spelling.actor)
    return Referent(f"{role}:{nation.code}", f"{_adjective(nation)} {words}", kind, nation.code)


def in_own_words(words: str, kind: str | None, country: str | None = None) -> Referent:
    """Somebody whom only the text's words name: 'four civilians'."""
    return Referent(f"text:{fold(words)}", words, kind, country, own_words=True)


def person(name: str, country: str | None = None) -> Referent:
    """A person whom the text names."""
    return Referent(f"person:{fold(name)}", name, "person", country)


def _adjective(nation: Nation) -> str:
    return {"USA": "United States", "GBR": "British"}.get(nation.code, nation.adjective)
