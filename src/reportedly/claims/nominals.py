"""Deeds that nouns name: 'seven drone attacks on', 'the release of prisoners by', 'held talks with'."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.clauses import (
    Clause,
    conjuncts,
    is_passive,
    is_verb,
    prepositional,
    read_clause,
    surface_subjects,
)
from reportedly.claims.lexicon import in_class
from reportedly.claims.parties import owners, parties
from reportedly.model import Parsed, Span, Token


_ATTENDING = frozenset("for after following during in before at through via on under among with".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """A noun that names a deed, and the verb that only carries it ('carried out', 'began'), if any."""

    noun: Token
    carrier: Clause | None
    suffered: bool
    preps: tuple[tuple[str, Token], ...]

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        for wanted in prepositions:
            found = tuple(head for word, head in self.preps if word == wanted)
            if found:
                return found
        return ()


def read_deed(parsed: Parsed, noun: Token) -> Deed:
    """The deed that a noun names, with the phrases on the noun and on the verb that carries it."""
    carrier, suffered = _carrier(parsed, noun)
    preps = prepositional(parsed, noun)
    if carrier is not None:
        preps += tuple(pair for pair in prepositional(parsed, carrier.verb) if pair[1].i != noun.i)
    return Deed(noun, carrier, suffered, preps)


def _carrier(parsed: Parsed, noun: Token) -> tuple[Clause | None, bool]:
    """The verb that carries the deed, and whether its subject suffers it ('endured years of rocket fire')."""
    top = counted(parsed, noun)
    while top.dep == "conj" and parsed.tokens[top.head].pos in ("NOUN", "PROPN"):
        top = counted(parsed, parsed.tokens[top.head])
    head = parsed.tokens[top.head]
    if top.dep in ("dobj", "nsubjpass", "nsubj") and is_verb(head) and in_class(head.lemma, "light"):
        if top.dep != "nsubj" or in_class(head.lemma, "occur"):
            return read_clause(parsed, head), in_class(head.lemma, "suffer")
    if top.dep == "pobj" and head.pos == "ADP":
        verb = parsed.tokens[head.head]
        if is_verb(verb) and in_class(verb.lemma, "engage") and head.lower in ("in", "to", "on", "by", "with"):
            return read_clause(parsed, verb), False
    clause = _reduced(parsed, top)
    return clause, False


def _reduced(parsed: Parsed, noun: Token) -> Clause | None:
    """'the assault launched by', 'the attack that they carried out'."""
    for verb in parsed.children(noun.i, "acl", "relcl"):
        if in_class(verb.lemma, "light") and (is_passive(parsed, verb) or verb.dep == "relcl"):
            return read_clause(parsed, verb)
    return None


def counted(parsed: Parsed, noun: Token) -> Token:
    """The noun that stands for the deed in its clause: 'a series of air strikes' is one deed."""
    head = parsed.tokens[noun.head]
    if noun.dep == "pobj" and head.lower == "of":
        counter = parsed.tokens[head.head]
        if in_class(counter.lemma, "quantities") or in_class(counter.lemma, "attacks"):
            return counted(parsed, counter)
    return noun


def agents(parsed: Parsed, deed: Deed) -> tuple[Span, ...]:
    """Who does it: the agent of 'by', the carrier's subject, the owner, or the one it comes 'from'."""
    by = parties(parsed, deed.after("by", "at the hands of"))
    if by:
        return by
    if deed.carrier is not None and not deed.suffered:
        found = parties(parsed, _carriers(deed.carrier, deed.noun))
        if found:
            return found
    return _owners_before(parsed, deed.noun) or parties(parsed, deed.after("from"))


def _carriers(carrier: Clause, noun: Token) -> tuple[Token, ...]:
    """Those who carry it; in 'were locked in fighting' the locked ones."""
    subjects = carrier.subjects
    if not subjects and carrier.passive and in_class(carrier.verb.lemma, "engage"):
        subjects = carrier.objects
    return tuple(one for one in subjects if one.i != noun.i)


def visitors(parsed: Parsed, noun: Token) -> tuple[Span, ...]:
    """Who takes part where the noun only says when or why: 'headed to Cairo for talks', 'after a meeting with'."""
    prep = parsed.tokens[noun.head]
    if noun.dep != "pobj" or prep.lower not in _ATTENDING:
        return ()
    governor = parsed.tokens[prep.head]
    if governor.pos in ("NOUN", "PROPN"):
        return parties(parsed, conjuncts(parsed, governor))
    return parties(parsed, surface_subjects(parsed, governor)) if is_verb(governor) else ()


def _owners_before(parsed: Parsed, noun: Token) -> tuple[Span, ...]:
    """Owners by possessive or modifier only: 'of' may name the one who suffers."""
    return tuple(span for span in owners(parsed, noun) if span.start < noun.start)
