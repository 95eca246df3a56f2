"""Source and content of a cue by tags alone: for texts that lost their commas and mislead the parser."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.attribution.cues import words
from reportedly.model import Parsed, Sentence, Token

_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_ADVERBS = ("also", "later", "earlier", "often", "then", "initially", "has", "have", "had")
_TIMES = ("DATE", "TIME")
_PLACES = ("GPE", "LOC", "CARDINAL", "FAC")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST = 14
_LEAST = 4  # tokens of a content that stands before its cue


def beside_the_cue(
    parsed: Parsed, sentence: Sentence, verb: Token, source: list[Token]
) -> tuple[list[Token], list[Token]]:
    """Source and content of a speech verb that has no clause in the parse: 'A shell hit X a monitor said on Monday'.

    What follows the verb is the content where it has a finite verb, else what stands before the source.
    """
    before = phrase_before(parsed, sentence, verb)
    behind = list(parsed.tokens[verb.i + 1 : sentence.last])
    if before and _is_clause(behind) and behind[0].tag != "VBG":
        return before, _without_circumstance(behind)
    start = before[0].i if before else verb.i
    left = list(parsed.tokens[sentence.first : start])
    if len(left) < _LEAST or not _is_clause(left):
        return source or before, []
    if before:
        return before, left
    subject = next((child for child in parsed.children(verb.i, "nsubj", "dobj", "ccomp") if child.i > verb.i), None)
    if subject is None or subject.pos not in _PHRASE or behind[0].pos not in _PHRASE:
        return source, []
    return parsed.subtree(subject.i), left


def phrase_before(parsed: Parsed, sentence: Sentence, verb: Token) -> list[Token]:
    """'...on Friday the Turkish military said': the tokens of 'the Turkish military'; empty where none stands there."""
    i = verb.i - 1
    while i > sentence.first and parsed.tokens[i].lower in _ADVERBS:
        i -= 1
    if i >= sentence.first and parsed.tokens[i].tag == "PRP":
        return [parsed.tokens[i]]
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


def _is_clause(tokens: Sequence[Token]) -> bool:
    return any(token.tag in _FINITE for token in tokens)


def _without_circumstance(tokens: list[Token]) -> list[Token]:
    """Without the time or the occasion that stands between cue and content ('on Twitter', 'on Saturday')."""
    k = 0
    if tokens[0].lower in ("on", "in", "at", "late", "early"):
        while k < min(4, len(tokens)) and (k == 0 or tokens[k].entity in _TIMES or tokens[k].pos == "PROPN"):
            k += 1
    return tokens[k:]
