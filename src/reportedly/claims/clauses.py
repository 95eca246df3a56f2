"""A verb with its logical arguments: who does it, to whom, to whose benefit, and the phrases around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.claims.arguments import is_passive, logical_objects, logical_subjects, shared_object
from reportedly.claims.tree import conjuncts, prepositional
from reportedly.claims.unmarked import killing_before, lists_victims
from reportedly.model import Parsed, Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its logical arguments: heads of noun phrases, conjuncts apart.

    `subjects` act, `objects` are acted upon, also where the verb is passive; `preps` are (preposition, head) of the
    phrases on the verb, then of those on its object, since parsers confuse the two.
    """

    verb: Token
    passive: bool
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    receivers: tuple[Token, ...]
    preps: tuple[tuple[str, Token], ...]

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        """The heads of the phrases with the first of the prepositions that is there."""
        return first_after(self.preps, *prepositions)


def first_after(preps: tuple[tuple[str, Token], ...], *prepositions: str) -> tuple[Token, ...]:
    """The heads of the phrases with the first of the prepositions that is there."""
    for wanted in prepositions:
        found = tuple(head for word, head in preps if word == wanted)
        if found:
            return found
    return ()


def read_clause(parsed: Parsed, verb: Token, *, may_lack_auxiliary: bool = False) -> Clause:
    """The clause that a verb heads; passive without an object where it `may_lack_auxiliary` ('Four killed')."""
    victims = killing_before(parsed, verb)
    if victims is not None:
        return _of_the_same(parsed, verb, read_clause(parsed, victims))
    lost = may_lack_auxiliary and _lost_its_auxiliary(parsed, verb)
    passive = lost or is_passive(parsed, verb) or lists_victims(parsed, verb)
    objects = logical_objects(parsed, verb, passive=passive)
    on_object = tuple(pair for head in objects for pair in prepositional(parsed, head))
    within = (head for word, head in on_object if word == "of")  # 'took the village of Saraqib from the army'
    on_object += tuple(pair for head in within for pair in prepositional(parsed, head) if pair[0] == "from")
    return Clause(
        verb=verb,
        passive=passive,
        subjects=logical_subjects(parsed, verb, passive=passive),
        objects=objects,
        receivers=_receivers(parsed, verb),
        preps=prepositional(parsed, verb) + on_object,
    )


def _of_the_same(parsed: Parsed, verb: Token, killing: Clause) -> Clause:
    """The clause of a verb of injuring that shares those who did it with the verb of killing before it."""
    objects = logical_objects(parsed, verb, passive=False)
    return replace(killing, verb=verb, passive=False, objects=objects, receivers=(), preps=prepositional(parsed, verb))


def _lost_its_auxiliary(parsed: Parsed, verb: Token) -> bool:
    """Whether a headline's 'Four killed in Aleppo' was read as an active verb that lacks its object."""
    if verb.tag not in ("VBD", "VBN") or parsed.child(verb.i, "dobj", "aux", "ccomp", "xcomp", "mark"):
        return False
    return parsed.child(verb.i, "nsubj") is not None and not shared_object(parsed, verb)


def _receivers(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The indirect objects: 'giving them drones'."""
    found = [one for one in parsed.children(verb.i, "dative") if one.pos != "ADP"]
    return tuple(head for one in found for head in conjuncts(parsed, one))
