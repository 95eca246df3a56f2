"""Standing ties that compounds, nouns and adjectives assert: 'Iranian-backed militias', 'an ally of', 'loyal to'."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.claims.arguments import surface_subjects
from reportedly.claims.geography import is_country
from reportedly.claims.lexicon import in_class, lemma_of, table
from reportedly.claims.parties import is_party, owners, parties
from reportedly.claims.phrases import name_words, phrase, run_of_name
from reportedly.claims.tree import conjuncts, is_verb, prepositional
from reportedly.model import Draft, Parsed, Span, Token

_MUTUAL = ("allied_with", "hostile_to")
_WHOLE = re.compile(r"^(\w[\w.]*)[-‑–](\w+)$")


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of ties.tsv: the words, the prepositions of the other party, the relation and which way it goes."""

    id: str
    words: frozenset[str]
    prepositions: tuple[str, ...]
    relation: str
    from_holder: bool


def ties(parsed: Parsed) -> Iterator[Draft]:
    """The ties of a text in its order, each party's once: an article says 'Iranian-backed' at every mention."""
    seen: set[tuple[str, ...]] = set()
    for token in parsed.tokens:
        for draft in _ties_at(parsed, token):
            key = (draft.rule, *(parsed.words(span).casefold() for span in draft.actors))
            if key not in seen:
                seen.add(key)
                yield draft


def _ties_at(parsed: Parsed, token: Token) -> Iterator[Draft]:
    if token.pos in ("VERB", "ADJ", "PROPN", "NOUN") and ("-" in token.text or parsed.tokens[token.i - 1].text == "-"):
        yield from _compound(parsed, token)
    if token.pos == "NOUN":
        yield from _noun(parsed, token)
    elif token.pos == "ADJ":
        yield from _adjective(parsed, token)


def _compound(parsed: Parsed, word: Token) -> Iterator[Draft]:
    """'Iranian-backed militias', in one token or in three."""
    whole = _WHOLE.match(word.text)
    participle = whole[2].lower() if whole else word.lower
    tie = next((row for row in rows_of("compound") if participle in row.words), None)
    holder = parsed.tokens[word.head]
    if tie is None or word.dep not in ("amod", "compound", "nmod") or not is_party(parsed, holder):
        return
    if whole:
        other = Span(word.start, word.start + len(whole[1]))
    else:
        before = parsed.tokens[word.i - 2]
        if word.i < 2 or not (before.entity in ("NORP", "GPE", "ORG", "PERSON") or in_class(before.lemma, "owning")):
            return
        other = run_of_name(parsed, before)
    yield _draft(tie, word, (phrase(parsed, holder),), (other,))


def _noun(parsed: Parsed, noun: Token) -> Iterator[Draft]:
    """'has been a close ally of the United States', 'X, the head of Y'."""
    tie = next((row for row in rows_of("noun") if lemma_of(noun.lemma) in row.words), None)
    if tie is None:
        return
    holders = parties(parsed, _holders(parsed, noun))
    others = _others(parsed, noun, tie)
    if holders and others:
        yield _draft(tie, noun, holders, others)
    elif len(holders) > 1 and noun.tag == "NNS" and tie.relation in _MUTUAL:  # 'the two became allies'
        yield _draft(tie, noun, holders[:1], holders[1:])


def _holders(parsed: Parsed, noun: Token) -> tuple[Token, ...]:
    """Of whom the noun is said: the subject of 'be', or the name beside it."""
    head = parsed.tokens[noun.head]
    if noun.dep == "attr" and is_verb(head):
        return surface_subjects(parsed, head)
    if noun.dep == "appos" and is_party(parsed, head):
        return (head,)
    beside = [one for one in parsed.children(noun.i, "appos") if one.pos == "PROPN"]
    return tuple(beside[:1])


def _others(parsed: Parsed, noun: Token, tie: Tie) -> tuple[Span, ...]:
    found = tuple(one for word, one in prepositional(parsed, noun) if word in tie.prepositions)
    groups = tuple(one for one in found if is_party(parsed, one) or is_country(name_words(parsed, one)))
    if groups:
        return parties(parsed, groups)
    named = any(one.entity in ("ORG", "GPE", "NORP") or one.dep == "poss" for one in parsed.children(noun.i))
    return tuple(span for span in owners(parsed, noun) if span.start < noun.start)[:1] if named else ()


def _adjective(parsed: Parsed, word: Token) -> Iterator[Draft]:
    """'a group loyal to the council', 'which is close to the regime'."""
    tie = next((row for row in rows_of("adjective") if word.lemma.lower() in row.words), None)
    if tie is None:
        return
    others = parties(parsed, tuple(one for at, one in prepositional(parsed, word) if at in tie.prepositions))
    head = parsed.tokens[word.head]
    holders = surface_subjects(parsed, head) if is_verb(head) else conjuncts(parsed, head)[:1]
    if others and holders:
        found = parties(parsed, holders)
        if found:
            yield _draft(tie, word, found, others)


def _draft(tie: Tie, word: Token, holders: tuple[Span, ...], others: tuple[Span, ...]) -> Draft:
    actors, recipients = (holders, others) if tie.from_holder else (others, holders)
    spans = [span for span in (*actors, *recipients) if abs(span.start - word.start) < 120]
    start, end = min([word.start, *(s.start for s in spans)]), max([word.end, *(s.end for s in spans)])
    return Draft(
        spans=(Span(start, end),),
        trigger=word.i,
        rule=tie.id,
        relation=tie.relation,
        actors=actors,
        recipients=recipients,
    )


@functools.cache
def rows_of(kind: str) -> tuple[Tie, ...]:
    """The rows of one kind, in the file's order."""
    return tuple(
        Tie(
            id=f"ties:{cells['words'].split('|')[0]}:{number}",
            words=frozenset(cells["words"].split("|")),
            prepositions=tuple(cells["prep"].split("|")),
            relation=cells["relation"],
            from_holder=cells["from"] == "holder",
        )
        for number, cells in enumerate(table("ties.tsv"), 1)
        if cells["kind"] == kind
    )
