"""Deeds that nouns name: 'seven drone attacks on', 'the release of prisoners by', 'held talks with'."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.arguments import is_passive, surface_subjects
from reportedly.claims.clauses import Clause, first_after, read_clause
from reportedly.claims.lexicon import in_class, lemma_of
from reportedly.claims.parties import owners, parties
from reportedly.claims.tree import conjuncts, counts, is_verb, prepositional
from reportedly.model import Parsed, Span, Token

_STATES = frozenset(["in", "on", "under", "among", "with"])
_DEEPEST = 4  # nouns joined or counted above a deed
_OCCASIONS = frozenset(["for", "after", "following", "during", "before", "at", "through", "via"])


@dataclass(frozen=True, slots=True)
class Deed:
    """A noun that names a deed, and the verb that only carries it ('carried out', 'began'), if any."""

    noun: Token
    carrier: Clause | None
    suffered: bool
    preps: tuple[tuple[str, Token], ...]

    def after(self, *prepositions: str) -> tuple[Token, ...]:
        """The heads of the phrases with the first of the prepositions that is there."""
        return first_after(self.preps, *prepositions)


def read_deed(parsed: Parsed, noun: Token) -> Deed:
    """The deed that a noun names, with the phrases on the noun and on the verb that carries it."""
    carrier, suffered = _carrier(parsed, noun)
    preps = prepositional(parsed, noun)
    preps += tuple(
        pair for word, one in preps if word == "of" for pair in prepositional(parsed, one) if pair[0] == "by"
    )
    top = counted(parsed, noun)
    if top.i != noun.i:
        preps += tuple(pair for pair in prepositional(parsed, top) if pair[1].i != noun.i)
    if carrier is not None:
        preps += tuple(pair for pair in prepositional(parsed, carrier.verb) if pair[1].i != noun.i)
    return Deed(noun, carrier, suffered, preps)


def _carrier(parsed: Parsed, noun: Token) -> tuple[Clause | None, bool]:
    """The verb that carries the deed, and whether its subject suffers it ('endured years of rocket fire')."""
    top = counted(parsed, noun)
    for _ in range(_DEEPEST):
        if top.dep == "conj" and parsed.tokens[top.head].pos in ("NOUN", "PROPN"):
            top = counted(parsed, parsed.tokens[top.head])
    head = parsed.tokens[top.head]
    if is_verb(head) and _carries(parsed, top, head):
        return read_clause(parsed, head), in_class(head.lemma, "suffer")
    if top.dep == "pobj" and head.pos == "ADP":
        verb = parsed.tokens[head.head]
        if is_verb(verb) and in_class(verb.lemma, "engage") and head.lower in ("in", "to", "on", "by", "with"):
            return read_clause(parsed, verb), False
    clause = _reduced(parsed, top)
    return clause, False


def _carries(parsed: Parsed, noun: Token, verb: Token) -> bool:
    """Whether a verb only carries or times the deed: 'launched an attack', 'the fighting erupted'."""
    if noun.dep == "nsubj":
        return in_class(lemma_of(verb.lemma), "occur")
    if noun.dep == "attr":  # 'there was fighting'
        return any(one.dep == "expl" or one.tag == "EX" for one in parsed.children(verb.i))
    return noun.dep in ("dobj", "nsubjpass") and in_class(lemma_of(verb.lemma), "light")


def _reduced(parsed: Parsed, noun: Token) -> Clause | None:
    """'the assault launched by', 'the attack that they carried out'."""
    for verb in parsed.children(noun.i, "acl", "relcl"):
        if in_class(lemma_of(verb.lemma), "light") and (is_passive(parsed, verb) or verb.dep == "relcl"):
            return read_clause(parsed, verb)
    return None


def counted(parsed: Parsed, noun: Token) -> Token:
    """The noun that stands for the deed in its clause: 'a series of air strikes' is one deed."""
    for _ in range(_DEEPEST):
        prep = parsed.tokens[noun.head]
        counter = parsed.tokens[prep.head]
        if noun.dep != "pobj" or prep.lower != "of" or not (counts(counter) or in_class(counter.lemma, "attacks")):
            break
        noun = counter
    return noun


def deed_within(parsed: Parsed, head: Token) -> Token:
    """The attacks that a head only strings together: of 'a series of air strikes', 'eight days of shelling'."""
    inner = next((one for word, one in prepositional(parsed, head) if word == "of" and is_attack(one)), None)
    return head if inner is None or (inner.tag == "NN" and not is_attack(head)) else inner


def agents(parsed: Parsed, deed: Deed) -> tuple[Span, ...]:
    """Who does it: the agent of 'by', the carrier's subject, the owner, or the one it comes 'from'."""
    by = parties(parsed, deed.after("by", "at the hands of"))
    if by:
        return by
    if deed.carrier is not None and not deed.suffered and parsed.child(deed.carrier.verb.i, "expl") is None:
        found = parties(parsed, _carriers(deed.carrier, deed.noun))
        if found:
            return found
    if victims_by_owner(parsed, deed):
        return parties(parsed, deed.after("from"))
    return _owners_before(parsed, deed.noun) or parties(parsed, deed.after("from"))


def victims_by_owner(parsed: Parsed, deed: Deed) -> tuple[Token, ...]:
    """Whose killing or arrest it is where nobody else is named for it: Adam in 'Adam's murder', 'his detention'."""
    if not in_class(lemma_of(deed.noun.lemma), "befalling") or deed.after("of", "by", "against"):
        return ()
    owner = parsed.child(deed.noun.i, "poss")
    single = owner is not None and (owner.entity == "PERSON" or owner.tag in ("PRP$", "NN"))
    return (owner,) if owner is not None and single and not in_class(owner.lemma, "groups") else ()


def _carriers(carrier: Clause, noun: Token) -> tuple[Token, ...]:
    """Those who carry it; in 'were locked in fighting' the locked ones."""
    subjects = carrier.subjects
    if not subjects and carrier.passive and in_class(carrier.verb.lemma, "engage"):
        subjects = carrier.objects
    return tuple(one for one in subjects if one.i != noun.i)


def attendants(parsed: Parsed, noun: Token) -> tuple[Span, ...]:
    """Who takes part where the noun only says when or why ('headed to Cairo for talks') or how ('in cooperation')."""
    prep = parsed.tokens[noun.head]
    governor = parsed.tokens[prep.head]
    if noun.dep != "pobj" or prep.lower not in _STATES | _OCCASIONS:
        return ()
    if is_verb(governor):
        return parties(parsed, surface_subjects(parsed, governor))
    return parties(parsed, conjuncts(parsed, governor)) if prep.lower in _STATES else ()


def victims_of_carrier(parsed: Parsed, deed: Deed) -> tuple[Span, ...]:
    """Those who suffer a deed: the subject of 'endured', 'survived'."""
    if deed.carrier is None or not deed.suffered:
        return ()
    return parties(parsed, tuple(one for one in deed.carrier.subjects if one.i != deed.noun.i))


def is_attack(head: Token) -> bool:
    """Whether a noun names an attack or its means, so that another acts through it; a car alone is none."""
    if head.lemma == "car" and head.dep == "pobj":
        return False
    return (head.pos == "NOUN" or head.tag == "VBG") and in_class(lemma_of(head.lemma), "attacks")


def _owners_before(parsed: Parsed, noun: Token) -> tuple[Span, ...]:
    """Owners by possessive or modifier only: 'of' may name the one who suffers."""
    return tuple(span for span in owners(parsed, noun) if span.start < noun.start)
