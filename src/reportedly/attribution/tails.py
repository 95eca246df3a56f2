"""The noun phrase right before a verb, by tags alone: for texts that lost their commas and mislead the parser."""

from __future__ import annotations

from reportedly.attribution.cues import words
from reportedly.model import Parsed, Sentence, Token

_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_ADVERBS = ("also", "later", "earlier", "often", "then", "has", "have", "had")
_TIMES = ("DATE", "TIME")
_PLACES = ("GPE", "LOC", "CARDINAL", "FAC")
_LONGEST = 14


def phrase_before(parsed: Parsed, sentence: Sentence, verb: Token) -> list[Token]:
    """'...on Friday the Turkish military said': the tokens of 'the Turkish military'; empty where none stands there."""
    i = verb.i - 1
    while i > sentence.first and parsed.tokens[i].lower in _ADVERBS:
        i -= 1
    last = i
    while i >= sentence.first and last - i < _LONGEST and _goes_on(parsed, i, last):
        i -= 1
    return _from_its_beginning(list(parsed.tokens[i + 1 : last + 1]))


def _goes_on(parsed: Parsed, i: int, last: int) -> bool:
    """Whether token i still belongs to the phrase that ends with token `last`."""
    token = parsed.tokens[i]
    if token.entity in _TIMES:
        return False
    if token.pos in _PHRASE or token.tag == "POS" or token.text == "-":
        return i == last or not _ends_a_clause(parsed, i)
    if i in (0, last):
        return False
    before, after = parsed.tokens[i - 1], parsed.tokens[i + 1]
    joins = token.lower == "and" or (token.lower in ("for", "of") and before.pos == "PROPN")
    return joins and before.pos in ("NOUN", "PROPN") and after.pos in ("PROPN", "NOUN", "ADJ", "DET")


def _ends_a_clause(parsed: Parsed, i: int) -> bool:
    """Whether another phrase begins behind token i: a determiner, a person's name behind no title, another entity."""
    token, after = parsed.tokens[i], parsed.tokens[i + 1]
    if after.pos == "DET":
        return True
    if after.entity == "PERSON" != token.entity:
        role = token.lemma.lower()
        return not (role in words("person") or role in words("title") or token.entity in ("ORG", "NORP"))
    return token.entity in _PLACES and after.entity not in ("", token.entity)


def _from_its_beginning(run: list[Token]) -> list[Token]:
    """The run without what can't begin a phrase; empty where no noun is left."""
    while run and run[0].lower in ("and", "of", "for", "-", "'s", "’s"):
        run = run[1:]
    return run if any(token.pos in ("NOUN", "PROPN") for token in run) else []
