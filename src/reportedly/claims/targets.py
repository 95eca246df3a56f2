"""At whom a word is aimed that names nobody next to it: 'threatened to halt talks with the council'."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.clauses import Clause
from reportedly.claims.nominals import Deed
from reportedly.claims.parties import parties
from reportedly.claims.phrases import is_pronoun
from reportedly.claims.tree import is_infinitive, is_verb
from reportedly.model import Parsed, Span, Token

_AIMED = frozenset(
    ["REJECT", "REQUEST", "PROTEST", "SANCTION", "THREATEN", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE"]
)
_NEAR = _AIMED | {"AID", "AGREE", "ACCUSE"}
_NEAREST = 10  # tokens behind the word, where the parser hung a party on what follows
_FARTHEST = 24  # tokens behind the word
_PREPOSITIONS = frozenset(["of", "with", "against", "from", "by", "to", "on", "between", "at"])


def aimed_at(parsed: Parsed, label: str, frame: Clause | Deed, actors: tuple[Span, ...]) -> tuple[Span, ...]:
    """The first party that a word's own phrase names behind it; () for deeds, and for words that are suffered."""
    if isinstance(frame, Clause) and frame.passive:
        return ()
    sought = (*(_behind(parsed, frame) if label in _AIMED else ()), *(_near(parsed, frame) if label in _NEAR else ()))
    for token in sought:
        found = parties(parsed, (token,)) if label != "SUPPORT" or not _is_opposed(parsed, token) else ()
        if (
            found
            and not any(span.touches(one) for span in found for one in actors)
            and not is_possessive(parsed, found)
        ):
            return found
    return ()


def _is_opposed(parsed: Parsed, token: Token) -> bool:
    """Whether what somebody backs is aimed at them: 'approved sanctions on Russia'."""
    above = parsed.tokens[token.head]
    return token.dep == "pobj" and above.lower in ("against", "on")


def is_possessive(parsed: Parsed, spans: tuple[Span, ...]) -> bool:
    """Whether those found are only 'its', 'their': who is spoken of already."""
    return any(token.tag == "PRP$" for span in spans for token in parsed.tokens_in(span))


def _near(parsed: Parsed, frame: Clause | Deed) -> Iterator[Token]:
    """What stands behind a preposition right behind the word, before the next verb, whatever it hangs on: 'granted
    asylum to five officers holed up there'."""
    word = frame.verb if isinstance(frame, Clause) else frame.noun
    last = min(parsed.sentences[word.sentence].last, word.i + _NEAREST)
    led = False
    for token in parsed.tokens[word.i + 1 : last]:
        if is_verb(token) or token.pos in ("SCONJ", "PUNCT") or token.tag in ("WDT", "WP"):
            return
        if token.pos == "ADP":
            led = token.lower in _PREPOSITIONS
        elif led and token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "amod", "nmod", "poss"):
            yield token
            led = False


def _behind(parsed: Parsed, frame: Clause | Deed) -> Iterator[Token]:
    """The nouns that the word's phrase leads to, in text order; those of the verb too that carries a noun."""
    word = frame.verb if isinstance(frame, Clause) else frame.noun
    top = frame.carrier.verb if isinstance(frame, Deed) and frame.carrier is not None else word
    for token in parsed.subtree(top.i):
        if word.i < token.i <= word.i + _FARTHEST and _leads_to(parsed, token, top):
            yield token


def _leads_to(parsed: Parsed, token: Token, top: Token) -> bool:
    """Whether a token is a noun below the word in no clause that tells something else."""
    if is_pronoun(token) or token.pos not in ("NOUN", "PROPN"):
        return False
    above = parsed.tokens[token.head]
    asked = above.lower == "for" and above.head == top.i
    governed = token.dep in ("dobj", "nsubj", "poss") or (
        token.dep == "pobj" and (above.lower in _PREPOSITIONS or asked)
    )
    return governed and not any(_tells_else(parsed, one) for one in _between(parsed, token, top))


def _tells_else(parsed: Parsed, token: Token) -> bool:
    return token.dep in ("relcl", "parataxis") or (token.dep == "advcl" and not is_infinitive(parsed, token))


def _between(parsed: Parsed, token: Token, top: Token) -> Iterator[Token]:
    for one in parsed.ancestors(token.i):
        if one.i == top.i:
            return
        yield one
