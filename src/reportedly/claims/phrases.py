"""The words of a noun phrase that say who or what it is, from its article to its head."""

from __future__ import annotations

from reportedly.claims.edges import first_of_phrase
from reportedly.claims.lexicon import in_class, word_class
from reportedly.claims.tree import conjuncts, counts, is_verb, prepositional
from reportedly.model import Parsed, Span, Token

_INSIDE = frozenset(
    ["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod"]
)


def is_pronoun(token: Token) -> bool:
    """Whether a token stands for somebody named elsewhere, alone."""
    return token.lower in word_class("pronouns") and token.dep != "expl"


def phrase(parsed: Parsed, head: Token) -> Span:
    """The noun phrase of a head, without clauses, appositions, conjuncts and 'no', 'only'."""
    if is_pronoun(head) and head.pos != "NOUN":
        return head.span
    first = last = head
    for child in parsed.children(head.i):
        if child.dep == "poss" and head.entity == "PERSON":
            continue  # 'Libya's Haftar'
        if child.lower == "dead" and child.dep == "amod" and parsed.tokens[child.i - 1].lemma == "shoot":
            continue  # 'shot dead nine farmers'
        if child.i < head.i and child.dep in _INSIDE and child.pos != "SCONJ" and not is_joined_person(parsed, child):
            first = min(first, parsed.subtree(child.i)[0], key=lambda token: token.i)
    if counts(head) or in_class(head.lemma, "members"):
        last = _end_of_members(parsed, head)
    last = max(last, counted_together(parsed, head)[-1], key=lambda token: token.i)
    return parsed.cover(first_of_phrase(parsed, _without_strays(parsed, first, head), head), last)


def counted_together(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """A head and those that its number counts with it: the soldiers and policemen of '20 soldiers and policemen'."""
    if head.tag != "NNS" or not any(_is_number(child) for child in parsed.children(head.i, "nummod", "amod", "det")):
        return (head,)
    others = conjuncts(parsed, head)[1:]
    bare = others and all(other.tag == "NNS" and other.i - head.i <= 3 and _is_bare(parsed, other) for other in others)
    return (head, *others) if bare else (head,)


def apart(parsed: Parsed, heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """The heads that stand for parties of their own, without those that are counted with one of them."""
    shared = {other.i for head in heads for other in counted_together(parsed, head)[1:]}
    return tuple(head for head in heads if head.i not in shared)


def _is_number(child: Token) -> bool:
    return child.dep == "nummod" or child.lower in ("some", "many", "several", "dozens")


def _is_bare(parsed: Parsed, noun: Token) -> bool:
    return not parsed.children(noun.i, "det", "nummod", "poss", "compound", "amod")


def is_joined_person(parsed: Parsed, modifier: Token) -> bool:
    """Whether the parser made a person the modifier of the other conjunct: 'Erdogan and Turkish officials'."""
    return modifier.entity == "PERSON" and parsed.child(modifier.i, "cc") is not None


def _without_strays(parsed: Parsed, first: Token, head: Token) -> Token:
    """The first word that belongs: a headline's tags before an article do not, nor do 'no' and 'only'."""
    article = next((one for one in parsed.children(head.i, "det") if one.lower in ("a", "an", "the")), None)
    strays = first.pos in ("PROPN", "NOUN", "ADJ") or first.entity in ("DATE", "TIME")
    if article is not None and first.i < article.i and strays:
        first = article
    while first.i < head.i and (
        first.pos in ("PUNCT", "CCONJ") or first.tag == "TO" or first.lower in word_class("focus")
    ):
        first = parsed.tokens[first.i + 1]
    return first


def _end_of_members(parsed: Parsed, head: Token) -> Token:
    """The last word of 'of X' and those joined to it: 'leaders of the U.S. and France'."""
    for word, noun in prepositional(parsed, head):
        if word == "of" and noun.i > head.i and not is_verb(noun):
            return conjuncts(parsed, noun)[-1]
    return head


def run_of_name(parsed: Parsed, token: Token) -> Span:
    """The words of the name that a token ends, by the name's label."""
    first = token.i
    while token.entity and first > 0 and _is_same_name(parsed.tokens[first - 1], token):
        first -= 1
    return parsed.cover(parsed.tokens[first], token)


def _is_same_name(before: Token, token: Token) -> bool:
    return before.entity == token.entity and before.sentence == token.sentence and before.pos != "DET"


def name_words(parsed: Parsed, head: Token) -> str:
    """The words of the name that a token ends, by syntax: itself and its compounds right before it."""
    first = head.i
    while first > 0 and _is_name_part(parsed.tokens[first - 1], head):
        first -= 1
    return parsed.words(parsed.cover(parsed.tokens[first], head))


def _is_name_part(before: Token, head: Token) -> bool:
    """Whether a word right before a head belongs to its name: the 'Ivory' of 'Ivory Coast'."""
    if before.head != head.i:
        return False
    return before.dep == "compound" or (before.dep == "nmod" and before.entity == head.entity != "")
