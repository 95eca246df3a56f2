"""When a deed was done: the date words on its own phrases, its parties', then those of the clauses that it shares."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.lexicon import in_class
from reportedly.claims.settings import clauses_above
from reportedly.claims.tree import is_verb, objects_of
from reportedly.model import Parsed, Span, Token

_WHEN = frozenset(["on", "in", "at", "during", "late", "early", "over", "from", "of", "around", "since"])
_BY_HOUR = frozenset(["before", "after", "by", "until", "around", "towards", "toward", "shortly"])
_APART = frozenset(["after", "before", "since", "until"])
_NEAR = 15  # words behind a deed within which a date may be its own


def time(parsed: Parsed, anchors: tuple[Token, ...]) -> Span | None:
    """The words that date a deed, on its own phrases, its parties' or those of shared clauses; None for durations."""
    above = () if _is_relative(parsed, anchors[0]) else tuple(clauses_above(parsed, anchors[0]))
    for anchor in (*anchors, *above):
        for span in _dates(parsed, anchor):
            return span
    if _is_relative(parsed, anchors[0]):
        return None
    return _following(parsed, anchors[0]) or _before_the_teller(parsed, anchors[0])


def _before_the_teller(parsed: Parsed, deed: Token) -> Span | None:
    """The date behind what is told, before him who tells it: 'seized X, a town in the hills, on Monday, the army said'.

    Parsers hang it on his verb.
    """
    around = (parsed.tokens[deed.head] if deed.dep == "ccomp" else deed, *parsed.children(deed.i, "advcl", "parataxis"))
    verb = next((one for one in around if one.i > deed.i and in_class(one.lemma, "telling")), None)
    if verb is None:
        return None
    teller = parsed.child(verb.i, "nsubj")
    if teller is None or teller.i < deed.i:
        return None
    first = parsed.subtree(teller.i)[0].i
    runs = {_run(parsed, one) for one in parsed.tokens[deed.i + 1 : first] if one.entity == "DATE"}
    told = [run for run in runs if _is_calendar(parsed, run)]
    if len(told) == 1:
        return told[0]
    for prep in parsed.children(verb.i, "prep"):
        if teller is not None and deed.i < prep.i < teller.i and prep.lower in _WHEN:
            return _calendar_behind(parsed, prep)
    return None


def _calendar_behind(parsed: Parsed, prep: Token) -> Span | None:
    """The date that a preposition begins."""
    runs = (_run(parsed, noun) for noun in objects_of(parsed, prep) if noun.entity == "DATE")
    return next((run for run in runs if _is_calendar(parsed, run)), None)


def _following(parsed: Parsed, deed: Token) -> Span | None:
    """The next date behind a deed in its own clause, whatever the parser hung it on."""
    last = parsed.sentences[deed.sentence].last
    for word in parsed.tokens[deed.i + 1 : min(last, deed.i + _NEAR)]:
        if word.pos == "PUNCT" and word.text != "-":
            return None
        if word.tag in ("VBD", "VBZ", "VBP") or word.pos == "SCONJ":
            return None
        if word.entity == "DATE" and _is_calendar(parsed, _run(parsed, word)):
            return _run(parsed, word)
    return None


def _is_relative(parsed: Parsed, deed: Token) -> bool:
    """Whether a deed is dated by another one ('a year later'), so that the other's date is not its own."""
    if deed.dep == "advcl" and any(one.lower in _APART for one in parsed.children(deed.i, "mark")):
        return True  # 'after the army had bombed it'
    return any(child.lower in ("later", "earlier", "afterwards", "then") for child in parsed.children(deed.i, "advmod"))


def _dates(parsed: Parsed, anchor: Token) -> Iterator[Span]:
    if anchor.entity == "DATE" and _is_calendar(parsed, _run(parsed, anchor)):
        yield _run(parsed, anchor)
    for child in parsed.children(anchor.i):
        if is_verb(child) and in_class(child.lemma, "telling"):  # 'two died on Monday, a doctor told the paper today'
            continue
        for noun in _nouns_of(parsed, child):
            for token in (noun, *parsed.children(noun.i, "compound", "nummod", "npadvmod", "amod", "prep")):
                if token.entity in ("DATE", "TIME") and not is_verb(token):
                    span = _run(parsed, token)
                    if _is_calendar(parsed, span):
                        yield span


def _nouns_of(parsed: Parsed, child: Token) -> Iterator[Token]:
    """The nouns of a phrase that may date; behind an hour those that say of which day it is: 'before dawn on Friday',
    'overnight on July 9'."""
    hours = child.lower in _BY_HOUR and any(in_class(one.lemma, "hours") for one in objects_of(parsed, child))
    dates = child.dep == "prep" and (child.lower in _WHEN or hours)
    nouns = objects_of(parsed, child) if dates else (child,)
    for noun in nouns:
        yield noun
        if in_class(noun.lemma, "hours"):
            preps = (one for one in parsed.children(noun.i, "prep") if one.lower in _WHEN)
            yield from (inner for prep in preps for inner in objects_of(parsed, prep))


def _is_calendar(parsed: Parsed, span: Span) -> bool:
    """Whether words date ('Saturday', 'last year', 'May 2023') rather than measure time ('five hours')."""
    words = parsed.tokens_in(span)
    return any(in_class(word.lower, "calendar") or (word.text.isdigit() and len(word.text) == 4) for word in words)


def _run(parsed: Parsed, token: Token) -> Span:
    first = last = token.i
    while first > 0 and _is_dated(parsed, first - 1, token):
        first -= 1
    while last + 1 < len(parsed.tokens) and _is_dated(parsed, last + 1, token):
        last += 1
    return parsed.cover(parsed.tokens[first], parsed.tokens[last])


def _is_dated(parsed: Parsed, i: int, token: Token) -> bool:
    other = parsed.tokens[i]
    return other.entity in ("DATE", "TIME") and other.sentence == token.sentence
