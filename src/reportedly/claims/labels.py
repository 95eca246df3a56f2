"""Labels that the report itself shows to be wrong, put right before its claims are read: a person's name that is taken
for a place's where it stands alone, 'IS' that is taken for a verb."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from reportedly.claims.geography import is_capital, is_country, is_settlement
from reportedly.claims.lexicon import in_class, rows
from reportedly.model import Parsed, Token

_MISTAKEN = ("GPE", "LOC", "FAC", "ORG", "NORP", "")
_NO_BODY = ("GPE", "LOC", "FAC", "PERSON", "")
_ARGUMENTS = frozenset(["nsubj", "nsubjpass", "dobj", "pobj"])
_ACRONYM = re.compile(r"(?=.*[A-Z]{2}|.*\d)[A-Z]{1,6}-?\d{0,3}$")
_SHORTEST = 4  # letters of a name that is told from others by its letters alone


def relabelled(parsed: Parsed) -> Parsed:
    """The same text with the labels of its names put right; itself where none is wrong."""
    surnames = _surnames(parsed)
    tokens = tuple(_relabelled(_as_verb(parsed, token), surnames) for token in parsed.tokens)
    return parsed if tokens == parsed.tokens else replace(parsed, tokens=tokens)


def _as_verb(parsed: Parsed, token: Token) -> Token:
    """A verb that the tagger took for a noun, as its auxiliary shows: 'the base was overrun', 'an attempt to storm
    the base'; a noun that it took for a verb: 'responded to shelling by the rebels'."""
    if token.tag == "VBG" and token.dep == "pcomp" and _names_a_deed(parsed, token):
        return replace(token, pos="NOUN", tag="NN", dep="pobj", lemma=token.lower)
    if token.pos not in ("NOUN", "ADJ") or token.text[0].isupper():
        return token
    if parsed.child(token.i, "auxpass") is not None:
        return replace(token, pos="VERB", tag="VBN")
    infinitive = token.pos == "NOUN" and any(aux.tag == "TO" for aux in parsed.children(token.i, "aux"))
    return replace(token, pos="VERB", tag="VB") if infinitive else token


def _names_a_deed(parsed: Parsed, gerund: Token) -> bool:
    """Whether a gerund without an object says by whom it was done, as nouns do: 'shelling by the rebels'."""
    if parsed.child(gerund.i, "dobj", "aux", "xcomp", "ccomp") is not None:
        return False
    return gerund.lower in rows("nouns") and any(
        one.lower == "by" for one in parsed.children(gerund.i, "prep", "agent")
    )


def _relabelled(token: Token, surnames: frozenset[str]) -> Token:
    if token.text == "IS" and token.dep in _ARGUMENTS and token.pos != "PROPN":
        return replace(token, pos="PROPN", tag="NNP", lemma="IS", entity="ORG")
    if token.entity in _NO_BODY and token.tag in ("NNS", "NNPS") and _is_common(token):
        lemma = _singular(token.lower)
        return replace(token, pos="NOUN", tag="NNS", lemma=lemma, entity="")  # 'Pirates seized', 'Gunmen kidnapped'
    if token.entity == "GPE" and _ACRONYM.match(token.text) and not is_country(token.text):
        return replace(token, entity="ORG")  # 'M23', 'JNIM'
    unlabelled = token.entity == "" and token.text[0].isupper() and in_class(token.lower, "peoples")
    if token.tag == "JJ" and (token.entity == "GPE" or unlabelled):
        return replace(token, entity="NORP")  # 'Ukrainian drones'
    if token.pos in ("PROPN", "NOUN") and token.text in surnames and token.entity in _MISTAKEN:
        return token if token.dep == "compound" else replace(token, pos="PROPN", tag="NNP", entity="PERSON")
    return token


def _surnames(parsed: Parsed) -> frozenset[str]:
    """The last words of persons' longer names, that are no country's or town's and stand so labelled at least as often
    as otherwise."""
    ends: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for token in parsed.tokens:
        if token.pos == "PROPN" and len(token.text) >= _SHORTEST:
            whole = token.entity == "PERSON" and token.i > 0 and parsed.tokens[token.i - 1].entity == "PERSON"
            others[token.text] += token.entity not in ("PERSON", "")
            ends[token.text] += whole and not _goes_on(parsed, token)
    known = (name for name, count in ends.items() if count and 2 * count >= others[name])
    return frozenset(name for name in known if not (is_country(name) or is_capital(name) or is_settlement(name)))


def _goes_on(parsed: Parsed, token: Token) -> bool:
    after = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else token
    return after.i != token.i and after.entity == "PERSON"


def _is_common(token: Token) -> bool:
    """Whether a capitalised plural is a common noun, for people or for what they fire: 'Gunmen', 'Rockets'."""
    singular = _singular(token.lower)
    people = in_class(singular, "people") or in_class(singular, "groups")
    return (people and token.entity != "") or (
        token.entity == "" and token.pos == "PROPN" and in_class(singular, "weapons")
    )


def _singular(plural: str) -> str:
    return plural[:-3] + "man" if plural.endswith("men") else plural.removesuffix("s")
