"""Mentions: the names, common noun phrases and pronouns of a text."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model import Mention, Parsed, Span, Token
from reportedly.parsing.antecedents import link_antecedents

PRONOUNS = {
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
    "they", "them", "their", "theirs", "themselves", "who", "whom", "whose", "which",
    "we", "us", "our", "i", "me", "my",
}  # fmt: skip
_PLURAL_PRONOUNS = {"they", "them", "their", "theirs", "themselves", "we", "us", "our"}
_NOT_OF_THE_PHRASE = {"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "prep", "parataxis", "dep", "preconj"}


def find_mentions(parsed: Parsed) -> tuple[Mention, ...]:
    """The mentions in text order, one for each head token: nouns, proper nouns and pronouns that head a phrase, with
    `antecedents` where it is clear whom a pronoun or a pointing phrase means."""
    return link_antecedents(parsed, tuple(_mentions(parsed)))


def _mentions(parsed: Parsed) -> Iterator[Mention]:
    for token in parsed.tokens:
        if token.lower in PRONOUNS:
            yield Mention(token.span, token.i, "pronoun", "", token.lower in _PLURAL_PRONOUNS)
        elif (token.pos in ("NOUN", "PROPN") and token.dep != "compound") or (
            token.dep in _ARGUMENTS and token.pos == "ADJ"
        ):
            yield _phrase(parsed, token)


_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "agent")


def _phrase(parsed: Parsed, head: Token) -> Mention:
    kind = "name" if head.pos == "PROPN" or head.entity in ("PERSON", "ORG", "GPE", "NORP", "FAC") else "nominal"
    return Mention(phrase_span(parsed, head.i), head.i, kind, head.entity, head.tag in ("NNS", "NNPS"))


def phrase_span(parsed: Parsed, i: int) -> Span:
    """The noun phrase that token i heads, without relative clauses, appositions, conjuncts and prepositions."""
    first = last = parsed.tokens[i]
    for child in parsed.children(i):
        if child.dep not in _NOT_OF_THE_PHRASE:
            inner = parsed.subtree(child.i)
            first = min(first, inner[0], key=lambda token: token.i)
            last = max(last, inner[-1], key=lambda token: token.i) if child.dep in ("nmod", "nummod") else last
    return parsed.cover(first, last)
