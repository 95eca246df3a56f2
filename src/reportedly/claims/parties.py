"""Which spans are the parties of a deed: people, groups and countries, or the owners of what acts or suffers for them."""

from __future__ import annotations

from reportedly.claims.clauses import conjuncts, is_verb, prepositional
from reportedly.claims.geography import is_capital, is_country, is_settlement
from reportedly.claims.lexicon import in_class
from reportedly.model import Parsed, Span, Token

PRONOUNS = frozenset(
    "he him his himself she her herself it its they them their themselves we us our ourselves i me my who whom whose "
    "those these others another".split()
)
_ACTING = frozenset({"PERSON", "ORG", "NORP"})
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY", "LAW", "LANGUAGE", "WORK_OF_ART", "EVENT"})
_OWNING = ("poss", "compound", "amod", "nmod")
_INSIDE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod"})


def parties(parsed: Parsed, heads: tuple[Token, ...], as_recipient: bool = False) -> tuple[Span, ...]:
    """The spans of who is meant, one a conjunct; a thing stands for its owner, a place for nobody."""
    return tuple(dict.fromkeys(span for head in heads for span in _party(parsed, head, as_recipient)))


def _party(parsed: Parsed, head: Token, as_recipient: bool) -> tuple[Span, ...]:
    if is_party(parsed, head, as_recipient):
        return (*_joined_person(parsed, head), phrase(parsed, head))
    if is_place(parsed, head) or head.entity in _MEASURES:
        return ()
    return owners(parsed, head)


def _joined_person(parsed: Parsed, head: Token) -> tuple[Span, ...]:
    """The person whom the parser made a modifier of the other conjunct: 'Erdogan and Turkish officials'."""
    for child in parsed.children(head.i, "nmod", "compound"):
        if child.entity == "PERSON" and parsed.child(child.i, "cc") is not None:
            return (run_of_name(parsed, child),)
    return ()


def is_party(parsed: Parsed, head: Token, as_recipient: bool = False) -> bool:
    """Whether the phrase that a token heads names somebody who can act, or whom a deed can meet."""
    if head.lower in PRONOUNS:
        return head.dep != "expl"
    if head.entity in _MEASURES or is_place(parsed, head):
        return False
    if in_class(head.lemma, "quantities") or head.pos == "NUM":
        return _counts_people(parsed, head)
    if in_class(head.lemma, "people") or in_class(head.lemma, "groups"):
        return True
    return head.pos == "PROPN" and not _is_thing(head) or head.entity in _ACTING and head.pos != "NOUN"


def is_place(parsed: Parsed, head: Token) -> bool:
    """Whether a phrase is a place that nobody acts as: a town, a region, a building, but no country."""
    if head.lower in PRONOUNS or head.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    name = name_words(parsed, head)
    if head.entity == "PERSON":
        return False
    if is_country(name):
        return any(in_class(one.lemma, "directions") for one in parsed.children(head.i, "amod", "compound"))
    if is_capital(name):
        return head.dep not in ("nsubj", "agent", "nsubjpass")
    return head.entity in ("GPE", "LOC", "FAC") or head.pos == "PROPN" and is_settlement(name)


def _is_thing(head: Token) -> bool:
    return any(in_class(head.lemma, name) for name in ("weapons", "aircraft", "attacks", "facilities", "time"))


def _counts_people(parsed: Parsed, head: Token) -> bool:
    """Whether 'dozens', 'at least three of them' counts people; without 'of' it does."""
    counted = [noun for word, noun in prepositional(parsed, head) if word == "of"]
    if counted:
        return counted[0].entity != "GPE" and is_party(parsed, counted[0], True)
    return head.entity in ("", "CARDINAL")


def owners(parsed: Parsed, head: Token) -> tuple[Span, ...]:
    """Who owns a thing, by possessive, modifier ('Russian warplanes', 'Islamic State positions') or 'of', 'by'."""
    found: list[Span] = []
    for child in parsed.children(head.i, *_OWNING):
        found.extend(_modifier(parsed, one, head) for one in conjuncts(parsed, child) if _owns(parsed, one))
        found.extend(leaders(parsed, child))
    if not found:
        of = [one for word, one in prepositional(parsed, head) if word in ("of", "by", "belonging to")]
        found = [phrase(parsed, one) for one in of if is_party(parsed, one, True)]
    return tuple(dict.fromkeys(found))


def leaders(parsed: Parsed, modifier: Token) -> tuple[Span, ...]:
    """Whom a hyphened participle names: 'U.S.-led airstrikes', 'an Islamic State-claimed assault'."""
    whole, dash, participle = modifier.text.rpartition("-")
    if dash and whole and in_class(participle, "leading"):
        return (Span(modifier.start, modifier.start + len(whole)),)
    before = parsed.tokens[modifier.i - 2] if modifier.i > 1 else modifier
    if parsed.tokens[modifier.i - 1].text != "-" or not in_class(modifier.lower, "leading") or not before.entity:
        return ()
    return (run_of_name(parsed, before),)


def run_of_name(parsed: Parsed, token: Token) -> Span:
    """The words of the name that a token ends."""
    first = token.i
    while first > 0 and token.entity and parsed.tokens[first - 1].entity == token.entity and parsed.tokens[first - 1].pos != "DET":
        first -= 1
    return parsed.cover(parsed.tokens[first], token)


def _owns(parsed: Parsed, modifier: Token) -> bool:
    if modifier.dep == "poss" or modifier.pos == "PRON":
        return is_party(parsed, modifier, True)
    if modifier.entity in ("NORP", "ORG", "PERSON"):
        return not is_settlement(name_words(parsed, modifier))
    if modifier.entity == "GPE":
        return is_country(name_words(parsed, modifier))
    return in_class(modifier.lemma, "owning") and not _is_described(parsed, modifier)


def _is_described(parsed: Parsed, modifier: Token) -> bool:
    """Whether a bare 'military' stands beside a name that owns: 'Turkish military operations'."""
    return any(_owns(parsed, one) for one in parsed.children(modifier.head, *_OWNING) if one.entity)


def _modifier(parsed: Parsed, modifier: Token, head: Token) -> Span:
    """The owner's words before its thing: 'Islamic State' of 'Islamic State positions'."""
    if modifier.dep == "poss":
        return phrase(parsed, modifier)
    first = last = modifier.i
    if modifier.entity:
        while last + 1 < head.i and _goes_on(parsed.tokens[last + 1], modifier):
            last += 1
        while first > 0 and parsed.tokens[first - 1].entity == modifier.entity and parsed.tokens[first - 1].pos != "PUNCT":
            first -= 1
    else:
        inner = [token.i for token in parsed.subtree(modifier.i) if token.i < modifier.i and token.dep != "punct"]
        first = min(inner, default=first)
    return parsed.cover(parsed.tokens[first], parsed.tokens[last])


def _goes_on(token: Token, modifier: Token) -> bool:
    """Whether a name goes on: 'Islamic' 'State', 'Iraqi' 'military', 'Syrian' 'government'."""
    return token.entity == modifier.entity or token.lower in ("military", "army", "government", "regime", "police")


def name_words(parsed: Parsed, head: Token) -> str:
    """The name that a token ends: itself and the words of the same name before it."""
    first = head.i
    while first > 0 and parsed.tokens[first - 1].dep == "compound" and parsed.tokens[first - 1].head == head.i:
        first -= 1
    return parsed.words(parsed.cover(parsed.tokens[first], head))


def phrase(parsed: Parsed, head: Token) -> Span:
    """The noun phrase of a head: what stands before it, and 'of X' where the head only counts or heads X's people."""
    if head.lower in PRONOUNS and head.pos != "NOUN":
        return head.span
    first = last = head
    for child in parsed.children(head.i):
        if child.entity == "PERSON" and parsed.child(child.i, "cc") is not None:
            continue
        if child.i < head.i and child.dep in _INSIDE and not (child.dep == "advmod" and child.pos == "SCONJ"):
            first = min(first, parsed.subtree(child.i)[0], key=lambda token: token.i)
    if in_class(head.lemma, "quantities") or in_class(head.lemma, "members") or head.pos == "NUM":
        last = _end_of_members(parsed, head)
    while first.i < head.i and first.pos in ("PUNCT", "CCONJ"):
        first = parsed.tokens[first.i + 1]
    return parsed.cover(first, last)


def _end_of_members(parsed: Parsed, head: Token) -> Token:
    for word, noun in prepositional(parsed, head):
        if word == "of" and noun.i > head.i and not is_verb(noun):
            return noun
    return head
